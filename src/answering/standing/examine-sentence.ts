/**
 * Whether a sentence of an answer still stands, now that articles it cites were changed or removed. Only what the sentence says
 * counts, and only what another text says otherwise: no comma, no slip of spelling, no paragraph put in before it.
 */
import { cutToClause } from '../../text/clauses.js';
import { QUOTE_MAX_CHARS } from '../../text/split-sentences.js';
import { citationOf } from '../draft-sentences.js';
import type { AnswerSentence, Citation } from '../types.js';
import { type Fault, type FaultKind, faultsOf } from './faults-of.js';
import { type ArticleNow, successorOf, verbatimPlace } from './place-now.js';
import { bareText } from './wording.js';

/** What became of a quote; `now` is what the article says in its place, word for word. */
export type QuoteStanding =
  | { standing: 'carried'; now: Citation }
  | { standing: 'changed'; now: Citation }
  | { standing: 'gone' };

/** What became of a sentence. `what` says in which respects another thing is said now. */
export type SentenceStanding =
  | { standing: 'carried' }
  | { standing: 'changed'; was: Citation; now: Citation; what: FaultKind[] }
  | { standing: 'gone'; was: Citation };

/** `article` is undefined where it was removed. */
export function examineQuote(was: Citation, article: ArticleNow | undefined): QuoteStanding {
  if (!article) return { standing: 'gone' };
  if (was.field === 'title') return examineHeadline(was, article);
  const { body } = article;
  const at = verbatimPlace(body, was.quote, was.start);
  if (at !== undefined)
    return { standing: 'carried', now: citationOf(article, { start: at, end: at + was.quote.length }) };
  const said = was.shown ?? was.quote;
  const run = successorOf(article, said, was.start);
  if (!run) return { standing: 'gone' };
  const { start } = run.span;
  const span = cutToClause(article.text, run.span, { start, end: start + 1 }, QUOTE_MAX_CHARS);
  const isSame = bareText(run.text) === bareText(said) || faultsOf(said, run.text, was.publishedAt).length === 0;
  return { standing: isSame ? 'carried' : 'changed', now: citationOf(article, span) };
}

/** A headline that is told is rewritten freely: what counts are its numbers and names, and whether it denies. */
function examineHeadline(was: Citation, article: ArticleNow): QuoteStanding {
  const { title } = article.meta;
  const now = {
    ...citationOf(article, { start: 0, end: 0 }),
    field: 'title' as const,
    quote: title,
    end: title.length,
  };
  const hard = faultsOf(was.quote, title, was.publishedAt).filter(
    ({ kind }) => kind === 'number' || kind === 'negation',
  );
  return { standing: hard.length > 0 ? 'changed' : 'carried', now };
}

/** `standings` are of all citations of the answer, in its order. */
export function examineSentence(
  { text, citations: places }: AnswerSentence,
  citations: readonly Citation[],
  standings: readonly QuoteStanding[],
): SentenceStanding {
  const cited = places.map((place) => ({ was: citations[place], ...standings[place] }));
  const broken = cited.filter(({ standing }) => standing !== 'carried');
  const isCarriedWhole = () =>
    cited.some(
      ({ was, standing }) => standing === 'carried' && faultsOf(text, shownOf(was), was.publishedAt).length === 0,
    );
  if (broken.length === 0 || isCarriedWhole()) return { standing: 'carried' };
  for (const quote of broken) {
    const { was } = quote;
    const before = faultsOf(text, shownOf(was), was.publishedAt);
    if (quote.standing === 'gone') {
      if (isHeldIn(text, was)) return { standing: 'gone', was };
      continue;
    }
    if (quote.standing !== 'changed') continue;
    const what = newFaults(before, faultsOf(text, shownOf(quote.now), was.publishedAt));
    if (what.length > 0) return { standing: 'changed', was, now: quote.now, what };
  }
  return { standing: 'carried' };
}

const shownOf = ({ shown, quote }: Citation) => shown ?? quote;

/** Whether the sentence takes anything from a quote. */
const isHeldIn = (text: string, was: Citation) =>
  faultsOf(shownOf(was), text).length < faultsOf(shownOf(was), '').length;

function newFaults(before: Fault[], now: Fault[]): FaultKind[] {
  const known = new Set(before.map(({ kind, about }) => `${kind} ${about}`));
  const kinds = [...new Set(now.flatMap(({ kind, about }) => (known.has(`${kind} ${about}`) ? [] : kind)))];
  // A turn of words is told where nothing plainer is.
  return kinds.length > 1 ? kinds.filter((kind) => kind !== 'turn') : kinds;
}

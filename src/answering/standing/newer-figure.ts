/**
 * Whether an article that came later gives another figure for what an answer's sentence says. Better none than a wrong one: it must
 * say the same of the same thing, of a later day, and nothing but the number may differ.
 */
import { parseIsoMs, startOfDayMs } from '../../core/dates.js';
import type { Span } from '../../core/types.js';
import { asShown } from '../../text/as-shown.js';
import { QUOTE_MAX_CHARS } from '../../text/split-sentences.js';
import { datesIn } from '../claims/dates.js';
import { type Figure, figuresIn, isRoundedFrom, isSameFigure } from '../claims/figures.js';
import { wordsIn } from '../claims/words.js';
import { citationOf } from '../draft-sentences.js';
import type { AnswerSentence, Citation, Draft } from '../types.js';
import { type Fault, faultsOf } from './faults-of.js';
import type { ArticleNow } from './place-now.js';
import { evenOut } from './wording.js';

const TIME_ASKED_FOR =
  /\b(?:last|this|next|past|previous) (?:week|month|year|night|season)|\b(?:yesterday|today|ago|as of|by the end|in (?:spring|summer|autumn|winter))\b/i;

/** Whether a question is about a figure as it is now, and not as of some day. */
export const asksForFigureNow = (question: string): boolean =>
  datesIn(question).length === 0 && figuresIn(question).length === 0 && !TIME_ASKED_FOR.test(question);

/** A sentence with a figure of an article that may have come later. */
export interface FigureSentence {
  article: ArticleNow;
  span: Span;
  text: string;
  terms: ReadonlySet<string>;
}

/** Those sentences of an article that hold figures and can be quoted whole. */
export function figureSentences(article: ArticleNow): FigureSentence[] {
  return article.sentences.flatMap((span): FigureSentence | [] => {
    if (span.end - span.start > QUOTE_MAX_CHARS) return [];
    const { text } = asShown(article, span);
    return figuresIn(text).length === 0 ? [] : { article, span, text, terms: new Set(termsOf(text)) };
  });
}

export interface NewerFigure {
  said: string;
  now: Citation;
}

/** Of what an answer says in the question's own words, a sentence of the same matter holds this share. */
const LEAST_SHARED = 0.75;

/** What an answer says a figure of; undefined where it says none that could grow old. */
export function readFigureSaid(question: string, { sentences: [said], citations }: Draft) {
  const was = said && citations[said.citations[0]];
  const figure = said && askedFigure(said, question);
  if (!figure || !was || Number.isNaN(dayOf(was)) || !asksForFigureNow(question)) return undefined;
  const asked = new Set(termsOf(question));
  return { said, was, figure, asked, shared: [...new Set(termsOf(said.text))].filter((term) => asked.has(term)) };
}
export type FigureSaid = NonNullable<ReturnType<typeof readFigureSaid>>;

/** The newest of these sentences that gives another figure for what was said; undefined where there is none. */
export function newerFigure(figureSaid: FigureSaid, sentences: Iterable<FigureSentence>): NewerFigure | undefined {
  const { said, was, shared } = figureSaid;
  let newest: Citation | undefined;
  for (const { article, span, text, terms } of sentences) {
    if (shared.filter((term) => terms.has(term)).length < LEAST_SHARED * shared.length) continue;
    const now = citationOf(article, span);
    if (!(dayOf(now) > dayOf(newest ?? was)) || now.articleId === was.articleId) continue;
    if (
      figuresIn(text).some(
        (other) => isOther(said, figureSaid.figure, text, other) && isOfTheSame(figureSaid, text, other, now),
      )
    )
      newest = now;
  }
  return newest && { said: said.text, now: newest };
}

const dayOf = ({ publishedAt }: Citation) => startOfDayMs(parseIsoMs(publishedAt) ?? Number.NaN);

/** The number that is asked for: as the sentence marks it, or the only one that the question doesn't name. */
function askedFigure({ text, highlight }: AnswerSentence, question: string): Figure | undefined {
  const known = figuresIn(question);
  const dates = datesIn(text);
  const figures = figuresIn(text).filter(
    (figure) =>
      !known.some((other) => isSameFigure(figure, other)) &&
      !dates.some(({ start, end }) => figure.start < end && figure.end > start),
  );
  const marked = figures.filter(({ start, end }) => highlight && start < highlight.end && end > highlight.start);
  const [figure, ...more] = highlight ? marked : figures;
  return more.length === 0 ? figure : undefined;
}

/** Another value of the same unit, which neither rounds the other nor stands beside it. */
function isOther(said: AnswerSentence, figure: Figure, text: string, other: Figure): boolean {
  return (
    figure.unit === other.unit &&
    !figuresIn(text).some((one) => isSameFigure(one, figure)) &&
    !figuresIn(said.text).some((one) => isSameFigure(one, other)) &&
    !isRoundedFrom(text, other, figure) &&
    !isRoundedFrom(said.text, figure, other)
  );
}

const QUOTED = /["“„«][^"“”„«»]*$/;
/** What makes another statement of it; a word at the end or a speaker doesn't. */
const MILD_TURNS = new Set(['exchangesWord', 'movesDate', 'exchangesSpeaker']);
/** Words that only say that it is the newest figure. */
const BY_NOW = new Set('now already far current currently meanwhile least'.split(' '));

/** With the one number in the place of the other, the newer sentence says what the question asks of what was said. */
function isOfTheSame(
  { said, figure, asked }: FigureSaid,
  text: string,
  other: Figure,
  { publishedAt }: Citation,
): boolean {
  if (QUOTED.test(text.slice(0, other.start)) || thingOf(said.text, figure) !== thingOf(text, other)) return false;
  const year = publishedAt?.slice(0, 4);
  if (datesIn(text).some((date) => date.year !== undefined && String(date.year) !== year)) return false;
  const written = text.slice(other.start, other.end);
  const exchanged = said.text.slice(0, figure.start) + written + said.text.slice(figure.end);
  return !narrows(exchanged, text) && faultsOf(exchanged, text, publishedAt).every(isMild(asked));
}

const isMild =
  (asked: ReadonlySet<string>) =>
  ({ kind, about }: Fault): boolean => {
    if (kind === 'turn') return MILD_TURNS.has(about);
    if (kind === 'words') return termsOf(about).every((term) => !asked.has(term));
    return kind === 'speaker' || kind === 'date';
  };

/** Whether words stand before or among the shared ones by which a part is meant, or another one: "in the first form of". */
function narrows(said: string, text: string): boolean {
  const terms = new Set(wordsIn(evenOut(said)).map(({ term }) => term));
  const words = wordsIn(evenOut(text)).filter(({ isContent }) => isContent);
  const last = words.findLastIndex(({ term }) => terms.has(term));
  return words
    .slice(0, last)
    .some(({ term, lower }) => !terms.has(term) && !BY_NOW.has(lower) && !lower.endsWith('ly'));
}

const termsOf = (text: string) => wordsIn(evenOut(text)).flatMap(({ isContent, term }) => (isContent ? term : []));

/** What is counted: the unit, or else the word behind the number. */
function thingOf(text: string, { unit, unitEnd }: Figure): string {
  const next = wordsIn(text).find(({ start, isContent }) => start >= unitEnd && isContent);
  return unit || (next?.term ?? '');
}

/** Chooses one to four verbatim sentences that together answer, each with who says it and when it was published. */
import { formatDate } from '../core/dates.js';
import type { Span } from '../core/types.js';
import { type Evidence, type EvidenceSentence, similarity } from '../retrieval/find-evidence.js';
import type { AnswerType, Query } from '../retrieval/query.js';
import { cutToClause } from '../text/clauses.js';
import type { Citation, Draft } from './types.js';

/** The longest quote, in UTF-16 units. */
export const QUOTE_MAX_CHARS = 400;
const MAX_SENTENCES = 4;
/**
 * How far below the best one's score a further sentence may be, and how far when it adds terms of the question that are
 * still uncovered. A question after one fact is answered by one sentence; an open one takes several.
 */
const MAX_GAP = { fact: 0.2, open: 0.45 };
const MAX_GAP_ADDING = { fact: 0.35, open: 0.65 };
const MIN_ADDED_COVERAGE = 0.08;
const MAX_SIMILARITY = 0.55;
/** From this match on, a sentence is said by the one who is asked about; others then say nothing to the question. */
const ASKED_SPEAKER = 0.5;
/** Kinds of answer that are no single fact. */
const OPEN: Set<AnswerType> = new Set(['other', 'reason', 'yes-no']);

/** Empty where there is no evidence. */
export function composeExtractive(query: Query, evidence: Evidence): Draft {
  const chosen = withContext(chooseSentences(query, evidence), evidence);
  const rank = new Map(evidence.articles.map((article, i) => [article, i]));
  const inReadingOrder = [...chosen].sort((a, b) => rank.get(a.article)! - rank.get(b.article)! || a.start - b.start);
  const citations: Citation[] = [];
  const cite = (sentence: EvidenceSentence, span: Span) => {
    const { meta, body } = sentence.article;
    const place = citations.findIndex(
      ({ articleId, start, end }) => articleId === meta.id && start === span.start && end === span.end,
    );
    if (place >= 0) return place;
    const { id, title, source, publishedAt, url } = meta;
    return (
      citations.push({
        articleId: id,
        title,
        source,
        publishedAt,
        url,
        quote: body.slice(span.start, span.end),
        ...span,
      }) - 1
    );
  };
  const places = new Map(chosen.map((sentence) => [sentence, cite(sentence, quoteSpan(sentence))]));
  let lastArticle: EvidenceSentence['article'] | undefined;
  const sentences = inReadingOrder.map((sentence) => {
    const place = places.get(sentence)!;
    const speaker = leadingSpeaker(sentence);
    const date = sentence.article === lastArticle ? undefined : sentence.article.meta.publishedAt;
    lastArticle = sentence.article;
    const lead = [speaker?.name, date && formatDate(date)].filter(Boolean).join(', ');
    const support = speaker ? [cite(sentence, speaker.span)] : [];
    return {
      text: (lead ? `${lead}: ` : '') + citations[place].quote,
      citations: [place, ...support.filter((other) => other !== place)],
    };
  });
  return { sentences, citations };
}

/** Best first, the best always among them. */
function chooseSentences(query: Query, { sentences, importance, totalImportance }: Evidence): EvidenceSentence[] {
  const kind = OPEN.has(query.answerType) ? 'open' : 'fact';
  const best = sentences[0];
  if (!best) return [];
  const chosen = [best];
  const covered = new Set(best.matched);
  for (const sentence of sentences.slice(1)) {
    if (chosen.length === MAX_SENTENCES) break;
    if (chosen.some((other) => similarity(other.terms, sentence.terms) > MAX_SIMILARITY)) continue;
    if (best.features.speaker >= ASKED_SPEAKER && sentence.features.speaker < ASKED_SPEAKER) continue;
    let added = 0;
    for (const term of sentence.matched) if (!covered.has(term)) added += importance.get(term) ?? 0;
    const maxGap = added / totalImportance >= MIN_ADDED_COVERAGE ? MAX_GAP_ADDING : MAX_GAP;
    if (best.score - sentence.score > maxGap[kind]) continue;
    chosen.push(sentence);
    for (const term of sentence.matched) covered.add(term);
  }
  return chosen;
}

const DANGLING = /^["“‘']?(he|she|they|it|this|these|those|his|her|their|its)\b/i;

/** Where the best sentence begins with a pronoun whose name isn't known, the sentence before it comes along. */
function withContext(chosen: EvidenceSentence[], { importance }: Evidence): EvidenceSentence[] {
  const best = chosen[0];
  if (!best || best.number === 0 || chosen.length >= MAX_SENTENCES || best.attribution) return chosen;
  const { article, number } = best;
  if (!DANGLING.test(article.body.slice(best.start, best.end))) return chosen;
  if (chosen.some((other) => other.article === article && other.number === number - 1)) return chosen;
  const terms = new Set(article.tokens[number - 1].map(({ term }) => term));
  const matched = new Set([...importance.keys()].filter((term) => terms.has(term)));
  const before = { ...best, ...article.sentences[number - 1], number: number - 1, matched, terms };
  return [...chosen, { ...before, attribution: article.attributions[number - 1] }];
}

/** The sentence, or the clauses of it around what was asked for where it is longer than a quote may be. */
export function quoteSpan({ article, start, end, number, matched }: EvidenceSentence): Span {
  if (end - start <= QUOTE_MAX_CHARS) return { start, end };
  const hits = article.tokens[number].filter(({ term }) => matched.has(term));
  const focus = hits.length > 0 ? { start: hits[0].start, end: hits[0].end } : { start, end: start + 1 };
  return cutToClause(article.body, { start, end }, focus, QUOTE_MAX_CHARS);
}

/** Who speaks, where the sentence says only "he" or goes on with a quotation; and the sentence that names them. */
function leadingSpeaker({ article, attribution }: EvidenceSentence): { name: string; span: Span } | undefined {
  if (!attribution || attribution.isNamedHere) return undefined;
  const { name, namedIn, span } = attribution.speaker;
  const naming = article.sentences[namedIn];
  if (naming.end - naming.start <= QUOTE_MAX_CHARS) return { name, span: naming };
  return { name, span: cutToClause(article.body, naming, span, QUOTE_MAX_CHARS) };
}

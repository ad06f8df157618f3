/** Chooses one to four verbatim sentences that together answer, each with who says it and when it was published. */
import { formatDate } from '../core/dates.js';
import type { Span } from '../core/types.js';
import { type Evidence, type EvidenceSentence, similarity } from '../retrieval/find-evidence.js';
import { cutToClause } from '../text/clauses.js';
import type { Citation, Draft } from './types.js';

/** The longest quote, in UTF-16 units. */
export const QUOTE_MAX_CHARS = 400;
const MAX_SENTENCES = 4;
/** A further sentence must score this share of the best one's score, … */
const MIN_RELATIVE_SCORE = 0.82;
/** … or this share when it adds terms of the question that are still uncovered. */
const MIN_RELATIVE_SCORE_ADDING = 0.7;
const MIN_ADDED_COVERAGE = 0.08;
const MAX_SIMILARITY = 0.55;

/** Empty where there is no evidence. */
export function composeExtractive(evidence: Evidence): Draft {
  const chosen = chooseSentences(evidence);
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
function chooseSentences({ sentences, importance, totalImportance }: Evidence): EvidenceSentence[] {
  const best = sentences[0];
  if (!best) return [];
  const chosen = [best];
  const covered = new Set(best.matched);
  for (const sentence of sentences.slice(1)) {
    if (chosen.length === MAX_SENTENCES) break;
    if (chosen.some((other) => similarity(other.terms, sentence.terms) > MAX_SIMILARITY)) continue;
    let added = 0;
    for (const term of sentence.matched) if (!covered.has(term)) added += importance.get(term) ?? 0;
    const floor = added / totalImportance >= MIN_ADDED_COVERAGE ? MIN_RELATIVE_SCORE_ADDING : MIN_RELATIVE_SCORE;
    if (sentence.score < best.score * floor) continue;
    chosen.push(sentence);
    for (const term of sentence.matched) covered.add(term);
  }
  return chosen;
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

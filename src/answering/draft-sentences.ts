/** Sentences of articles as a draft: verbatim quotes, each with who says it where it doesn't say so, and with its date. */
import { formatDate } from '../core/dates.js';
import type { Span } from '../core/types.js';
import type { EvidenceArticle } from '../retrieval/find-evidence.js';
import type { Attribution } from '../retrieval/speakers/attribute.js';
import { cutToClause } from '../text/clauses.js';
import type { Citation, Draft } from './types.js';

/** The longest quote, in UTF-16 units. */
export const QUOTE_MAX_CHARS = 400;

/** A sentence of an article, as far as quoting it needs. */
export interface Quotable extends Span {
  article: Pick<EvidenceArticle, 'meta' | 'body' | 'sentences' | 'tokens'>;
  /** Its number within the article. */
  number: number;
  /** Terms of the question that it holds; a quote that must be cut is cut around them. */
  matched: Set<string>;
  attribution: Attribution | undefined;
}

/**
 * `bestFirst` orders the citations, `inReadingOrder`, of the same sentences, the text. `speakerOf` is asked in reading
 * order, once for each sentence.
 */
export function draftSentences(
  bestFirst: Quotable[],
  inReadingOrder: Quotable[],
  speakerOf: (sentence: Quotable) => { name: string; span: Span } | undefined = leadingSpeaker,
): Draft {
  const citations: Citation[] = [];
  const cite = ({ article: { meta, body } }: Quotable, span: Span) => {
    const place = citations.findIndex(
      ({ articleId, start, end }) => articleId === meta.id && start === span.start && end === span.end,
    );
    if (place >= 0) return place;
    return citations.push(citationOf({ meta, body }, span)) - 1;
  };
  const places = new Map(bestFirst.map((sentence) => [sentence, cite(sentence, quoteSpan(sentence))]));
  let lastArticle: string | undefined;
  const sentences = inReadingOrder.map((sentence) => {
    const { id, publishedAt } = sentence.article.meta;
    const place = places.get(sentence)!;
    const speaker = speakerOf(sentence);
    const date = id === lastArticle ? undefined : publishedAt;
    lastArticle = id;
    const lead = [speaker?.name, date && formatDate(date)].filter(Boolean).join(', ');
    const support = speaker ? [cite(sentence, speaker.span)] : [];
    return {
      text: (lead ? `${lead}: ` : '') + citations[place].quote,
      citations: [place, ...support.filter((other) => other !== place)],
    };
  });
  return { sentences, citations };
}

/** A part of an article as a citation of it. */
export function citationOf({ meta, body }: Pick<EvidenceArticle, 'meta' | 'body'>, { start, end }: Span): Citation {
  const { id, title, source, publishedAt, url } = meta;
  return { articleId: id, title, source, publishedAt, url, quote: body.slice(start, end), start, end };
}

/** The sentence, or the clauses of it around what was asked for where it is longer than a quote may be. */
export function quoteSpan({ article, start, end, number, matched }: Quotable): Span {
  if (end - start <= QUOTE_MAX_CHARS) return { start, end };
  const hits = article.tokens[number].filter(({ term }) => matched.has(term));
  const focus = hits.length > 0 ? { start: hits[0].start, end: hits[0].end } : { start, end: start + 1 };
  return cutToClause(article.body, { start, end }, focus, QUOTE_MAX_CHARS);
}

/**
 * Who speaks, where the sentence says only "he" or goes on with a quotation; and the sentence that names them. A role
 * without a name says no more than "he" does.
 */
export function leadingSpeaker({
  article,
  attribution,
}: Pick<Quotable, 'article' | 'attribution'>): { name: string; span: Span } | undefined {
  if (!attribution || attribution.isNamedHere) return undefined;
  const { name, namedIn, span } = attribution.speaker;
  if (!isName(name)) return undefined;
  const naming = article.sentences[namedIn];
  if (naming.end - naming.start <= QUOTE_MAX_CHARS) return { name, span: naming };
  return { name, span: cutToClause(article.body, naming, span, QUOTE_MAX_CHARS) };
}

/** A name begins with a capital letter, or is written in a script that has none. */
export const isName = (text: string) => /^[\p{Lu}\p{Lo}]/u.test(text);

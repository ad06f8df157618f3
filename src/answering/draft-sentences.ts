/** Sentences of articles as a draft: verbatim quotes, each with who says it where it doesn't say so. */
import type { Span } from '../core/types.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { EvidenceArticle } from '../retrieval/find-evidence.js';
import type { Attribution } from '../retrieval/speakers/attribute.js';
import { asShown, type ShownQuote } from '../text/as-shown.js';
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
  /** What is asked for in it, in the body's offsets. */
  highlight?: Span;
}

/** `speakerOf` is asked in reading order, once for each sentence. */
export function draftSentences(
  inReadingOrder: Quotable[],
  speakerOf: (sentence: Quotable) => { name: string; span: Span } | undefined = unlessNamedBefore(),
): Draft {
  const citations: Citation[] = [];
  const cite = ({ article: { meta, body } }: Quotable, span: Span) => {
    const place = citations.findIndex(
      ({ articleId, start, end }) => articleId === meta.id && start === span.start && end === span.end,
    );
    if (place >= 0) return place;
    return citations.push(citationOf({ meta, body }, span)) - 1;
  };
  const sentences = inReadingOrder.map((sentence) => {
    const place = cite(sentence, quoteSpan(sentence));
    const speaker = speakerOf(sentence);
    const support = speaker ? [cite(sentence, speaker.span)] : [];
    const lead = speaker ? `${speaker.name}: ` : '';
    const shown = asShown(citations[place].quote);
    const highlight = within(sentence.highlight, citations[place], shown, lead.length);
    return {
      text: lead + shown.text,
      citations: [place, ...support.filter((other) => other !== place)],
      ...(highlight && { highlight }),
    };
  });
  return { sentences, citations };
}

/** A span of the body in the offsets of a sentence that is its quote behind a lead; undefined where the quote lacks it. */
function within(
  span: Span | undefined,
  { start, end }: Citation,
  shown: ShownQuote,
  leadChars: number,
): Span | undefined {
  if (!span || span.start < start || span.end > end) return undefined;
  const placed = shown.at({ start: span.start - start, end: span.end - start });
  return placed && { start: placed.start + leadChars, end: placed.end + leadChars };
}

/** "He said" behind a sentence of the same article that names him needs no name before it. */
function unlessNamedBefore(): (sentence: Quotable) => { name: string; span: Span } | undefined {
  let before: Quotable | undefined;
  return (sentence) => {
    const speaker = leadingSpeaker(sentence);
    const isTold =
      before?.article === sentence.article && before.attribution?.speaker === sentence.attribution?.speaker;
    before = sentence;
    return isTold ? undefined : speaker;
  };
}

/** A part of an article as a citation of it. */
export function citationOf({ meta, body }: Pick<EvidenceArticle, 'meta' | 'body'>, { start, end }: Span): Citation {
  const { id, title, source, publishedAt, url } = meta;
  return { articleId: id, field: 'body', title, source, publishedAt, url, quote: body.slice(start, end), start, end };
}

/** A headline as a citation of itself, its first 400 characters. */
export function titleCitationOf({ id, title, source, publishedAt, url }: ArticleMeta): Citation {
  const quote = title.slice(0, QUOTE_MAX_CHARS);
  return { articleId: id, field: 'title', title, source, publishedAt, url, quote, start: 0, end: quote.length };
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

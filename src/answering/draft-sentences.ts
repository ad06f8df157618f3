/** Sentences of articles as a draft: verbatim quotes, each with who says it where it doesn't say so. */
import type { Block, Span } from '../core/types.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { EvidenceArticle } from '../retrieval/find-evidence.js';
import type { Attribution } from '../retrieval/speakers/attribute.js';
import { asShown, type ShownQuote } from '../text/as-shown.js';
import { cutToClause } from '../text/clauses.js';
import { datelineLength } from '../text/dateline.js';
import { QUOTE_MAX_CHARS } from '../text/split-sentences.js';
import type { Citation, Draft, SentenceForm } from './types.js';

/** An article as far as citing it needs. */
export type CitableArticle = Pick<EvidenceArticle, 'meta' | 'body' | 'structure'>;

/** A sentence of an article, as far as quoting it needs. */
export interface Quotable extends Span {
  article: CitableArticle & Pick<EvidenceArticle, 'text' | 'sentences' | 'tokens'>;
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
  const cite = ({ article }: Quotable, span: Span, shown?: ShownQuote) => {
    const place = citations.findIndex(
      ({ articleId, start, end }) => articleId === article.meta.id && start === span.start && end === span.end,
    );
    if (place >= 0) return place;
    return citations.push(citationOf(article, span, shown)) - 1;
  };
  let before: Block | undefined;
  const sentences = inReadingOrder.map((sentence) => {
    const span = quoteSpan(sentence);
    const shown = asShown(sentence.article, span);
    const place = cite(sentence, span, shown);
    const named = speakerOf(sentence);
    // A whole quotation may hold the sentence that names who speaks.
    const speaker = named && span.start <= named.span.start && named.span.end <= span.end ? undefined : named;
    const support = [speaker?.span, shown.header].flatMap((other) => (other ? cite(sentence, other) : []));
    const lead = speaker ? `${speaker.name}: ` : '';
    const highlight = sentence.highlight && shown.at(sentence.highlight);
    const form = shown.block && formOf(shown.block, before);
    before = shown.block;
    return {
      text: lead + shown.text,
      citations: [place, ...support.filter((other) => other !== place)],
      ...(highlight && { highlight: { start: highlight.start + lead.length, end: highlight.end + lead.length } }),
      ...(form && { form }),
    };
  });
  return { sentences, citations };
}

function formOf(block: Block, before: Block | undefined): SentenceForm | undefined {
  const { kind, number, language } = block;
  if (kind === 'heading' || kind === 'row') return { kind };
  if (kind === 'item') return { kind, ...(number !== undefined && { number }) };
  if (kind !== 'code') return undefined;
  return { kind, ...(language && { language }), ...(block === before && { goesOn: true }) };
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
export function citationOf(
  article: CitableArticle,
  { start, end }: Span,
  { text } = asShown(article, { start, end }),
): Citation {
  const { id, title, source, publishedAt, url } = article.meta;
  const quote = article.body.slice(start, end);
  return {
    articleId: id,
    field: 'body',
    title,
    source,
    publishedAt,
    url,
    quote,
    start,
    end,
    ...(text !== quote && { shown: text }),
  };
}

/** A headline as a citation of itself, its first 400 characters. */
export function titleCitationOf({ id, title, source, publishedAt, url }: ArticleMeta): Citation {
  const quote = title.slice(0, QUOTE_MAX_CHARS);
  return { articleId: id, field: 'title', title, source, publishedAt, url, quote, start: 0, end: quote.length };
}

/** The sentence without its dateline, or the clauses of it around what was asked for where it is longer than a quote may be. */
export function quoteSpan({ article, start: whole, end, number, matched }: Quotable): Span {
  const start = whole + datelineLength(article.text.slice(whole, end), number === 0);
  if (end - start <= QUOTE_MAX_CHARS) return { start, end };
  const hits = article.tokens[number].filter(({ term }) => matched.has(term));
  const focus = hits.length > 0 ? { start: hits[0].start, end: hits[0].end } : { start, end: start + 1 };
  return cutToClause(article.text, { start, end }, focus, QUOTE_MAX_CHARS);
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
  return { name, span: cutToClause(article.text, naming, span, QUOTE_MAX_CHARS) };
}

/** A name begins with a capital letter, or is written in a script that has none. */
export const isName = (text: string) => /^[\p{Lu}\p{Lo}]/u.test(text);

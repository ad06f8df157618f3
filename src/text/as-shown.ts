/** A quote as people see it, without markup of the article such as "[2][3]". */
import type { Span } from '../core/types.js';

/** Marks of an encyclopaedia's notes: "[12]", "[a]", "[note 3]", "[citation needed]", "[edit]". */
const NOTE_MARK =
  /[^\S\n]?\[(?:\d{1,3}|[a-z]|(?:note|n|nb|ref)\.? ?\d{1,3}|citation needed|edit|update|who\?|when\?)\]/gi;

export interface ShownQuote {
  text: string;
  /** Where a span of the quote stands in the text; undefined where nothing of it is shown. */
  at(span: Span): Span | undefined;
}

export function asShown(quote: string): ShownQuote {
  const cuts = [...quote.matchAll(NOTE_MARK)].map(({ 0: mark, index }) => ({ start: index, end: index + mark.length }));
  if (cuts.length === 0) return { text: quote, at: (span) => span };
  let text = '';
  let from = 0;
  for (const { start, end } of cuts) {
    text += quote.slice(from, start);
    from = end;
  }
  text += quote.slice(from);
  const place = (offset: number) =>
    offset - cuts.reduce((cut, { start, end }) => cut + Math.max(0, Math.min(offset, end) - start), 0);
  return {
    text,
    at: ({ start, end }) => (place(end) > place(start) ? { start: place(start), end: place(end) } : undefined),
  };
}

/** Where a page's quote stands: "?q=start-end", and "h", the quote's digest, which tells whether it still stands there. */
import { createHash } from 'node:crypto';
import type { Span } from '../../core/types.js';

/** A quote has at most 400 characters; what a person types may be longer. */
const MAX_QUOTE_CHARS = 2_000;

/** Eight letters: 48 bits, for telling one revision's words from another's. */
export const quoteDigest = (quote: string): string =>
  createHash('sha256').update(Buffer.from(quote, 'utf16le')).digest('base64url').slice(0, 8);

export const quoteParameters = ({ start, end }: Span, quote: string): string =>
  `q=${start}-${end}&h=${quoteDigest(quote)}`;

/**
 * The quote's place in the body: as it was, or where it stands since text before it changed. `undefined` where no quote is asked
 * for, `gone` where it is nowhere word for word.
 */
export function quotedPlace(
  body: string,
  q: string | undefined,
  digest: string | undefined,
): Span | 'gone' | undefined {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(q ?? '') ?? [];
  const [start, end] = [Number(from), Number(to)];
  if (from === undefined || end <= start || end - start > MAX_QUOTE_CHARS) return undefined;
  if (digest === undefined) return end <= body.length ? { start, end } : 'gone';
  if (quoteDigest(body.slice(start, end)) === digest) return { start, end };
  return elsewhere(body, end - start, digest) ?? 'gone';
}

/** Quotes begin and end between words, so only runs of that length that do are compared. */
function elsewhere(body: string, length: number, digest: string): Span | undefined {
  for (const { index: start } of body.matchAll(/(?<![\p{L}\p{N}])\S/gu)) {
    const end = start + length;
    if (end > body.length) return undefined;
    const isWithinWord = /^[\p{L}\p{N}]{2}$/u.test(body.slice(end - 1, end + 1));
    if (!isWithinWord && quoteDigest(body.slice(start, end)) === digest) return { start, end };
  }
  return undefined;
}

/** Links to reading pages, for who shows where an answer comes from. */
import type { Citation } from '../../answering/types.js';
import { atQuote } from '../../core/safe-url.js';
import { quoteParameters } from './quoted-place.js';
import { type Reading, signId } from './signed-id.js';

/** What the state's key for signing them is called. */
export const READING_KEY = 'reading-pages';

/** Discord's limit for the address of a button. */
const MAX_LINK_CHARS = 512;

export interface ReadingRequest extends Reading {
  /** Of the body; without it the page is opened at its top. */
  quote?: Pick<Citation, 'quote' | 'start' | 'end' | 'shown'>;
}

export type ReadingLink = (request: ReadingRequest) => string | undefined;

/**
 * Links below `publicUrl`, with the quote marked and scrolled to, by the browser's text fragment where it has one and by the mark
 * where it hasn't. Undefined where no address of 512 characters says it.
 */
export function createReadingLinks(key: Buffer, publicUrl: string): ReadingLink {
  return ({ quote, ...reading }) => {
    const id = signId(key, reading);
    if (id === undefined) return undefined;
    const page = `${publicUrl}/a/${id}`;
    const marked = quote && `${page}?${quoteParameters(quote, quote.quote)}#quote`;
    const candidates = [marked && atQuote(marked, quote.shown ?? quote.quote), marked, page];
    return candidates.find((link) => link !== undefined && link.length <= MAX_LINK_CHARS);
  };
}

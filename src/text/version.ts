/**
 * Raised whenever sentences, passages or terms of a text come out differently than before: an index made with another
 * number is built anew, because offsets and postings in it would no longer fit.
 */
export const TEXT_VERSION = 6;

/** Whether an index was made with it; `stored` is undefined where the index doesn't say. */
export const isTextCurrent = (stored: string | undefined): boolean => stored === String(TEXT_VERSION);

/**
 * Raised whenever sentences, passages or terms of a text come out differently than before: an index made with another
 * number is built anew, because offsets and postings in it would no longer fit.
 */
export const TEXT_VERSION = 4;

/** Whether what is stored was made with it; `stored` is undefined where nothing says. */
export const isTextCurrent = (stored: string | undefined): boolean => stored === String(TEXT_VERSION);

import { ICU_VERSION } from './languages/segment-words.js';

/**
 * Raised whenever sentences, passages or terms of a text come out differently than before: an index made with another
 * version is built anew, because offsets and postings in it would no longer fit. ICU's version is part of it, as its
 * dictionaries say where a word of Chinese, Japanese or Thai ends.
 */
export const TEXT_VERSION = `9 with ICU ${ICU_VERSION}`;

/** Whether an index was made with it; `stored` is undefined where the index doesn't say. */
export const isTextCurrent = (stored: string | undefined): boolean => stored === TEXT_VERSION;

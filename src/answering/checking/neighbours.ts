/** What stands beside a part of a sentence: by that its place is known in another one. */
import type { Span } from '../../core/types.js';
import { datesIn } from '../claims/dates.js';
import type { Name } from '../claims/names.js';
import type { Word } from '../claims/words.js';
import { sameWord } from './same-words.js';

export const spanOf = (name: Name): Span => ({ start: name[0].start, end: name[name.length - 1].end });

/** The word right before it, in lower case; '' at the start. */
export const wordBefore = (words: Word[], { start }: Span) => words.findLast((word) => word.end <= start)?.lower ?? '';

/** The words that say something right before and right behind a part of a text; days aside. */
export function neighbours(text: string, words: Word[], { start, end }: Span): { before?: Word; behind?: Word } {
  const dates = datesIn(text);
  const isDated = (word: Word) => dates.some((date) => word.start < date.end && word.end > date.start);
  const content = words.filter((word) => word.isContent && !isDated(word));
  return { before: content.findLast((word) => word.end <= start), behind: content.find((word) => word.start >= end) };
}

export const isSame = (mine: Word | undefined, theirs: Word | undefined) =>
  mine !== undefined && theirs !== undefined && sameWord(mine, [theirs]) !== undefined;

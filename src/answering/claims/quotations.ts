/** What stands in quotation marks is somebody's very words, or it is false. */
import { isStopTerm } from '../../text/tokenize.js';

const QUOTATION = /[“„«"]([^“”„«»"\n]{2,600})[”“»"]/g;
/** A word or two, set apart because they are another's. */
const MOST_SET_APART = 2;
/** Of more words, where most have a capital it is a title. */
const FEWEST_SMALL_WORDS = 2;
/** "Didn't" and "did not" are the same words. */
const CONTRACTIONS: [RegExp, string][] = [
  [/\bcan't\b/g, 'can not'],
  [/\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/\bi'm\b/g, 'i am'],
];
const LEFT_OUT = /\.\.\.|…|\[[^\]]{0,80}\]/;

export const quotationsIn = (text: string): string[] => [...text.matchAll(QUOTATION)].map(([, inside]) => inside);

/** "Didn't" as "did not", and every apostrophe as '. */
export const withoutContractions = (text: string): string =>
  CONTRACTIONS.reduce((plain, [short, full]) => plain.replace(short, full), text.replace(/[’'‘]/g, "'"));

/** A text in lower case with single spaces and no marks but those of numbers, a space at either end. */
export const plainText = (text: string): string =>
  ` ${withoutContractions(text.toLowerCase())
    .replace(/[^\p{L}\p{N}'%$€£.]+/gu, ' ')
    .replace(/'(?=\s)|(?<=\s)'/g, '')
    .replace(/\.(?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()} `;

/** The same words in the same order, whatever the marks; dots in the quotation part it. `plain` is of `plainText`. */
export function holdsQuotation(plain: string, quotation: string): boolean {
  let from = 0;
  for (const part of quotation.split(LEFT_OUT)) {
    const words = plainText(part);
    if (words.trim() === '') continue;
    const at = plain.indexOf(words, from);
    if (at < 0) return false;
    from = at + words.length - 1;
  }
  return true;
}

/** Whether somebody's words are quoted, and not a title. */
export function isSpeech(quotation: string): boolean {
  const words = quotation.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  const small = words.filter((word) => /^\p{Ll}{3,}/u.test(word));
  if (words.length <= MOST_SET_APART) return words.length > 0;
  return (
    small.length >= FEWEST_SMALL_WORDS &&
    small.length * 2 >= words.length &&
    // A name in Latin has no small words between.
    words.some((word) => isStopTerm(word.toLowerCase()))
  );
}

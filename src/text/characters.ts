/** What kind of character stands at an offset, answered from tables because every character of a corpus is asked about. */
import type { Span } from '../core/types.js';

/** Neither part of a word nor able to extend one. */
export const OTHER = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** A letter of a script that puts no spaces between words (Chinese, Japanese, Thai …), and Hangul with its particles. */
export const UNSPACED = 4;
/** Extends a word and can't begin one: combining marks, soft hyphens and zero-width joiners. */
export const MARK = 5;

const UNSPACED_SCRIPT =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;
const JOINER = /[\u00ad\u200c\u200d\u2060]/;
/** Vowels and final consonants of decomposed Hangul: parts of the syllable that the letter before them begins. */
const HANGUL_PART = /[\u1160-\u11ff]/;

/** The kind by code point, filled as characters are met; 0 is unknown. */
const kinds = new Uint8Array(0x10000);

/** The kind of a code point. A lone surrogate is OTHER, so that no term is ever ill-formed. */
export function kindOf(codePoint: number): number {
  if (codePoint > 0xffff) return classify(codePoint);
  return kinds[codePoint] || (kinds[codePoint] = classify(codePoint));
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (/\p{Nd}/u.test(character)) return DIGIT;
  if (/\p{M}/u.test(character) || JOINER.test(character) || HANGUL_PART.test(character)) return MARK;
  if (!/[\p{L}\p{N}]/u.test(character)) return OTHER;
  return UNSPACED_SCRIPT.test(character) ? UNSPACED : LETTER;
}

/** The code point at `i`; of a pair that `to` cuts, the lone surrogate. */
export function codePointAt(text: string, i: number, to: number): number {
  const unit = text.charCodeAt(i);
  return (unit & 0xfc00) === 0xd800 && i + 1 < to ? text.codePointAt(i)! : unit;
}

/** Exactly what `\s` and `trim` call white space. */
export function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0xa0;
  return (
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x1680 ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}

/** The first offset from `i` on that isn't white space, at most `to`. */
export function skipSpace(text: string, i: number, to: number): number {
  while (i < to && isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** The offset behind the last character before `end` that isn't white space, at least `from`. */
export function trimEnd(text: string, from: number, end: number): number {
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** A span without the white space at its ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  const first = skipSpace(text, start, end);
  return { start: first, end: trimEnd(text, first, end) };
}

/** `i`, or one less where `i` would cut a surrogate pair. */
export function codePointBorder(text: string, i: number): number {
  const cutsPair = (text.charCodeAt(i - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(i) & 0xfc00) === 0xdc00;
  return cutsPair ? i - 1 : i;
}

export type LetterCase = 'upper' | 'lower' | 'caseless' | 'digit' | 'other';

/** What begins at `i`; 'other' before the text, at `to` and for everything that is neither a letter nor a digit. */
export function caseAt(text: string, i: number, to: number): LetterCase {
  if (i < 0 || i >= to) return 'other';
  const codePoint = codePointAt(text, i, to);
  if (codePoint < 0x80) {
    if (codePoint >= 0x61 && codePoint <= 0x7a) return 'lower';
    if (codePoint >= 0x41 && codePoint <= 0x5a) return 'upper';
    return codePoint >= 0x30 && codePoint <= 0x39 ? 'digit' : 'other';
  }
  const kind = kindOf(codePoint);
  if (kind === DIGIT) return 'digit';
  if (kind !== LETTER && kind !== UNSPACED) return 'other';
  const character = String.fromCodePoint(codePoint);
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return 'upper';
  return /\p{Ll}/u.test(character) ? 'lower' : 'caseless';
}

const ZEROES = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** The value of a decimal digit of the scripts that news is written in, or -1. */
export function digitValue(unit: number): number {
  if (unit < 0x80) return unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : -1;
  for (const zero of ZEROES) if (unit >= zero && unit < zero + 10) return unit - zero;
  return -1;
}

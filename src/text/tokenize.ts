/** Text → words with offsets and their search terms. normaliseWord makes the term of a single word. */
import { codePointAt, DIGIT, kindOf, LETTER, MARK, OTHER, UNSPACED } from './characters.js';
import { isLittleTerm, termIn } from './languages/language-terms.js';
import { isOther, type KnownLanguage } from './languages/languages.js';
import { isInDictionary, segmentRun } from './languages/segment-words.js';
import { normaliseWord } from './normalise-word.js';
import { STOP_WORDS } from './stop-words.js';

export { normaliseWord };

/** `text.slice(start, end)` is the word as written; two tokens overlap only in scripts that come as pairs. */
export interface Token {
  term: string;
  start: number;
  end: number;
}

const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;
const DOT = 0x2e;
const COMMA = 0x2c;
const AMPERSAND = 0x26;

/** Whether a term is that of a stop word, in any language. */
export const isStopTerm = (term: string): boolean => isLittleTerm(term) || STOP_WORDS.has(term);

/** The words as they are written, in lower case. */
export const lowerWords = (text: string, tokens: Token[]): string[] =>
  tokens.map(({ start, end }) => text.slice(start, end).toLowerCase());

/**
 * All words of `text` in [from, to), stop words included, in order. "Didn't", "Iran's", "3.5", "1,000", "U.S." and
 * "AT&T" are one token each, hyphenated words one for each part; Chinese, Japanese and Thai come as the words that ICU
 * finds, Korean, Lao, Khmer and Burmese as overlapping pairs of characters. `language` is that of the whole text: its words
 * are read as English ones where that is left out.
 */
export function tokenize(text: string, from = 0, to = text.length, language?: KnownLanguage): Token[] {
  const tokens: Token[] = [];
  const isEnglish = !isOther(language);
  const add = (start: number, end: number) => {
    const term = termIn(language, text.slice(start, end));
    if (term !== '') tokens.push({ term, start, end });
  };
  let i = from;
  while (i < to) {
    const codePoint = codePointAt(text, i, to);
    const kind = kindOf(codePoint);
    if (kind === OTHER || kind === MARK) {
      i += codePoint > 0xffff ? 2 : 1;
    } else if (kind === UNSPACED) {
      i = isInDictionary(codePoint) ? segmentRun(text, i, to, add) : addPairs(text, i, to, add);
    } else {
      const start = i;
      i = acronymEnd(text, start, to) || wordEnd(text, start, to);
      const word = text.slice(start, i);
      const term = isEnglish ? (acronymTerm(word, tokens, text, i, to) ?? normaliseWord(word)) : termIn(language, word);
      if (term !== '') tokens.push({ term, start, end: i });
    }
  }
  return tokens;
}

/** The terms of `text` in [from, to) without stop words, in order and with repeats; [] where nothing is left. */
export function contentTerms(text: string, from = 0, to = text.length, language?: KnownLanguage): string[] {
  const terms: string[] = [];
  for (const { term } of tokenize(text, from, to, language)) if (!isStopTerm(term)) terms.push(term);
  return terms;
}

/** Whether the word begins with a capital letter. */
export function isCapitalised(text: string, { start, end }: { start: number; end: number }): boolean {
  const unit = text.charCodeAt(start);
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  return /^[\p{Lu}\p{Lt}]/u.test(text.slice(start, Math.min(end, start + 2)));
}

const kindAt = (text: string, i: number, to: number) => (i < to ? kindOf(codePointAt(text, i, to)) : OTHER);
const isDigitAt = (text: string, i: number, to: number) => kindAt(text, i, to) === DIGIT;

/** Where the word that begins at `start` ends. */
function wordEnd(text: string, start: number, to: number): number {
  let i = start;
  while (i < to && isAsciiLetter(text.charCodeAt(i))) i++; // nearly every word ends here
  let digitsFrom = -1;
  while (i < to) {
    const codePoint = codePointAt(text, i, to);
    const kind = kindOf(codePoint);
    if (kind === OTHER) {
      if (!isInsideWord(text, codePoint, i, start, digitsFrom, to)) break;
      digitsFrom = -1;
    } else if (kind === UNSPACED) {
      break;
    } else if (kind !== DIGIT) {
      digitsFrom = -1;
    } else if (digitsFrom < 0) {
      digitsFrom = i;
    }
    i += codePoint > 0xffff ? 2 : 1;
  }
  return i;
}

/** Whether the punctuation at `i` belongs to the word around it. `digitsFrom` is where the digits before it begin, or -1. */
function isInsideWord(text: string, mark: number, i: number, start: number, digitsFrom: number, to: number): boolean {
  switch (mark) {
    case APOSTROPHE:
    case RIGHT_QUOTE:
      return kindAt(text, i + 1, to) === LETTER;
    case DOT:
      return digitsFrom >= 0 && isDigitAt(text, i + 1, to);
    case COMMA:
    case 0xa0:
    case 0x2009:
    case 0x202f:
      return digitsFrom >= 0 && i - digitsFrom <= 3 && beginsThousands(text, i + 1, to);
    case AMPERSAND:
      return (
        i - start <= 3 && isAsciiCapital(text.charCodeAt(i - 1)) && i + 1 < to && isAsciiCapital(text.charCodeAt(i + 1))
      );
    default:
      return false;
  }
}

const beginsThousands = (text: string, i: number, to: number) =>
  isDigitAt(text, i, to) && isDigitAt(text, i + 1, to) && isDigitAt(text, i + 2, to) && !isDigitAt(text, i + 3, to);
const isAsciiCapital = (unit: number) => unit >= 0x41 && unit <= 0x5a;
const isAsciiLetter = (unit: number) => unit < 0x80 && (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

/** Behind "U.S.", "U.S.A", "a.m." or "U.S.'s", or 0 where no dotted letters begin at `start`. */
function acronymEnd(text: string, start: number, to: number): number {
  let i = start;
  while (i + 1 < to && text.charCodeAt(i + 1) === DOT && isAsciiLetter(text.charCodeAt(i))) i += 2;
  if (i === start) return 0;
  const next = i < to && isAsciiLetter(text.charCodeAt(i)) ? kindAt(text, i + 1, to) : LETTER;
  if (next === OTHER) i++; // "U.S": the last letter may lack its full stop, but it doesn't begin a word
  if (i - start < 3) return 0;
  const apostrophe = i < to ? text.charCodeAt(i) : 0;
  const isPossessive = (apostrophe === APOSTROPHE || apostrophe === RIGHT_QUOTE) && i + 1 < to && text[i + 1] === 's';
  return isPossessive && kindAt(text, i + 2, to) === OTHER ? i + 2 : i;
}

/** The term where only the neighbours tell an acronym from a stop word: WHO and IT in mixed case, and "the us". */
function acronymTerm(word: string, before: Token[], text: string, end: number, to: number): string | undefined {
  if (word === 'us') {
    const previous = before.at(-1);
    return previous && /^the$/i.test(text.slice(previous.start, previous.end)) ? 'u.s' : undefined;
  }
  if (word !== 'WHO' && word !== 'IT') return undefined;
  const previous = before.at(-1);
  const isMixedCase =
    /[a-z]/.test(text.slice(end, Math.min(to, end + 16))) ||
    (previous !== undefined && /[a-z]/.test(text.slice(previous.start, previous.end)));
  return isMixedCase ? [...word.toLowerCase()].join('.') : undefined;
}

/** Gives `add` the offsets of overlapping pairs of the run of characters at `from`, marks kept with their character; of a lone one its own. Returns the run's end. */
function addPairs(text: string, from: number, to: number, add: (start: number, end: number) => void): number {
  let i = from;
  let before = -1;
  let start = from;
  while (kindAt(text, i, to) === UNSPACED && !(i > from && isInDictionary(codePointAt(text, i, to)))) {
    start = i;
    i += codePointAt(text, i, to) > 0xffff ? 2 : 1;
    while (kindAt(text, i, to) === MARK) i += codePointAt(text, i, to) > 0xffff ? 2 : 1;
    if (before >= 0) add(before, i);
    before = start;
  }
  if (start === from) add(from, i);
  return i;
}

/**
 * Terms of what a text says without writing the word: "percent" for "%" and "per cent", "dollar" for "$", a number in digits
 * for "44 billion" and "44bn", an age for "Berg, 42,", and a name's letters for the name in full. An index holds them beside
 * the text's own terms, so that a question may ask for either.
 */
import type { DefinedLetters } from './defined-letters.js';
import { figureKind } from './figure-kinds.js';
import { nameLetters } from './name-letters.js';
import { type NumberSpan, numbersIn } from './numbers.js';
import { isCapitalised, isStopTerm, normaliseWord, type Token } from './tokenize.js';

/** The term of a name's letters, apart from all words: "aid" is not the Agency for International Development. */
export const lettersTerm = (letters: string): string => `=${letters}`;

const PERCENT = normaliseWord('percent');
const AGE = normaliseWord('age');
const CURRENCIES: Record<string, string> = Object.fromEntries(
  Object.entries({
    $: 'dollar',
    '€': 'euro',
    '£': 'pound',
    '¥': 'yen',
    '₹': 'rupee',
    '₽': 'rouble',
    '₴': 'hryvnia',
  }).map(([sign, name]) => [sign, normaliseWord(name)]),
);
const SCALED = /^(?:hundred|thousand|million|billion|trillion|\d[\d.]*(?:k|m|mn|mln|bn|b|tn|t|trn))$/i;

/** What a word that multiplies begins with; most words are told by that. */
const MAY_SCALE = new Set([...'htmb'].map((letter) => letter.charCodeAt(0)));
/** Makes a small letter of a capital. */
const SMALL = 0x20;

/** Of the words of one sentence or title; `defined` are the letters that its article explains, by `definedLetters`. */
export function impliedTerms(text: string, tokens: readonly Token[], defined: DefinedLetters | undefined): Set<string> {
  const implied = new Set<string>();
  let isScaled = false;
  for (let i = 0; i < tokens.length; i++) {
    const { term, start, end } = tokens[i];
    const first = text.charCodeAt(start);
    if (first >= DIGIT_0 && first <= DIGIT_9) {
      const sign = CURRENCIES[text[start - 1]];
      if (sign) implied.add(sign);
      if (text[end] === '%' || (text[end + 1] === '%' && /\s/.test(text[end]))) implied.add(PERCENT);
      if (figureKind(text, tokens, i) === 'age') implied.add(AGE);
      isScaled ||= SCALED.test(text.slice(start, end));
    } else if (term === 'cent' && i > 0 && tokens[i - 1].term === 'per') implied.add(PERCENT);
    else isScaled ||= MAY_SCALE.has(first | SMALL) && SCALED.test(text.slice(start, end));
  }
  if (isScaled)
    for (const { value } of scaledNumbers(text, tokens[0].start, tokens[tokens.length - 1].end)) implied.add(value);
  for (const { letters } of nameLetters(text, tokens, (i) => isNameWord(text, tokens[i])))
    implied.add(lettersTerm(letters));
  if (defined) for (const letters of defined.lettersIn(tokens)) implied.add(lettersTerm(letters));
  return implied;
}

/** The numbers that are written with a word or a letter for their zeroes: "44 billion", "44bn", "two hundred". */
export const scaledNumbers = (text: string, from = 0, to = text.length): NumberSpan[] =>
  numbersIn(text, from, to).filter(({ start, end }) => SCALE.test(text.slice(start, end)));

const SCALE = /\d[a-z]|hundred|thousand|million|billion|trillion/i;

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** A capital and at least one small letter: what is all in capitals may be anything. */
const isNameWord = (text: string, token: Token) =>
  isCapitalised(text, token) && !isStopTerm(token.term) && /\p{Ll}/u.test(text.slice(token.start, token.end));

/** Whether a sentence ends at a mark or at a line's end: the judgement of split-sentences. Looks only a few words around. */
import { caseAt, isSpace, kindOf, LETTER, type LetterCase, UNSPACED } from './characters.js';
import type { KnownLanguage } from './languages/languages.js';
import { beginsSentence, endsInLanguage } from './languages/sentence-language.js';
import { DOT, ELLIPSIS, FULL, isBulletAt, MARKS, skipOpeners } from './sentence-marks.js';
import {
  type AbbreviationKind,
  AFTER_TIME,
  abbreviationKind,
  DOMAIN_ENDINGS,
  QUOTING_VERBS,
  STARTERS,
  UNFINISHED,
} from './sentence-words.js';

/**
 * The scanner's place, `mark` ≤ `marksEnd` ≤ `end` ≤ `next`: end of the word, of the marks, of closing quotes, of
 * white space.
 */
export interface Place {
  text: string;
  to: number;
  /** Where the sentence begins. */
  start: number;
  mark: number;
  marksEnd: number;
  end: number;
  next: number;
  newlines: number;
  language?: KnownLanguage;
}

const MAX_WORD_CHARS = 24;
const MAX_ATTRIBUTION_CHARS = 60;

export function endsAtMark(place: Place): boolean {
  const { text, to, mark, marksEnd, end, next, newlines } = place;
  if (next >= to || newlines > 1) return true;
  const kind = kindOfMarks(text, mark, marksEnd);
  if (kind === FULL) return endsAtFullMark(place);
  if (next === end) return isMissingSpace(place);
  if (/[,;:)\]}”]/.test(text[next]) && newlines === 0) return false;
  const wordAt = skipOpeners(text, next, to);
  const nextCase = caseAt(text, wordAt, to);
  const isStarter = startsSentence(text, wordAt, to, place.language);
  if (text[end - 1] === ')' && text[skipOpeners(text, place.start, to) - 1] !== '(' && newlines === 0) return isStarter;
  if (kind === DOT) return endsAtDot(place, wordAt, nextCase, isStarter);
  if (kind === ELLIPSIS) {
    if (nextCase === 'lower') return false;
    return newlines > 0 || nextCase !== 'upper' || isStarter || !isSpace(text.charCodeAt(mark - 1));
  }
  const hasQuote = /["'”’»]/.test(text[end - 1]);
  // «Зачем?» — спросил он.
  if (hasQuote && newlines === 0 && /^[—–]\s\p{Ll}/u.test(text.slice(next, next + 3))) return false;
  if (nextCase === 'lower') return !hasQuote && (newlines > 0 || isLowerWord(wordBefore(place)));
  return !(hasQuote && nextCase === 'upper' && !isStarter && newlines === 0 && isAttribution(text, wordAt, to));
}

/** The strongest of the marks: FULL, then ! and ?, then an ellipsis, then a single full stop. */
function kindOfMarks(text: string, mark: number, marksEnd: number): number {
  let kind = MARKS[text.charCodeAt(mark)];
  if (kind === DOT && marksEnd - mark > 1) kind = ELLIPSIS;
  for (let i = mark; i < Math.min(marksEnd, mark + MAX_WORD_CHARS); i++) {
    const other = MARKS[text.charCodeAt(i)];
    if (other === FULL) return FULL;
    if (other !== DOT && other !== ELLIPSIS) kind = other;
  }
  return kind;
}

/** 「なぜ？」と彼は言った, “我不知道。”发言人说。: who said it, behind the quotation. */
const SAID_BEHIND =
  /^[^。！？，；：\n「」“”]{1,12}(?:说|表示|称|指出|问|答|道|說|稱|問|聞いた|尋ねた|言った|述べた|話した|答えた)[。，、]/;
const MAX_SAID_CHARS = 16;

function endsAtFullMark({ text, to, mark, marksEnd, end, next }: Place): boolean {
  if (next > end) return true;
  if (text[mark] === '．' && caseAt(text, mark - 1, to) === 'digit' && caseAt(text, end, to) === 'digit') return false;
  if (/[、，,;；:：)）」』]/.test(text[next])) return false;
  return !(end > marksEnd && (/[とっ]/.test(text[next]) || SAID_BEHIND.test(text.slice(next, next + MAX_SAID_CHARS))));
}

function endsAtDot(place: Place, wordAt: number, nextCase: LetterCase, isStarter: boolean): boolean {
  const { text, to, start, mark, marksEnd, end, newlines, language } = place;
  const hasClosers = end > marksEnd;
  if (isListMarker(text, start, mark)) return false;
  if (!hasClosers) {
    const told = endsInLanguage(language, text, start, mark, wordFrom(text, wordAt, to) || text[wordAt]);
    if (told !== undefined) return told;
  }
  const word = wordBefore(place);
  const kind = word === '' || hasClosers ? undefined : dotKind(word);
  switch (kind) {
    case 'never':
      return false;
    case 'initial':
      return nextCase !== 'lower' && (isStarter || nextCase === 'other');
    case 'small letter':
      return nextCase !== 'lower' && nextCase !== 'digit' && word !== 'v';
    case 'time':
      return nextCase !== 'digit' && nextCase !== 'lower' && !AFTER_TIME.has(wordFrom(text, wordAt, to));
    case 'number':
      return nextCase !== 'lower' && nextCase !== 'digit';
    case 'starter':
      return nextCase !== 'lower' && (isStarter || newlines > 0);
    default:
      if (nextCase !== 'lower' || newlines > 0) return true;
      // careless text in small letters; shorter words may be abbreviations unknown here
      return !hasClosers && word.length >= 4 && isLowerWord(word);
  }
}

type DotKind = AbbreviationKind | 'initial' | 'small letter';

function dotKind(word: string): DotKind | undefined {
  if (word.length === 1) return /\p{Lu}/u.test(word) ? 'initial' : 'small letter';
  const abbreviation = abbreviationKind(word);
  if (abbreviation) return abbreviation;
  if (!word.includes('.')) return undefined;
  if (/^(?:e\.g|i\.e)$/i.test(word)) return 'never';
  if (/^[ap]\.m$/i.test(word)) return 'time';
  return /^\p{L}{1,2}(?:\.\p{L}{1,2})+$/u.test(word) ? 'starter' : dotKind(word.slice(word.lastIndexOf('.') + 1));
}

/** "3." or "b." or "(iv)." at the beginning of a sentence belongs to what follows. */
function isListMarker(text: string, start: number, mark: number): boolean {
  return mark - start <= 5 && /^\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\)?$/.test(text.slice(start, mark));
}

/** The letters and inner full stops right before the mark; '' after a digit, a bracket or a space. */
function wordBefore({ text, start, mark }: Place): string {
  let i = mark;
  const least = Math.max(start, mark - MAX_WORD_CHARS);
  while (i > least && (text[i - 1] === '.' || isLetter(text, i - 1))) i--;
  while (text[i] === '.') i++;
  return i < mark ? text.slice(i, mark) : '';
}

const isLetter = (text: string, i: number) => {
  const kind = kindOf(text.charCodeAt(i));
  return kind === LETTER || kind === UNSPACED;
};
const isLowerWord = (word: string) => /^\p{Ll}{2,}$/u.test(word);

/** The letters from `i` on, at most a long word. */
function wordFrom(text: string, i: number, to: number): string {
  let end = i;
  while (end < Math.min(to, i + MAX_WORD_CHARS) && isLetter(text, end)) end++;
  return text.slice(i, end);
}

/** A usual first word, and no initial ("A. Smith"). */
function startsSentence(text: string, i: number, to: number, language?: KnownLanguage): boolean {
  const word = wordFrom(text, i, to);
  return (STARTERS.has(word) || beginsSentence(language, word)) && text[i + word.length] !== '.';
}

/** Whether a verb of speech stands within the next few words, before any punctuation. */
function isAttribution(text: string, i: number, to: number): boolean {
  const words = /^[^,;:!?"“”\n]*/.exec(text.slice(i, Math.min(to, i + MAX_ATTRIBUTION_CHARS)))![0].split(/\s+/);
  return words.slice(1, 6).some((word) => QUOTING_VERBS.has(word.replace(/\.$/, '')));
}

/** `ended.The next`: a small word, the mark, and a capital with small letters behind it, outside of addresses and file names. */
function isMissingSpace(place: Place): boolean {
  const { text, to, mark, end } = place;
  const wordAt = skipOpeners(text, end, to);
  if (caseAt(text, wordAt, to) !== 'upper') return false;
  const second = caseAt(text, wordAt + 1, to);
  if (second !== 'lower' && !/^[AI]\s/.test(text.slice(wordAt, wordAt + 2))) return false;
  if (!isLowerWord(wordBefore(place)) || DOMAIN_ENDINGS.has(wordFrom(text, wordAt, to).toLowerCase())) return false;
  return !/[/@=:\\_#]\S*$|www\./.test(text.slice(Math.max(place.start, mark - MAX_ATTRIBUTION_CHARS), mark));
}

/** In scripts without capitals a shorter line is a heading, a longer one is wrapped. */
const MIN_WRAPPED_CHARS = 50;
const MIN_WRAPPED_UNSPACED_CHARS = 30;
const WRAPPED_SHARE = 3 / 4;

/** A line without an end mark: where it began and ends, and the length of a line known to be wrapped, or 0. */
export interface Line {
  start: number;
  end: number;
  wrappedChars: number;
}

/** Whether the sentence ends with its line, or the line was only wrapped and goes on at `next`. */
export function endsAtNewline(text: string, line: Line, next: number, to: number): boolean {
  if (isBulletAt(text, next, to)) return true;
  const wordAt = skipOpeners(text, next, to);
  const nextCase = caseAt(text, wordAt, to);
  if (nextCase === 'lower') return false;
  const chars = line.end - line.start;
  if (nextCase === 'caseless') {
    return chars < (kindOf(text.charCodeAt(wordAt)) === UNSPACED ? MIN_WRAPPED_UNSPACED_CHARS : MIN_WRAPPED_CHARS);
  }
  if (
    text[line.end - 1] === ',' ||
    UNFINISHED.has(/[a-z]*$/.exec(text.slice(Math.max(line.start, line.end - 10), line.end))![0])
  )
    return false;
  if (line.wrappedChars === 0) return true;
  return chars < line.wrappedChars * WRAPPED_SHARE && chars + 1 + firstWordChars(text, line, next) <= line.wrappedChars;
}

/** A long word goes to the next line whole, and leaves this one short. */
function firstWordChars(text: string, { end, wrappedChars }: Line, next: number): number {
  const behind = /^\S*/.exec(text.slice(next, next + wrappedChars))![0].length;
  return next - (text.indexOf('\n', end) + 1) + behind;
}

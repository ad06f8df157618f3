/** The characters that end sentences, and what may stand between the end mark and the next sentence. */
import { isSpace, kindOf, OTHER } from './characters.js';

export const DOT = 1;
/** ! and ? and their doubles. */
export const SHOUT = 2;
export const ELLIPSIS = 3;
/** Ends a sentence without a space behind it: 。！？ and the full stops of other scripts. */
export const FULL = 4;
export const NEWLINE = 5;
export const STRAIGHT_QUOTE = 6;

/** Kinds of marks by UTF-16 unit; 0 for all that the scanner passes over. */
export const MARKS = new Uint8Array(0x10000);
const setMarks = (characters: string, mark: number) => {
  for (const character of characters) MARKS[character.charCodeAt(0)] = mark;
};
setMarks('.', DOT);
setMarks('!?‽‼⁇⁈⁉', SHOUT);
setMarks('…', ELLIPSIS);
// CJK, Arabic, Urdu, Syriac, Devanagari, Greek question mark, Armenian, Ethiopic, Khmer, Myanmar, Tibetan, Mongolian
setMarks('。｡！？．؟۔܀।॥\u037e։።፧៕។။།᠃', FULL);
setMarks('\n\r\f\u2028\u2029', NEWLINE);
setMarks('"', STRAIGHT_QUOTE);

const CLOSERS = new Set([...'"\'”’)]}»›」』）】〉》〕｣*_'].map((character) => character.charCodeAt(0)));
const OPENERS = new Set([...'"\'“‘„‚([{«‹「『（【〈《〔｢¿¡*_`'].map((character) => character.charCodeAt(0)));
/** Opens in English and closes in German; closes where nothing follows it directly. */
const LEFT_DOUBLE_QUOTE = 0x201c;
const MAX_NOTE_CHARS = 12;
const MAX_OPENERS = 6;

const isWordAt = (text: string, i: number, to: number) => i < to && kindOf(text.charCodeAt(i)) !== OTHER;
const isEndMark = (unit: number) => MARKS[unit] > 0 && MARKS[unit] <= FULL;
const isOpenEnd = (text: string, i: number, to: number) => i >= to || isSpace(text.charCodeAt(i));

/** Behind the run of end marks at `i`, spaced dots (". . .") included. */
export function endOfMarks(text: string, i: number, to: number): number {
  const isDot = text[i] === '.';
  while (i < to && isEndMark(text.charCodeAt(i))) i++;
  if (isDot)
    while (text[i] === ' ' && text[i + 1] === '.' && i + 1 < to && (isOpenEnd(text, i + 2, to) || text[i + 2] === '.'))
      i += 2;
  return i;
}

/** Behind the closing quotes, brackets, note marks ("[12]") and further end marks that follow the marks ending at `i`. */
export function endOfClosers(text: string, i: number, to: number, isQuoteOpen: boolean): number {
  let isOpen = isQuoteOpen;
  while (i < to) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5b) {
      const end = endOfNote(text, i, to);
      if (end === i) break;
      i = end;
    } else if (unit === LEFT_DOUBLE_QUOTE) {
      if (!isOpenEnd(text, i + 1, to)) break;
      i++;
    } else if (unit === 0x22 && !isOpen && isWordAt(text, i + 1, to)) {
      break; // `end."Why`: the quote opens
    } else if ((unit === 0x27 || unit === 0x2019) && isWordAt(text, i + 1, to)) {
      break; // "U.S.'s"
    } else if (CLOSERS.has(unit) || isEndMark(unit)) {
      if (unit === 0x22) isOpen = false;
      i++;
    } else {
      const spaced = endOfSpacedCloser(text, i, to, isOpen);
      if (spaced === i) break;
      i = spaced;
    }
  }
  return i;
}

/** Tokenised and French text puts a space before what closes: ` . ''`, ` . "`, `. »`. */
function endOfSpacedCloser(text: string, i: number, to: number, isQuoteOpen: boolean): number {
  if ((text[i] !== ' ' && text[i] !== '\u00a0' && text[i] !== '\u202f') || i + 1 >= to) return i;
  const character = text[i + 1];
  const length = text.startsWith("''", i + 1)
    ? 2
    : '”’»›)]'.includes(character) || (character === '"' && isQuoteOpen)
      ? 1
      : 0;
  return length > 0 && i + 1 + length <= to && isOpenEnd(text, i + 1 + length, to) ? i + 1 + length : i;
}

function endOfNote(text: string, i: number, to: number): number {
  for (let end = i + 1; end < Math.min(to, i + MAX_NOTE_CHARS); end++) {
    if (text[end] === ']') return end > i + 1 ? end + 1 : i;
    if (!/[\w .,-]/.test(text[end])) return i;
  }
  return i;
}

/** Behind the quotes and brackets that open at `i`. */
export function skipOpeners(text: string, i: number, to: number): number {
  const limit = Math.min(to, i + MAX_OPENERS);
  while (i < limit && OPENERS.has(text.charCodeAt(i))) i++;
  return i < to && i < limit && text[i] === ' ' && text[i - 1] === '`' ? i + 1 : i;
}

/** Line breaks in the white space from `i` to `end`; a paragraph separator counts as two. */
export function countNewlines(text: string, i: number, end: number): number {
  let count = 0;
  for (; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (MARKS[unit] !== NEWLINE || (unit === 0x0a && text.charCodeAt(i - 1) === 0x0d)) continue;
    count += unit === 0x2029 ? 2 : 1;
  }
  return count;
}

const BULLETS = new Set([...'-*+•‣◦▪●○■·–—>|']);

/** Whether a list item, a heading of Markdown or a quoted line begins at `i`. */
export function isBulletAt(text: string, i: number, to: number): boolean {
  if (BULLETS.has(text[i])) return isOpenEnd(text, i + 1, to);
  return /^(?:#{1,6} |\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]\s)/.test(text.slice(i, Math.min(to, i + 8)));
}

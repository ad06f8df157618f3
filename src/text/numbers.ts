/** The numbers a text states, in one form each, so that a claim can be compared with its evidence. */
import { DIGIT, kindOf, LETTER } from './characters.js';
import { withAsciiDigits } from './normalise-word.js';

/** `value` is a plain decimal numeral ("1000", "3.5"), a plural ("1990s"), or digits with several points ("1.2.3"). */
export interface NumberSpan {
  value: string;
  start: number;
  end: number;
}

const SMALL = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, i) => [word, i + 1] as const),
);
const TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 20 + 10 * i] as const),
);
const ZEROES = new Map([
  ['hundred', 2],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
]);
const ATTACHED = new Map([
  ['k', 3],
  ['mn', 6],
  ['mln', 6],
  ['bn', 9],
  ['tn', 12],
  ['trn', 12],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
]);
/** "100m" is a race, "$100m" a sum. */
const ATTACHED_TO_MONEY = new Map([
  ['m', 6],
  ['b', 9],
  ['t', 12],
]);

/** Digits in groups of three, other digits, or a word. No alternative looks back further than one group: linear. */
const PIECE = /\p{Nd}{1,3}(?:[,\u00a0\u2009\u202f]\p{Nd}{3})+(?!\p{Nd})(?:\.\p{Nd}+)*|\p{Nd}+(?:\.\p{Nd}+)*|\p{L}+/gu;

interface NumberPiece {
  text: string;
  start: number;
  end: number;
}

/**
 * Numerals and number words in order: "1,000", "2 million", "$5bn", "twenty-five", "a hundred". Sign, currency and
 * per cent are left out; digits that follow a letter directly ("G7") are part of a name and no number.
 */
export function numbersIn(text: string, from = 0, to = text.length): NumberSpan[] {
  const numbers: NumberSpan[] = [];
  const part = text.slice(from, to);
  const pieces: NumberPiece[] = [];
  for (const { 0: word, index } of part.matchAll(PIECE))
    pieces.push({ text: word, start: index, end: index + word.length });
  for (let i = 0; i < pieces.length; ) {
    const isNumeral = kindOf(pieces[i].text.codePointAt(0)!) === DIGIT;
    const read = isNumeral ? readNumeral(part, pieces, i) : readNumberWords(part, pieces, i);
    if (read.value !== undefined)
      numbers.push({ value: read.value, start: from + pieces[i].start, end: from + read.end });
    i = read.next;
  }
  return numbers;
}

interface Read {
  value?: string;
  end: number;
  next: number;
}

function readNumeral(text: string, pieces: NumberPiece[], i: number): Read {
  const { start, end } = pieces[i];
  const none = { end, next: i + 1 };
  if (start > 0 && kindOf(text.charCodeAt(start - 1)) === LETTER) return none;
  const numeral = plainNumeral(pieces[i].text);
  const after = pieces[i + 1];
  if (after && after.start === end) {
    const suffix = after.text.toLowerCase();
    const isMoney = /[$€£¥₹]\s?$/.test(text.slice(Math.max(0, start - 2), start));
    const power = ATTACHED.get(suffix) ?? (isMoney ? ATTACHED_TO_MONEY.get(suffix) : undefined);
    if (power !== undefined) return { value: shift(numeral, power), end: after.end, next: i + 2 };
    if (suffix === 's') return { value: `${numeral}s`, end: after.end, next: i + 2 };
    return { value: numeral, ...none };
  }
  let read: Read = { value: numeral, ...none };
  for (let next = i + 1; next < pieces.length && isJoined(text, pieces, next); next++) {
    const power = ZEROES.get(pieces[next].text.toLowerCase());
    if (power === undefined) break;
    read = { value: shift(read.value!, power), end: pieces[next].end, next: next + 1 };
  }
  return read;
}

/** ASCII digits without separators and padding; digits with several points stay as they are. */
function plainNumeral(numeral: string): string {
  const ascii = withAsciiDigits(numeral.replace(/[,\u00a0\u2009\u202f]/g, ''));
  const [whole, fraction, more] = ascii.split('.');
  if (more !== undefined) return ascii;
  const rest = fraction?.replace(/0+$/, '');
  return whole.replace(/^0+(?=.)/, '') + (rest ? `.${rest}` : '');
}

/** The numeral times ten to the power, by moving the point: floats would lose the last digits. */
function shift(numeral: string, power: number): string {
  const [whole, fraction = ''] = numeral.split('.');
  const digits = whole + fraction.slice(0, power).padEnd(power, '0');
  const rest = fraction.slice(power);
  return (digits.replace(/^0+(?=\d)/, '') || '0') + (rest ? `.${rest}` : '');
}

/** "two hundred and fifty thousand", "twenty-five", "a million"; nothing for "several hundred", "half a million", "no one". */
function readNumberWords(text: string, pieces: NumberPiece[], i: number): Read {
  const word = (at: number) => pieces[at]?.text.toLowerCase() ?? '';
  const none = { end: pieces[i].end, next: i + 1 };
  const isArticle = word(i) === 'a' || word(i) === 'an';
  if (isArticle && !(ZEROES.has(word(i + 1)) && isJoined(text, pieces, i + 1) && word(i - 1) !== 'half')) return none;
  if (!isArticle && !SMALL.has(word(i)) && !TENS.has(word(i))) return none;
  if (word(i) === 'one' && (word(i - 1) === 'no' || word(i + 1) === 'another')) return none;
  let total = 0;
  let group = isArticle ? 1 : (SMALL.get(word(i)) ?? TENS.get(word(i))!);
  let last = i;
  for (let next = i + 1; next < pieces.length && isJoined(text, pieces, next); next++) {
    const zeroes = ZEROES.get(word(next));
    const tens = TENS.get(word(next));
    const small = SMALL.get(word(next));
    if (word(next) === 'and') {
      const follows = isJoined(text, pieces, next + 1) && (SMALL.has(word(next + 1)) || TENS.has(word(next + 1)));
      if (ZEROES.has(word(next - 1)) && follows) continue;
      break;
    }
    if (zeroes === 2 && group < 100) group *= 100;
    else if (zeroes !== undefined && zeroes > 2) {
      total += group * 10 ** zeroes;
      group = 0;
    } else if (tens !== undefined && group % 100 === 0 && (group || total)) group += tens;
    else if (small !== undefined && small < 10 && group % 10 === 0 && group % 100 !== 10 && (group || total))
      group += small;
    else if (small !== undefined && group % 100 === 0 && (group || total)) group += small;
    else break;
    last = next;
  }
  return { value: String(total + group), end: pieces[last].end, next: last + 1 };
}

/** Whether only a space or a hyphen stands before this piece. */
function isJoined(text: string, pieces: NumberPiece[], at: number): boolean {
  const piece = pieces[at];
  return piece !== undefined && piece.start - pieces[at - 1].end === 1 && /[\s-]/.test(text[piece.start - 1]);
}

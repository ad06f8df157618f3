/** Numbers with what they count: "5 per cent" isn't "5 dollars", and "32 minutes" isn't "32 hours". */
import { numbersIn } from '../../text/numbers.js';

export interface Figure {
  value: string;
  /** A unit of the list below, '' where none stands beside the number. */
  unit: string;
  start: number;
  end: number;
  /** Where a unit behind it ends; `end` where none stands there. */
  unitEnd: number;
}

const UNITS: Record<string, RegExp> = {
  percent: /^\s?(?:%|per ?cent\b|percentage\b|pct\b)/i,
  dollar: /^[\s-]?(?:us |u\.s\. )?(?:dollars?|usd)\b/i,
  euro: /^[\s-]?(?:euros?|eur)\b/i,
  pound: /^[\s-]?pounds?\b/i,
  crown: /^[\s-]?(?:crowns?|krone[rn]?|kronor|kronas?)\b/i,
  yen: /^[\s-]?yen\b/i,
  yuan: /^[\s-]?(?:yuan|renminbi)\b/i,
  rupee: /^[\s-]?rupees?\b/i,
  rouble: /^[\s-]?rou?bles?\b/i,
  franc: /^[\s-]?(?:swiss )?francs?\b/i,
  lira: /^[\s-]?lira\b/i,
  hryvnia: /^[\s-]?hryvnias?\b/i,
  second: /^[\s-]?seconds?\b/i,
  minute: /^[\s-]?(?:minutes?|mins?)\b/i,
  hour: /^[\s-]?(?:hours?|hrs?)\b/i,
  day: /^[\s-]?days?\b/i,
  week: /^[\s-]?weeks?\b/i,
  month: /^[\s-]?months?\b/i,
  year: /^[\s-]?(?:years?|yrs?)\b/i,
  metre: /^[\s-]?(?:met(?:re|er)s?|m)\b/i,
  kilometre: /^[\s-]?(?:kilomet(?:re|er)s?|kms?|km\/h|kph)\b/i,
  mile: /^[\s-]?(?:miles?|mph)\b/i,
  foot: /^[\s-]?(?:foot|feet|ft)\b/i,
  inch: /^[\s-]?inch(?:es)?\b/i,
  kilogram: /^[\s-]?(?:kilograms?|kilos?|kgs?)\b/i,
  ton: /^[\s-]?(?:tonnes?|tons?)\b/i,
  degree: /^[\s-]?(?:degrees?|°)/i,
};
const CURRENCY: [string, RegExp][] = [
  ['dollar', /\$\s?$/],
  ['euro', /€\s?$/],
  ['pound', /£\s?$/],
];
const LONGEST_UNIT = 16;
/** "Three quarters of a point" is written in figures as well. */
const PARTS: [RegExp, string][] = [
  [/\bthree[- ]quarters of a (?:percentage )?point\b/gi, '0.75'],
  [/\bhalf a (?:percentage )?point\b/gi, '0.5'],
  [/\ba quarter (?:of a )?(?:percentage )?point\b/gi, '0.25'],
];
const BASIS_POINTS = /\b(\d{1,4}) basis points\b/gi;
const ORDINAL = /\b(\d{1,4})(?:st|nd|rd|th)\b/g;
const ORDINAL_WORDS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'.split(
    ' ',
  );
const ORDINAL_WORD = new RegExp(`\\b(${ORDINAL_WORDS.slice(2).join('|')})\\b`, 'gi');

/** In order of their places. */
export function figuresIn(text: string): Figure[] {
  const figures: Figure[] = numbersIn(text).map(({ value, start, end }) => ({
    value,
    ...unitAt(text, start, end),
    start,
    end,
  }));
  const add = (value: string, unit: string, { 0: said, index }: RegExpMatchArray) =>
    figures.push({ value, unit, start: index!, end: index! + said.length, unitEnd: index! + said.length });
  for (const [pattern, value] of PARTS) for (const match of text.matchAll(pattern)) add(value, 'percent', match);
  for (const match of text.matchAll(BASIS_POINTS)) add(String(Number(match[1]) / 100), 'percent', match);
  for (const match of text.matchAll(ORDINAL)) add(match[1], 'ordinal', match);
  for (const match of text.matchAll(ORDINAL_WORD))
    add(String(ORDINAL_WORDS.indexOf(match[1].toLowerCase()) + 1), 'ordinal', match);
  return figures.sort((a, b) => a.start - b.start);
}

function unitAt(text: string, start: number, end: number): Pick<Figure, 'unit' | 'unitEnd'> {
  const before = text.slice(Math.max(0, start - 2), start);
  const currency = CURRENCY.find(([, sign]) => sign.test(before));
  if (currency) return { unit: currency[0], unitEnd: end };
  const after = text.slice(end, end + LONGEST_UNIT);
  if (!/^[\s%°-]|^\p{L}/u.test(after)) return { unit: '', unitEnd: end };
  for (const unit in UNITS) {
    const written = UNITS[unit].exec(after);
    if (written) return { unit, unitEnd: end + written[0].length };
  }
  return { unit: '', unitEnd: end };
}

/** Whether one may be the other: the same value, and no other unit. */
export const isSameFigure = (a: Figure, b: Figure): boolean =>
  a.value === b.value && (a.unit === '' || b.unit === '' || a.unit === b.unit);

/** "Nearly 40,000" of 39,870: what a word of nearness before a number may round, as a share of it. */
const ROUNDED_SHARE = 0.1;
const NEARNESS =
  /\b(?:about|around|almost|nearly|roughly|approximately|some|close to|over|more than|above|under|less than|below|fewer than|at least|up to|just|well)\s+[$€£]?$/i;
const ABOVE = /\b(?:over|more than|above|at least)\s+[$€£]?$/i;
const BELOW = /\b(?:almost|nearly|close to|under|less than|below|fewer than|up to)\s+[$€£]?$/i;

/** Whether the text rounds the number to this one, and says so. */
export function isRoundedFrom(text: string, figure: Figure, exact: Figure): boolean {
  if (figure.unit !== exact.unit && figure.unit !== '' && exact.unit !== '') return false;
  const [rounded, value] = [Number(figure.value), Number(exact.value)];
  if (!(rounded > 2) || !(value > 2) || Math.abs(rounded - value) > ROUNDED_SHARE * value) return false;
  const before = text.slice(Math.max(0, figure.start - 20), figure.start);
  if (!NEARNESS.test(before)) return false;
  if (ABOVE.test(before)) return rounded <= value;
  return !BELOW.test(before) || rounded >= value;
}

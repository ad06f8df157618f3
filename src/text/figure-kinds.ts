/** The kind of a number in a text: a day, an age, a sum, a length, a count. */
import { isCalendarWord } from '../core/calendar.js';
import type { Token } from './tokenize.js';

export type FigureKind =
  | 'date'
  | 'clock'
  | 'age'
  | 'money'
  | 'percent'
  | 'duration'
  | 'length'
  | 'mass'
  | 'speed'
  | 'temperature'
  | 'count';

const UNITS: [FigureKind, RegExp][] = [
  ['age', /^(?:year-old|years old|years? of age|-year-old)/],
  ['speed', /^(?:km\/h|kph|mph|knots?|(?:kilomet(?:re|er)s?|miles?|met(?:re|er)s?)(?: per| an?) (?:hour|second))/],
  [
    'length',
    /^(?:kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|km|cm|mm|m|miles?|feet|foot|ft|inch(?:es)?|yards?|storeys?|light[- ]years?)\b/,
  ],
  ['mass', /^(?:kilogram(?:me)?s?|gram(?:me)?s?|kg|g|tonnes?|tons?|pounds? (?:of|in) weight|lbs?|ounces?)\b/],
  [
    'duration',
    /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|ms|min|s|h|nights?)\b/,
  ],
  ['temperature', /^(?:°|degrees?)/],
  ['percent', /^(?:%|per ?cent\b|percentage points?)/],
  [
    'money',
    /^(?:dollars?|euros?|pounds?|cents?|rubles?|roubles?|yen|yuan|usd|eur|gbp|francs?|crowns?|kronor|lira|rupees?|gold|coins?)\b/,
  ],
];
/** "Four years ago" tells when, not how long. */
const AGO = /^\p{L}+ (?:ago|earlier|before|later)\b/u;
/** Blanks may stand for markup: "&euro;3" is read with five of them. */
const CURRENCY = /[$€£¥₹]\s{0,9}$/;
const SCALE = /^(?:hundred|thousand|million|billion|trillion|bn|m|k)s?\b[\s-]*/;
/** What stands before an age: "a woman of 22", "aged 22", ", 22,". */
const AGE_BEFORE = /(?:\b(?:aged|age|at|of)|,)\s$/;
const PERSON_BEFORE =
  /\b(?:man|woman|boy|girl|child|teenager|person|student|mother|father|\p{Lu}\p{L}+)(?:,| of| aged)\s$/u;
/** "At 42, he", "At 42 he", "aged 42", "at the age of 42", "she was 96.", "Ada Berg, 42, said": what stands before such a number, and behind it. */
const AGES: [RegExp, RegExp][] = [
  [/\bat $/i, /^(?:,| (?:he|she|the|is|was)\b)/i],
  [/\b(?:aged|age of) $/i, /^/],
  [/\b(?:he|she|who) (?:is|was|turned|turns|would have been) $/i, /^(?:[.,;]| (?:when|at the time|and|on|years)\b)/],
  [/\p{Lu}\p{L}+, $/u, /^,/],
];
const CHARS_AROUND = 28;

/** The kind of the number that is token `i`. */
export function figureKind(body: string, tokens: readonly Token[], i: number): FigureKind {
  const { start, end } = tokens[i];
  const word = body.slice(start, end);
  const before = body.slice(Math.max(0, start - CHARS_AROUND), start);
  const behind = body
    .slice(end, end + CHARS_AROUND)
    .replace(/^[\s-]+/, '')
    .toLowerCase();
  const isDigits = /^\d/.test(word);
  if (CURRENCY.test(before)) return 'money';
  if (
    isDigits &&
    (/^:\d\d/.test(body.slice(end, end + 3)) || /\d:$/.test(before) || /^(?:a\.?m|p\.?m|o['’]clock)\b/.test(behind))
  )
    return 'clock';
  const neighbours = [tokens[i - 1], tokens[i + 1]];
  const isBesideMonth = neighbours.some((token) => token && isCalendarWord(body.slice(token.start, token.end)));
  if (isDigits && (/^\d{1,2}(?:st|nd|rd|th)?$/.test(word) ? isBesideMonth : false)) return 'date';
  if (/^(?:1[89]|20)\d\d$/.test(word) && !UNITS.some(([, unit]) => unit.test(behind))) return 'date';
  const unit = behind.replace(SCALE, '').replace(/^(?:more |square |cubic )/, '');
  const kind = UNITS.find(([, pattern]) => pattern.test(unit))?.[0];
  if (kind === 'duration' && AGO.test(unit)) return 'date';
  if (kind) return kind;
  if (/^\d{1,2}$/.test(word) && AGE_BEFORE.test(before) && PERSON_BEFORE.test(before)) return 'age';
  if (
    /^\d{2}$/.test(word) &&
    AGES.some(([ahead, after]) => ahead.test(before) && after.test(body.slice(end, end + 12)))
  )
    return 'age';
  return 'count';
}

/**
 * The days that a sentence of an article may mean, reckoned from the article's own day: "on Friday" is the one before or,
 * said of the future, the one after; "tomorrow", "two weeks ago" and "next month" likewise.
 */
import { DAY_MS, mondayMs, parseIsoMs, startOfDayMs } from '../../core/dates.js';
import { datesIn, type NamedDate, type WrittenDate } from './dates.js';

const COUNTS = 'a one two three four five six seven eight nine ten eleven twelve'.split(' ');
const COUNT = `(\\d{1,2}|an|${COUNTS.join('|')})`;
const RELATIVE_DAY = /\b(today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)\b/gi;
const AGO = new RegExp(
  `\\b${COUNT} (day|week|month|year)s? (ago|earlier|before|later|after)\\b|\\b(?:with)?in ${COUNT} (day|week|month|year)s?\\b`,
  'gi',
);
const DAY_BEFORE = /\bthe (day before|previous day|day after|following day|next day)\b/gi;
const STRETCH = /\b(last|this|next) (week|month|year)\b/gi;
const DAYS: Record<string, number> = { day: 1, week: 7, month: 30, year: 365 };

/** Words that set what follows in the future, and verbs that report what was. */
const FUTURE =
  /\b(?:will|won't|shall|is to|are to|is due|are due|is set|are set|due|next|coming|plans? to|expected|scheduled|votes|begins?|starts?|opens?|closes|ends|tomorrow)\b/gi;
const REPORTED =
  /\b(?:said|says|told|announced|wrote|tweeted|declared|added|reported|confirmed|denied|warned|published|released|was|were|had)\b/gi;
const CLAUSE_MARK = /[,;:—–]/;

/** Undefined `publishedAt` leaves dates as they are written. */
export function dateReadings(text: string, publishedAt: string | undefined): NamedDate[] {
  const written = datesIn(text);
  const publishedMs = parseIsoMs(publishedAt);
  if (publishedMs === undefined) return written;
  const today = startOfDayMs(publishedMs);
  const day = (days: number) => dayAt(today + days * DAY_MS);
  const readings: NamedDate[] = [];
  for (const date of written) readings.push(...readingsOf(date, text, today));
  for (const { 0: said } of text.matchAll(RELATIVE_DAY)) {
    const word = said.toLowerCase();
    readings.push(day(word === 'yesterday' || word === 'last night' ? -1 : word === 'tomorrow' ? 1 : 0));
  }
  for (const { 1: side } of text.matchAll(DAY_BEFORE)) {
    const days = /before|previous/i.test(side) ? -1 : 1;
    for (const base of [day(0), ...readings.filter(isDay)]) readings.push(shifted(base, days));
  }
  for (const [, count, unit, side, ahead, unitAhead] of text.matchAll(AGO)) {
    const days = countOf(count ?? ahead) * DAYS[(unit ?? unitAhead).toLowerCase()];
    const isAhead = side === undefined || /later|after/i.test(side);
    // "Earlier" and "later" may be reckoned from another day that the sentence names.
    const bases = /ago/i.test(side ?? 'ago') ? [day(0)] : [day(0), ...readings.filter(isDay)];
    for (const base of bases) readings.push(rough(shifted(base, isAhead ? days : -days), unit ?? unitAhead));
  }
  for (const [, which, unit] of text.matchAll(STRETCH)) readings.push(...stretchOf(which, unit, today));
  return readings;
}

/** The article's own day, as exact as it is known. */
export function publicationDay(publishedAt: string | undefined): NamedDate[] {
  const ms = parseIsoMs(publishedAt);
  if (ms === undefined) return [];
  const { year, ...rest } = dayAt(ms);
  const length = publishedAt!.trim().length;
  return [length === 4 ? { year } : length === 7 ? { year, month: rest.month } : { year, ...rest }];
}

function readingsOf(date: WrittenDate, text: string, today: number): NamedDate[] {
  const { start, end, ...named } = date;
  const published = new Date(today);
  if (date.weekday !== undefined) {
    const back = (published.getUTCDay() - date.weekday + 7) % 7;
    const isBefore = /\blast\s+$/i.test(text.slice(0, start));
    const past = dayAt(today - (isBefore && back === 0 ? 7 : back) * DAY_MS);
    const future = dayAt(today + (7 - back) * DAY_MS);
    const tense = isBefore ? 'past' : tenseAt(text, start, end);
    return tense === 'past' ? [past] : tense === 'future' ? [future] : [past, future];
  }
  if (date.year !== undefined || date.month === undefined) return [named];
  const year = published.getUTCFullYear();
  // A month without a year is the nearest one before or behind.
  const isAhead = date.month > published.getUTCMonth() + 1;
  const [past, future] = isAhead ? [year - 1, year] : [year, year + 1];
  const tense = tenseAt(text, start, end);
  const years = tense === 'future' ? [future] : tense === 'past' ? [past] : [past, future];
  // Of the month of the article itself either may be meant.
  if (date.month === published.getUTCMonth() + 1) years.push(year);
  return years.map((near) => ({ ...named, year: near }));
}

/** What sets the day in time: the nearest such word before it in its clause, else behind it. */
function tenseAt(text: string, start: number, end: number): 'past' | 'future' | undefined {
  const before = text.slice(0, start);
  const clause = before.slice(lastMark(before) + 1);
  const after = text.slice(end).split(CLAUSE_MARK)[0];
  for (const part of [clause, after]) {
    const [future, past] = [FUTURE, REPORTED].map((pattern) =>
      Math.max(-1, ...[...part.matchAll(pattern)].map(({ index }) => index)),
    );
    if (future !== past) return future > past ? 'future' : 'past';
  }
  return undefined;
}

const lastMark = (text: string) => Math.max(...[...',;:—–'].map((mark) => text.lastIndexOf(mark)));

function stretchOf(which: string, unit: string, today: number): NamedDate[] {
  const step = { last: -1, this: 0, next: 1 }[which.toLowerCase() as 'last' | 'this' | 'next'];
  const date = new Date(today);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (/year/i.test(unit)) return [{ year: year + step }];
  if (/month/i.test(unit)) {
    const other = new Date(Date.UTC(year, month + step, 1));
    return [{ year: other.getUTCFullYear(), month: other.getUTCMonth() + 1 }];
  }
  const monday = mondayMs(today) + step * 7 * DAY_MS;
  return Array.from({ length: 7 }, (_, i) => dayAt(monday + i * DAY_MS));
}

const countOf = (text: string) => Number(text) || Math.max(1, COUNTS.indexOf(text.toLowerCase()));

interface Day extends NamedDate {
  year: number;
  month: number;
  day: number;
}

const isDay = (date: NamedDate): date is Day =>
  date.year !== undefined && date.month !== undefined && date.day !== undefined;

function dayAt(ms: number): Day {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

const shifted = ({ year, month, day }: Day, days: number) => dayAt(Date.UTC(year, month - 1, day) + days * DAY_MS);

/** "Two months ago" tells no day, "two years ago" no month. */
const rough = (date: Day, unit: string): NamedDate =>
  /month/i.test(unit) ? { year: date.year, month: date.month } : /year/i.test(unit) ? { year: date.year } : date;

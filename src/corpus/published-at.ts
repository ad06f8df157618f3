/** Publishing dates: ISO text stays as given, the forms that newsrooms write become an ISO day, anything else is unknown. */
import { dayStartMs, MONTHS } from '../core/calendar.js';
import { isoDay } from '../core/dates.js';

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?\\.?';
const YEAR = '(\\d{4})';

const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]([01]\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?)?)?$/i;
const NUMERIC = /^(\d{4})(?:[/.](\d{1,2})[/.](\d{1,2})|(\d{2})(\d{2}))(?:\D|$)/;
const MONTH_FIRST = new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+${YEAR}\\b`, 'i');
const DAY_FIRST = new RegExp(`\\b${DAY}(?:\\s+of)?[\\s-]+${MONTH},?[\\s-]+${YEAR}\\b`, 'i');
const MONTH_ONLY = new RegExp(`^${MONTH},?\\s+${YEAR}$`, 'i');

/** Longer text is no date. */
const MAX_DATE_CHARS = 100;

/**
 * A year, month, day or instant in ISO 8601 as given, or the ISO day of "November 4, 2022", "4 Nov 2022", "2022/11/04" and
 * RFC 2822 as it is written there (its own zone). Undefined where no real date can be read; "04/11/2022" is two dates, so none.
 */
export function parsePublishedAt(given: unknown): string | undefined {
  if (typeof given === 'number') return Number.isInteger(given) && isYear(given) ? String(given) : undefined;
  if (typeof given !== 'string' || given.length > MAX_DATE_CHARS) return undefined;
  const text = given.trim();
  const iso = ISO.exec(text);
  if (iso) return readDay(iso[1], iso[2] ?? '01', iso[3] ?? '01') && text;
  const numeric = NUMERIC.exec(text);
  if (numeric) return readDay(numeric[1], numeric[2] ?? numeric[4], numeric[3] ?? numeric[5]);
  return findWrittenDay(text) ?? writtenMonth(text);
}

/** The first date with day, month name and year in a text, as an ISO day. */
export function findWrittenDay(text: string): string | undefined {
  const monthFirst = MONTH_FIRST.exec(text);
  const dayFirst = DAY_FIRST.exec(text);
  if (monthFirst && (!dayFirst || monthFirst.index <= dayFirst.index))
    return readDay(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  return dayFirst ? readDay(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]) : undefined;
}

function writtenMonth(text: string): string | undefined {
  const match = MONTH_ONLY.exec(text);
  return match ? readDay(match[2], monthNumber(match[1]), '1')?.slice(0, 7) : undefined;
}

function monthNumber(name = ''): string {
  const start = name.slice(0, 3).toLowerCase();
  return String(MONTHS.findIndex((month) => month.startsWith(start)) + 1);
}

function isYear(year: number): boolean {
  return year >= 1_000 && year <= 2_999;
}

/** Undefined for days that the calendar doesn't have. */
function readDay(year = '', month = '', day = ''): string | undefined {
  const startMs = isYear(Number(year)) ? dayStartMs(Number(year), Number(month), Number(day)) : undefined;
  return startMs === undefined ? undefined : isoDay(startMs);
}

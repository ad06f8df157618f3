/** Publishing dates: ISO text stays as given, the forms that newsrooms and programs write become ISO, anything else is unknown. */
import { dayStartMs, MONTHS } from '../core/calendar.js';
import { isoDay } from '../core/dates.js';

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?\\.?';
const YEAR = '(\\d{4})';

const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]([01]\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?)?)?$/i;
/** "20221103", "20221103T080000Z", "20221103080000". */
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}:?\d{2})(?::?\d{2})?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** "2022/11/04", "2022-11-3 8:00 AM". */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])/;
/** "25.12.2022", "12/25/2022 08:30". */
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
const MONTH_FIRST = new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+${YEAR}\\b`, 'i');
const DAY_FIRST = new RegExp(`\\b${DAY}(?:\\s+of)?[\\s-]+${MONTH},?[\\s-]+${YEAR}\\b`, 'i');
const MONTH_ONLY = new RegExp(`^${MONTH},?\\s+${YEAR}$`, 'i');
/** What Java and the C library write: "Thu Nov 03 08:00:00 CET 2022". */
const YEAR_BEHIND_TIME = new RegExp(
  `^\\w{3,9},? ${MONTH} ${DAY} \\d{1,2}:\\d{2}(?::\\d{2})?(?: [A-Z]{1,5}(?:[+-]\\d{2}:?\\d{2})?)? ${YEAR}$`,
  'i',
);
/** The time of an instant whose zone is told by a number: "08:00:00 +0100", "10:00:00 GMT+0100", "08:00 GMT". */
const ZONED_TIME = /\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:(?:GMT|UTC)?\s?([+-]\d{2}):?(\d{2})\b|(?:GMT|UTC|Z)\b)/i;

/** Longer text is no date. */
const MAX_DATE_CHARS = 100;
/** Seconds since 1970 have 9 or 10 digits from 1973 to 2286, milliseconds 12 or 13. */
const SECONDS_FROM = 1e8;
const SECONDS_BELOW = 1e10;

/**
 * A year, month, day or instant in ISO 8601 as given, or in ISO what another plain form says: "November 4, 2022", "4 Nov 2022",
 * "25.12.2022", RFC 2822, Java's, seconds or milliseconds since 1970. A time without a zone in numbers is left out.
 * Undefined where no real date can be read; "04/11/2022" is two dates, so none.
 */
export function parsePublishedAt(given: unknown): string | undefined {
  if (typeof given === 'number') return readNumber(given);
  if (typeof given !== 'string' || given.length > MAX_DATE_CHARS) return undefined;
  const text = given.trim();
  const iso = ISO.exec(text);
  if (iso) return readDay(iso[1], iso[2] ?? '01', iso[3] ?? '01') && text;
  const basic = BASIC.exec(text);
  if (basic) return readBasic(basic);
  if (/^\d+(?:\.\d+)?$/.test(text)) return readNumber(Number(text));
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return readDay(yearFirst[1], yearFirst[3], yearFirst[4]);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) return readYearLast(yearLast);
  const javaDate = YEAR_BEHIND_TIME.exec(text);
  if (javaDate) return withTime(readDay(javaDate[3], monthNumber(javaDate[1]), javaDate[2]), text);
  return withTime(findWrittenDay(text), text) ?? writtenMonth(text);
}

/** The first date with day, month name and year in a text, as an ISO day. */
export function findWrittenDay(text: string): string | undefined {
  const monthFirst = MONTH_FIRST.exec(text);
  const dayFirst = DAY_FIRST.exec(text);
  if (monthFirst && (!dayFirst || monthFirst.index <= dayFirst.index))
    return readDay(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  return dayFirst ? readDay(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]) : undefined;
}

function readNumber(number: number): string | undefined {
  if (Number.isInteger(number) && isYear(number)) return String(number);
  const basic = Number.isInteger(number) && BASIC.exec(String(number));
  if (basic && number < SECONDS_FROM) return readBasic(basic);
  const ms = number < SECONDS_BELOW ? number * 1_000 : number;
  if (!(number >= SECONDS_FROM && ms >= SECONDS_FROM * 1_000 && ms < SECONDS_BELOW * 1_000)) return undefined;
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function readBasic([text, year, month, day, time, zone]: RegExpExecArray): string | undefined {
  const known = readDay(year, month, day);
  if (!known || !time || !zone) return known;
  const [hours, minutes, seconds = '00'] = text.slice(8).match(/\d{2}/g) ?? [];
  const iso = `${known}T${hours}:${minutes}:${seconds}${zone.toUpperCase().replace(/^(...)(\d\d)$/, '$1:$2')}`;
  return ISO.test(iso) ? iso : known;
}

/** Dots are written day first everywhere; with slashes and hyphens both orders occur, so only one that is possible is taken. */
function readYearLast([, first, separator, second, year]: RegExpExecArray): string | undefined {
  const dayFirst = readDay(year, second, first);
  const monthFirst = readDay(year, first, second);
  if (separator === '.' || dayFirst === monthFirst) return dayFirst ?? monthFirst;
  return dayFirst && monthFirst ? undefined : (dayFirst ?? monthFirst);
}

/** The instant on a day where the text tells its time and zone in numbers, else the day. */
function withTime(day: string | undefined, text: string): string | undefined {
  const [, hours = '', minutes, seconds = '00', zoneHours, zoneMinutes] = ZONED_TIME.exec(text) ?? [];
  if (!day || !hours || /\d\s*[ap]\.?m\b/i.test(text)) return day;
  const zone = zoneHours ? `${zoneHours}:${zoneMinutes}` : 'Z';
  const iso = `${day}T${hours.padStart(2, '0')}:${minutes}:${seconds}${zone}`;
  return ISO.test(iso) ? iso : day;
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

/** English names of months and weekdays. */

/** In lower case. */
export const MONTHS: readonly string[] =
  'january february march april may june july august september october november december'.split(' ');
/** In lower case; Monday first, as ISO 8601 counts. */
export const WEEKDAYS: readonly string[] = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

const withCapital = (name: string) => name[0].toUpperCase() + name.slice(1);
/** As they are written: "May" and not "may". */
export const MONTH_NAMES: readonly string[] = MONTHS.map(withCapital);
export const WEEKDAY_NAMES: readonly string[] = WEEKDAYS.map(withCapital);

const CALENDAR_WORDS: ReadonlySet<string> = new Set([...MONTHS, ...WEEKDAYS]);

/** Whether a word, in any case, names a month or a weekday: "Friday". */
export const isCalendarWord = (word: string): boolean => CALENDAR_WORDS.has(word.toLowerCase());

/** The start of a day, in milliseconds since 1970; `month` counts from 1. Undefined for a day that isn't in the calendar: 31 February. */
export function dayStartMs(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(year, month - 1, day);
  const isReal = new Date(ms).getUTCMonth() === month - 1 && new Date(ms).getUTCDate() === day;
  return isReal ? ms : undefined;
}

/** Days that a question names in full: "2023-11-24", "November 24, 2023", "24 November 2023". */
import { dayStartMs, MONTHS } from '../core/calendar.js';

const MONTH = `(${MONTHS.join('|')})`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
export const NAMED_DAY = new RegExp(
  `\\b(\\d{4})-(\\d{2})-(\\d{2})\\b|\\b${MONTH} ${DAY},? (\\d{4})\\b|\\b${DAY} (?:of )?${MONTH},? (\\d{4})\\b`,
  'gi',
);

/** The start of each day named, in milliseconds since 1970, in order; a day that isn't in the calendar is none. */
export function namedDays(text: string): number[] {
  const monthNumber = (name: string) => MONTHS.indexOf(name.toLowerCase()) + 1;
  return [...text.matchAll(NAMED_DAY)].flatMap(
    ([, isoYear, isoMonth, isoDay, month, day, year, dayFirst, monthAfter, last]) => {
      const dayMs = isoYear
        ? dayStartMs(Number(isoYear), Number(isoMonth), Number(isoDay))
        : month
          ? dayStartMs(Number(year), monthNumber(month), Number(day))
          : dayStartMs(Number(last), monthNumber(monthAfter), Number(dayFirst));
      return dayMs ?? [];
    },
  );
}

/** Days that a question names in full: "2023-11-24", "November 24, 2023", "24 November 2023". */

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(${MONTHS.join('|')})`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
export const NAMED_DAY = new RegExp(
  `\\b(\\d{4})-(\\d{2})-(\\d{2})\\b|\\b${MONTH} ${DAY},? (\\d{4})\\b|\\b${DAY} (?:of )?${MONTH},? (\\d{4})\\b`,
  'gi',
);

/** The start of each day named, in milliseconds since 1970, in order. */
export function namedDays(text: string): number[] {
  return [...text.matchAll(NAMED_DAY)].map(
    ([, isoYear, isoMonth, isoDay, month, day, year, dayFirst, monthAfter, last]) =>
      isoYear
        ? Date.UTC(Number(isoYear), Number(isoMonth) - 1, Number(isoDay))
        : month
          ? Date.UTC(Number(year), MONTHS.indexOf(month.toLowerCase()), Number(day))
          : Date.UTC(Number(last), MONTHS.indexOf(monthAfter.toLowerCase()), Number(dayFirst)),
  );
}

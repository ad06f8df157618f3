/** Names of months and weekdays as ICU has them. */
import type { OtherLanguage } from './languages.js';

/** From January on, in the form that this format writes: alone or behind a day. */
export const monthNames = (language: OtherLanguage, options: Intl.DateTimeFormatOptions): string[] =>
  named(language, options, 'month', 12, (month) => Date.UTC(2023, month, 3));

/** From Monday on. */
export const weekdayNames = (language: OtherLanguage): string[] =>
  named(language, { weekday: 'long' }, 'weekday', 7, (day) => Date.UTC(2023, 0, 2 + day));

/** '' where the format has no such part. */
function named(
  language: OtherLanguage,
  options: Intl.DateTimeFormatOptions,
  type: 'month' | 'weekday',
  count: number,
  timeOf: (place: number) => number,
): string[] {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  return Array.from(
    { length: count },
    (_, place) => format.formatToParts(timeOf(place)).find((part) => part.type === type)?.value ?? '',
  );
}

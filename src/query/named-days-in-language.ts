/** Days that a question names in full, in other languages than English: "14. Februar 2023", "14 лютого 2023 року", "2023年2月14日". */
import { dayStartMs } from '../core/calendar.js';
import { isOther, type KnownLanguage, perLanguage } from '../text/languages/languages.js';
import { monthNames } from '../text/languages/month-names.js';
import { foldCharacters } from '../text/normalise-word.js';

interface DayForms {
  pattern: RegExp;
  /** By name, folded, from 1. */
  months: Map<string, number>;
}

/** Year first, with its marks, as Chinese, Japanese and Korean write it. */
const YEAR_FIRST = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/gu;
/** "14 tháng 2 năm 2023". */
const NUMBERED_MONTH = /(\d{1,2}) tháng (\d{1,2}),? năm (\d{4})/gu;
/** What Thailand's calendar counts more than the common one. */
const BUDDHIST_YEARS = 543;
const FIRST_BUDDHIST_YEAR = 2400;

/** Month names as ICU has them, alone and in a date. */
const formsOf = perLanguage((language): DayForms => {
  const months = new Map<string, number>();
  for (const options of [{ month: 'long' }, { month: 'long', day: 'numeric' }, { month: 'short' }] as const)
    for (const [month, name] of monthNames(language, options).entries())
      if (/\p{L}{2}/u.test(name)) months.set(fold(name.replace(/\.$/, '')), month + 1);
  const names = [...months.keys()].sort((a, b) => b.length - a.length).join('|') || '(?!)';
  const pattern = new RegExp(
    `(?<!\\d)(\\d{1,2})(?:er|º|ª)?\\.? ?(?:de |du |ב)?(${names})\\.?,? ?(?:de |del |พ\\.ศ\\. ?)?(\\d{4})(?!\\d)`,
    'gu',
  );
  return { pattern, months };
});

const fold = (text: string) => foldCharacters(text.toLowerCase());

/** The start of each day named, in milliseconds since 1970; a day that isn't in the calendar is none. */
export function namedDaysIn(text: string, language: KnownLanguage): number[] {
  if (!isOther(language) || !/\p{Nd}/u.test(text)) return [];
  const plain = fold(text);
  const { pattern, months } = formsOf(language);
  const day = (year: string, month: number, date: string) => {
    const common = Number(year) >= FIRST_BUDDHIST_YEAR ? Number(year) - BUDDHIST_YEARS : Number(year);
    return dayStartMs(common, month, Number(date)) ?? [];
  };
  return [
    ...[...plain.matchAll(YEAR_FIRST)].flatMap(([, year, month, date]) => day(year, Number(month), date)),
    ...[...text.matchAll(NUMBERED_MONTH)].flatMap(([, date, month, year]) => day(year, Number(month), date)),
    ...[...plain.matchAll(pattern)].flatMap(([, date, month, year]) => day(year, months.get(month)!, date)),
  ];
}

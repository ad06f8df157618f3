/** Dates as a sentence names them, each as exact as it is written: a day, a month, a year, or a weekday alone. */
import { MONTH_NAMES, MONTHS, WEEKDAY_NAMES, WEEKDAYS } from '../../core/calendar.js';

export interface NamedDate {
  year?: number;
  /** 1 to 12. */
  month?: number;
  day?: number;
  /** 0 is Sunday. */
  weekday?: number;
}

export interface WrittenDate extends NamedDate {
  /** Offsets into the text. */
  start: number;
  end: number;
}

const FULL_MONTH = MONTH_NAMES.join('|');
const MONTH = `(${FULL_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '((?:1[89]|20)\\d{2})';
const BEFORE_MONTH =
  '[Ii]n|[Oo]f|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ate|[Ee]arly|[Mm]id|[Ff]rom|[Dd]uring|[Ll]ast|[Tt]his|[Nn]ext|[Bb]etween|and|to|for';
const BEFORE_YEAR = 'in|of|since|by|until|late|early|mid|from|during|to|and|before|after';

/** The most exact forms first: what one has read is not read again by another. */
const FORMS: { pattern: RegExp; read: (groups: string[]) => NamedDate }[] = [
  {
    pattern: new RegExp(`\\b${DAY}(?: of)? ${MONTH}(?:,? ${YEAR})?(?!\\d)`, 'g'),
    read: ([day, month, year]) => ({ day: Number(day), month: monthOf(month), ...yearOf(year) }),
  },
  {
    pattern: new RegExp(`\\b${MONTH} ${DAY}(?!\\d)(?:,? ${YEAR})?`, 'g'),
    read: ([month, day, year]) => ({ day: Number(day), month: monthOf(month), ...yearOf(year) }),
  },
  {
    pattern: new RegExp(`\\b${MONTH}(?: of|,)? ${YEAR}\\b`, 'g'),
    read: ([month, year]) => ({ month: monthOf(month), ...yearOf(year) }),
  },
  {
    pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/g,
    read: ([year, month, day]) => ({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  {
    pattern: new RegExp(`\\b(${WEEKDAY_NAMES.join('|')})\\b`, 'g'),
    read: ([weekday]) => ({ weekday: (WEEKDAYS.indexOf(weekday.toLowerCase()) + 1) % 7 }),
  },
  {
    pattern: new RegExp(`(?<=\\b(?:${BEFORE_MONTH})[ -])(${FULL_MONTH})\\b`, 'g'),
    read: ([month]) => ({ month: monthOf(month) }),
  },
  {
    pattern: new RegExp(`(?<=\\b(?:${BEFORE_YEAR})[ -])${YEAR}\\b(?! [a-z]+s\\b)`, 'gi'),
    read: ([year]) => yearOf(year),
  },
];

const monthOf = (name: string) => MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;
const yearOf = (year: string | undefined): NamedDate => (year ? { year: Number(year) } : {});

/** In order; a part of the text belongs to one date only. */
export function datesIn(text: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  for (const { pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && end > other.start)) continue;
      found.push({ ...read(match.slice(1)), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const PARTS = ['year', 'month', 'day', 'weekday'] as const;

/** Whether the claimed date says no more than this one, and nothing else. A reading of an undated article may lack the year. */
export const isDateWithin = (claimed: NamedDate, date: NamedDate): boolean =>
  PARTS.every(
    (part) => claimed[part] === undefined || claimed[part] === date[part] || (part === 'year' && lacksYear(date)),
  );

const lacksYear = ({ year, month }: NamedDate) => year === undefined && month !== undefined;

/** Dates that a sentence names, and whether a claim's dates are those of its evidence: "on Friday" is a day once the article's date is known. */
import { DAY_MS, parseIsoMs, startOfDayMs } from '../../core/dates.js';

/** As exact as it was written: a day, a month, a year, or a weekday alone. */
export interface NamedDate {
  year?: number;
  /** 1 to 12. */
  month?: number;
  day?: number;
  /** 0 is Sunday. */
  weekday?: number;
  start: number;
  end: number;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const MONTH = `(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '((?:1[89]|20)\\d{2})';
const FORMS: { pattern: RegExp; read: (groups: string[]) => Omit<NamedDate, 'start' | 'end'> }[] = [
  {
    pattern: new RegExp(`\\b${DAY}(?: of)? ${MONTH}(?:,? ${YEAR})?(?!\\d)`, 'g'),
    read: ([day, month, year]) => ({ day: Number(day), month: monthOf(month), ...(year && { year: Number(year) }) }),
  },
  {
    pattern: new RegExp(`\\b${MONTH} ${DAY}(?!\\d)(?:,? ${YEAR})?`, 'g'),
    read: ([month, day, year]) => ({ day: Number(day), month: monthOf(month), ...(year && { year: Number(year) }) }),
  },
  {
    pattern: new RegExp(`\\b${MONTH}(?: of|,)? ${YEAR}\\b`, 'g'),
    read: ([month, year]) => ({ month: monthOf(month), year: Number(year) }),
  },
  {
    pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/g,
    read: ([year, month, day]) => ({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  {
    pattern: /\b(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b/g,
    read: ([weekday]) => ({ weekday: WEEKDAYS.indexOf(weekday.toLowerCase()) }),
  },
  {
    pattern:
      /(?<=\b(?:in|of|since|by|until|late|early|mid|from|during|last|this|between|and|to|for)[ -])(January|February|March|April|May|June|July|August|September|October|November|December)\b/g,
    read: ([month]) => ({ month: monthOf(month) }),
  },
  {
    pattern:
      /(?<=\b(?:in|of|since|by|until|late|early|mid|from|during|to|and|before|after)[ -])((?:1[89]|20)\d{2})\b(?! [a-z]+s\b)/g,
    read: ([year]) => ({ year: Number(year) }),
  },
];

const monthOf = (name: string) => MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

/** In order; a part of the text belongs to one date only, the most exact one. */
export function datesIn(text: string): NamedDate[] {
  const found: NamedDate[] = [];
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

/** Places tell how many: "a" and "one" are one day. */
const DAY_COUNTS = ['', 'one', 'two', 'three', 'four', 'five', 'six'];
const DAYS_BACK =
  /\b(?:the (?:day before|previous day)|(a|one|two|three|four|five|six) days? (?:earlier|before|ago))\b/gi;

/** The days that an article's sentence speaks of: those it names, with "Friday" and "yesterday" reckoned from the article's date. */
export function datesMeant(text: string, publishedAt: string | undefined): NamedDate[] {
  const publishedMs = parseIsoMs(publishedAt);
  const dates: NamedDate[] = datesIn(text);
  if (publishedMs === undefined) return dates;
  const today = startOfDayMs(publishedMs);
  const published = new Date(today);
  const day = (ms: number, { start, end }: { start: number; end: number }) => {
    const date = new Date(ms);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
      start,
      end,
    };
  };
  const meant = dates.map((date): NamedDate => {
    if (date.weekday !== undefined) {
      const isNext = /\bnext\s+$/i.test(text.slice(0, date.start));
      const back = (published.getUTCDay() - date.weekday + 7) % 7;
      return day(today + (isNext ? 7 - back : -back) * DAY_MS, date);
    }
    if (date.year !== undefined || date.month === undefined) return date;
    // A month without a year is the nearest one that isn't well after the article.
    const isAhead = date.month > published.getUTCMonth() + 2;
    return { ...date, year: published.getUTCFullYear() - Number(isAhead) };
  });
  if (dates.length === 0) {
    for (const { 0: said, 1: count, index } of text.matchAll(DAYS_BACK))
      meant.push(
        day(today - (DAY_COUNTS.indexOf(count?.toLowerCase() ?? 'a') || 1) * DAY_MS, {
          start: index,
          end: index + said.length,
        }),
      );
  }
  for (const match of text.matchAll(/\b(today|yesterday|tonight|this morning)\b/gi))
    meant.push(
      day(today - (match[1].toLowerCase() === 'yesterday' ? DAY_MS : 0), {
        start: match.index,
        end: match.index + match[0].length,
      }),
    );
  return meant;
}

/** The article's own day. */
export function publicationDay(publishedAt: string | undefined): NamedDate[] {
  const ms = parseIsoMs(publishedAt);
  if (ms === undefined) return [];
  const date = new Date(ms);
  const [, month, day] = publishedAt!.split(/[-T ]/);
  return [
    {
      year: date.getUTCFullYear(),
      ...(month && { month: date.getUTCMonth() + 1 }),
      ...(day && { day: date.getUTCDate(), weekday: date.getUTCDay() }),
      start: 0,
      end: 0,
    },
  ];
}

/** Whether the claimed date says no more than this one, and nothing else. */
export function isDateWithin(claimed: NamedDate, date: NamedDate): boolean {
  return (['year', 'month', 'day', 'weekday'] as const).every(
    (part) => claimed[part] === undefined || claimed[part] === date[part],
  );
}

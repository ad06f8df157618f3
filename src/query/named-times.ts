/**
 * Times that a question names as news does: "in July", "early November 2022", "last week", "since March", "as of 5 October",
 * "the latest". They are read once, as the question is, and placed in the calendar when the clock is known: a month or a
 * day without a year is the last such one that isn't after the clock.
 */
import { dayStartMs, MONTHS } from '../core/calendar.js';
import { DAY_MS, mondayMs, startOfDayMs } from '../core/dates.js';
import { contentTerms } from '../text/tokenize.js';
import { NAMED_DAY } from './named-days.js';

export interface NamedTime {
  /** Both inclusive, in milliseconds since 1970; infinite where the time is open at that end. */
  fromMs: number;
  toMs: number;
  /** Whether the newest counts most, as for "as of" and "latest". */
  isNewestFirst: boolean;
}

/**
 * A time as it was named. `at` places it by the clock, in milliseconds since 1970; without a clock only times with a
 * year have a place.
 */
export interface TimePhrase {
  /** "Last week", "the latest": it says nothing without the clock. */
  isRelative: boolean;
  /** "In July", "on 17 October": that of some year. */
  isOfAnyYear?: boolean;
  at(nowMs: number | undefined): NamedTime | undefined;
}

const MONTH = `(?<month>${MONTHS.join('|')})`;
const LEAD =
  '(?<lead>in|on|of|during|from|since|after|before|until|till|by|as of|up to|early|mid|late|last|this|between|and|the end of|the start of|the beginning of|the middle of)';
const PART =
  '(?:(?<part>early|mid|late|(?:the )?end of|(?:the )?start of|(?:the )?beginning of|(?:the )?middle of)[ -])?';
const YEAR = '(?:,? (?<year>(?:19|20)\\d\\d))?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const FORMS = [
  new RegExp(`\\b${LEAD} (?:the )?${DAY} (?:of )?${MONTH}\\b${YEAR}`, 'gi'),
  new RegExp(`\\b${LEAD} ${MONTH} ${DAY}\\b(?!\\d)${YEAR}`, 'gi'),
  new RegExp(`\\b${LEAD} ${PART}${MONTH}\\b(?! \\d{1,2}(?:st|nd|rd|th)?\\b)${YEAR}`, 'gi'),
];
/**
 * "Between March and May 2023", "from 3 to 10 May": a year or month that only the second part names is that of the
 * first, too.
 */
const RANGE = new RegExp(
  `\\b(?:between|from) (?:the )?(?:(?<firstDay>\\d{1,2})(?:st|nd|rd|th)? ?)?(?:of )?(?<firstMonth>${MONTHS.join('|')})?(?: (?<firstDayAfter>\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d))?(?:,? (?<firstYear>(?:19|20)\\d\\d))?,? (?:and|to|until|till) (?:the )?(?:(?<lastDay>\\d{1,2})(?:st|nd|rd|th)? )?(?:of )?(?<lastMonth>${MONTHS.join('|')})\\b(?: (?<lastDayAfter>\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d))?(?:,? (?<lastYear>(?:19|20)\\d\\d))?`,
  'gi',
);
const STRETCH =
  /\b(?<lead>since|before|until|by|as of|from)? ?(?<name>yesterday|today|this week|last week|this month|last month|this year|last year)\b/gi;
const LAST_DAYS = /\b(?:last|past) (?<count>\d{1,3}|two|three|four|five|six|seven|ten) (?<unit>day|week|month)s?\b/gi;
/**
 * "The current president", "currently": a time only where the word comes first or behind such as "the"; not in "an
 * ocean current".
 */
const LATEST =
  /\b(latest|newest|most recent|most recently|currently|as of now|at the moment)\b|(?<!\p{L} )\bcurrent\b|\b(?:the|her|his|its|their|our|my|your|what|which|whose|['’]s|is|are|was|were) current (?=\p{L})/iu;
const COUNTS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const DAYS_OF: Record<string, number> = { day: 1, week: 7, month: 30 };

type Groups = Record<string, string | undefined>;

/** In the order of their kinds: ranges, calendar times, stretches such as "last week", "latest". */
export function readTimes(text: string): TimePhrase[] {
  const phrases: TimePhrase[] = [];
  let rest = text;
  for (const { 0: written, groups = {} } of text.matchAll(RANGE)) {
    const range = readRange(groups);
    if (!range) continue;
    phrases.push(range);
    rest = rest.replace(written, ' '.repeat(written.length));
  }
  for (const form of FORMS)
    for (const { groups = {} } of rest.matchAll(form))
      phrases.push({
        isRelative: false,
        isOfAnyYear: !groups.year,
        at: (nowMs) => calendarTime(groups, nowMs),
      });
  const byClock = (place: (nowMs: number) => NamedTime): TimePhrase => ({
    isRelative: true,
    at: (nowMs) => (nowMs === undefined ? undefined : place(nowMs)),
  });
  for (const { groups = {} } of rest.matchAll(STRETCH))
    phrases.push(
      byClock((nowMs) => opened(groups.lead, ...stretchOf(groups.name.toLowerCase(), startOfDayMs(nowMs)), nowMs)),
    );
  for (const { groups = {} } of rest.matchAll(LAST_DAYS)) {
    const count = Number(groups.count) || COUNTS.indexOf(groups.count.toLowerCase());
    const days = count * DAYS_OF[groups.unit.toLowerCase()];
    phrases.push(
      byClock((nowMs) => ({ fromMs: startOfDayMs(nowMs) - days * DAY_MS, toMs: nowMs, isNewestFirst: false })),
    );
  }
  if (LATEST.test(rest))
    phrases.push(byClock((nowMs) => ({ fromMs: Number.NEGATIVE_INFINITY, toMs: nowMs, isNewestFirst: true })));
  return phrases;
}

/** The places of the phrases in the calendar; those that need a clock and have none are left out. */
export const placeTimes = (phrases: readonly TimePhrase[], nowMs: number | undefined): NamedTime[] =>
  phrases.flatMap((phrase) => phrase.at(nowMs) ?? []);

/** The terms of the days and months that are named: an article of that day need not write them. */
export function timeTerms(text: string): Set<string> {
  const stretches = [...FORMS, RANGE, NAMED_DAY].flatMap((form) =>
    [...text.matchAll(form)].map(([stretch]) => stretch),
  );
  return new Set(stretches.flatMap((stretch) => contentTerms(stretch)));
}

const monthNumber = (name: string) => MONTHS.indexOf(name.toLowerCase()) + 1;

/** Undefined where the first part has neither day nor month of its own. */
function readRange(groups: Groups): TimePhrase | undefined {
  const { firstMonth, lastMonth, firstYear, lastYear } = groups;
  const firstDay = groups.firstDay ?? groups.firstDayAfter;
  const lastDay = groups.lastDay ?? groups.lastDayAfter;
  if (!firstMonth && !firstDay) return undefined;
  const [from, to] = [monthNumber(firstMonth ?? lastMonth!), monthNumber(lastMonth!)];
  return {
    isRelative: false,
    isOfAnyYear: !lastYear && !firstYear,
    at: (nowMs) => {
      let year = Number(lastYear ?? firstYear);
      if (!year) {
        if (nowMs === undefined) return undefined;
        year = new Date(nowMs).getUTCFullYear();
        if (Date.UTC(year, to - 1, Number(lastDay ?? 1)) > nowMs) year--;
      }
      const startYear = Number(firstYear) || (from > to ? year - 1 : year);
      const fromMs = dayStartMs(startYear, from, Number(firstDay ?? 1));
      const toMs = lastDay ? dayStartMs(year, to, Number(lastDay)) : Date.UTC(year, to, 1) - DAY_MS;
      if (fromMs === undefined || toMs === undefined || fromMs > toMs) return undefined;
      return { fromMs, toMs: toMs + DAY_MS - 1, isNewestFirst: false };
    },
  };
}

/** The terms of relative times, which no article need write: "yesterday", "this week", "latest". */
export function relativeTerms(text: string): Set<string> {
  const stretches = [STRETCH, LAST_DAYS].flatMap((form) => [...text.matchAll(form)].map(([stretch]) => stretch));
  const latest = [...text.matchAll(new RegExp(LATEST.source, 'giu'))].map(([word]) => word);
  return new Set([...stretches, ...latest].flatMap((words) => contentTerms(words)));
}

function calendarTime(groups: Groups, nowMs: number | undefined): NamedTime | undefined {
  const month = monthNumber(groups.month!);
  const day = groups.day === undefined ? undefined : Number(groups.day);
  let year = Number(groups.year);
  if (!groups.year) {
    if (nowMs === undefined) return undefined;
    year = new Date(nowMs).getUTCFullYear();
    if (Date.UTC(year, month - 1, day ?? 1) > nowMs) year--;
  }
  const part = groups.part ?? (/^(early|mid|late|the )/i.test(groups.lead!) ? groups.lead : undefined);
  const [first, last] = day === undefined ? daysOf(part) : [day, day];
  const fromMs = dayStartMs(year, month, first);
  if (fromMs === undefined) return undefined;
  const endMs = last === undefined ? Date.UTC(year, month, 1) - 1 : Date.UTC(year, month - 1, last + 1) - 1;
  return opened(groups.lead, fromMs, endMs, nowMs);
}

/** The first and the last day of "early", "mid" or "late" in a month; the last is undefined for the month's own end. */
function daysOf(part: string | undefined): [number, number | undefined] {
  if (/early|start|beginning/i.test(part ?? '')) return [1, 10];
  if (/mid/i.test(part ?? '')) return [11, 20];
  if (/late|end/i.test(part ?? '')) return [21, undefined];
  return [1, undefined];
}

/** "Last week" runs from Monday to Sunday. "This week" is the last seven days, or on a Monday it would be empty. */
function stretchOf(name: string, todayMs: number): [number, number] {
  const date = new Date(todayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const todayEndMs = todayMs + DAY_MS - 1;
  switch (name) {
    case 'yesterday':
      return [todayMs - DAY_MS, todayMs - 1];
    case 'this week':
      return [todayMs - 6 * DAY_MS, todayEndMs];
    case 'last week':
      return [mondayMs(todayMs) - 7 * DAY_MS, mondayMs(todayMs) - 1];
    case 'this month':
      return [Date.UTC(year, month, 1), todayEndMs];
    case 'last month':
      return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1) - 1];
    case 'this year':
      return [Date.UTC(year, 0, 1), todayEndMs];
    case 'last year':
      return [Date.UTC(year - 1, 0, 1), Date.UTC(year, 0, 1) - 1];
    default:
      return [todayMs, todayEndMs];
  }
}

/** "Since" and "before" open a time at one end; "as of" and "by" ask for what was newest at its end. */
function opened(lead: string | undefined, fromMs: number, toMs: number, nowMs = Number.POSITIVE_INFINITY): NamedTime {
  switch (lead?.toLowerCase()) {
    case 'since':
      return { fromMs, toMs: nowMs, isNewestFirst: false };
    case 'after':
      return { fromMs: toMs + 1, toMs: nowMs, isNewestFirst: false };
    case 'before':
      return { fromMs: Number.NEGATIVE_INFINITY, toMs: fromMs - 1, isNewestFirst: false };
    case 'until':
    case 'till':
    case 'by':
    case 'as of':
    case 'up to':
      return { fromMs: Number.NEGATIVE_INFINITY, toMs, isNewestFirst: true };
    default:
      return { fromMs, toMs, isNewestFirst: false };
  }
}

/** How long after a time an article may still tell of it. */
const TOLD_AFTER_DAYS = 7;
const TOLD_AFTER_SHARE = 0.5;
/** How fast older articles count less for "as of" and "latest". */
const NEWEST_FADES_DAYS = 30;

/** How well a day, in milliseconds, fits the best of the times, 0..1; 0 for no day. */
export function fitsTimes(dayMs: number, times: NamedTime[]): number {
  if (Number.isNaN(dayMs) || times.length === 0) return 0;
  return Math.max(0, ...times.map((time) => fits(dayMs, time)));
}

function fits(dayMs: number, { fromMs, toMs, isNewestFirst }: NamedTime): number {
  const daysLate = (dayMs - toMs) / DAY_MS;
  if (isNewestFirst) return daysLate > 0 ? 0 : Math.exp(daysLate / NEWEST_FADES_DAYS);
  if (dayMs < fromMs) return 0;
  if (daysLate <= 0) return 1;
  return daysLate <= TOLD_AFTER_DAYS ? TOLD_AFTER_SHARE : 0;
}

/**
 * Times that a question names as news does: "in July", "early November 2022", "last week", "since March", "as of 5 October",
 * "the latest". A month or a day without a year is the last such one that isn't after the clock.
 */
import { DAY_MS, startOfDayMs } from '../core/dates.js';
import { contentTerms } from '../text/tokenize.js';
import { NAMED_DAY } from './named-days.js';

export interface NamedTime {
  /** Both inclusive, in milliseconds since 1970; infinite where the time is open at that end. */
  fromMs: number;
  toMs: number;
  /** "As of", "latest": what is nearest to the end counts most. */
  isNewestFirst: boolean;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
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
  new RegExp(`\\b${LEAD} ${PART}${MONTH}\\b(?! \\d{1,2}\\b)${YEAR}`, 'gi'),
];
const STRETCH =
  /\b(?<lead>since|before|until|by|as of|from)? ?(?<name>yesterday|today|this week|last week|this month|last month|this year|last year)\b/gi;
const LAST_DAYS = /\b(?:last|past) (?<count>\d{1,3}|two|three|four|five|six|seven|ten) (?<unit>day|week|month)s?\b/gi;
const LATEST = /\b(latest|newest|most recent|most recently|current|currently|as of now|at the moment)\b/i;
const COUNTS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const DAYS_OF: Record<string, number> = { day: 1, week: 7, month: 30 };

/** The times in the order of their kinds; `nowMs` stands for the clock, and without one only times with a year are told. */
export function namedTimes(text: string, nowMs: number | undefined): NamedTime[] {
  const times: NamedTime[] = [];
  for (const form of FORMS)
    for (const { groups = {} } of text.matchAll(form)) {
      const time = calendarTime(groups, nowMs);
      if (time) times.push(time);
    }
  if (nowMs === undefined) return times;
  for (const { groups = {} } of text.matchAll(STRETCH))
    times.push(opened(groups.lead, ...stretchOf(groups.name.toLowerCase(), startOfDayMs(nowMs)), nowMs));
  for (const { groups = {} } of text.matchAll(LAST_DAYS)) {
    const count = Number(groups.count) || COUNTS.indexOf(groups.count.toLowerCase());
    const days = count * DAYS_OF[groups.unit.toLowerCase()];
    times.push({ fromMs: startOfDayMs(nowMs) - days * DAY_MS, toMs: nowMs, isNewestFirst: false });
  }
  if (LATEST.test(text)) times.push({ fromMs: Number.NEGATIVE_INFINITY, toMs: nowMs, isNewestFirst: true });
  return times;
}

/** The terms of the days and months that are named: an article of that day need not write them. */
export function timeTerms(text: string): Set<string> {
  const stretches = [...FORMS, NAMED_DAY].flatMap((form) => [...text.matchAll(form)].map(([stretch]) => stretch));
  return new Set(stretches.flatMap((stretch) => contentTerms(stretch)));
}

function calendarTime(groups: Record<string, string | undefined>, nowMs: number | undefined): NamedTime | undefined {
  const month = MONTHS.indexOf(groups.month!.toLowerCase());
  const day = groups.day === undefined ? undefined : Number(groups.day);
  const startIn = (year: number) => Date.UTC(year, month, day ?? 1);
  let year = Number(groups.year);
  if (!groups.year) {
    if (nowMs === undefined) return undefined;
    year = new Date(nowMs).getUTCFullYear();
    if (startIn(year) > nowMs) year--;
  }
  const part = groups.part ?? (/^(early|mid|late|the )/i.test(groups.lead!) ? groups.lead : undefined);
  const [first, last] = day === undefined ? daysOf(part) : [day, day];
  const endMs = last === undefined ? Date.UTC(year, month + 1, 1) - 1 : Date.UTC(year, month, last + 1) - 1;
  return opened(groups.lead, Date.UTC(year, month, first), endMs, nowMs);
}

/** The first and the last day of a part of a month; none for the month's own last. */
function daysOf(part: string | undefined): [number, number | undefined] {
  if (/early|start|beginning/i.test(part ?? '')) return [1, 10];
  if (/mid/i.test(part ?? '')) return [11, 20];
  if (/late|end/i.test(part ?? '')) return [21, undefined];
  return [1, undefined];
}

/** "Last week" began on a Monday; "this week" are the last seven days, else on a Monday there were none. */
function stretchOf(name: string, todayMs: number): [number, number] {
  const date = new Date(todayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const mondayMs = todayMs - ((date.getUTCDay() + 6) % 7) * DAY_MS;
  const todayEndMs = todayMs + DAY_MS - 1;
  switch (name) {
    case 'yesterday':
      return [todayMs - DAY_MS, todayMs - 1];
    case 'this week':
      return [todayMs - 6 * DAY_MS, todayEndMs];
    case 'last week':
      return [mondayMs - 7 * DAY_MS, mondayMs - 1];
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

/** What is told a few days after a time is often of that time. */
const TOLD_AFTER_DAYS = 7;
const TOLD_AFTER_SHARE = 0.5;
/** How soon what is older than "as of" or "latest" counts less. */
const NEWEST_FADES_DAYS = 30;

/** How well a day, in milliseconds, fits the best of the times, 0..1; 0 for no day. */
export function fitsTimes(dayMs: number, times: NamedTime[]): number {
  if (Number.isNaN(dayMs)) return 0;
  return Math.max(0, ...times.map((time) => fits(dayMs, time)));
}

function fits(dayMs: number, { fromMs, toMs, isNewestFirst }: NamedTime): number {
  const daysLate = (dayMs - toMs) / DAY_MS;
  if (isNewestFirst) return daysLate > 0 ? 0 : Math.exp(daysLate / NEWEST_FADES_DAYS);
  if (dayMs < fromMs) return 0;
  if (daysLate <= 0) return 1;
  return daysLate <= TOLD_AFTER_DAYS ? TOLD_AFTER_SHARE : 0;
}

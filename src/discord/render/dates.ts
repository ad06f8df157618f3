/** Dates in the reader's language. */
import { parseIsoMs } from '../../core/dates.js';
import type { Words } from '../words/index.js';
import { inertWithin } from './inert.js';

const MAX_DAY_CHARS = 60;

/** "28 October 2022", as exact as the ISO text is; text that is no date is shown as it is. */
export function formatDay(iso: string, { dates }: Words): string {
  const ms = parseIsoMs(iso);
  if (ms === undefined) return iso;
  const length = iso.trim().length;
  const format = new Intl.DateTimeFormat(dates, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(length >= 7 && { month: 'long' }),
    ...(length >= 10 && { day: 'numeric' }),
  });
  return format.format(ms);
}

/** The same for text that Discord formats: what isn't a date is a stranger's words. */
export const inertDay = (iso: string, words: Words) =>
  parseIsoMs(iso) === undefined ? inertWithin(iso, MAX_DAY_CHARS) : formatDay(iso, words);

/** "1–31 October 2022", "28 October 2022": ISO days, inclusive, as the language writes them. */
export function formatDays(from: string, to: string, { dates }: Words): string {
  const format = new Intl.DateTimeFormat(dates, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' });
  return format.formatRange(parseIsoMs(from) ?? 0, parseIsoMs(to) ?? 0);
}

/** Discord shows it in each reader's own time zone. */
export const timestamp = (ms: number, style: 'f' | 'R' = 'f') => `<t:${Math.floor(ms / 1000)}:${style}>`;

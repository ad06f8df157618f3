/** Dates in the reader's language. */
import { parseIsoMs } from '../../core/dates.js';
import type { Words } from '../words/index.js';
import { inertWithin } from './inert.js';

const MAX_DAY_CHARS = 60;

type Exactness = 'year' | 'month' | 'day';
const OPTIONS: Record<Exactness, Intl.DateTimeFormatOptions> = {
  year: { timeZone: 'UTC', year: 'numeric' },
  month: { timeZone: 'UTC', year: 'numeric', month: 'long' },
  day: { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' },
};
/** By language and exactness, "de day": making one takes a hundred times as long as writing a date with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, exactness: Exactness): Intl.DateTimeFormat {
  const key = `${language} ${exactness}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(language, OPTIONS[exactness])));
  return format;
}

/** "28 October 2022", as exact as the ISO text is; text that is no date is shown as it is. */
export function formatDay(iso: string, { dates }: Words): string {
  const ms = parseIsoMs(iso);
  if (ms === undefined) return iso;
  const length = iso.trim().length;
  return formatOf(dates, length >= 10 ? 'day' : length >= 7 ? 'month' : 'year').format(ms);
}

/** The same for text that Discord formats: what isn't a date is a stranger's words. */
export const inertDay = (iso: string, words: Words) =>
  parseIsoMs(iso) === undefined ? inertWithin(iso, MAX_DAY_CHARS) : formatDay(iso, words);

/** "1–31 October 2022", "28 October 2022": ISO days, inclusive, as the language writes them. */
export function formatDays(from: string, to: string, { dates }: Words): string {
  return formatOf(dates, 'day').formatRange(parseIsoMs(from) ?? 0, parseIsoMs(to) ?? 0);
}

/** Discord shows it in each reader's own time zone. */
export const timestamp = (ms: number, style: 'f' | 'R' = 'f') => `<t:${Math.floor(ms / 1000)}:${style}>`;

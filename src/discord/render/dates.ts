/** Dates in the reader's language. */
import { parseIsoMs } from '../../core/dates.js';
import type { Words } from '../words/index.js';

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

/** Discord shows it in each reader's own time zone. */
export const timestamp = (ms: number, style: 'f' | 'R' = 'f') => `<t:${Math.floor(ms / 1000)}:${style}>`;

/** ISO dates as articles and questions carry them. Days are UTC days. */
import { MONTHS } from './calendar.js';

export const DAY_MS = 86_400_000;

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?$/;

/** Milliseconds since 1970 of an ISO year, month, day or instant (the start of it), or undefined where it is none. */
export function parseIsoMs(text: string | undefined | null): number | undefined {
  const match = ISO.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, year, month = '01', day = '01'] = match;
  const dayMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(dayMs)) return undefined;
  const instant = text!.trim().length > 10 ? Date.parse(text!.trim()) : dayMs;
  return Number.isNaN(instant) ? dayMs : instant;
}

/** The last millisecond that an ISO year, month or day covers; of an instant, its day's. */
export function isoEndMs(text: string): number | undefined {
  const start = parseIsoMs(text);
  if (start === undefined) return undefined;
  const date = new Date(start);
  const length = text.trim().length;
  if (length === 4) return Date.UTC(date.getUTCFullYear() + 1, 0, 1) - 1;
  if (length === 7) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - 1;
  return startOfDayMs(start) + DAY_MS - 1;
}

/** "2022-10-28", the UTC day of an instant in milliseconds since 1970. */
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export function startOfDayMs(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

/** The Monday of a day's week; both are starts of days, in milliseconds since 1970. */
export function mondayMs(dayMs: number): number {
  return dayMs - ((new Date(dayMs).getUTCDay() + 6) % 7) * DAY_MS;
}

/** "28 October 2022", "October 2022" or "2022", as exact as the ISO text is. */
export function formatDate(iso: string): string {
  const match = ISO.exec(iso.trim());
  if (!match) return iso;
  const [, year, month, day] = match;
  const name = month && MONTHS[Number(month) - 1]?.replace(/^./, (first) => first.toUpperCase());
  return [day ? String(Number(day)) : undefined, name, year].filter(Boolean).join(' ');
}

/** ISO dates as articles and questions carry them. Days are UTC days. */
import { MONTH_NAMES } from './calendar.js';

export const DAY_MS = 86_400_000;

const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/i;

/**
 * Milliseconds since 1970 of an ISO year, month, day or instant (the start of it), or undefined where it is none. A time
 * without a zone is UTC: the machine's zone must not decide.
 */
export function parseIsoMs(text: string | undefined | null): number | undefined {
  const match = ISO.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, year, month = '01', day = '01', time, fraction = '0', zone = 'Z'] = match;
  const dayMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(dayMs) || !time) return Number.isNaN(dayMs) ? undefined : dayMs;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  const clock = `${time.padEnd(8, ':00')}.${fraction.slice(0, 3)}`;
  const instant = Date.parse(`${year}-${month}-${day}T${clock}${offset}`);
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

/**
 * What an ISO text dates: "2022-10-28", "2022-10" or "2022", as exact as it is; of an instant its UTC day, which is the day
 * that filters compare. Undefined where it is no date.
 */
export function dayOf(iso: string | undefined): string | undefined {
  const ms = parseIsoMs(iso);
  return ms === undefined ? undefined : isoDay(ms).slice(0, iso!.trim().length);
}

/** "28 October 2022", "October 2022" or "2022": `dayOf` for people; text that is no date is shown as it is. */
export function formatDate(iso: string): string {
  const [year, month, day] = dayOf(iso)?.split('-') ?? [];
  if (year === undefined) return iso;
  return [day && String(Number(day)), month && MONTH_NAMES[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** When a source is looked at: "15m", "2h", "daily", "07:30". */
import { DAY_MS } from '../core/dates.js';
import type { Schedule } from './source.js';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY_MS };
/** Nobody's server is asked more often. */
const LEAST_MS = 5 * 60_000;
const MOST_MS = 30 * DAY_MS;
/** After a failure it isn't waited for longer than this. */
const AGAIN_MS = 3_600_000;

export const SCHEDULE_WORDS = '15m, 2h, daily or a time of the day such as 07:30, and no more often than 5m';

/** Undefined for what is none. */
export function parseSchedule(text: string): Schedule | undefined {
  if (text === 'daily') return { everyMs: DAY_MS };
  if (text === 'hourly') return { everyMs: UNITS.h };
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours !== undefined) return { at: `${hours.padStart(2, '0')}:${minutes}` };
  const [, count, unit] = /^(\d{1,5}) ?([mhd])$/.exec(text) ?? [];
  const everyMs = Number(count) * UNITS[unit];
  return everyMs >= LEAST_MS && everyMs <= MOST_MS ? { everyMs } : undefined;
}

/** When it is next to be looked at, after `triedMs`. */
export function nextTimeOf(schedule: Schedule, triedMs: number | undefined, hasFailed: boolean): number {
  if (triedMs === undefined) return 0;
  const regular = schedule.at === undefined ? triedMs + schedule.everyMs : nextAt(schedule.at, triedMs);
  return hasFailed ? Math.min(regular, triedMs + AGAIN_MS) : regular;
}

/** The next time that this machine's clock shows it. */
function nextAt(at: string, ms: number): number {
  const [hours, minutes] = at.split(':').map(Number);
  const next = new Date(ms);
  next.setHours(hours, minutes, 0, 0);
  if (next.getTime() <= ms) next.setDate(next.getDate() + 1);
  return next.getTime();
}

/** Hours as clocks in a time zone show them, through daylight-saving changes. Zones are IANA names, known to Intl. */
import { DAY_MS } from './dates.js';

/** Every day at an hour, or every week on one day. */
export interface Schedule {
  /** 0 is Sunday; undefined means every day. */
  weekday?: number;
  /** 0 to 23. */
  hour: number;
  zone: string;
}

/** Days to search for a time: a week, and one more for a clock that jumps. */
const MAX_DAYS = 8;

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The first time after `ms`, in milliseconds since 1970. Throws RangeError for a zone that is none. */
export function nextTime(schedule: Schedule, ms: number): number {
  for (let days = -1; days <= MAX_DAYS; days++) {
    const time = timeOn(schedule, ms, days);
    if (time !== undefined && time > ms) return time;
  }
  throw new RangeError('the schedule has no next time');
}

/** The last time before `ms`. */
export function previousTime(schedule: Schedule, ms: number): number {
  for (let days = 1; days >= -MAX_DAYS; days--) {
    const time = timeOn(schedule, ms, days);
    if (time !== undefined && time < ms) return time;
  }
  throw new RangeError('the schedule has no previous time');
}

/** The schedule's time on the local day of `ms` plus `days`; undefined where its weekday is another. */
function timeOn({ weekday, hour, zone }: Schedule, ms: number, days: number): number | undefined {
  const midnight = Math.floor(clockAt(zone, ms) / DAY_MS) * DAY_MS + days * DAY_MS;
  if (weekday !== undefined && new Date(midnight).getUTCDay() !== weekday) return undefined;
  return instantOf(zone, midnight + hour * 3_600_000);
}

/**
 * When the clock of a zone shows `clock` (the time as if it were UTC). An hour that a change repeats is meant the first
 * time; one that it leaves out is as long after the change as it would have been without, as in Temporal's "compatible":
 *
 *     01:59 → 03:00   02:00 is meant: 03:00        02:59 → 02:00   02:30 is meant: the first 02:30
 */
function instantOf(zone: string, clock: number): number {
  const before = clock - offsetAt(zone, clock - DAY_MS);
  const after = clock - offsetAt(zone, clock + DAY_MS);
  const shown = [before, after].filter((ms) => clockAt(zone, ms) === clock);
  return shown.length > 0 ? Math.min(...shown) : before;
}

const offsetAt = (zone: string, ms: number) => clockAt(zone, ms) - Math.floor(ms / 1000) * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock of a zone shows, to the second, as if it were UTC. */
function clockAt(zone: string, ms: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** The Retry-After header (RFC 9110, 10.2.3): seconds, or a date. */

/** Without the header, and where it says less. */
const LEAST_MS = 60_000;
const STANDARD_MS = 30 * 60_000;
/** A server may not put itself off for longer: a wrong clock would silence it for years. */
const MOST_MS = 24 * 3_600_000;

/** The time before which nothing more is to be asked, in milliseconds since 1970, between a minute and a day from now. */
export function readRetryAfter(header: string | undefined, nowMs: number): number {
  const text = header?.trim() ?? '';
  const ms = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return nowMs + (Number.isNaN(ms) ? STANDARD_MS : Math.min(MOST_MS, Math.max(LEAST_MS, ms)));
}

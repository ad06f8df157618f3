/** How long a server's Retry-After is heeded. */
import { parseRetryAfter } from '../../core/retry-after.js';

/** Without the header, and where it says less. */
const LEAST_MS = 60_000;
const STANDARD_MS = 30 * 60_000;
/** A server may not put itself off for longer: a wrong clock would silence it for years. */
const MOST_MS = 24 * 3_600_000;

/** The time before which nothing more is to be asked, in milliseconds since 1970, between a minute and a day from now. */
export function readRetryAfter(header: string | undefined, nowMs: number): number {
  const afterMs = parseRetryAfter(header, nowMs) ?? STANDARD_MS;
  return nowMs + Math.min(MOST_MS, Math.max(LEAST_MS, afterMs));
}

/**
 * The Retry-After header (RFC 9110, 10.2.3), seconds or a date, in milliseconds from `nowMs` on, negative for a time that has
 * passed; undefined where it says neither.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Tries again what fails because something is away for a while, with growing pauses. */
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { DatabaseDownError } from './errors.js';

export interface Pauses {
  firstMs?: number;
  longestMs?: number;
  /** After so long it is given up; Infinity to go on until the signal. */
  withinMs?: number;
  /** So many tries in all. */
  tries?: number;
  /** Up to twice as long at random, so that many who failed at once don't all come back at once. */
  isSpread?: boolean;
  signal?: AbortSignal;
  /** Whether it may work later; anything else fails at once. */
  mayPass?: (error: unknown) => boolean;
  /** For how long the other side asks to be left alone, in place of our own pause. */
  askedMs?: (error: unknown) => number | undefined;
  /** Told before each pause of our own. */
  onPause?: (error: Error, pauseMs: number) => void;
}

export const isDatabaseDown = (error: unknown): error is DatabaseDownError => error instanceof DatabaseDownError;

/** What `work` gives; rejects with its last error, or with the signal's reason. */
export function withPauses<T>(
  work: () => Promise<T>,
  {
    firstMs = 250,
    longestMs = 30_000,
    withinMs = Number.POSITIVE_INFINITY,
    tries = Number.POSITIVE_INFINITY,
    isSpread = false,
    signal,
    mayPass = isDatabaseDown,
    askedMs = () => undefined,
    onPause,
  }: Pauses = {},
): Promise<T> {
  const isToGoOn = (error: Error, attempt: number) => attempt < tries && mayPass(error);
  return pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    factor: 2,
    minTimeout: firstMs,
    maxTimeout: longestMs,
    maxRetryTime: withinMs,
    randomize: isSpread,
    signal,
    onFailedAttempt: ({ error, attemptNumber }) => {
      if (signal?.aborted || !isToGoOn(error, attemptNumber) || askedMs(error) !== undefined) return;
      onPause?.(error, Math.min(longestMs, firstMs * 2 ** (attemptNumber - 1)));
    },
    // False for no pause of p-retry's after the one that was asked for.
    shouldConsumeRetry: ({ error }) => askedMs(error) === undefined,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!isToGoOn(error, attemptNumber)) return false;
      const ms = askedMs(error);
      // An abort is thrown by p-retry itself, which looks at the signal next.
      if (ms !== undefined) await sleep(ms, undefined, { signal }).catch(() => {});
      return true;
    },
  });
}

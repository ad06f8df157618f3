/** Retries with growing pauses, for what is away for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { DatabaseDownError } from './errors.js';

export interface Pauses {
  firstMs?: number;
  longestMs?: number;
  /** Milliseconds after which it gives up; Infinity to go on until the signal. */
  withinMs?: number;
  /** The most tries in all. */
  tries?: number;
  /** Whether pauses are lengthened at random, up to twice, so that many who failed together don't return together. */
  isSpread?: boolean;
  signal?: AbortSignal;
  /** Whether it may work later; anything else fails at once. */
  mayPass?: (error: unknown) => boolean;
  /** The pause that the other side asks for, in milliseconds, in place of ours. */
  askedMs?: (error: unknown) => number | undefined;
  /** Told before each pause of our own. */
  onPause?: (error: Error, pauseMs: number) => void;
}

export const isDatabaseDown = (error: unknown): error is DatabaseDownError => error instanceof DatabaseDownError;

/** The result of `work`. Rejects with its last error, or with the signal's reason. */
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
    // False: p-retry adds no pause to the one that was asked for.
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

/** Tries again what fails because something is away for a while, with growing pauses. */
import pRetry from 'p-retry';
import { DatabaseDownError } from './errors.js';

export interface Pauses {
  firstMs?: number;
  longestMs?: number;
  /** After so long it is given up; Infinity to go on until the signal. */
  withinMs?: number;
  signal?: AbortSignal;
  /** Whether it may work later; anything else fails at once. */
  mayPass?: (error: unknown) => boolean;
  /** Told before each pause. */
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
    signal,
    mayPass = isDatabaseDown,
    onPause,
  }: Pauses = {},
): Promise<T> {
  return pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    factor: 2,
    minTimeout: firstMs,
    maxTimeout: longestMs,
    maxRetryTime: withinMs,
    signal,
    shouldRetry: ({ error }) => mayPass(error),
    onFailedAttempt: ({ error, attemptNumber }) => {
      if (!signal?.aborted && mayPass(error)) onPause?.(error, Math.min(longestMs, firstMs * 2 ** (attemptNumber - 1)));
    },
  });
}

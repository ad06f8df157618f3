/** Tries again while the database is away, with growing pauses. */
import pRetry from 'p-retry';
import { DatabaseDownError } from './faults.js';

export interface Pauses {
  firstMs?: number;
  longestMs?: number;
  /** After so long it is given up; Infinity to go on until the signal. */
  withinMs?: number;
  signal?: AbortSignal;
  /** Told before each pause. */
  onPause?: (error: DatabaseDownError, pauseMs: number) => void;
}

/** What `work` gives. Rejects at once with anything but DatabaseDownError, and with that one when the time is over. */
export function withPauses<T>(
  work: () => Promise<T>,
  { firstMs = 250, longestMs = 30_000, withinMs = Number.POSITIVE_INFINITY, signal, onPause }: Pauses = {},
): Promise<T> {
  return pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    factor: 2,
    minTimeout: firstMs,
    maxTimeout: longestMs,
    maxRetryTime: withinMs,
    signal,
    shouldRetry: ({ error }) => error instanceof DatabaseDownError,
    onFailedAttempt: ({ error, attemptNumber }) => {
      if (error instanceof DatabaseDownError) onPause?.(error, Math.min(longestMs, firstMs * 2 ** (attemptNumber - 1)));
    },
  });
}

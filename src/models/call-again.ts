/** Another try of a call that a provider failed in a way that may pass, when it asks for that, or after a pause of ours. */
import { type Pauses, withPauses } from '../core/with-pauses.js';
import { ChatModelError } from './chat-model.js';

export interface Patience extends Pick<Pauses, 'signal'> {
  /** In all. */
  tries: number;
  /** Before the second try, where the provider names no time of its own; doubled before each further one. */
  pauseMs: number;
  /** A provider that asks for more than that isn't waited for. */
  longestMs: number;
}

const askedMs = (error: unknown) => (error instanceof ChatModelError ? error.details.retryAfterMs : undefined);

/** Rejects with the last error, or with the signal's reason. */
export const callAgain = <T>(call: () => Promise<T>, { tries, pauseMs, longestMs, signal }: Patience): Promise<T> =>
  withPauses(call, {
    tries,
    firstMs: pauseMs,
    longestMs,
    signal,
    askedMs,
    mayPass: (error) => error instanceof ChatModelError && error.isPassing && (askedMs(error) ?? 0) <= longestMs,
  });

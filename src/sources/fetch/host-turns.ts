/** One request at a time to a host, with a pause between two. */
import { setTimeout as sleep } from 'node:timers/promises';

export class HostTurns {
  readonly #turns = new Map<string, { last: Promise<unknown>; freeMs: number }>();

  constructor(readonly nowMs: () => number) {}

  /** Runs `work` when the host's turn comes, `pauseMs` after the end of the one before. Rejects as it does, or with the signal's reason. */
  take<T>(host: string, pauseMs: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.#turns.get(host) ?? { last: Promise.resolve(), freeMs: 0 };
    this.#turns.set(host, turn);
    const run = turn.last.then(async () => {
      signal?.throwIfAborted();
      const waitMs = Math.min(pauseMs, turn.freeMs + pauseMs - this.nowMs());
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
      try {
        return await work();
      } finally {
        turn.freeMs = this.nowMs();
      }
    });
    turn.last = run.catch(() => {});
    return run;
  }
}

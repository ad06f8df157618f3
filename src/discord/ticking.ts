/** Work that is looked for from time to time: one look at once, and an end that waits for it. */

/** Calls `tick` from time to time, until the function it returns is called. */
export type Ticking = (tick: () => Promise<void>) => () => void;

/** At once, and then in this rhythm. */
export const every =
  (pauseMs: number): Ticking =>
  (tick) => {
    void tick();
    const timer = setInterval(() => void tick(), pauseMs);
    return () => clearInterval(timer);
  };

/** `look` must never throw. Returns a function that stops it: what was begun is finished, and nothing more is begun. */
export function lookAgain(look: (isStopped: () => boolean) => Promise<void>, ticking: Ticking): () => Promise<void> {
  let isStopped = false;
  let running: Promise<void> | undefined;
  const stop = ticking(() => {
    running ??= look(() => isStopped).finally(() => {
      running = undefined;
    });
    return running;
  });
  return async () => {
    isStopped = true;
    stop();
    await running;
  };
}

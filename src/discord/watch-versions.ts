/**
 * Sees to the work that follows every new version of the index, whichever process made it: waiting questions are asked again,
 * followed topics are looked at. Each row of the state remembers up to which version, or which article, it was looked at, so
 * that what broke off goes on after a restart; a row is done by the process that serves its server.
 */
import type { BotContext } from './context.js';
import { describeError } from './faults.js';
import { every, lookAgain, type Ticking } from './ticking.js';
import { VERSION_WORK } from './version-work/registry.js';

const TICK_MS = 10_000;

/** Returns a function that stops it, once the row at work is done. */
export function watchVersions(context: BotContext, ticking: Ticking = every(TICK_MS)): () => Promise<void> {
  const { app, state, signal, logger } = context;
  /** What failed when it was last looked at: an index that is away for an hour is one line in the log. */
  const failing = new Set<string>();
  const look = async (isStopped: () => boolean) => {
    for (const { name, run } of VERSION_WORK) {
      if (isStopped() || !state.isReady) return;
      try {
        await run(context, await app.current(), isStopped);
        failing.delete(name);
      } catch (error) {
        // Stopped in the middle: it goes on after the restart.
        if (signal.aborted) return;
        if (!failing.has(name)) logger.error({ event: 'version-work-failed', work: name, ...describeError(error) });
        failing.add(name);
      }
    }
  };
  return lookAgain(look, ticking);
}

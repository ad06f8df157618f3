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
export const watchVersions = (context: BotContext, ticking: Ticking = every(TICK_MS)): (() => Promise<void>) =>
  lookAgain(async (isStopped) => {
    if (!context.state.isReady) return;
    for (const { name, run } of VERSION_WORK) {
      if (isStopped()) return;
      try {
        await run(context, await context.app.current(), isStopped);
      } catch (error) {
        // Stopped in the middle: it goes on after the restart.
        if (context.signal.aborted) return;
        context.logger.error({ event: 'version-work-failed', work: name, ...describeError(error) });
      }
    }
  }, ticking);

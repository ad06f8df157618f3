/** The keeper in the bot: news come in by themselves, through the one re-index that may run in this process. */
import { Keeper } from '../flows/keep-current.js';
import type { BotContext, Keeping } from './context.js';
import { tellThatLate } from './notices/source-late.js';
import { every, lookAgain, type Ticking } from './ticking.js';

const TICK_MS = 5_000;

/** Returns a function that stops it: what is being fetched is left for the next time. The bot cancels a re-index itself. */
export function startKeeper(
  context: BotContext,
  keeping: Keeping,
  say: (line: string) => void,
  ticking: Ticking = every(TICK_MS),
): () => Promise<void> {
  const { app, client, logger, nowMs, reindexJobs, state } = context;
  const controller = new AbortController();
  let lookNow = () => {};
  const keeper = new Keeper(
    {
      ...keeping,
      reindex: () => reindexJobs.start(client.user.displayName)?.report,
      onLate: (source) => tellThatLate(context, source),
      heldSince: async () => (await app.history()).heldSince,
      state,
      logger,
      say,
      nowMs,
    },
    () => lookNow(),
  );
  const stop = lookAgain(
    () => keeper.look(controller.signal),
    (tick) => {
      lookNow = () => void tick();
      return ticking(tick);
    },
  );
  return async () => {
    controller.abort(new Error('the bot is stopping'));
    await stop();
    await keeper.stop();
  };
}

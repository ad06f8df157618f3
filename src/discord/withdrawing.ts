/**
 * Articles that are withdrawn go: the file, what a removal kept of it, and then the index. The state says which, until all of that is
 * done; what broke off is taken up by the process that serves the server.
 */
import type { Taught } from '../state/state.js';
import type { BotContext } from './context.js';
import { describeError } from './faults.js';
import { serves } from './served.js';
import { every, lookAgain, type Ticking } from './ticking.js';

const TICK_MS = 30_000;

/** Returns a function that stops it. */
export function startWithdrawing(context: BotContext, ticking: Ticking = every(TICK_MS)): () => Promise<void> {
  return lookAgain(async (isStopped) => {
    if (!isStopped() && context.state.isReady) await takeOutWithdrawn(context);
  }, ticking);
}

/** Takes out what is to go. Never throws: what fails is tried again at the next look, and is one line in the log for each. */
export async function takeOutWithdrawn(context: BotContext): Promise<void> {
  const { state, client, logger } = context;
  try {
    const all = await state.taught.withdrawn();
    const own = all.filter(({ guild }) => serves(client, guild));
    if (own.length === 0) return;
    for (const { path } of own) await erase(context, path);
    if (!(await isOutOfIndex(context, own))) return;
    for (const { message } of own) await state.taught.gone(message);
    logger.info({ event: 'articles-withdrawn', count: own.length });
  } catch (error) {
    if (!context.signal.aborted) logger.warn({ event: 'withdrawal-failed', ...describeError(error) });
  }
}

async function erase({ state, corpus }: BotContext, path: string): Promise<void> {
  await corpus.erase(path);
  for (const removal of await state.removalsOf(path)) {
    await corpus.eraseRemoved(removal);
    await state.forgetRemoval(removal.id);
  }
}

/** Re-indexes, unless they are out already. False where another re-index is at work, which may have read the files before. */
async function isOutOfIndex({ app, client, reindexJobs }: BotContext, withdrawn: Taught[]): Promise<boolean> {
  const paths = new Set(withdrawn.map(({ path }) => path));
  const articles = await app.articles();
  if (reindexJobs.current) return false;
  if (!articles.some(({ path }) => paths.has(path))) return true;
  // A folder that is away for a while looks like one that is empty: only where nothing else was there it may be so.
  const allowEmpty = articles.every(({ path }) => paths.has(path));
  await reindexJobs.start(client.user.displayName, { allowEmpty })?.report;
  return !(await app.articles()).some(({ path }) => paths.has(path));
}

/** Opens the app for a command; `ask`, `chat` and `start` make an index where there is none yet. */
import type { App, AppOptions } from '../compose.js';
import { NoIndexError } from '../core/errors.js';
import type { ReindexReport, ReindexRequest } from '../flows/reindex.js';
import { hasIndex } from '../index/open-index.js';
import type { CommandContext } from './command.js';
import { withProgress } from './progress.js';

const warn = (sentence: string) => process.stderr.write(`${sentence}\n`);

/** What is told of the models at work. */
export type ModelWatch = Pick<AppOptions, 'onModelFault' | 'onModelReply'>;

export async function openExisting({ config }: CommandContext, watch: ModelWatch = {}): Promise<App> {
  const { openApp } = await import('../compose.js');
  return openApp({ config, warn, ...watch });
}

/** For a command that may let a model write: a judge that failed its exam isn't used. */
export async function openToWrite(context: CommandContext, watch: ModelWatch = {}): Promise<App> {
  const app = await openExisting(context, watch);
  if (app.judge) await (await import('./exams.js')).heedExam(app.judge, context.config);
  return app;
}

/** An index that is damaged or of an older format is made anew, too: that is said, and what was there is set aside. */
export async function openOrIndex(context: CommandContext, watch: ModelWatch = {}): Promise<App> {
  const owner = 'the first question';
  if (!(await hasIndex(context.config))) await reindexWithProgress(context, { owner });
  try {
    return await openAndLook(context, watch);
  } catch (error) {
    if (!(error instanceof NoIndexError) || context.config.database) throw error;
    warn(error.message.replace(/; run "footnote index" to .*/, '; it is built anew now.'));
    await reindexWithProgress(context, { owner });
    return openAndLook(context, watch);
  }
}

/** Reads the index once, so that what is wrong with it is known before the first question. */
async function openAndLook(context: CommandContext, watch: ModelWatch = {}): Promise<App> {
  const app = await openToWrite(context, watch);
  try {
    await app.index.read(() => {});
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** A re-index whose progress is shown on standard error. */
export function reindexWithProgress(
  { config, signal }: CommandContext,
  options: Omit<ReindexRequest, 'signal' | 'onProgress'>,
): Promise<ReindexReport> {
  return withProgress(
    options.rollback ? 'Bringing the version before back' : `Indexing ${config.corpusDir}`,
    async (onProgress) => {
      const { runReindex } = await import('../compose-reindex.js');
      return runReindex(config, { ...options, signal, onProgress });
    },
    ({ articles, passages, seconds }) =>
      `${options.dryRun ? 'Compared' : options.rollback ? 'Brought back' : 'Indexed'} ${articles} articles, ${passages} passages in ${seconds.toFixed(1)} s`,
  );
}

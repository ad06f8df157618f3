/** Opens the app for a command; `ask`, `chat` and `start` make an index where there is none yet. */
import { type App, type AppOptions, hasIndex, openApp, runReindex } from '../compose.js';
import type { ReindexOptions, ReindexReport } from '../flows/reindex.js';
import { createProgress } from './progress.js';
import type { CommandContext } from './run-cli.js';

const warn = (sentence: string) => process.stderr.write(`${sentence}\n`);

type OnModelFault = AppOptions['onModelFault'];

export function openExisting({ config }: CommandContext, onModelFault?: OnModelFault): Promise<App> {
  return openApp({ config, warn, onModelFault });
}

export async function openOrIndex(context: CommandContext, onModelFault?: OnModelFault): Promise<App> {
  if (!(await hasIndex(context.config))) await reindexWithProgress(context, { owner: 'the first question' });
  return openExisting(context, onModelFault);
}

/** A re-index whose progress is shown on standard error. */
export async function reindexWithProgress(
  { config, signal }: CommandContext,
  options: Pick<ReindexOptions, 'full' | 'dryRun' | 'allowEmpty' | 'allowCost' | 'owner'>,
): Promise<ReindexReport> {
  const progress = await createProgress(`Indexing ${config.corpusDir}`);
  try {
    const report = await runReindex(config, { ...options, signal, onProgress: progress.update });
    progress.succeed(
      `${options.dryRun ? 'Compared' : 'Indexed'} ${report.articles} articles, ${report.passages} passages in ${report.seconds.toFixed(1)} s`,
    );
    return report;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

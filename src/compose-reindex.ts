/** The parts of a re-index put together, apart from those that answer: a re-index loads none of them. */
import type { Config, ModelsConfig } from './config.js';
import { fetchedDirOf } from './corpus/fetched-dir.js';
import type { ReindexReport, ReindexRequest } from './flows/reindex.js';
import { openStore } from './index/open-index.js';
import { chooseModels, type ModelChoice } from './models/model-choice.js';
import { openEmbedder } from './models/open-embedder.js';

/** Where the articles and the index are (in the database, where there is one), what words mean the same there, and which models there are; without `models` the built-in ones. */
export type Folders = Pick<Config, 'corpusDir' | 'dataDir' | 'database'> &
  Partial<Pick<Config, 'synonymsFile' | 'isCorpusShipped'>> & { models?: ModelsConfig };

export const choiceOf = ({ models }: Folders): ModelChoice => chooseModels(models ?? {});

/**
 * A re-index, or its undoing, with the configured folders and embedder. Throws as `reindex` and `rollBack` do.
 *
 * @example
 * ```ts
 * import { runReindex } from './compose-reindex.js';
 *
 * const { added, skipped } = await runReindex({ corpusDir: 'corpus', dataDir: 'data' }, { dryRun: true });
 * for (const { path, reason } of skipped) console.log(path, reason);
 * ```
 */
export async function runReindex(config: Folders, request: ReindexRequest): Promise<ReindexReport> {
  const store = await openStore(config);
  try {
    const embedder = await openEmbedder(choiceOf(config), await store.embedderId(), config, request);
    const { corpusDir, isCorpusShipped, dataDir } = config;
    const options = { ...request, corpusDir, isCorpusShipped, fetchedDir: fetchedDirOf(dataDir), store, embedder };
    const run = request.rollback
      ? (await import('./flows/roll-back.js')).rollBack
      : (await import('./flows/reindex.js')).reindex;
    return await run(options);
  } finally {
    await store.close();
  }
}

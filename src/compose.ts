/** The one place that picks concrete parts and puts them together. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Config } from './config.js';
import { UserError } from './core/errors.js';
import { createAsk } from './flows/ask.js';
import { createBrowse } from './flows/browse.js';
import { createConverse } from './flows/converse.js';
import { createReadOn } from './flows/read-on.js';
import { type ReindexOptions, type ReindexProgress, type ReindexReport, reindex } from './flows/reindex.js';
import { createSearch } from './flows/search.js';
import { createSummarize } from './flows/summarize.js';
import { EmbeddedIndex } from './index/embedded-index.js';
import type { Embedder } from './models/embedder.js';
import { createOfflineEmbedder } from './models/offline-embedder.js';

export interface App {
  index: EmbeddedIndex;
  ask: ReturnType<typeof createAsk>;
  /** One turn of a conversation; `ask` knows of no other turns than those it is given. */
  converse: ReturnType<typeof createConverse>;
  search: ReturnType<typeof createSearch>;
  summarize: ReturnType<typeof createSummarize>;
  articles: ReturnType<typeof createBrowse>['articles'];
  surroundings: ReturnType<typeof createBrowse>['surroundings'];
  close(): void;
}

/** Where the articles and the index are. */
export type Folders = Pick<Config, 'corpusDir' | 'dataDir'>;

export interface AppOptions {
  config: Folders;
  /** One line about something that was mended or is not as it should be. */
  warn?: (sentence: string) => void;
}

export function createEmbedder(): Embedder {
  return createOfflineEmbedder();
}

/** Opens what is needed to answer. Throws NoIndexError where there is no readable index. */
export function openApp({ config, warn }: AppOptions): App {
  const embedder = createEmbedder();
  const index = EmbeddedIndex.open(config.dataDir, { warn });
  if (index.embedderId && index.embedderId !== embedder.id) {
    const made = index.embedderId;
    index.close();
    throw new UserError(
      'other-embedder',
      `The index was made with the embedder ${made}, configured is ${embedder.id}; run "footnote index" to bring it up to date.`,
      2,
    );
  }
  const ask = createAsk({ index, embedder });
  return {
    index,
    ask,
    converse: createConverse({ ask, readOn: createReadOn(index) }),
    search: createSearch({ index, embedder }),
    summarize: createSummarize({ index, embedder }),
    ...createBrowse(index),
    close: () => index.close(),
  };
}

/** A re-index with the configured folders and embedder. */
export function runReindex(
  { corpusDir, dataDir }: Folders,
  options: Omit<ReindexOptions, 'corpusDir' | 'dataDir' | 'embedder'>,
): Promise<ReindexReport> {
  return reindex({ ...options, corpusDir, dataDir, embedder: createEmbedder() });
}

/** What the thread of a re-index is given. */
export interface ReindexTask {
  folders: Folders;
  options: Pick<ReindexOptions, 'full' | 'dryRun' | 'allowEmpty' | 'owner'>;
}

type ReindexMessage =
  | { progress: ReindexProgress }
  | { report: ReindexReport }
  | { fault: { code?: string; message: string } };

/** The same in a thread of its own, for a process that answers questions meanwhile. */
export function runReindexApart(
  { corpusDir, dataDir }: Folders,
  { signal, onProgress, full, dryRun, allowEmpty, owner }: Omit<ReindexOptions, 'corpusDir' | 'dataDir' | 'embedder'>,
): Promise<ReindexReport> {
  const task: ReindexTask = { folders: { corpusDir, dataDir }, options: { full, dryRun, allowEmpty, owner } };
  const worker = new Worker(workerFile(), { workerData: task });
  const stop = () => worker.postMessage('stop');
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return new Promise<ReindexReport>((resolve, reject) => {
    worker.on('message', (message: ReindexMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('report' in message) resolve(message.report);
      else {
        const { code, message: sentence } = message.fault;
        reject(code ? new UserError(code, sentence) : new Error(sentence));
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread of the re-index ended without a word')));
  }).finally(() => signal?.removeEventListener('abort', stop));
}

/** The built file; in a run of the sources themselves, the one that the last build left. */
function workerFile(): URL {
  const here = new URL('./reindex-worker.js', import.meta.url);
  return existsSync(here) ? here : new URL('../dist/reindex-worker.js', import.meta.url);
}

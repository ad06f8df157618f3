/** The one place that picks concrete parts and puts them together. */
import type { Config } from './config.js';
import { UserError } from './core/errors.js';
import { createAsk } from './flows/ask.js';
import { createBrowse } from './flows/browse.js';
import { createConverse } from './flows/converse.js';
import { createReadOn } from './flows/read-on.js';
import { type ReindexOptions, type ReindexReport, reindex } from './flows/reindex.js';
import { createSearch } from './flows/search.js';
import { EmbeddedIndex } from './index/embedded-index.js';
import type { Embedder } from './models/embedder.js';
import { createOfflineEmbedder } from './models/offline-embedder.js';

export interface App {
  index: EmbeddedIndex;
  ask: ReturnType<typeof createAsk>;
  /** One turn of a conversation; `ask` knows of no other turns than those it is given. */
  converse: ReturnType<typeof createConverse>;
  search: ReturnType<typeof createSearch>;
  articles: ReturnType<typeof createBrowse>['articles'];
  surroundings: ReturnType<typeof createBrowse>['surroundings'];
  close(): void;
}

export interface AppOptions {
  config: Config;
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
    ...createBrowse(index),
    close: () => index.close(),
  };
}

/** A re-index with the configured folders and embedder. */
export function runReindex(
  config: Config,
  options: Omit<ReindexOptions, 'corpusDir' | 'dataDir' | 'embedder'>,
): Promise<ReindexReport> {
  return reindex({ ...options, ...config, embedder: createEmbedder() });
}

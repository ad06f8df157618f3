/** An index with vectors and no model: spelling in place of meaning, under the offline embedder's own id. */
import { type ReindexReport, type ReindexRequest, reindex } from '../../src/flows/reindex.js';
import { embeddedStore } from '../../src/index/embedded-store.js';
import type { Embedder } from '../../src/models/embedder.js';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';

export const spellingAsMeaning = (): Embedder => ({ ...createOfflineEmbedder(), semantic: true });

export const reindexWithVectors = (
  { corpusDir, dataDir }: { corpusDir: string; dataDir: string },
  options: ReindexRequest = {},
): Promise<ReindexReport> =>
  reindex({ corpusDir, store: embeddedStore(dataDir), embedder: spellingAsMeaning(), ...options });

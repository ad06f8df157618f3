/** What every source of embeddings promises. Names follow LangChain's Embeddings. */

/** `dimensions` numbers of unit length. */
export type Embedding = Float32Array;

export interface EmbedOptions {
  signal?: AbortSignal;
  /** Called with embeddings as they come, where they come in parts: those of the texts from `start` on. */
  onBatch?: (start: number, embeddings: Embedding[]) => void;
}

/**
 * @example
 * ```ts
 * import type { Embedder } from './embedder.js';
 * import { createOfflineEmbedder } from './offline-embedder.js';
 *
 * const embedder: Embedder = createOfflineEmbedder({ dimensions: 256 });
 * const [passage] = await embedder.embedDocuments(['Iran denied sending drones.']);
 * const question = await embedder.embedQuery('Who denied it?');
 * const cosine = question.reduce((sum, value, i) => sum + value * passage[i], 0);
 * ```
 */
export interface Embedder {
  /** Names the model and everything that changes its vectors: vectors of different ids are never compared. */
  readonly id: string;
  readonly dimensions: number;
  /** Whether near vectors mean near in meaning. False for those that only compare spelling. */
  readonly semantic: boolean;
  /** What so many tokens cost in US dollars; undefined where that isn't known. Absent where nothing costs anything. */
  costUsd?(tokens: number): number | undefined;
  /** One embedding for each text, in order. Rejects with the signal's reason once it is aborted. */
  embedDocuments(texts: string[], options?: EmbedOptions): Promise<Embedding[]>;
  embedQuery(text: string, options?: { signal?: AbortSignal }): Promise<Embedding>;
}

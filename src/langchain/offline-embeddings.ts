/** The offline embedder as LangChain's Embeddings: no model, no key, no network; it compares spelling, not meaning. */
import { Embeddings, type EmbeddingsParams } from '@langchain/core/embeddings';
import { createOfflineEmbedder } from '../models/offline-embedder.js';

export class OfflineEmbeddings extends Embeddings {
  readonly #embedder = createOfflineEmbedder();

  constructor(params: EmbeddingsParams = {}) {
    super(params);
  }

  /** Names the model and everything that changes its vectors. */
  get id(): string {
    return this.#embedder.id;
  }

  async embedDocuments(documents: string[]): Promise<number[][]> {
    return (await this.#embedder.embedDocuments(documents)).map((vector) => Array.from(vector));
  }

  async embedQuery(document: string): Promise<number[]> {
    return Array.from(await this.#embedder.embedQuery(document));
  }
}

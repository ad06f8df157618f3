/** Embedders for somebody who waits for an answer: where one fails, the question is answered by words alone. */

import { errorText, UserError } from '../core/errors.js';
import type { Embedder, Embedding } from './embedder.js';
import { BadVectorError } from './embedder-faults.js';

/** What a question's vector may be: undefined where the provider gave none. */
export interface QuestionEmbedder {
  readonly semantic: boolean;
  embedQuery(text: string, options?: { signal?: AbortSignal }): Promise<Embedding | undefined>;
}

/** One warning for each question that goes without its vector. */
export function forQuestions(embedder: Embedder, warn: (sentence: string) => void): QuestionEmbedder {
  return {
    semantic: embedder.semantic,
    async embedQuery(text, options) {
      try {
        return await embedder.embedQuery(text, options);
      } catch (error) {
        options?.signal?.throwIfAborted();
        if (!(error instanceof UserError)) throw error;
        warn(
          `${error instanceof BadVectorError ? errorText(error) : 'The embedding model gave no vector for a question.'} It is answered by words alone.`,
        );
        return undefined;
      }
    },
  };
}

/** A local model that is loaded by the first question. `id` is that of the index it was used for. */
export function lazyLocalEmbedder(
  model: string,
  id: string,
  dataDir: string,
  warn: (sentence: string) => void,
): QuestionEmbedder {
  let loading: Promise<QuestionEmbedder> | undefined;
  const load = async () => {
    const { createLocalEmbedder } = await import('./local-embedder.js');
    const embedder = await createLocalEmbedder({ model, dataDir });
    if (embedder.id !== id)
      throw new UserError(
        'other-embedder',
        `The model is ${embedder.id} by now and the index was made with ${id}; run "footnote index".`,
      );
    return forQuestions(embedder, warn);
  };
  return {
    semantic: true,
    async embedQuery(text, options) {
      try {
        return await (await (loading ??= load())).embedQuery(text, options);
      } catch (error) {
        options?.signal?.throwIfAborted();
        if (!(error instanceof UserError)) throw error;
        loading = undefined;
        warn(`${error.message} The question is answered by words alone.`);
        return undefined;
      }
    },
  };
}

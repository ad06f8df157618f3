/**
 * Embedders for somebody who waits for an answer: where one fails, the question is answered by words alone. A model's code is
 * loaded by the first question.
 */
import type { ModelsConfig } from '../config.js';
import { errorText, UserError } from '../core/errors.js';
import { lazily } from '../core/lazily.js';
import type { Embedder, Embedding } from './embedder.js';
import { BadVectorError } from './embedder-faults.js';
import { describeEmbedding, type ModelChoice, type RemoteModel, remoteName } from './model-choice.js';
import { createOfflineEmbedder } from './offline-embedder.js';

type QueryEmbedder = Pick<Embedder, 'semantic' | 'embedQuery'>;

/** What a question's vector may be: undefined where the provider gave none. */
export interface QuestionEmbedder {
  readonly semantic: boolean;
  embedQuery(text: string, options?: { signal?: AbortSignal }): Promise<Embedding | undefined>;
}

/** Where a local model is kept, and what a provider's may take. */
export interface EmbedderHome {
  dataDir: string;
  models?: Pick<ModelsConfig, 'retries'>;
}

/** The embedder whose vectors the index holds; undefined where it holds another's (`made`), and then words alone count. */
export function embedderForQuestions(
  choice: ModelChoice,
  made: string,
  { dataDir, models }: EmbedderHome,
  warn: (sentence: string) => void,
): QuestionEmbedder | undefined {
  const { embedding } = choice;
  if (embedding.kind === 'offline') {
    if (!made || made === createOfflineEmbedder().id) return BY_WORDS;
  } else if (embedding.kind === 'local') {
    if (made.startsWith(`local:${embedding.model}:`)) return lazyLocalEmbedder(embedding.model, made, dataDir, warn);
  } else {
    const name = remoteName(embedding);
    const width = Number(made.slice(name.length + 1));
    if (made.startsWith(`${name}:`) && width > 0)
      return forQuestions(lazyRemoteEmbedder(embedding, width, models?.retries), warn);
  }
  warn(
    `The index holds the vectors of ${made}, configured is ${describeEmbedding(choice)}: answers go by words alone until "footnote index" has brought it up to date.`,
  );
  return undefined;
}

/** Spelling has no say in the order of articles, so questions aren't embedded by it. */
const BY_WORDS: QuestionEmbedder = {
  semantic: false,
  async embedQuery(_, options) {
    options?.signal?.throwIfAborted();
    return undefined;
  },
};

/** One warning for each question that goes without its vector. */
export function forQuestions(embedder: QueryEmbedder, warn: (sentence: string) => void): QuestionEmbedder {
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

/** A provider's, whose vectors have so many numbers. */
const lazyRemoteEmbedder = (choice: RemoteModel, width: number, limits?: ModelsConfig['retries']): QueryEmbedder => ({
  semantic: true,
  embedQuery: lazily(async () => {
    const { createRemoteEmbedder } = await import('./remote-embedder.js');
    return createRemoteEmbedder(choice, width, limits).embedQuery;
  }),
});

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

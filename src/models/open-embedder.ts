/** The embedder that the configuration asks for: for an index that is to be written, and for questions to one that is there. */
import type { ModelsConfig } from '../config.js';
import type { Embedder } from './embedder.js';
import { forQuestions, lazyLocalEmbedder, type QuestionEmbedder } from './embedder-for-questions.js';
import { describeEmbedding, type ModelChoice } from './model-choice.js';
import { createOfflineEmbedder } from './offline-embedder.js';
import { createRemoteEmbedder, probeDimensions, remoteName } from './remote-embedder.js';

/** Where a local model is kept, and what a provider's may take. */
export interface EmbedderHome {
  dataDir: string;
  models?: Pick<ModelsConfig, 'embedding'>;
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
    const offline = createOfflineEmbedder();
    if (!made || made === offline.id) return offline;
  } else if (embedding.kind === 'local') {
    if (made.startsWith(`local:${embedding.model}:`)) return lazyLocalEmbedder(embedding.model, made, dataDir, warn);
  } else {
    const name = remoteName(embedding);
    const width = Number(made.slice(name.length + 1));
    if (made.startsWith(`${name}:`) && width > 0)
      return forQuestions(createRemoteEmbedder(embedding, width, models?.embedding), warn);
  }
  warn(
    `The index holds the vectors of ${made}, configured is ${describeEmbedding(choice)}: answers go by words alone until "footnote index" has brought it up to date.`,
  );
  return undefined;
}

/**
 * The embedder for an index that is to be written. Its width is that of the index where the model is the same; else the
 * provider is asked for a first vector, unless nothing is to be written. `made` is the embedder of the index there is.
 */
export async function openEmbedder(
  { embedding }: Pick<ModelChoice, 'embedding'>,
  made: string | undefined,
  { dataDir, models }: EmbedderHome,
  { signal, full, dryRun }: { signal?: AbortSignal; full?: boolean; dryRun?: boolean } = {},
): Promise<Embedder> {
  if (embedding.kind === 'offline') return createOfflineEmbedder();
  if (embedding.kind === 'local') {
    const { createLocalEmbedder } = await import('./local-embedder.js');
    return createLocalEmbedder({ model: embedding.model, dataDir });
  }
  const name = remoteName(embedding);
  const known = made?.startsWith(`${name}:`) && !full ? Number(made.slice(name.length + 1)) : 0;
  const width = known || (dryRun ? 0 : await probeDimensions(embedding, signal, models?.embedding));
  return createRemoteEmbedder(embedding, width, models?.embedding);
}

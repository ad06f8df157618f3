/** The embedder that the configuration asks for, for an index that is to be written. */
import type { Embedder } from './embedder.js';
import type { EmbedderHome } from './embedder-for-questions.js';
import { type ModelChoice, remoteName } from './model-choice.js';
import { createOfflineEmbedder } from './offline-embedder.js';

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
  const { createRemoteEmbedder, probeDimensions } = await import('./remote-embedder.js');
  const width = known || (dryRun ? 0 : await probeDimensions(embedding, signal, models?.retries));
  return createRemoteEmbedder(embedding, width, models?.retries);
}

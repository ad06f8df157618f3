/** Embeddings of a model that runs in this process, through @huggingface/transformers where somebody installed it. */
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Embedder, Embedding } from './embedder.js';
import { checkVectors } from './embedder-faults.js';

/** Loading may fetch the model the first time. */
const LOAD_MS = 300_000;
const BATCH_TEXTS = 16;
const PACKAGE = '@huggingface/transformers';

interface Tensor {
  tolist(): number[][];
}
type Extractor = (texts: string[], options: { pooling: 'mean'; normalize: boolean }) => Promise<Tensor>;

export interface LocalOptions {
  model: string;
  dataDir: string;
  loadMs?: number;
}

/** Throws UserError where the package isn't installed, or the model can't be loaded in time. */
export async function createLocalEmbedder({ model, dataDir, loadMs = LOAD_MS }: LocalOptions): Promise<Embedder> {
  const extract = await withTimeout(loadExtractor(model, dataDir), loadMs, model);
  const run = async (texts: string[], dimensions?: number): Promise<Embedding[]> => {
    const tensor = await extract(texts, { pooling: 'mean', normalize: true });
    return checkVectors(tensor.tolist(), texts.length, `local:${model}`, dimensions);
  };
  const [{ length: dimensions }] = await run(['width']);
  return {
    id: `local:${model}:${dimensions}`,
    dimensions,
    semantic: true,
    async embedDocuments(texts, { signal } = {}) {
      const vectors: Embedding[] = [];
      for (let at = 0; at < texts.length; at += BATCH_TEXTS) {
        signal?.throwIfAborted();
        vectors.push(...(await run(texts.slice(at, at + BATCH_TEXTS), dimensions)));
      }
      return vectors;
    },
    async embedQuery(text, { signal } = {}) {
      signal?.throwIfAborted();
      return (await run([text], dimensions))[0];
    },
  };
}

async function loadExtractor(model: string, dataDir: string): Promise<Extractor> {
  let transformers: {
    pipeline(task: 'feature-extraction', model: string, options: object): Promise<Extractor>;
    env: { cacheDir?: string; localModelPath?: string; allowLocalModels?: boolean };
  };
  try {
    transformers = await import(PACKAGE);
  } catch {
    throw new UserError(
      'no-transformers',
      `EMBEDDING_MODEL is 'local:${model}', which needs ${PACKAGE}; run "npm install ${PACKAGE}".`,
    );
  }
  const folder = join(dataDir, 'models');
  transformers.env.cacheDir = folder;
  // A model that was put there by hand needs no network.
  transformers.env.localModelPath = folder;
  transformers.env.allowLocalModels = true;
  try {
    return await transformers.pipeline('feature-extraction', model, {});
  } catch {
    throw new UserError(
      'no-local-model',
      `The model ${model} could not be loaded; put it into ${join(folder, model)}, or allow the network for the first run.`,
    );
  }
}

async function withTimeout<T>(promise: Promise<T>, ms: number, model: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new UserError(
            'local-model-slow',
            `The model ${model} wasn't ready after ${Math.round(ms / 1000)} s; try again, or take a smaller one.`,
          ),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

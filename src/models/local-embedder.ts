/** Embeddings of a model that runs in this process, through @huggingface/transformers where somebody installed it. */
import type { Embedder, Embedding } from './embedder.js';
import { checkVectors } from './embedder-faults.js';
import { cantLoad, LOAD_MS, loadPackage, withinLoadTime } from './local-package.js';

const BATCH_TEXTS = 16;

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
  const extract = await withinLoadTime(loadExtractor(model, dataDir), loadMs, model);
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

interface Transformers {
  pipeline(task: 'feature-extraction', model: string, options: object): Promise<Extractor>;
}

async function loadExtractor(model: string, dataDir: string): Promise<Extractor> {
  const { pipeline } = await loadPackage<Transformers>(`EMBEDDING_MODEL is 'local:${model}', which`, dataDir);
  try {
    return await pipeline('feature-extraction', model, {});
  } catch {
    throw cantLoad(model, dataDir);
  }
}

/** LangChain's Embeddings as our Embedder. What a model gives is checked here, and trusted behind. */
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { UserError } from '../core/errors.js';
import type { Embedder, Embedding } from '../models/embedder.js';
import { OfflineEmbeddings } from './offline-embeddings.js';

export interface AdaptedEmbedder extends Embedder {
  /** 0 until the first vector says it. */
  readonly dimensions: number;
  /** A vector from outside, checked and brought to unit length. Throws UserError as `embedDocuments` does. */
  toEmbedding(vector: ArrayLike<number>): Embedding;
}

/**
 * `id` names the model and everything that changes its vectors; `dimensions` is the width of those that are stored, 0 where
 * there is none. Its methods throw UserError `bad-vector` for a vector of another width, or without direction.
 */
export function adaptEmbeddings(embeddings: EmbeddingsInterface, id: string, dimensions = 0): AdaptedEmbedder {
  const toEmbedding = (vector: ArrayLike<number>): Embedding => {
    const embedding = toUnitLength(vector, id);
    if (dimensions === 0) dimensions = embedding.length;
    if (embedding.length !== dimensions) throw badVector(id, widthProblem(embedding.length, dimensions));
    return embedding;
  };
  return {
    id,
    get dimensions() {
      return dimensions;
    },
    semantic: true,
    toEmbedding,
    async embedDocuments(texts, { signal } = {}) {
      signal?.throwIfAborted();
      const vectors = await embeddings.embedDocuments(texts.map(withoutTitleLine));
      if (vectors.length !== texts.length)
        throw badVector(id, `gave ${vectors.length} vectors for ${texts.length} texts; one for each was expected`);
      return vectors.map(toEmbedding);
    },
    async embedQuery(text, { signal } = {}) {
      signal?.throwIfAborted();
      return toEmbedding(await embeddings.embedQuery(text));
    },
  };
}

/** The name of embeddings; only the offline ones know their own. Throws UserError where none is given. */
export function embeddingsIdOf(embeddings: EmbeddingsInterface, given: string | undefined): string {
  if (embeddings instanceof OfflineEmbeddings) return embeddings.id;
  if (given) return given;
  throw new UserError(
    'no-embeddings-id',
    'Expected embeddingsId beside embeddings; name the model and what changes its vectors, as in "openai:text-embedding-3-small:512".',
  );
}

/** The index puts an article's title on a line before each passage; a document has none, and its text is embedded as it is. */
const withoutTitleLine = (text: string) => text.slice(text.indexOf('\n') + 1);

function toUnitLength(vector: ArrayLike<number>, id: string): Embedding {
  if (!vector || vector.length === 0)
    throw badVector(id, 'gave a vector without any number; the server may have answered with an error of its own');
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i] * vector[i];
  if (!Number.isFinite(squares))
    throw badVector(
      id,
      'gave a vector that holds something other than finite numbers; the server answers in another encoding than was asked for (try encodingFormat: "float"), or the model is damaged',
    );
  if (squares === 0)
    throw badVector(
      id,
      'gave a vector of zeros alone; a server that answers base64 requests with floats does that (set encodingFormat: "float"), and so does a model that was not loaded',
    );
  const length = Math.sqrt(squares);
  return Float32Array.from(vector, (value) => value / length);
}

function widthProblem(got: number, expected: number): string {
  const problem = `gave a vector of ${got} numbers, where ${expected} were expected as for those before`;
  return got * 4 === expected
    ? `${problem}; a quarter comes from a server that answers base64 requests with floats: set encodingFormat: "float"`
    : `${problem}; another model, or another setting of "dimensions", goes by the same name: give it a name and a data folder of its own`;
}

const badVector = (id: string, problem: string) => new UserError('bad-vector', `The embeddings "${id}" ${problem}.`);

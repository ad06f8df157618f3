/** Whether vectors are what was asked for; what is wrong with them otherwise, with its likely cause. */
import { UserError } from '../core/errors.js';
import type { Embedding } from './embedder.js';

/** The widest vectors that are stored; PostgreSQL's index takes 4,000, no known model more than 8,192. */
const MAX_DIMENSIONS = 8_192;

export class BadVectorError extends UserError {
  constructor(sentence: string) {
    super('bad-vector', sentence);
    this.name = 'BadVectorError';
  }
}

/**
 * The vectors scaled to unit length, in the same order. Throws BadVectorError for another count than `count`, for another
 * width than `dimensions` (where that is known), for zeros, and for what is no number.
 */
export function checkVectors(vectors: unknown, count: number, model: string, dimensions?: number): Embedding[] {
  if (!Array.isArray(vectors) || vectors.length !== count)
    throw new BadVectorError(
      `${model} gave ${Array.isArray(vectors) ? vectors.length : 'no'} vectors for ${count} texts; the server drops or merges inputs, so use another or smaller batches.`,
    );
  const width =
    dimensions ??
    (Array.isArray(vectors[0]) || ArrayBuffer.isView(vectors[0]) ? (vectors[0] as ArrayLike<number>).length : 0);
  return vectors.map((vector) => toUnit(vector as ArrayLike<number>, width, model));
}

function toUnit(vector: ArrayLike<number>, width: number, model: string): Embedding {
  const found = vector?.length ?? 0;
  if (found !== width || width === 0 || width > MAX_DIMENSIONS)
    throw new BadVectorError(
      `${model} gave a vector of ${found} numbers${width > 0 ? `, and ${width} were expected` : ''}; ${
        found * 4 === width
          ? 'the server answers base64 where numbers were asked for'
          : 'it is another model than the index was made with, or the server cuts vectors'
      }.`,
    );
  const embedding = new Float32Array(width);
  let squares = 0;
  for (let i = 0; i < width; i++) {
    const value = Number(vector[i]);
    if (!Number.isFinite(value))
      throw new BadVectorError(
        `${model} gave a vector that holds something other than numbers (NaN or null); the model overflowed or the text was empty, so try another precision or server.`,
      );
    embedding[i] = value;
    squares += value * value;
  }
  if (squares === 0)
    throw new BadVectorError(
      `${model} gave a vector of zeros; the server reads base64 as numbers, or the model isn't one for embeddings.`,
    );
  const length = Math.sqrt(squares);
  for (let i = 0; i < width; i++) embedding[i] /= length;
  return embedding;
}

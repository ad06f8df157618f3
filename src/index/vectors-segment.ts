/** The vectors of a segment, one per passage in passage order, and their nearest neighbours by scan or graph. */
import type { Embedding } from '../models/embedder.js';
import type { HnswGraph } from './hnsw-graph.js';
import { decodeSegment, encodeSegment, type Section } from './segment-file.js';

const VECTORS_FORMAT = 'vectors-1';

/** The fewest vectors for which a graph is built; below, the exact scan is as quick. */
export const GRAPH_MIN_VECTORS = 4096;
/** The share of the true neighbours that a graph must find, measured when it is built. */
export const GRAPH_MIN_RECALL = 0.99;
const RECALL_QUERIES = 64;
const RECALL_NEIGHBOURS = 10;
const EF_STEPS = [64, 96, 128, 192, 256, 384, 512, 768, 1024];

interface VectorsSections extends Record<string, Section> {
  vectors: Float32Array;
}

/** A passage number within its segment, and the dot product with the query: larger is nearer. */
export interface Neighbour {
  passage: number;
  similarity: number;
}

/** A graph's measured quality: with `ef` candidates it finds `recall` of the ten truly nearest. */
export interface GraphQuality {
  ef: number;
  recall: number;
}

export function encodeVectors(vectors: Float32Array, model: string, dimensions: number): Buffer {
  return encodeSegment({ format: VECTORS_FORMAT, model, dimensions }, { vectors });
}

/** The `k` passages with the largest dot product, nearest first, ties to the smaller number. `accept` leaves some out. */
export function scanNeighbours(
  vectors: Float32Array,
  dimensions: number,
  query: Embedding,
  k: number,
  accept: (passage: number) => boolean = () => true,
): Neighbour[] {
  const best: Neighbour[] = [];
  const count = vectors.length / dimensions;
  for (let passage = 0; passage < count; passage++) {
    if (!accept(passage)) continue;
    const similarity = dot(vectors, passage * dimensions, query);
    if (best.length === k && similarity <= best[k - 1].similarity) continue;
    let place = best.length;
    while (place > 0 && best[place - 1].similarity < similarity) place--;
    best.splice(place, 0, { passage, similarity });
    if (best.length > k) best.pop();
  }
  return best;
}

/** The dot product of `query` and the vector that starts at `offset`. */
function dot(vectors: Float32Array, offset: number, query: Embedding): number {
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += vectors[offset + i] * query[i];
  return sum;
}

/** Finds the smallest `ef` that reaches GRAPH_MIN_RECALL over evenly spread vectors; null where none does. */
export function measureGraph(graph: HnswGraph, vectors: Float32Array, dimensions: number): GraphQuality | null {
  const count = vectors.length / dimensions;
  const step = Math.max(1, Math.floor(count / RECALL_QUERIES));
  const queries: { query: Embedding; truth: Neighbour[] }[] = [];
  for (let i = 0; i < count && queries.length < RECALL_QUERIES; i += step) {
    const query = vectors.subarray(i * dimensions, (i + 1) * dimensions);
    queries.push({ query, truth: scanNeighbours(vectors, dimensions, query, RECALL_NEIGHBOURS) });
  }
  for (const ef of EF_STEPS) {
    let found = 0;
    let wanted = 0;
    for (const { query, truth } of queries) {
      const worst = truth.at(-1)!.similarity;
      const got = graph
        .search(query, RECALL_NEIGHBOURS, ef)
        .filter((passage) => dot(vectors, passage * dimensions, query) >= worst - 1e-6);
      found += Math.min(got.length, truth.length);
      wanted += truth.length;
    }
    if (found / wanted >= GRAPH_MIN_RECALL) return { ef, recall: found / wanted };
  }
  return null;
}

export class VectorsSegment {
  constructor(
    readonly vectors: Float32Array,
    /** 0 where it holds no vectors, and finds nothing. */
    readonly dimensions: number,
    private readonly graph: HnswGraph | null,
    private readonly quality: GraphQuality | null,
  ) {}

  /** Checks and opens the bytes of a vectors file. Throws SegmentFileError. */
  static decode(bytes: Buffer): { vectors: Float32Array; model: string; dimensions: number; sha256: string } {
    const { header, sections, sha256 } = decodeSegment<VectorsSections>(bytes, VECTORS_FORMAT);
    return { vectors: sections.vectors, model: String(header.model), dimensions: Number(header.dimensions), sha256 };
  }

  /** The `k` nearest accepted passages, rescored exactly, nearest first. A filter, or no graph, means a scan. */
  nearest(query: Embedding, k: number, accept?: (passage: number) => boolean): Neighbour[] {
    if (this.dimensions === 0) return [];
    if (!this.graph || !this.quality || accept) return scanNeighbours(this.vectors, this.dimensions, query, k, accept);
    return this.graph
      .search(query, k, this.quality.ef)
      .map((passage) => ({ passage, similarity: this.similarity(passage, query) }))
      .sort((a, b) => b.similarity - a.similarity || a.passage - b.passage);
  }

  similarity(passage: number, query: Embedding): number {
    return dot(this.vectors, passage * this.dimensions, query);
  }
}

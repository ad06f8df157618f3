/** Footnote's own search by vectors: a segment of them as an index of a model's holds it, made without its words and its files. */
import { HnswGraph } from '../index/hnsw-graph.js';
import { GRAPH_MIN_VECTORS, measureGraph, scanNeighbours, VectorsSegment } from '../index/vectors-segment.js';
import type { Embedding } from '../models/embedder.js';
import { cpuMsSince } from './figures.js';
import type { MadeIndex } from './report.js';

/** Where there is no graph whose own could be taken. */
const DEFAULT_EF = 64;

export interface OwnVectors {
  made: MadeIndex;
  hasGraph: boolean;
  /** How many candidates a search of a graph keeps. */
  ef: number;
  /** Numbers of the `top` passages nearest to the query, nearest first, as the index finds them. */
  nearest(query: Embedding, top: number): number[];
  /** The same by comparing every one. */
  scan(query: Embedding, top: number): number[];
  /** What share of the `top` truly nearest is among those found; one as near as the last of them counts as well. */
  recallOf(query: Embedding, found: readonly number[], top: number): number;
}

/** Neighbours this little apart are equally near: other sums round otherwise. */
const TOLERANCE = 1e-6;

/** With a graph from `leastForGraph` vectors on, where hnswlib is installed. Rejects with the reason of `signal`. */
export async function makeOwnVectors(
  embeddings: readonly Embedding[],
  { signal, leastForGraph = GRAPH_MIN_VECTORS }: { signal?: AbortSignal; leastForGraph?: number } = {},
): Promise<OwnVectors> {
  const startedMs = performance.now();
  const cpuBefore = process.cpuUsage();
  const dimensions = embeddings[0].length;
  const vectors = new Float32Array(embeddings.length * dimensions);
  for (const [i, embedding] of embeddings.entries()) vectors.set(embedding, i * dimensions);
  const graph = embeddings.length < leastForGraph ? null : await HnswGraph.build(vectors, dimensions, signal);
  const quality = graph && measureGraph(graph, vectors, dimensions);
  const segment = new VectorsSegment(vectors, dimensions, graph, quality);
  const made = { ms: performance.now() - startedMs, cpuMs: cpuMsSince(cpuBefore) };
  return {
    made,
    hasGraph: quality !== null,
    ef: quality?.ef ?? DEFAULT_EF,
    nearest: (query, top) => segment.nearest(query, top).map(({ passage }) => passage),
    scan: (query, top) => scanNeighbours(vectors, dimensions, query, top).map(({ passage }) => passage),
    recallOf(query, found, top) {
      const truth = scanNeighbours(vectors, dimensions, query, top);
      const least = truth.at(-1)!.similarity - TOLERANCE;
      const right = new Set(found.slice(0, top).filter((passage) => segment.similarity(passage, query) >= least));
      return right.size / truth.length;
    },
  };
}

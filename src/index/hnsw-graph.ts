/**
 * The only file that knows hnswlib-node. The addon is optional, kills the process on damaged files, and reports failed
 * writes as successes. So a graph is read only after its checksum was compared, into a new object, and an exact scan
 * can replace it.
 */
import { createRequire } from 'node:module';
import type { HierarchicalNSW } from 'hnswlib-node';
import type { Embedding } from '../models/embedder.js';

/** Links per node and candidates while building. HNSW: Malkov & Yashunin 2016, arXiv:1603.09320, section 4.1. */
const HNSW_M = 16;
const HNSW_EF_CONSTRUCTION = 80;
/** Fixed, so that the same vectors in the same order give the same graph. */
const HNSW_SEED = 100;

type Addon = typeof import('hnswlib-node');
let addon: Addon | null | undefined;

/** The addon, or null where it isn't installed or can't be loaded on this machine. */
function loadAddon(): Addon | null {
  if (addon === undefined) {
    try {
      addon = createRequire(import.meta.url)('hnswlib-node') as Addon;
    } catch {
      addon = null;
    }
  }
  return addon;
}

export function isHnswAvailable(): boolean {
  return loadAddon() !== null;
}

/** A graph over the vectors 0 … n-1 of one segment. */
export class HnswGraph {
  readonly #graph: HierarchicalNSW;

  private constructor(graph: HierarchicalNSW) {
    this.#graph = graph;
  }

  /** Builds in slices, so that other work gets its turn; null where the addon is missing. Throws on abort. */
  static async build(vectors: Float32Array, dimensions: number, signal?: AbortSignal): Promise<HnswGraph | null> {
    const hnsw = loadAddon();
    if (!hnsw) return null;
    const count = vectors.length / dimensions;
    const graph = new hnsw.HierarchicalNSW('ip', dimensions);
    graph.initIndex({
      maxElements: Math.max(1, count),
      m: HNSW_M,
      efConstruction: HNSW_EF_CONSTRUCTION,
      randomSeed: HNSW_SEED,
    });
    for (let i = 0; i < count; i++) {
      graph.addPoint(Array.from(vectors.subarray(i * dimensions, (i + 1) * dimensions)), i);
      if (i % 64 === 63) {
        signal?.throwIfAborted();
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    return new HnswGraph(graph);
  }

  /** Reads a graph whose file's checksum was compared before; null where the addon is missing. */
  static async read(path: string, dimensions: number): Promise<HnswGraph | null> {
    const hnsw = loadAddon();
    if (!hnsw) return null;
    const graph = new hnsw.HierarchicalNSW('ip', dimensions);
    await graph.readIndex(path);
    return new HnswGraph(graph);
  }

  write(path: string): void {
    this.#graph.writeIndexSync(path);
  }

  get count(): number {
    return this.#graph.getCurrentCount();
  }

  /** At most `k` vector numbers, nearest first by the graph's own distances; `ef` is how many candidates it keeps. */
  search(query: Embedding, k: number, ef: number): number[] {
    this.#graph.setEf(Math.max(ef, k));
    return this.#graph.searchKnn(Array.from(query), Math.min(k, this.count)).neighbors;
  }
}

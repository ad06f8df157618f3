/** Vectors alone as contenders: those of spelling, which no index holds, over the index's own passages. */
import { HnswGraph } from '../index/hnsw-graph.js';
import { GRAPH_MIN_VECTORS, measureGraph, VectorsSegment } from '../index/vectors-segment.js';
import type { Embedding } from '../models/embedder.js';
import { createOfflineEmbedder } from '../models/offline-embedder.js';
import type { Contender } from './ask-in-turns.js';
import { TOP } from './footnote.js';
import type { GivenPassage } from './peer.js';

export interface VectorContenders {
  scan: Contender;
  graph: Contender;
  /** The share of the true nearest passages that the graph finds. */
  recall: number;
}

/**
 * The passages nearest to a question that is embedded already: by comparing every one, and by the graph. Undefined for fewer
 * than `leastVectors`, of which no index makes a graph, and where hnswlib isn't installed.
 */
export async function makeVectorContenders(
  passages: GivenPassage[],
  { signal, leastVectors = GRAPH_MIN_VECTORS }: { signal?: AbortSignal; leastVectors?: number } = {},
): Promise<VectorContenders | undefined> {
  if (passages.length < leastVectors) return undefined;
  const embedder = createOfflineEmbedder();
  const { dimensions } = embedder;
  const texts = passages.map(({ title, text }) => `${title}\n${text}`);
  const vectors = new Float32Array(passages.length * dimensions);
  (await embedder.embedDocuments(texts, { signal })).forEach((vector, i) => {
    vectors.set(vector, i * dimensions);
  });
  const graph = await HnswGraph.build(vectors, dimensions, signal);
  const quality = graph && measureGraph(graph, vectors, dimensions);
  if (!quality) return undefined;
  const segment = new VectorsSegment(vectors, dimensions, graph, quality);
  const embeddings = new Map<string, Embedding>();
  const contender = (name: string, accept?: () => boolean): Contender => ({
    name,
    async ask(question) {
      const embedding = embeddings.get(question) ?? (await embedder.embedQuery(question));
      embeddings.set(question, embedding);
      return segment.nearest(embedding, TOP, accept).map(({ passage }) => passages[passage].article);
    },
  });
  return {
    // Whatever is asked with a filter is compared one by one.
    scan: contender('vectors, exact scan', () => true),
    graph: contender('vectors, HNSW graph'),
    recall: quality.recall,
  };
}

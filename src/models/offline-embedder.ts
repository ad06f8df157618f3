/** The embedder that needs no model and no network: it compares spelling, so it bears typing errors and word forms, not synonyms. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { contentTerms } from '../text/tokenize.js';
import type { Embedder, Embedding } from './embedder.js';

/** Sizes of the character n-grams, as fastText takes them (Bojanowski et al. 2017, arXiv:1607.04606), less the six. */
const MIN_GRAM = 3;
const MAX_GRAM = 5;
/** What the whole term counts beside one of its n-grams. */
const WHOLE_TERM_WEIGHT = 2;
const MAX_CACHED_TERMS = 50_000;
/** So many texts are embedded between two looks at the signal and at everything else that waits. */
const TEXTS_PER_TURN = 256;

/** Ids of offline embedders begin so: an index keeps the id, and not what its embedder is worth. */
const OFFLINE = 'offline:';

/** Whether vectors of this embedder know meaning, and so have a say in the order: all but the offline one's do. */
export const isSemanticId = (id: string): boolean => !id.startsWith(OFFLINE);

/**
 * Hashed character n-grams of the content terms (signed feature hashing: Weinberger et al. 2009, arXiv:0902.2206).
 * Each term is scaled to about unit length and counts by the square root of its frequency. The same text gives the same bits on
 * every platform: only sums, products and square roots are used, which IEEE 754 rounds exactly. A text without content
 * words gets the first axis. Throws RangeError for dimensions that aren't a whole number from 1 to 65,536.
 */
export function createOfflineEmbedder({ dimensions = 256 } = {}): Embedder {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 65_536) {
    throw new RangeError(`dimensions is ${dimensions}; expected a whole number from 1 to 65536`);
  }
  const cache = new Map<string, Int32Array>();
  const featuresOf = (term: string) => {
    let features = cache.get(term);
    if (features === undefined) {
      if (cache.size >= MAX_CACHED_TERMS) cache.clear();
      cache.set(term, (features = termFeatures(term, dimensions)));
    }
    return features;
  };
  const embed = (text: string) => embedTerms(contentTerms(text), featuresOf, dimensions);
  return {
    id: `${OFFLINE}hash-ngram-v1:${dimensions}`,
    dimensions,
    semantic: false,
    async embedDocuments(texts, { signal, onBatch } = {}) {
      const embeddings: Embedding[] = [];
      for (let start = 0; start < texts.length; start += TEXTS_PER_TURN) {
        if (start > 0) await nextTurn();
        signal?.throwIfAborted();
        const batch = texts.slice(start, start + TEXTS_PER_TURN).map(embed);
        embeddings.push(...batch);
        onBatch?.(start, batch);
      }
      return embeddings;
    },
    async embedQuery(text, { signal } = {}) {
      signal?.throwIfAborted();
      return embed(text);
    },
  };
}

function embedTerms(terms: string[], featuresOf: (term: string) => Int32Array, dimensions: number): Embedding {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const sum = new Float64Array(dimensions);
  for (const [term, count] of counts) {
    const features = featuresOf(term);
    const grams = features.length - 1;
    const weight = Math.sqrt(count) / Math.sqrt(grams + WHOLE_TERM_WEIGHT * WHOLE_TERM_WEIGHT);
    for (let i = 0; i < grams; i++) addFeature(sum, features[i], weight);
    addFeature(sum, features[grams], weight * WHOLE_TERM_WEIGHT);
  }
  return toUnitLength(sum);
}

/** A feature is its axis, or the axis' complement where it counts negatively. */
function addFeature(sum: Float64Array, feature: number, weight: number): void {
  if (feature >= 0) sum[feature] += weight;
  else sum[~feature] -= weight;
}

function toUnitLength(sum: Float64Array): Embedding {
  let squares = 0;
  for (const value of sum) squares += value * value;
  const embedding = new Float32Array(sum.length);
  if (squares === 0) {
    embedding[0] = 1;
    return embedding;
  }
  const length = Math.sqrt(squares);
  for (let i = 0; i < sum.length; i++) embedding[i] = sum[i] / length;
  return embedding;
}

/** The features of a term's n-grams, marked at both ends of the word, and of the whole term as the last one. */
function termFeatures(term: string, dimensions: number): Int32Array {
  const marked = `<${term}>`;
  const features: number[] = [];
  for (let size = MIN_GRAM; size <= MAX_GRAM; size++) {
    for (let start = 0; start + size <= marked.length; start++)
      features.push(feature(marked, start, start + size, dimensions));
  }
  features.push(feature(`=${term}`, 0, term.length + 1, dimensions));
  return Int32Array.from(features);
}

/** FNV-1a over UTF-16 units, then MurmurHash3's finaliser, because FNV's low bits alone are poor. */
function feature(text: string, start: number, end: number, dimensions: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  const axis = (hash >>> 1) % dimensions;
  return hash & 1 ? axis : ~axis;
}

/** The articles nearest to a vector, each once, by the best of its passages. Vectors alone; words are flows/search's. */
import type { Span } from '../core/types.js';
import type { EmbeddedSnapshot } from '../index/embedded-snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Embedding } from '../models/embedder.js';

export interface SimilarArticle {
  article: ArticleMeta;
  /** Cosine of the best passage with the query, -1 to 1: larger is nearer. NO_PASSAGE_SCORE where there is no passage. */
  score: number;
  /** The best passage's offsets and vector; undefined for an article without a word. */
  passage?: Span & { vector: Embedding };
}

/** The score of an article without a passage: farther than all others, but found. */
const NO_PASSAGE_SCORE = -1;
/** Up to this `k`, the nearest passages are asked for first: a graph finds them without a scan. */
const QUICK_MAX_ARTICLES = 50;
/** How many passages are asked for per article: some articles have several near ones. */
const QUICK_PASSAGES = 4;

/**
 * At most `k` articles, nearest first, ties to the one added first. `query` has the index's width and unit length. `accept`
 * is asked in the order of nearness, and no longer once there are `k`.
 */
export function nearestArticles(
  snapshot: EmbeddedSnapshot,
  query: Embedding,
  k: number,
  accept?: (article: ArticleMeta) => boolean,
): SimilarArticle[] {
  if (!(k >= 1)) return [];
  if (!accept && k <= QUICK_MAX_ARTICLES) {
    const quick = bestOfNearest(snapshot, query, k * QUICK_PASSAGES);
    if (quick.length >= k) return quick.slice(0, k);
  }
  const found: SimilarArticle[] = [];
  for (const near of rankAll(snapshot, query)) {
    if (accept && !accept(near.article)) continue;
    found.push(near);
    if (found.length >= k) break;
  }
  return found;
}

function bestOfNearest(snapshot: EmbeddedSnapshot, query: Embedding, passages: number): SimilarArticle[] {
  const best = new Map<number, SimilarArticle>();
  for (const { segment, passage, similarity } of snapshot.nearest(query, passages)) {
    const { words, articles } = snapshot.segments[segment];
    const article = articles[words.passageArticle[passage]]!;
    if (!best.has(article.key)) best.set(article.key, toSimilar(snapshot, segment, article, passage, similarity));
  }
  return [...best.values()].sort(byNearness);
}

function rankAll(snapshot: EmbeddedSnapshot, query: Embedding): SimilarArticle[] {
  const all = snapshot.segments.flatMap(({ words, vectors, articles }, segment) =>
    articles.flatMap((article, ordinal) => {
      if (!article) return [];
      let best = -1;
      let score = Number.NEGATIVE_INFINITY;
      for (let at = words.articleFirstPassage[ordinal]; at < words.articleFirstPassage[ordinal + 1]; at++) {
        const similarity = vectors.similarity(at, query);
        if (similarity > score) [best, score] = [at, similarity];
      }
      return best < 0 ? { article, score: NO_PASSAGE_SCORE } : toSimilar(snapshot, segment, article, best, score);
    }),
  );
  return all.sort(byNearness);
}

function toSimilar(
  { segments }: EmbeddedSnapshot,
  segment: number,
  article: ArticleMeta,
  passage: number,
  score: number,
): SimilarArticle {
  const { words, vectors } = segments[segment];
  const vector = vectors.vectors.subarray(passage * vectors.dimensions, (passage + 1) * vectors.dimensions);
  return { article, score, passage: { ...words.passageSpan(passage), vector } };
}

const byNearness = (a: SimilarArticle, b: SimilarArticle) => b.score - a.score || a.article.key - b.article.key;

/**
 * Orders articles for a query. A first score from the index alone picks ten; these are read, and how well the best
 * sentence of each would answer moves them among themselves.
 */
import type { Snapshot } from '../index/snapshot.js';
import type { Embedding } from '../models/embedder.js';
import type { Query } from '../query/query.js';
import { ARTICLE_WEIGHTS } from './article-weights.js';
import { type CloseLook, lookClosely } from './look-closely.js';
import { bestFirst, type RankedArticle, type ScoredArticles, scoreArticles } from './score-articles.js';

export type { RankedArticle } from './score-articles.js';

/** `articles` are best first; ties go to the smaller id. */
export interface Ranking extends ScoredArticles, CloseLook {}

/** An article whose best sentence lacks this much to the question's best loses no more. */
const MOST_BEHIND = 4;
/** In a long article some sentence looks good by chance: what its best one says counts by the root of its sentences. */
const FEWEST_SENTENCES = 3;

/** `vector` is the embedded question, `isSemantic` what its embedder is worth. */
export function rankArticles(
  snapshot: Snapshot,
  query: Query,
  vector?: { embedding: Embedding; isSemantic: boolean },
): Ranking {
  const scored = scoreArticles(snapshot, query, vector);
  const look = lookClosely(snapshot, query, scored);
  const best = Math.max(...look.candidates.map(({ merit }) => merit));
  const behind = new Map<RankedArticle, number>();
  for (const { article, merit } of look.candidates)
    behind.set(article.ranked, Math.min(behind.get(article.ranked) ?? MOST_BEHIND, best - merit));
  let largest = 0;
  for (const { ranked, sentences } of look.read) {
    const share = ARTICLE_WEIGHTS.bestSentence / Math.sqrt(Math.max(FEWEST_SENTENCES, sentences.length));
    const loss = share * (behind.get(ranked) ?? MOST_BEHIND);
    largest = Math.max(largest, loss);
    ranked.score -= loss;
  }
  // What wasn't read is no better for it.
  for (const article of scored.articles.slice(look.read.length)) article.score -= largest;
  scored.articles.sort(bestFirst);
  return { ...scored, ...look };
}

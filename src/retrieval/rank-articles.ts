/**
 * Orders articles for a query. A first score from the index alone picks ten; these are read, and how well the best
 * sentence of each would answer moves them among themselves.
 */
import type { Snapshot } from '../index/snapshot.js';
import type { Embedding } from '../models/embedder.js';
import type { Query } from '../query/query.js';
import type { EvidenceArticle } from './read-article.js';
import { type Candidate, type Candidates, readCandidates } from './read-candidates.js';
import {
  ARTICLE_WEIGHTS,
  bestFirst,
  type RankedArticle,
  type ScoredArticles,
  scoreArticles,
} from './score-articles.js';

export type { RankedArticle } from './score-articles.js';

/** Finished when it is made: nothing in it changes afterwards. */
export interface Ranking extends Omit<Candidates, 'read'>, Omit<ScoredArticles, 'words' | 'articles' | 'further'> {
  /** The best so many articles, or Infinity for all, best first; ties go to the smaller id. */
  top(count: number): RankedArticle[];
  /** Those that were read, best first, with what they are ranked by. */
  read: { article: EvidenceArticle; score: number }[];
}

/** An article whose best sentence lacks this much to the question's best loses no more. */
const MOST_BEHIND = 4;
/** In a long article some sentence looks good by chance: what its best one says counts by the root of its sentences. */
const FEWEST_SENTENCES = 3;

/**
 * `vector` is the embedded question, `isSemantic` what its embedder is worth. `count` is how many articles are likely to be
 * asked for: more can be, and take longer.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { buildQuery } from '../query/query.js';
 * import { rankArticles } from './rank-articles.js';
 *
 * const query = buildQuery({ question: 'Who denied sending drones?' });
 * const titles = await EmbeddedIndex.open('data').read((snapshot) =>
 *   rankArticles(snapshot, query).top(3).map(({ article }) => article.title),
 * );
 * ```
 */
export function rankArticles(
  snapshot: Snapshot,
  query: Query,
  vector?: { embedding: Embedding; isSemantic: boolean },
  count?: number,
): Ranking {
  const scored = scoreArticles(snapshot, query, vector, count);
  const { terms, sourcesNamed, further } = scored;
  const { read, ...found } = readCandidates(snapshot, query, scored);
  const losses = lossesOf(read, found.candidates);
  // What wasn't read is no better for it.
  const largest = Math.max(0, ...losses);
  const articles = scored.articles.map((article, i) => losing(article, losses[i] ?? largest));
  const ranked = read.map((article, i) => ({ article, score: articles[i].score, ranked: articles[i] }));
  const best = [...articles].sort(bestFirst);
  const bestFurther = (scored.articles.at(-1)?.score ?? 0) - largest;
  let all: RankedArticle[] | undefined;
  const inOrder = () => (all ??= [...best, ...further().map((article) => losing(article, largest))].sort(bestFirst));
  return {
    ...found,
    terms,
    sourcesNamed,
    top: (count) => (best[count - 1]?.score > bestFurther ? best : inOrder()).slice(0, count),
    read: ranked.sort((a, b) => bestFirst(a.ranked, b.ranked)).map(({ article, score }) => ({ article, score })),
  };
}

const losing = (article: RankedArticle, loss: number): RankedArticle => ({ ...article, score: article.score - loss });

/** What each article that was read loses, by how far its best sentence is behind the best of all. */
function lossesOf(read: EvidenceArticle[], candidates: Candidate[]): number[] {
  const best = Math.max(...candidates.map(({ merit }) => merit));
  const behind = new Map<EvidenceArticle, number>();
  for (const { article, merit } of candidates)
    behind.set(article, Math.min(behind.get(article) ?? MOST_BEHIND, best - merit));
  return read.map((article) => {
    const share = ARTICLE_WEIGHTS.bestSentence / Math.sqrt(Math.max(FEWEST_SENTENCES, article.sentences.length));
    return share * (behind.get(article) ?? MOST_BEHIND);
  });
}

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
export interface Ranking extends Omit<Candidates, 'read'>, Omit<ScoredArticles, 'words'> {
  /** Best first; ties go to the smaller id. */
  articles: RankedArticle[];
  /** Those that were read, best first, with what they are ranked by. */
  read: { article: EvidenceArticle; score: number }[];
}

/** An article whose best sentence lacks this much to the question's best loses no more. */
const MOST_BEHIND = 4;
/** In a long article some sentence looks good by chance: what its best one says counts by the root of its sentences. */
const FEWEST_SENTENCES = 3;

/**
 * `vector` is the embedded question, `isSemantic` what its embedder is worth.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { buildQuery } from '../query/query.js';
 * import { rankArticles } from './rank-articles.js';
 *
 * const query = buildQuery({ question: 'Who denied sending drones?' });
 * const titles = await EmbeddedIndex.open('data').read((snapshot) =>
 *   rankArticles(snapshot, query).articles.map(({ article }) => article.title),
 * );
 * ```
 */
export function rankArticles(
  snapshot: Snapshot,
  query: Query,
  vector?: { embedding: Embedding; isSemantic: boolean },
): Ranking {
  const { articles: scored, terms, words, sourcesNamed } = scoreArticles(snapshot, query, vector);
  const { read, ...found } = readCandidates(snapshot, query, { articles: scored, terms, words, sourcesNamed });
  const losses = lossesOf(read, found.candidates);
  // What wasn't read is no better for it.
  const largest = Math.max(0, ...losses);
  const articles = scored.map((article, i) => ({ ...article, score: article.score - (losses[i] ?? largest) }));
  const ranked = read.map((article, i) => ({ article, score: articles[i].score, ranked: articles[i] }));
  return {
    ...found,
    terms,
    sourcesNamed,
    articles: [...articles].sort(bestFirst),
    read: ranked.sort((a, b) => bestFirst(a.ranked, b.ranked)).map(({ article, score }) => ({ article, score })),
  };
}

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

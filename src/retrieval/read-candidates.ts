/** Opens the best articles of a first ranking and describes their best sentences: the candidates for a quote. */
import type { Snapshot } from '../index/snapshot.js';
import { isLightTerm } from '../query/light-terms.js';
import type { Query } from '../query/query.js';
import { inverseFrequency } from '../text/inverse-frequency.js';
import { countedForms } from './answer-candidates.js';
import { NearTerms } from './near-terms.js';
import { notedTerms } from './noted-terms.js';
import { articleReader, type EvidenceArticle } from './read-article.js';
import { relatedTerms } from './related-terms.js';
import type { ScoredArticles } from './score-articles.js';
import {
  coverSentences,
  type FeatureContext,
  OWN_FEATURES,
  type SentenceCoverage,
  type SentenceFeatures,
  sentenceFeatures,
  sentenceScore,
  wordScores,
} from './sentence-features.js';

/** How many articles are read, and how many of their sentences are candidates. */
export const MAX_READ = 10;
const MAX_CANDIDATES = 100;
const LIGHT_WEIGHT = 0.35;
/** A corpus this small says little about which words are rare, so these many imagined sentences stand beside its own. */
export const BACKGROUND_SENTENCES = 2000;

/** A sentence that may be quoted. */
export interface Candidate {
  article: EvidenceArticle;
  /** Its number within the article. */
  number: number;
  /** `article` is 0: how its article ranks is settled by the candidates. */
  features: SentenceFeatures;
  /** What its own words speak for it, its article left aside. */
  merit: number;
}

export interface Candidates {
  /** The articles read, in the order of the first ranking. */
  read: EvidenceArticle[];
  candidates: Candidate[];
  /** How much each of the query's terms counts, by term; the sum over the query is `totalImportance`. */
  importance: Map<string, number>;
  totalImportance: number;
}

export function readCandidates(snapshot: Snapshot, query: Query, ranking: ScoredArticles): Candidates {
  const importance = termImportance(snapshot, ranking);
  const totalImportance =
    ranking.terms.reduce((sum, { term, weight, share }) => sum + (importance.get(term)! * share) / weight, 0) || 1;
  const context: FeatureContext = {
    snapshot,
    query,
    ranking,
    importance,
    totalImportance,
    noted: notedTerms(query, ranking.terms, relatedTerms(query, importance)),
    near: new NearTerms(query, importance),
    counted: countedForms(query, ranking.terms),
  };
  const chosen = ranking.articles.slice(0, MAX_READ);
  snapshot.gatherContents(chosen.map(({ article }) => article));
  const read = chosen.map(articleReader(snapshot, ranking.terms));
  const best = ranking.articles[0]?.score || 1;
  const firstScore = ({ article, coverage, previousAdds, nextAdds, titleAdds }: SentenceCoverage) =>
    coverage + 0.4 * (previousAdds + nextAdds + titleAdds) + 0.4 * (article.ranked.score / best);
  const covered = read
    .flatMap((article) => coverSentences(article, context))
    .map((covered) => ({ covered, score: firstScore(covered) }))
    .sort((a, b) => b.score - a.score || comparePlaces(a.covered, b.covered))
    .slice(0, MAX_CANDIDATES)
    .map(({ covered }) => covered);
  return { read, candidates: describe(covered, context), importance, totalImportance };
}

/** Each beside the best of them. */
function describe(covered: SentenceCoverage[], context: FeatureContext): Candidate[] {
  const most = (values: number[]) => Math.max(...values, 1e-9);
  const scores = covered.map((one) => wordScores(one, context));
  const best = {
    coverage: most(covered.map(({ coverage }) => coverage)),
    words: most(scores.map(({ words }) => words)),
  };
  return covered.map((one, i) => {
    const { article, number } = one;
    const features = sentenceFeatures(one, scores[i], best, context);
    return { article, number, features, merit: sentenceScore(features, OWN_FEATURES) };
  });
}

/** Smaller id first, then the earlier sentence. */
export function comparePlaces(
  a: Pick<Candidate, 'article' | 'number'>,
  b: Pick<Candidate, 'article' | 'number'>,
): number {
  const [left, right] = [a.article.meta.id, b.article.meta.id];
  return left === right ? a.number - b.number : left < right ? -1 : 1;
}

/** Weight times rarity among sentences. In a corpus of a few articles all words count nearly alike. */
function termImportance(snapshot: Snapshot, { terms, words }: ScoredArticles): Map<string, number> {
  const { count } = snapshot.statistics.sentence;
  return new Map(
    terms.map(({ term, weight }) => {
      const light = isLightTerm(term) ? LIGHT_WEIGHT : 1;
      return [term, weight * light * rarity(count, words.frequency.sentence.get(term) ?? 0)];
    }),
  );
}

const rarity = (count: number, frequency: number) => inverseFrequency(count + BACKGROUND_SENTENCES, frequency);

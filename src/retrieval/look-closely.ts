/** Reads the best articles of a first ranking and describes their best sentences. */
import type { Snapshot } from '../index/snapshot.js';
import { aliasesOf } from '../query/aliases.js';
import { isLightTerm } from '../query/light-terms.js';
import type { Query } from '../query/query.js';
import { inverseFrequency } from '../text/inverse-frequency.js';
import { NearTerms } from './near-terms.js';
import { type EvidenceArticle, readArticle } from './read-article.js';
import { relatedTerms } from './related-terms.js';
import type { ScoredArticles } from './score-articles.js';
import {
  ARTICLE_FEATURES,
  type FeatureContext,
  type Looked,
  lookAt,
  type SentenceFeatures,
  sentenceFeatures,
} from './sentence-features.js';
import { SENTENCE_WEIGHTS } from './sentence-weights.js';

/** How many articles are read, and how many of their sentences are looked at closely. */
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
  features: SentenceFeatures;
  /** What its own words speak for it, its article left aside. */
  merit: number;
}

export interface CloseLook {
  /** In the order of the first ranking. */
  read: EvidenceArticle[];
  candidates: Candidate[];
  /** How much each of the query's terms counts, by term; the sum over the query is `totalImportance`. */
  importance: Map<string, number>;
  totalImportance: number;
  near: NearTerms;
}

export function lookClosely(snapshot: Snapshot, query: Query, ranking: ScoredArticles): CloseLook {
  const importance = termImportance(snapshot, ranking);
  const totalImportance =
    ranking.terms.reduce((sum, { term, weight, share }) => sum + (importance.get(term)! * share) / weight, 0) || 1;
  const related = relatedTerms(query, importance);
  const near = new NearTerms(query, importance);
  const context: FeatureContext = { snapshot, query, ranking, importance, totalImportance, related, near };
  const aliases = aliasesOf(query.text);
  const read = ranking.articles
    .slice(0, MAX_READ)
    .map((ranked) => readArticle(snapshot, ranked, ranking.terms, aliases));
  const best = ranking.articles[0]?.score || 1;
  const first = ({ article, coverage, previousAdds, nextAdds, titleAdds }: Looked) =>
    coverage + 0.4 * (previousAdds + nextAdds + titleAdds) + 0.4 * (article.ranked.score / best);
  const candidates = read
    .flatMap((article) => lookAt(article, context))
    .map((looked) => ({ looked, score: first(looked) }))
    .sort((a, b) => b.score - a.score || comparePlaces(a.looked, b.looked))
    .slice(0, MAX_CANDIDATES)
    .map(({ looked }) => ({ ...looked, features: sentenceFeatures(looked, context), merit: 0 }));
  const most = (name: 'coverage' | 'words') => Math.max(...candidates.map(({ features }) => features[name]), 1e-9);
  const bestCoverage = most('coverage');
  const bestWords = most('words');
  for (const candidate of candidates) {
    const { features } = candidate;
    features.relativeCoverage = features.coverage / bestCoverage;
    features.relativeWords = features.words / bestWords;
    candidate.merit = sentenceScore(features, (name) => !ARTICLE_FEATURES.has(name));
  }
  return { read, candidates, importance, totalImportance, near };
}

const NAMES = Object.keys(SENTENCE_WEIGHTS) as (keyof SentenceFeatures)[];

export function sentenceScore(
  features: SentenceFeatures,
  counts: (name: keyof SentenceFeatures) => boolean = () => true,
): number {
  let score = 0;
  for (const name of NAMES) if (counts(name)) score += SENTENCE_WEIGHTS[name] * features[name];
  return score;
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
export function termImportance(snapshot: Snapshot, { terms, words }: ScoredArticles): Map<string, number> {
  const { count } = snapshot.statistics.sentence;
  return new Map(
    terms.map(({ term, weight }) => {
      const light = isLightTerm(term) ? LIGHT_WEIGHT : 1;
      return [term, weight * light * rarity(count, words.frequency.sentence.get(term) ?? 0)];
    }),
  );
}

const rarity = (count: number, frequency: number) => inverseFrequency(count + BACKGROUND_SENTENCES, frequency);

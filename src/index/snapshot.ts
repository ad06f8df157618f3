/**
 * One version of an index as questions see it: exact counts over all articles, segments to rank, bodies on demand. Where
 * an index lives is no matter to who reads it: a store holds all segments ready, or brings those that `gather` asks for.
 */
import type { Embedding } from '../models/embedder.js';
import type { ArticleMeta } from './stored-article.js';
import type { WordsSegment } from './words-segment.js';

/** How near a passage of a segment is to a query: larger is nearer. */
export interface PassageVectors {
  similarity(passage: number, query: Embedding): number;
}

/** A segment with the articles of it that are still alive; a dead article's place is undefined. */
export interface LiveSegment {
  words: WordsSegment;
  vectors: PassageVectors;
  articles: (ArticleMeta | undefined)[];
  hasDead: boolean;
}

/** How many units there are, and how many content terms they hold on average, each with its article's title. */
export interface UnitStatistics {
  count: number;
  averageLength: number;
}

export interface CorpusStatistics {
  article: UnitStatistics;
  passage: UnitStatistics;
  sentence: UnitStatistics;
  title: UnitStatistics;
}

/** How many units of each kind hold a term, each with its article's title. */
export type UnitFrequencies = Record<keyof CorpusStatistics, number>;

/** A passage near a query vector. Larger similarity is nearer. */
export interface VectorHit {
  segment: number;
  passage: number;
  similarity: number;
}

/** Which articles are wanted; sources in small letters, times inclusive. Without a date an article has no time. */
export interface ArticleFilters {
  source?: string;
  sources?: ReadonlySet<string>;
  fromMs?: number;
  toMs?: number;
  article?: string;
  /** The id of an article that doesn't count. */
  without?: string;
  isDated?: boolean;
}

/** What counts beside the words, and how much: ranking's own parts, which order the best first with certainty. */
export interface Preferences {
  words: number;
  title: number;
  /** Halves in about twenty days with a `scaleDays` of 30, up to `graceDays` after the clock. */
  recency?: { weight: number; nowMs: number; scaleDays: number; graceDays: number };
  /** In small letters. */
  sources: { weight: number; names: ReadonlySet<string> };
  days: { weight: number; startsMs: number[] };
  /** Inclusive; what was published within one counts, and up to a week later half. */
  times: { weight: number; spans: { fromMs: number; toMs: number }[] };
}

/** What a question is about to rank. */
export interface Wanted {
  terms: { found: string; weight: number }[];
  filters: ArticleFilters;
  preferences: Preferences;
  /** With it, the nearest passages are wanted too. */
  meaning?: { embedding: Embedding; count: number };
}

/** An article's place: the segment's number, and its own within it. */
export interface ArticlePlace {
  segment: LiveSegment;
  ordinal: number;
  article: ArticleMeta;
}

export interface Snapshot {
  readonly version: number;
  /** What `gather` has brought so far; all there is where the store holds it ready. */
  readonly segments: LiveSegment[];
  readonly statistics: CorpusStatistics;
  readonly articleCount: number;
  /** The newest date in the index that was not in the future when it was indexed; stands for the clock. */
  readonly newestMs: number | undefined;
  /** The same as its article gives it, where several do as the most exact of them: "2024-03", "2024-03-05T08:00:00Z". */
  readonly newestAt: string | undefined;
  readonly sources: string[];

  /** Makes sure that `segments` hold the articles among which the best for these terms are. */
  gather(wanted: Wanted): void;
  /** The body of a live article of this version. */
  body(article: ArticleMeta): string;
  articleById(id: string): ArticleMeta | undefined;
  /** The articles that the filters let through; without them, all. */
  articles(filters?: ArticleFilters): Iterable<ArticleMeta>;
  /** At least the article of this id, and those that could be meant by this title. */
  articlesNamed(idOrTitle: string): Iterable<ArticleMeta>;
  /** From the oldest date of an article to the newest; undefined where none has a date. */
  dateSpan(): { firstMs: number; lastMs: number } | undefined;
  /** About so many articles, evenly spread over the ids in order. */
  spread(count: number): ArticlePlace[];
  /** Exact counts over all live articles; undefined where the segments are all there is, and tell it themselves. */
  frequenciesOf(term: string): UnitFrequencies | undefined;
  /** How many live sentences hold the term, titles aside. */
  sentenceFrequency(term: string): number;
  /** Terms of the index that begin with the letter and are of such a length; those of dead articles may be among them. */
  termsLike(letter: string, leastLength: number, mostLength: number): Iterable<string>;
  /** The `count` nearest live passages whose article is accepted, nearest first; only such as `gather` was asked for. */
  nearest(query: Embedding, count: number, accept?: (article: ArticleMeta) => boolean): VectorHit[];
  /** The noise floor that was measured for this very version (see retrieval/noise-floor.ts), if it was. */
  storedNoiseFloor(): number | undefined;
}

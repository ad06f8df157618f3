/**
 * One version of an index as questions see it: exact counts over all articles, segments to rank, bodies on demand. The
 * embedded index holds all segments; PostgreSQL brings those that `gather` asks for.
 */
import type { Embedding } from '../models/embedder.js';
import type { ArticleMeta, StoredBody } from './stored-article.js';
import type { SegmentWords } from './words-segment.js';

/** How near a passage of a segment is to a query: larger is nearer. */
export interface PassageVectors {
  similarity(passage: number, query: Embedding): number;
}

/** A segment with the articles of it that are still alive; a dead article's place is undefined. */
export interface LiveSegment {
  words: SegmentWords;
  vectors: PassageVectors;
  articles: (ArticleMeta | undefined)[];
  hasDead: boolean;
}

/** The number of units, and their average number of content terms, each with its article's title. */
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

/** The number of units of each kind that hold a term, each with its article's title. */
export type UnitFrequencies = Record<keyof CorpusStatistics, number>;

/** A passage near a query vector. Larger similarity is nearer. */
export interface VectorHit {
  segment: number;
  passage: number;
  similarity: number;
}

/** Which articles count. Sources in lower case, times inclusive; an article without a date lies in no time. */
export interface ArticleFilters {
  source?: string;
  sources?: ReadonlySet<string>;
  fromMs?: number;
  toMs?: number;
  article?: string;
  /** The id of an article that doesn't count. */
  without?: string;
  isDated?: boolean;
  /** A key, see `Snapshot.newestKey`. */
  afterKey?: number;
}

/**
 * What counts beside the words, with its weight. These are ranking's own parts; a store uses them to choose
 * candidates.
 */
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

/**
 * One version, whose bodies, counts and segments belong together; valid inside `SearchIndex.read` alone.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from './embedded-index.js';
 * import type { Snapshot } from './snapshot.js';
 *
 * const bodyOf = (snapshot: Snapshot, id: string) => {
 *   const article = snapshot.articleById(id);
 *   return article && snapshot.content(article).body;
 * };
 * const body = await EmbeddedIndex.open('data').read((snapshot) => bodyOf(snapshot, 'drones.txt'));
 * ```
 */
export interface Snapshot {
  readonly version: number;
  /** What may be kept of a snapshot belongs to every other of this name, and to none of another: see `version`. */
  readonly edition: string;
  /** The segments that `gather` has brought so far; all segments where the store holds them ready. */
  readonly segments: LiveSegment[];
  readonly statistics: CorpusStatistics;
  readonly articleCount: number;
  /** The newest date in the index that was not in the future when it was indexed; stands for the clock. */
  readonly newestMs: number | undefined;
  /** That date as its article writes it, the most exact where several share it: "2024-03", "2024-03-05T08:00:00Z". */
  readonly newestAt: string | undefined;
  readonly sources: string[];
  /** The key of the article that came last, 0 where there is none: what is added or changed later has a larger one. */
  readonly newestKey: number;

  /** Brings into `segments` the articles among which the best for these terms are. */
  gather(wanted: Wanted): void;
  /** Brings the bodies of these articles, of which `content` is about to be asked. */
  gatherContents(articles: readonly ArticleMeta[]): void;
  /** The body of a live article of this version, and its structure. */
  content(article: ArticleMeta): StoredBody;
  articleById(id: string): ArticleMeta | undefined;
  /**
   * Names the article's revision: another hash, another text or head. Undefined where there is no such article; one that
   * is damaged and left out still has its own.
   */
  hashOf(id: string): string | undefined;
  /** The articles that the filters let through; without them, all. */
  articles(filters?: ArticleFilters): Iterable<ArticleMeta>;
  /** The article of this id and all whose title may be meant; others may be among them. */
  articlesNamed(idOrTitle: string): Iterable<ArticleMeta>;
  /** From the oldest date of an article to the newest; undefined where none has a date. */
  dateSpan(): { firstMs: number; lastMs: number } | undefined;
  /** About so many articles, evenly spread over the ids in order. */
  spread(count: number): ArticlePlace[];
  /** Exact counts over all live articles; undefined where the segments are complete and can be counted. */
  frequenciesOf(term: string): UnitFrequencies | undefined;
  /** How many live sentences hold the term, titles aside. */
  sentenceFrequency(term: string): number;
  /** Terms with this first letter and a length in this range. Terms of dead articles may be among them. */
  termsLike(letter: string, leastLength: number, mostLength: number): Iterable<string>;
  /** The `count` nearest live passages whose article is accepted, nearest first; only such as `gather` was asked for. */
  nearest(query: Embedding, count: number, accept?: (article: ArticleMeta) => boolean): VectorHit[];
  /** The noise floor that was measured for this very version (see retrieval/noise-floor.ts), if it was. */
  storedNoiseFloor(): number | undefined;
}

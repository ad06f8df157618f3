/** An index that can be asked, wherever it lives. */
import type { Snapshot } from './snapshot.js';

/** A version that isn't the current one any more, and can be brought back. */
export interface KeptVersion {
  version: number;
  indexedAt: string;
}

export interface IndexHistory {
  /** What "footnote index --rollback" brings back; null where nothing is kept. */
  before: KeptVersion | null;
  /** Since when nothing is re-indexed by itself, because an earlier version was brought back; null where it may be. */
  heldSince: string | null;
}

export interface IndexStatus extends IndexHistory {
  articles: number;
  passages: number;
  sentences: number;
  version: number;
  corpus: string | null;
  embedder: string;
  dimensions: number;
  newestAt: string | null;
  oldestAt: string | null;
  indexedAt: string | null;
  segments: { articles: number; passages: number; dead: number; ef: number | null; recall: number | null }[];
  /** The share of the truly nearest passages that a search finds; null where it wasn't measured. */
  recall: number | null;
  bytes: { database: number; segments: number };
  repaired: string[];
  /** Whether its texts were split by other rules than now, so that some words aren't found. */
  isOutdated: boolean;
}

export interface SearchIndex {
  /** The embedder whose vectors the index holds; empty where it holds none. */
  readonly embedderId: string;
  /** The version of the rules by which its texts were split: see text/version.ts. */
  readonly textVersion: string | undefined;
  /**
   * Runs `use` over the newest version; all it sees belongs together. `use` must not be asynchronous, and must do nothing
   * but read: a store that brings articles on demand runs it again once it knows what was wanted.
   *
   * @example
   * ```ts
   * import { EmbeddedIndex } from './embedded-index.js';
   * import type { SearchIndex } from './search-index.js';
   *
   * const index: SearchIndex = EmbeddedIndex.open('data');
   * const { version, titles } = await index.read((snapshot) => ({
   *   version: snapshot.version,
   *   titles: [...snapshot.articles({ source: 'reuters' })].map(({ title }) => title),
   * }));
   * ```
   */
  read<T>(use: (snapshot: Snapshot) => T): Promise<T>;
  /** Counts and health, for people and for checks. */
  status(): Promise<IndexStatus>;
  /** The part of it that costs nothing. */
  history(): Promise<IndexHistory>;
  close(): void | Promise<void>;
}

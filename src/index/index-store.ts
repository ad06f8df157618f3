/** Where an index lives, as far as a re-index is concerned: what is stored, and one writer at a time. */
import type { Article, Skipped } from '../core/types.js';
import type { Embedder, Embedding } from '../models/embedder.js';
import type { PreparedArticle, SegmentFiles, SplittableArticle } from './build-segment.js';
import type { KeptVersion, SearchIndex } from './search-index.js';

type Awaitable<T> = T | Promise<T>;

/** A corpus file at its last reading. With `mustReread` it never counts as unchanged. */
export interface StoredFile {
  path: string;
  stamp: string;
  mustReread: boolean;
}

/** A revision of an article. `segment` is the part of the store that holds it, 0 where there are no parts. */
export interface StoredArticle {
  key: number;
  id: string;
  segment: number;
  file: string;
  path: string;
  hash: string;
}

/** The stored index as a re-index compares it with the corpus; `version` is 0 where there is none yet. */
export interface StoredIndex {
  files: Map<string, StoredFile>;
  articles: StoredArticle[];
  /** What was skipped at the last reading of each file. */
  skips: Map<string, Skipped[]>;
  version: number;
  passages: number;
  textVersion: string | undefined;
  embedder: string | undefined;
  dimensions: number;
  corpus: string | undefined;
}

export const NOTHING_STORED: StoredIndex = {
  files: new Map(),
  articles: [],
  skips: new Map(),
  version: 0,
  passages: 0,
  textVersion: undefined,
  embedder: undefined,
  dimensions: 0,
  corpus: undefined,
};

/** A new revision of an article, and the file it came from. */
export interface AddedArticle {
  key: number;
  file: string;
  article: Article;
}

/** Stored articles to split and embed again, and the segments that are dropped for them. */
export interface Rebuild {
  articles: (Article & { key: number })[];
  segments: number[];
}

/**
 * Whether passages are embedded at all: the vectors of an embedder that compares spelling alone have no say in the order, so
 * none are made. An index from before may hold some; nobody asks for them.
 */
export const hasVectors = ({ semantic }: Pick<Embedder, 'semantic'>): boolean => semantic;

/** All that one version changes. Keys of added articles come from `nextKey`. */
export interface IndexChange {
  corpus: string;
  embedder: string;
  dimensions: number;
  /** Whether passages have vectors: see `hasVectors`. */
  hasVectors: boolean;
  textVersion: string;
  nowMs: number;
  removedKeys: number[];
  added: AddedArticle[];
  /** Added and rebuilt articles, split. */
  prepared: PreparedArticle[];
  moved: { key: number; file: string; path: string }[];
  /** Files read in this run, with what was skipped in each. */
  readFiles: (StoredFile & { skipped: Skipped[] })[];
  removedFiles: string[];
  segments: { files: SegmentFiles; articles: { key: number; passages: number }[] }[];
  droppedSegments: number[];
  /** Whether answers may change. Where only the book-keeping of files did, the version stays. */
  changesAnswers: boolean;
  /** Whether nothing is to be re-indexed by itself after this, see `IndexStatus.heldSince`. */
  isHeld?: boolean;
}

/** What brings the version before back: the articles that the current one replaced or removed, and those it added. */
export interface VersionBefore extends KeptVersion {
  articles: StoredText[];
  /** Keys of the articles that the current version added. */
  addedKeys: ReadonlySet<number>;
}

export interface BuildOptions {
  model: string;
  /** Numbers of a vector; 0 where none are made. */
  dimensions: number;
  signal?: AbortSignal;
}

export interface ExamineOptions {
  /** Whatever is known from the last run. */
  all?: boolean;
  signal?: AbortSignal;
  nowMs?: () => number;
}

/** An article with the file it came from. */
export type StoredText = Article & { file: string };

/** All that is stored, batch by batch: for a copy, and for comparing two. */
export interface StoreContent {
  /** In the order of ids. */
  articles(): AsyncIterable<StoredText[]>;
  /** Hashes of the model's embeddings, in their order. */
  embeddingHashes(model: string): AsyncIterable<Buffer[]>;
  /** By hash in hexadecimal; what isn't there is left out. */
  embeddings(model: string, hashes: Buffer[]): Awaitable<Map<string, Embedding>>;
}

/** The right to write, which one holder has until it is closed. */
export interface StoreWriter {
  /** Where a damaged or foreign index was moved to, if there was one. */
  readonly setAside: string | undefined;
  readonly content: StoreContent;
  stored(): Awaitable<StoredIndex>;
  /**
   * Compares what is stored with its checksums, where that isn't known from the last run; returns the keys of the articles that
   * aren't what was read. Throws DamagedIndexError where more is wrong. A database that checks its own pages has no need of it.
   */
  examine?(options: ExamineOptions): Promise<ReadonlySet<number>>;
  /** Notes for the next run that all is right, where it is; the last thing before `close`. */
  noteExamined?(): void;
  /** Sets a damaged index aside and goes on with an empty one. */
  beginAnew?(): void;
  /** The first number that no revision of an article ever had. */
  nextKey(): Awaitable<number>;
  /**
   * Checks stored segments while the corpus is read. `all`: none of them is of use. `rebuildOf` then says what to
   * build again.
   */
  inspect(all: boolean): Promise<Inspection>;
  /** Those of the hashes, in hexadecimal, that the model has an embedding for. */
  embeddedHashes(model: string, hashes: Buffer[]): Awaitable<ReadonlySet<string>>;
  /** Commits one batch of embeddings: a run that is killed later doesn't make them again. */
  saveEmbeddings(model: string, batch: { hash: Buffer; vector: Embedding }[]): Awaitable<void>;
  /** Deletes all embeddings but the model's with these hashes in hexadecimal. */
  keepEmbeddings(model: string, used: ReadonlySet<string>): Awaitable<void>;
  /** Makes the segment files for a version. Nothing of them is seen before it is published. */
  build(articles: PreparedArticle[], options: BuildOptions): Promise<IndexChange['segments']>;
  /** Makes a change the current version, all of it or nothing. Returns the version's number. */
  publish(change: IndexChange): Awaitable<number>;
  /** Undefined where none is kept. Throws UserError where it isn't what was written. */
  versionBefore(): Awaitable<VersionBefore | undefined>;
  /** Measures the noise floor of the current version where it isn't stored: see retrieval/noise-floor.ts. */
  calibrate(measure: (index: SearchIndex) => Promise<number>): Promise<void>;
  /** Articles and passages of the current version, and its number. */
  totals(): Awaitable<{ articles: number; passages: number; version: number }>;
  close(): Awaitable<void>;
}

export interface Inspection {
  rebuildOf(removed: ReadonlySet<number>, addsArticles: boolean): Awaitable<Rebuild>;
}

/** A store with an index to ask, until it is closed. */
export interface OpenStore extends IndexStore {
  /** The embedder of the published version; undefined where there is none. */
  embedderId(): Awaitable<string | undefined>;
  /** `warn` is told what was damaged and mended. Throws NoIndexError where nothing was published yet. */
  openIndex(options?: { warn?: (sentence: string) => void }): Awaitable<SearchIndex>;
  close(): Awaitable<void>;
}

export interface IndexStore {
  /** Throws UserError where the store can't hold such vectors. */
  requireFit?(embedder: Embedder): void;
  exists(): Awaitable<boolean>;
  /** What is stored now, without the right to change it. Throws NoIndexError where it can't be read. */
  readStored(): Awaitable<StoredIndex>;
  /** Titles and bodies of all articles but those of these ids. */
  storedTexts(without: ReadonlySet<string>): Awaitable<SplittableArticle[]>;
  /** Throws UserError `index-busy` while another one writes, with who it is and since when. */
  openWriter(owner: string): Awaitable<StoreWriter>;
}

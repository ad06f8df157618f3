/** The sources of an installation: what is configured, how each is, and getting what is new. */
import type { Skipped } from '../core/types.js';
import type { SourceKind } from './source.js';
import type { SourceState } from './source-state.js';

export interface SourcesOptions {
  /** SOURCES_FILE; that there is none means that there is no source. */
  file: string;
  dataDir: string;
  /** FETCH_PRIVATE: private, loopback and link-local addresses may be fetched too. */
  fetchPrivate?: boolean;
  nowMs?: () => number;
  /** One line about something that isn't as it should be. */
  warn?: (sentence: string) => void;
}

export interface NewSource {
  name: string;
  address: string;
  /** Found out by looking at the address where it is left out. */
  kind?: SourceKind;
  /** "15m", "2h", "daily" or "07:30". */
  every?: string;
}

/** What a refresh brought: numbers of article files. */
export interface RefreshReport {
  name: string;
  changed: boolean;
  added: number;
  updated: number;
  removed: number;
  unchanged: number;
  skipped: Skipped[];
  /** Why it failed, in one sentence for people; what came before the failure counts and stays. */
  error?: string;
}

export interface RefreshProgress {
  name: string;
  /** Items, pages or files looked at, of those known so far. */
  done: number;
  total: number;
}

export interface Sources {
  /** In the file's order. Throws UserError where the file can't be read, as all of these do. */
  list(): Promise<SourceState[]>;
  /** Looks at the address once and writes the source into the file. Throws UserError with the reason why it isn't taken. */
  add(source: NewSource, signal?: AbortSignal): Promise<SourceState>;
  /** Takes it out of the file and deletes its files. Its empty folder stays: the next re-index takes its articles out. */
  remove(name: string): Promise<void>;
  /** Names of the sources that are to be looked at. */
  due(nowMs?: number): Promise<string[]>;
  /**
   * Gets what is new. A source's own failure is in the report. Throws UserError `no-source`, `fetch-busy` where another
   * process fetches into this data folder, or the signal's reason.
   */
  refresh(
    name: string,
    options?: { signal?: AbortSignal; onProgress?: (progress: RefreshProgress) => void },
  ): Promise<RefreshReport>;
  /** Tells the name of a folder source when its files have changed and settled. Resolves to what ends it. */
  watch(onChange: (name: string) => void): Promise<() => Promise<void>>;
  /** Keeps other processes from fetching until what it returns is called. Throws UserError `fetch-busy`. */
  hold(): Promise<() => void>;
}

/** The sources of an installation: what is configured, how each is, and getting what is new. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve as absolute, join } from 'node:path';
import { errorCode, errorText, UserError } from '../core/errors.js';
import { fetchedDirOf } from '../corpus/fetched-dir.js';
import { acquireLock, type ExclusiveLock } from '../sqlite/exclusive-lock.js';
import type { Fetcher, FetcherOptions } from './fetch/fetcher.js';
import type { GitGuard } from './git/refresh-git.js';
import type { RefreshProgress, RefreshReport } from './refresh-report.js';
import type { RefreshTools } from './refresh-source.js';
import { readSavedState, type SavedState } from './saved-state.js';
import { nextTimeOf } from './schedule.js';
import type { Source, SourceKind } from './source.js';
import { type SourceState, shownSourceAddress } from './source-state.js';

export type { RefreshProgress, RefreshReport } from './refresh-report.js';
export { isLate, type SourceState } from './source-state.js';

export interface SourcesOptions {
  /** SOURCES_FILE; that there is none means that there is no source. */
  file: string;
  dataDir: string;
  /** FETCH_PRIVATE: private, loopback and link-local addresses may be fetched too. */
  fetchPrivate?: boolean;
  nowMs?: () => number;
  /** Somebody in this process holds the lock already, see `hold`. */
  isHeld?: boolean;
  /** Who fetches, for a second process that has to wait. */
  owner?: string;
  /** One line about something that isn't as it should be. */
  warn?: (sentence: string) => void;
  /** How long the files of a folder must have been still: 2000 where absent. */
  settledMs?: number;
  /** For tests: bounds of time, pauses and names of a network that isn't there. */
  fetching?: Omit<FetcherOptions, 'isPrivateAllowed' | 'nowMs'> & { gitProtocol?: GitGuard['protocol'] };
}

export interface NewSource {
  name: string;
  address: string;
  /** Found out by looking at the address where it is left out. */
  kind?: SourceKind;
  /** "15m", "2h", "daily" or "07:30". */
  every?: string;
}

export interface RefreshOptions {
  signal?: AbortSignal;
  onProgress?: (progress: RefreshProgress) => void;
}

export interface Sources {
  /** In the file's order. Throws UserError `bad-sources` where the file can't be read, as all of these do. */
  list(): Promise<SourceState[]>;
  /**
   * Looks at the address once and writes the source into the file. Throws UserError `name-taken` and `bad-source`, with the
   * reason why it isn't taken.
   */
  add(source: NewSource, signal?: AbortSignal): Promise<SourceState>;
  /**
   * Takes it out of the file and deletes its files. Its empty folder stays: the next re-index takes its articles out. What is
   * left of one that is no longer in the file goes, too. Throws UserError `no-source`.
   */
  remove(name: string): Promise<void>;
  /** Names of the sources that are to be looked at. */
  due(nowMs?: number): Promise<string[]>;
  /**
   * Gets what is new. A source's own failure is in the report. Throws UserError `no-source`, `fetch-busy` where another
   * process fetches into this data folder, `data-not-writable`, or the signal's reason. While a source is refreshed, a second
   * call for it gets the first one's report.
   */
  refresh(name: string, options?: RefreshOptions): Promise<RefreshReport>;
  /** Tells the name of a folder source when its files have changed and settled. Resolves to what ends it. */
  watch(onChange: (name: string) => void): Promise<() => Promise<void>>;
  /** Names the folder that is fetched into: processes with the same name share it, in whatever container. Made at the first call. */
  place(): Promise<string>;
  /** Keeps other processes from fetching until what it returns is called. Throws UserError `fetch-busy`. */
  hold(): Promise<() => void>;
  /** Ends connections. What runs is ended by its signal. */
  close(): Promise<void>;
}

/**
 * Nothing is read and nothing is loaded before the first call; and what fetches not before the first refresh.
 *
 * @example
 * ```ts
 * import { openSources } from './sources.js';
 *
 * const sources = openSources({ file: 'sources.yaml', dataDir: 'data' });
 * for (const name of await sources.due()) console.log(await sources.refresh(name));
 * await sources.close();
 * ```
 */
export function openSources(options: SourcesOptions): Sources {
  return new ConfiguredSources(options);
}

class ConfiguredSources implements Sources {
  readonly #options: SourcesOptions;
  readonly #nowMs: () => number;
  readonly #running = new Map<string, Promise<RefreshReport>>();
  #fetcher: Fetcher | undefined;
  /** Held once, however many refreshes run in this process. */
  #lock: { held: ExclusiveLock; users: number } | undefined;

  constructor(options: SourcesOptions) {
    this.#options = { ...options, file: absolute(options.file) };
    this.#nowMs = options.nowMs ?? Date.now;
  }

  async list(): Promise<SourceState[]> {
    return Promise.all((await this.#read()).map((source) => this.#stateOf(source)));
  }

  async due(nowMs = this.#nowMs()): Promise<string[]> {
    return (await this.list()).filter((state) => state.nextMs <= nowMs).map(({ name }) => name);
  }

  async add({ name, address, kind, every }: NewSource, signal?: AbortSignal): Promise<SourceState> {
    const { addToFile, checkEntry, refuseTaken } = await import('./sources-file.js');
    const { file } = this.#options;
    const given = { name, kind: kind ?? 'feed', address: address.trim(), ...(every !== undefined && { every }) };
    const wanted = checkEntry(given, file);
    await refuseTaken(file, name);
    const found = await this.#look(wanted, kind, signal);
    await addToFile(file, { ...given, kind: found });
    return this.#stateOf(checkEntry({ ...given, kind: found }, file));
  }

  /** What a source is, by a look at it. Throws UserError 'bad-source'. */
  async #look(source: Source, kind: SourceKind | undefined, signal?: AbortSignal): Promise<SourceKind> {
    const [tools, { lookAtSource }] = await Promise.all([this.#tools(), import('./refresh-source.js')]);
    return lookAtSource(source, kind, tools, signal);
  }

  async remove(name: string): Promise<void> {
    const [{ removeFromFile }, { hasRemains, removeRemains }] = await Promise.all([
      import('./sources-file.js'),
      import('./remains.js'),
    ]);
    const { file, dataDir } = this.#options;
    const release = await this.hold();
    try {
      await removeFromFile(file, name).catch(async (error: unknown) => {
        // Taken out by hand, or by a run that was killed before it came to the files.
        if (errorCode(error) !== 'no-source' || !(await hasRemains(dataDir, name))) throw error;
      });
      await removeRemains(dataDir, name);
    } finally {
      release();
    }
  }

  async refresh(name: string, options: RefreshOptions = {}): Promise<RefreshReport> {
    const running = this.#running.get(name);
    if (running) return running;
    const run = this.#refresh(name, options).finally(() => this.#running.delete(name));
    this.#running.set(name, run);
    return run;
  }

  async #refresh(name: string, options: RefreshOptions): Promise<RefreshReport> {
    options.signal?.throwIfAborted();
    const sources = await this.#read();
    const source = sources.find((one) => one.name === name);
    if (!source) throw (await import('./sources-file.js')).noSource(name, sources);
    const release = await this.hold();
    try {
      const [tools, { refreshSource }] = await Promise.all([this.#tools(), import('./refresh-source.js')]);
      return await refreshSource(source, tools, options);
    } finally {
      release();
    }
  }

  async watch(onChange: (name: string) => void): Promise<() => Promise<void>> {
    const folders = (await this.#read()).filter(({ kind }) => kind === 'folder');
    if (folders.length === 0) return async () => {};
    const { watchFolder } = await import('./watch-folder.js');
    const { settledMs, warn = () => {} } = this.#options;
    const ends = await Promise.all(
      folders.map(({ name, address, isPolled }) =>
        watchFolder(address, () => onChange(name), {
          polling: isPolled,
          settledMs,
          onError: (error) =>
            warn(
              `The folder of the source ${name} can't be watched (${errorText(error)}); it is looked at when it is due.`,
            ),
        }),
      ),
    );
    return async () => {
      await Promise.all(ends.map((end) => end()));
    };
  }

  async place(): Promise<string> {
    const folder = fetchedDirOf(this.#options.dataDir);
    const file = join(folder, '.place');
    const known = await readFile(file, 'utf8').catch(() => '');
    if (known) return known;
    await mkdir(folder, { recursive: true });
    // Whoever comes second finds the first one's.
    await writeFile(file, randomUUID(), { flag: 'wx' }).catch((error) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    return readFile(file, 'utf8');
  }

  async hold(): Promise<() => void> {
    if (this.#options.isHeld) return () => {};
    this.#lock ??= { held: this.#acquire(), users: 0 };
    const lock = this.#lock;
    lock.users++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      if (--lock.users > 0) return;
      lock.held.release();
      this.#lock = undefined;
    };
  }

  #acquire(): ExclusiveLock {
    const { dataDir, owner = 'Footnote' } = this.#options;
    return acquireLock(join(fetchedDirOf(dataDir), '.lock'), {
      name: 'fetcher',
      owner,
      whenBusy: (holder) =>
        new UserError(
          'fetch-busy',
          `Another process fetches into ${dataDir} (${holder}); wait for it to end, or stop it.`,
        ),
      whenUnusable: (error) =>
        new UserError(
          'data-not-writable',
          `Nothing can be fetched into ${dataDir} (${errorText(error)}); mend the folder's rights.`,
        ),
    });
  }

  async close(): Promise<void> {
    await this.#fetcher?.close();
    this.#fetcher = undefined;
  }

  async #read(): Promise<Source[]> {
    const { existsSync } = await import('node:fs');
    if (!existsSync(this.#options.file)) return [];
    const { readSources } = await import('./sources-file.js');
    return readSources(this.#options.file);
  }

  async #tools(): Promise<RefreshTools> {
    const {
      dataDir,
      fetchPrivate: isPrivateAllowed = false,
      fetching: { gitProtocol, ...fetching } = {},
    } = this.#options;
    const { Fetcher } = await import('./fetch/fetcher.js');
    this.#fetcher ??= new Fetcher({ ...fetching, isPrivateAllowed, nowMs: this.#nowMs });
    const { resolve, isAllowed } = fetching;
    const git = { isPrivateAllowed, resolve, isAllowed, protocol: gitProtocol };
    return { dataDir, fetcher: this.#fetcher, git, nowMs: this.#nowMs };
  }

  async #stateOf(source: Source): Promise<SourceState> {
    const saved = await readSavedState(this.#options.dataDir, source);
    const { firstTriedMs, lastTriedMs, lastSucceededMs, lastChangedMs, notBeforeMs, error, articles } = saved;
    const regularMs = nextTimeOf(source.schedule, lastTriedMs, error !== undefined);
    return {
      name: source.name,
      kind: source.kind,
      address: shownSourceAddress(source),
      ...source.schedule,
      ...defined({ firstTriedMs, lastTriedMs, lastSucceededMs, lastChangedMs, notBeforeMs, error }),
      nextMs: Math.max(regularMs, notBeforeMs ?? 0),
      articles,
    };
  }
}

/** Without what is undefined. */
function defined<Fields extends Partial<SavedState>>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

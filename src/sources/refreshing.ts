/**
 * One refresh while it runs: articles are written, counted and remembered. The kinds of sources say which articles there are; what
 * holds for all of them is here, above all that nothing goes which is still wanted.
 */
import type { Skipped } from '../core/types.js';
import { type ArticleMeta, type ArticleText, writeArticleFile } from './article-file.js';
import { type ArticleFolder, fileNameOf } from './article-folder.js';
import type { RobotsStore } from './fetch/robots.js';
import type { RefreshProgress, RefreshReport } from './refresh-report.js';
import type { KeptItem, SavedState } from './saved-state.js';
import type { Source } from './source.js';

export interface RefreshingParts {
  source: Source;
  state: SavedState;
  folder: ArticleFolder;
  robots: RobotsStore;
  nowMs: number;
  signal?: AbortSignal;
  onProgress?: (progress: RefreshProgress) => void;
  /** Writes the state. */
  save: () => Promise<void>;
}

/** Reasons in one report; the others are counted in the last one. */
const MAX_REASONS = 200;
/** Written at least so often, so that a killed run reads little twice. */
const ITEMS_PER_SAVE = 20;
const SAVE_MS = 5_000;
/** A mirror that would lose more of what it has asks the source a second time. */
const MAX_LOST_SHARE = 0.5;

export class Refreshing {
  readonly #counts = { added: 0, updated: 0, removed: 0, unchanged: 0 };
  readonly #skipped: Skipped[] = [];
  #unnamed = 0;
  #unsaved = 0;
  #savedMs = performance.now();
  /** Something is left for the next refresh, so the source has to be read again whether it changed or not. */
  isUnfinished = false;

  constructor(
    readonly parts: RefreshingParts,
    readonly files: Set<string>,
  ) {}

  get items(): Record<string, KeptItem> {
    return this.parts.state.items;
  }

  /** Whether nobody took a file away: then "nothing has changed" is all that needs to be known. */
  get hasAllFiles(): boolean {
    return Object.values(this.items).every(({ file }) => file === undefined || this.files.has(file));
  }

  progress(done: number, total: number): void {
    this.parts.onProgress?.({ name: this.parts.source.name, done, total });
  }

  skip(path: string, reason: string): void {
    if (this.#skipped.length < MAX_REASONS) this.#skipped.push({ path, reason });
    else this.#unnamed++;
  }

  /** A server that wants no more requests; of several times the latest counts. */
  waitUntil(ms: number | undefined): void {
    const { state } = this.parts;
    if (ms !== undefined) state.notBeforeMs = Math.max(ms, state.notBeforeMs ?? 0);
  }

  unchanged(count = 1): void {
    this.#counts.unchanged += count;
  }

  /** Writes the article of an item under its own name, and remembers it. */
  async putArticle(key: string, kept: KeptItem, meta: ArticleMeta, text: ArticleText): Promise<void> {
    const { extension, content } = writeArticleFile(meta, text);
    await this.put(key, kept, `${fileNameOf(key)}${extension}`, content);
  }

  async put(key: string, kept: KeptItem, file: string, content: string | Uint8Array): Promise<void> {
    this.#counts[await this.parts.folder.write(file, content)]++;
    const before = this.items[key]?.file;
    if (before !== undefined && before !== file) await this.#removeFile(before);
    this.files.add(file);
    await this.remember(key, { ...kept, file });
  }

  /** What is known of an item now. */
  async remember(key: string, kept: KeptItem): Promise<void> {
    this.items[key] = kept;
    if (++this.#unsaved < ITEMS_PER_SAVE && performance.now() - this.#savedMs < SAVE_MS) return;
    this.#unsaved = 0;
    this.#savedMs = performance.now();
    await this.parts.save();
  }

  /**
   * What the source no longer has. It stays, unless the source is to be mirrored; and there, too, where the source has nothing at
   * all, or where more than half would go that the refresh before still saw: a feed that came back broken deletes nothing.
   */
  async dropAllBut(present: ReadonlySet<string>): Promise<void> {
    this.#forgetLost(present);
    if (!this.parts.source.isMirror) return;
    const known = Object.keys(this.items).filter((key) => this.items[key].file !== undefined);
    const gone = known.filter((key) => !present.has(key));
    for (const key of present) if (this.items[key]?.isMissing) delete this.items[key].isMissing;
    if (gone.length === 0) return;
    if (present.size === 0)
      return this.skip(this.parts.source.name, `The source came back empty, so its ${known.length} articles stay.`);
    const isMuch = gone.length > known.length * MAX_LOST_SHARE;
    const sure = isMuch ? gone.filter((key) => this.items[key].isMissing) : gone;
    for (const key of gone) this.items[key].isMissing = true;
    if (sure.length < gone.length) {
      this.isUnfinished = true;
      this.skip(
        this.parts.source.name,
        `${gone.length - sure.length} of ${known.length} articles are no longer there; they go when the next refresh finds the same.`,
      );
    }
    for (const key of sure) await this.#drop(key);
  }

  /** What somebody took away here and the source no longer has, comes never again. */
  #forgetLost(present: ReadonlySet<string>): void {
    for (const [key, { file }] of Object.entries(this.items))
      if (file !== undefined && !this.files.has(file) && !present.has(key)) delete this.items[key];
  }

  async #drop(key: string): Promise<void> {
    const { file } = this.items[key];
    // The file first: a run killed in between finds the item again, and removes what isn't there.
    if (file !== undefined) {
      await this.#removeFile(file);
      this.#counts.removed++;
    }
    delete this.items[key];
  }

  async #removeFile(file: string): Promise<void> {
    await this.parts.folder.remove(file);
    this.files.delete(file);
  }

  report(error?: string): RefreshReport {
    const { added, updated, removed } = this.#counts;
    const more =
      this.#unnamed > 0 ? [{ path: this.parts.source.name, reason: `${this.#unnamed} more were left out.` }] : [];
    return {
      name: this.parts.source.name,
      changed: added + updated + removed > 0,
      ...this.#counts,
      skipped: [...this.#skipped, ...more],
      ...(error !== undefined && { error }),
    };
  }
}

/**
 * Reads the index in data/: keeps the segments of the current version in memory, notices a version that another
 * process published, and repairs in memory what is damaged on disk. Writing is left to index-writer.ts.
 */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText, NoIndexError } from '../core/errors.js';
import { readPragma } from '../sqlite/open-sqlite.js';
import { isTextCurrent } from '../text/version.js';
import type { SegmentFiles, SplittableArticle } from './build-segment.js';
import {
  DamagedIndexError,
  type Db,
  databasePath,
  nameDamage,
  namingDamage,
  openForReading,
  segmentsDir,
} from './database.js';
import { DamagedArticleError, type EmbeddedSegment, EmbeddedSnapshot, withoutArticle } from './embedded-snapshot.js';
import { HnswGraph } from './hnsw-graph.js';
import { historyOf, readMeta, readVersion } from './meta.js';
import { embeddingFinder, intactArticle, requireSealedRows, requireVersionSeal, type SealedRow } from './seals.js';
import type { IndexHistory, IndexStatus, SearchIndex } from './search-index.js';
import { type ArticleRow, toMeta } from './stored-article.js';
import { VectorsSegment } from './vectors-segment.js';
import { WordsSegment } from './words-segment.js';

export interface SegmentRow extends SegmentFiles {
  id: number;
  model: string;
}

/** The articles of a version, from who has just published it: they needn't be read and compared with their seal again. */
export interface PublishedRows {
  version: number;
  rows: readonly SealedRow[];
}

interface LoadedSegment {
  words: WordsSegment;
  vectors: VectorsSegment;
}

/** Names a version of one index among all: "1f0c… 12"; undefined where nothing was published yet. */
function editionOf(db: Db): string | undefined {
  const version = readVersion(db);
  return version === 0 ? undefined : `${readMeta(db, 'id')} ${version}`;
}

/** What makes a segment from articles: loaded only where a segment's files are missing or wrong. */
async function loadBuilders() {
  const [{ gatherVectors, prepareArticle }, { buildWords }] = await Promise.all([
    import('./build-segment.js'),
    import('./build-words.js'),
  ]);
  return { gatherVectors, prepareArticle, buildWords };
}
type Builders = Awaited<ReturnType<typeof loadBuilders>>;

const cacheKey = (row: SegmentRow) => `${row.id} ${row.words_sha} ${row.vectors_sha}`;

/** A reader that finds a new version each time it looks would look for ever. */
const MOST_TRIES = 100;
/** How often a file that took the index's place is looked into while it holds no finished index. */
const REPLACEMENT_PAUSE_MS = 1_000;

/** What tells a file from one that was put in its place; undefined where there is none. */
function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}

export class EmbeddedIndex implements SearchIndex {
  readonly #loaded = new Map<string, LoadedSegment>();
  #current: EmbeddedSnapshot | undefined;
  #dataVersion = -1;
  #file: string | undefined;
  #lookedMs = Number.NEGATIVE_INFINITY;
  /** Keys of damaged articles, which answers do without. */
  readonly #leftOut = new Set<number>();
  /** What was damaged and is served from memory or left out; `footnote index` mends it. */
  readonly repaired: string[] = [];

  private constructor(
    private db: Db,
    readonly dataDir: string,
    private readonly warn: (sentence: string) => void,
    private readonly published: PublishedRows | undefined,
  ) {
    this.#file = fileIdentity(databasePath(dataDir));
  }

  /** Throws NoIndexError where there is nothing to read. */
  static open(
    dataDir: string,
    { warn = () => {}, published }: { warn?: (sentence: string) => void; published?: PublishedRows } = {},
  ): EmbeddedIndex {
    return new EmbeddedIndex(openForReading(dataDir), dataDir, warn, published);
  }

  static exists(dataDir: string): boolean {
    return existsSync(databasePath(dataDir));
  }

  /** The embedder whose vectors an index holds; undefined where there is none that can be read. */
  static embedderIdIn(dataDir: string): string | undefined {
    try {
      const index = EmbeddedIndex.open(dataDir);
      try {
        requireVersionSeal(index.db);
        return index.embedderId || undefined;
      } finally {
        index.close();
      }
    } catch {
      return undefined;
    }
  }

  get textVersion(): string | undefined {
    return namingDamage(this.dataDir, () => readMeta(this.db, 'text_version'));
  }

  /** The embedder whose vectors the index holds. */
  get embedderId(): string {
    return namingDamage(this.dataDir, () => readMeta(this.db, 'embedder') ?? '');
  }

  /**
   * Runs `use` over the newest version, inside one read transaction: all it sees belongs together. `use` must not be
   * asynchronous. Questions that run while a re-index publishes finish on the version they began with. Where an article
   * turns out to be damaged, `use` runs again without it.
   */
  async read<T>(use: (snapshot: EmbeddedSnapshot) => T): Promise<T> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      try {
        this.#followReplacement();
        const found = this.#readCurrent(use);
        if (found) return found.result;
        await this.#refresh();
      } catch (error) {
        if (!(error instanceof DamagedArticleError)) throw nameDamage(error, this.dataDir);
        this.#leaveOut(error.article);
        tries = 0;
      }
    }
    throw new DamagedIndexError('its version can not be told', this.dataDir);
  }

  /** Undefined where the version in memory isn't the newest. */
  #readCurrent<T>(use: (snapshot: EmbeddedSnapshot) => T): { result: T } | undefined {
    this.db.exec('BEGIN');
    try {
      const edition = this.#edition();
      return this.#current?.about.edition === edition ? { result: use(this.#current) } : undefined;
    } finally {
      this.db.exec('COMMIT');
    }
  }

  /** Names the version in the database. */
  #edition(): string {
    const dataVersion = readPragma(this.db, 'data_version');
    if (this.#current && dataVersion === this.#dataVersion) return this.#current.about.edition;
    const edition = editionOf(this.db);
    if (edition === undefined)
      throw new NoIndexError(`The index in ${this.dataDir} was never finished; run "footnote index" to finish it.`);
    if (this.#current?.about.edition === edition) this.#dataVersion = dataVersion;
    return edition;
  }

  /**
   * Where the index was deleted and made anew, or another was put in its place, goes over to that one, once it is finished.
   * Until then, the one that is open still answers.
   */
  #followReplacement(): void {
    const path = databasePath(this.dataDir);
    const file = fileIdentity(path);
    if (file === undefined || file === this.#file) return;
    if (performance.now() - this.#lookedMs < REPLACEMENT_PAUSE_MS) return;
    this.#lookedMs = performance.now();
    let db: Db | undefined;
    try {
      db = openForReading(this.dataDir);
      if (editionOf(db) === undefined) throw new NoIndexError('not finished');
    } catch {
      db?.close();
      return;
    }
    this.db.close();
    this.db = db;
    this.#file = file;
    this.#current = undefined;
    this.#loaded.clear();
    this.#leftOut.clear();
    this.repaired.length = 0;
  }

  /** Goes on without an article whose text isn't what was read from the corpus. */
  #leaveOut({ key, id }: { key: number; id: string }): void {
    this.#leftOut.add(key);
    this.#report(`the stored article ${JSON.stringify(id)} is damaged and left out`, 'reads it again');
    this.#current &&= new EmbeddedSnapshot(this.db, withoutArticle(this.#current.about, key));
  }

  /** Loads the segments that are new in the newest version. */
  async #refresh(): Promise<void> {
    const rows = this.#segmentRows();
    for (const row of rows) {
      if (this.#loaded.has(cacheKey(row))) continue;
      const segment = await this.#load(row);
      if (segment) this.#loaded.set(cacheKey(row), segment);
    }
    // Another version may have been published meanwhile: only what fits this transaction is used.
    this.db.exec('BEGIN');
    try {
      const now = this.#segmentRows();
      if (!now.every((row) => this.#loaded.has(cacheKey(row)))) return;
      this.#current = this.#assemble(now);
      this.#dataVersion = readPragma(this.db, 'data_version');
      const wanted = new Set(now.map(cacheKey));
      for (const key of this.#loaded.keys()) if (!wanted.has(key)) this.#loaded.delete(key);
    } finally {
      this.db.exec('COMMIT');
    }
  }

  /** Compared with their seal, so that nothing of what they say has to be doubted. */
  #segmentRows(): SegmentRow[] {
    return this.db.transaction(() => {
      if (editionOf(this.db) !== undefined) requireVersionSeal(this.db);
      return this.db.prepare<[], SegmentRow>('SELECT * FROM segments ORDER BY id').all();
    })();
  }

  #assemble(rows: SegmentRow[]): EmbeddedSnapshot {
    const metas = new Map<number, ReturnType<typeof toMeta>>();
    const hashes = new Map<number, string>();
    const sources = new Set<string>();
    const leftOut: { key: number; id: string }[] = [];
    const isPublished = this.published?.version === readVersion(this.db);
    for (const row of isPublished ? this.published!.rows : requireSealedRows(this.db)) {
      hashes.set(row.key, row.hash);
      if (this.#leftOut.has(row.key)) {
        leftOut.push(row);
        continue;
      }
      metas.set(row.key, toMeta(row));
      if (row.source) sources.add(row.source);
    }
    const segments: EmbeddedSegment[] = rows.map((row) => {
      const { words, vectors } = this.#loaded.get(cacheKey(row))!;
      const articles = Array.from(words.articleKeys, (key) => metas.get(key));
      return { words, vectors, articles, hasDead: articles.includes(undefined) };
    });
    const newest = readMeta(this.db, 'newest_ms');
    return new EmbeddedSnapshot(this.db, {
      version: readVersion(this.db),
      edition: editionOf(this.db) ?? '',
      segments,
      hashes,
      newestMs: newest ? Number(newest) : undefined,
      sources: [...sources].sort(),
      leftOut,
    });
  }

  async #load(row: SegmentRow): Promise<LoadedSegment | undefined> {
    const folder = segmentsDir(this.dataDir);
    try {
      const words = WordsSegment.open(await readFile(join(folder, row.words_file)));
      const vectors = VectorsSegment.decode(await readFile(join(folder, row.vectors_file)));
      if (words.sha256 !== row.words_sha || vectors.sha256 !== row.vectors_sha)
        throw new Error('it is not the file that was published');
      if (vectors.model !== row.model || vectors.vectors.length !== row.passages * row.dimensions)
        throw new Error('it holds other vectors than were published');
      const graph = await this.#loadGraph(row);
      const quality = graph && row.ef !== null && row.recall !== null ? { ef: row.ef, recall: row.recall } : null;
      return { words: words.segment, vectors: new VectorsSegment(vectors.vectors, row.dimensions, graph, quality) };
    } catch (error) {
      return this.#rebuild(row, error, await loadBuilders());
    }
  }

  /** The graph of a segment, or null: one that is missing or altered costs speed alone. */
  async #loadGraph(row: SegmentRow): Promise<HnswGraph | null> {
    if (!row.graph_file) return null;
    const path = join(segmentsDir(this.dataDir), row.graph_file);
    try {
      const sha = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      if (sha !== row.graph_sha) throw new Error('its checksum is wrong');
      return await HnswGraph.read(path, row.dimensions);
    } catch (error) {
      this.#report(`the graph ${row.graph_file} is served by a scan (${errorText(error)})`);
      return null;
    }
  }

  /** Makes a segment from the database when its files are missing or wrong; undefined where a newer version dropped it. */
  #rebuild(row: SegmentRow, cause: unknown, builders: Builders): LoadedSegment | undefined {
    const { buildWords, gatherVectors, prepareArticle } = builders;
    return this.db.transaction(() => {
      if (!this.db.prepare('SELECT 1 FROM segments WHERE id = ?').get(row.id)) return undefined;
      this.#report(`segment ${row.id} was rebuilt from the database (${errorText(cause)})`);
      const rows = this.db
        .prepare<[number], ArticleRow>('SELECT * FROM articles WHERE segment = ? ORDER BY key')
        .all(row.id);
      const articles = rows.flatMap((article) => {
        const intact = intactArticle(article, article.hash);
        if (intact) return [prepareArticle(article.key, intact)];
        this.#leaveOut(article);
        return [];
      });
      const find = embeddingFinder(this.db, row.model);
      const vectors = gatherVectors(articles, row.dimensions, (hash) => {
        const found = find(hash);
        if (!found) throw new DamagedIndexError('embeddings were lost', this.dataDir);
        return found;
      });
      return {
        words: WordsSegment.open(buildWords(articles)).segment,
        vectors: new VectorsSegment(vectors, row.dimensions, null, null),
      };
    })();
  }

  #report(sentence: string, mending = 'writes it again'): void {
    if (this.repaired.includes(sentence)) return;
    this.repaired.push(sentence);
    this.warn(`Index: ${sentence}; "footnote index" ${mending}.`);
  }

  /** All articles but those of these ids, as far as they are split. */
  storedTexts(without: ReadonlySet<string>): SplittableArticle[] {
    return namingDamage(this.dataDir, () =>
      this.db
        .prepare<[], ArticleRow>('SELECT * FROM articles')
        .all()
        .flatMap((row) => (without.has(row.id) ? [] : (intactArticle(row, row.hash) ?? []))),
    );
  }

  async status(): Promise<IndexStatus> {
    const { rows, snapshot } = await this.read((current) => ({ rows: this.#segmentRows(), snapshot: current }));
    const dates = [...snapshot.articles()].flatMap(({ publishedAt }) => publishedAt ?? []).sort();
    const sizeOf = async (path: string) => (await stat(path).catch(() => undefined))?.size ?? 0;
    const files = rows.flatMap((row) => [row.words_file, row.vectors_file, row.graph_file ?? []].flat());
    const sizes = await Promise.all(files.map((file) => sizeOf(join(segmentsDir(this.dataDir), file))));
    const path = databasePath(this.dataDir);
    return {
      articles: snapshot.articleCount,
      passages: snapshot.statistics.passage.count,
      sentences: snapshot.statistics.sentence.count,
      version: snapshot.version,
      corpus: readMeta(this.db, 'corpus') ?? null,
      embedder: this.embedderId,
      dimensions: Number(readMeta(this.db, 'dimensions') ?? 0),
      newestAt: dates.at(-1) ?? null,
      oldestAt: dates[0] ?? null,
      indexedAt: readMeta(this.db, 'indexed_at') ?? null,
      segments: rows.map((row, i) => ({
        articles: row.articles,
        passages: row.passages,
        dead: snapshot.segments[i]?.articles.filter((article) => !article).length ?? 0,
        ef: row.ef,
        recall: row.recall,
      })),
      // The worst of the graphs; where there is none, the exact scan serves.
      recall: rows.reduce((worst, { recall }) => Math.min(worst, recall ?? 1), 1),
      bytes: {
        database: (await sizeOf(path)) + (await sizeOf(`${path}-wal`)),
        segments: sizes.reduce((a, b) => a + b, 0),
      },
      repaired: this.repaired,
      ...(await this.history()),
      isOutdated: !isTextCurrent(this.textVersion),
    };
  }

  async history(): Promise<IndexHistory> {
    return namingDamage(this.dataDir, () => historyOf((name) => readMeta(this.db, name)));
  }

  close(): void {
    this.db.close();
  }
}

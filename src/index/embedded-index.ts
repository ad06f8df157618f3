/**
 * Reads the index in data/: keeps the segments of the current version in memory, notices a version that another
 * process published, and repairs in memory what is damaged on disk. Writing is left to index-writer.ts.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText, NoIndexError } from '../core/errors.js';
import { readPragma } from '../sqlite/open-sqlite.js';
import { isTextCurrent } from '../text/version.js';
import { gatherVectors, prepareArticle, type SegmentFiles, type SplittableArticle } from './build-segment.js';
import { buildWords } from './build-words.js';
import { type Db, databasePath, openForReading, segmentsDir } from './database.js';
import { type EmbeddedSegment, EmbeddedSnapshot } from './embedded-snapshot.js';
import { HnswGraph } from './hnsw-graph.js';
import { readMeta } from './meta.js';
import type { IndexStatus, SearchIndex } from './search-index.js';
import { type ArticleRow, toArticle, toMeta } from './stored-article.js';
import { VectorsSegment } from './vectors-segment.js';
import { WordsSegment } from './words-segment.js';

export interface SegmentRow extends SegmentFiles {
  id: number;
  model: string;
  dimensions: number;
}

interface LoadedSegment {
  words: WordsSegment;
  vectors: VectorsSegment;
}

const cacheKey = (row: SegmentRow) => `${row.id} ${row.words_sha} ${row.vectors_sha}`;

export class EmbeddedIndex implements SearchIndex {
  readonly #loaded = new Map<string, LoadedSegment>();
  #current: EmbeddedSnapshot | undefined;
  #dataVersion = -1;
  /** Files that were damaged and are served from memory; `footnote index` writes them again. */
  readonly repaired: string[] = [];

  private constructor(
    private readonly db: Db,
    readonly dataDir: string,
    private readonly warn: (sentence: string) => void,
  ) {}

  /** Throws NoIndexError where there is nothing to read. */
  static open(dataDir: string, { warn = () => {} }: { warn?: (sentence: string) => void } = {}): EmbeddedIndex {
    return new EmbeddedIndex(openForReading(dataDir), dataDir, warn);
  }

  static exists(dataDir: string): boolean {
    return existsSync(databasePath(dataDir));
  }

  /** The embedder whose vectors an index holds; undefined where there is none that can be read. */
  static embedderIdIn(dataDir: string): string | undefined {
    try {
      const index = EmbeddedIndex.open(dataDir);
      const id = index.embedderId;
      index.close();
      return id || undefined;
    } catch {
      return undefined;
    }
  }

  get textVersion(): string | undefined {
    return readMeta(this.db, 'text_version');
  }

  /** The embedder whose vectors the index holds. */
  get embedderId(): string {
    return readMeta(this.db, 'embedder') ?? '';
  }

  /**
   * Runs `use` over the newest version, inside one read transaction: all it sees belongs together. `use` must not be
   * asynchronous. Questions that run while a re-index publishes finish on the version they began with.
   */
  async read<T>(use: (snapshot: EmbeddedSnapshot) => T): Promise<T> {
    for (;;) {
      this.db.exec('BEGIN');
      try {
        const version = this.#version();
        if (this.#current?.version === version) return use(this.#current);
      } finally {
        this.db.exec('COMMIT');
      }
      await this.#refresh();
    }
  }

  #version(): number {
    const dataVersion = readPragma(this.db, 'data_version');
    if (this.#current && dataVersion === this.#dataVersion) return this.#current.version;
    const version = Number(readMeta(this.db, 'version') ?? 0);
    if (version === 0)
      throw new NoIndexError(`The index in ${this.dataDir} was never finished; run "footnote index" to finish it.`);
    if (this.#current?.version === version) this.#dataVersion = dataVersion;
    return version;
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

  #segmentRows(): SegmentRow[] {
    return this.db.prepare<[], SegmentRow>('SELECT * FROM segments ORDER BY id').all();
  }

  #assemble(rows: SegmentRow[]): EmbeddedSnapshot {
    const metas = new Map<number, ReturnType<typeof toMeta>>();
    const sources = new Set<string>();
    const select = this.db.prepare<[], Omit<ArticleRow, 'body' | 'structure'>>(
      'SELECT key, id, segment, file, path, title, source, published_at, url, hash FROM articles',
    );
    for (const row of select.all()) {
      metas.set(row.key, toMeta(row));
      if (row.source) sources.add(row.source);
    }
    const segments: EmbeddedSegment[] = rows.map((row) => {
      const { words, vectors } = this.#loaded.get(cacheKey(row))!;
      const articles = Array.from(words.articleKeys, (key) => metas.get(key));
      return { words, vectors, articles, hasDead: articles.includes(undefined) };
    });
    const version = Number(readMeta(this.db, 'version') ?? 0);
    const newest = readMeta(this.db, 'newest_ms');
    return new EmbeddedSnapshot(this.db, version, segments, newest ? Number(newest) : undefined, [...sources].sort());
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
      return this.#rebuild(row, error);
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
  #rebuild(row: SegmentRow, cause: unknown): LoadedSegment | undefined {
    return this.db.transaction(() => {
      if (!this.db.prepare('SELECT 1 FROM segments WHERE id = ?').get(row.id)) return undefined;
      this.#report(`segment ${row.id} was rebuilt from the database (${errorText(cause)})`);
      const rows = this.db
        .prepare<[number], ArticleRow>('SELECT * FROM articles WHERE segment = ? ORDER BY key')
        .all(row.id);
      const articles = rows.map((article) => prepareArticle(article.key, toArticle(article)));
      const find = this.db.prepare<[string, Buffer], { vector: Buffer }>(
        'SELECT vector FROM embeddings WHERE model = ? AND hash = ?',
      );
      const vectors = gatherVectors(articles, row.dimensions, (hash) => {
        const found = find.get(row.model, hash);
        if (!found)
          throw new NoIndexError(
            `The index in ${this.dataDir} has lost embeddings; run "footnote index --full" to build it anew.`,
          );
        return new Float32Array(new Uint8Array(found.vector).buffer);
      });
      return {
        words: WordsSegment.open(buildWords(articles)).segment,
        vectors: new VectorsSegment(vectors, row.dimensions, null, null),
      };
    })();
  }

  #report(sentence: string): void {
    if (this.repaired.includes(sentence)) return;
    this.repaired.push(sentence);
    this.warn(`Index: ${sentence}; "footnote index" writes it again.`);
  }

  /** All articles but those of these ids, as far as they are split. */
  storedTexts(without: ReadonlySet<string>): SplittableArticle[] {
    return this.db
      .prepare<[], ArticleRow>('SELECT * FROM articles')
      .all()
      .flatMap((row) => (without.has(row.id) ? [] : toArticle(row)));
  }

  async status(): Promise<IndexStatus> {
    const rows = this.#segmentRows();
    const snapshot = await this.read((current) => current);
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
      isOutdated: !isTextCurrent(this.textVersion),
    };
  }

  close(): void {
    this.db.close();
  }
}

/**
 * Writes the index: embeddings as they are made, everything else in the one transaction that publishes a version.
 * Files of a segment are complete on disk before it, and removed only after it; killed anywhere, the last published
 * version is there, and what was left over is swept by the next run.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseIsoMs } from '../core/dates.js';
import type { Article, Skipped } from '../core/types.js';
import type { Embedding } from '../models/embedder.js';
import { readPragma } from '../sqlite/open-sqlite.js';
import { gatherVectors, type PreparedArticle, writeSegment } from './build-segment.js';
import { carryEmbeddingsOver } from './carry-embeddings-over.js';
import { chooseMerges } from './choose-merges.js';
import {
  DamagedIndexError,
  type Db,
  nameDamage,
  namingDamage,
  openForWriting,
  replaceDamaged,
  segmentsDir,
} from './database.js';
import { EmbeddedIndex, type PublishedRows, type SegmentRow } from './embedded-index.js';
import { type Examination, noteExamination, readExamination, stampOfDatabase } from './examination.js';
import { examineIndex } from './examine.js';
import type {
  BuildOptions,
  ExamineOptions,
  IndexChange,
  Inspection,
  StoreContent,
  StoredArticle,
  StoredFile,
  StoredIndex,
  StoreWriter,
  VersionBefore,
} from './index-store.js';
import { readMeta, readNoiseFloor, readVersion, writeMeta, writeNoiseFloor } from './meta.js';
import { keepReplaced, readVersionBefore } from './replaced-articles.js';
import {
  areFilesIntact,
  embeddingFinder,
  intactArticle,
  readSealedRows,
  requireSealedRows,
  requireVersionSeal,
  type SealedRow,
  sealOfEmbedding,
  sealStored,
  sealVersion,
} from './seals.js';
import type { SearchIndex } from './search-index.js';
import { SEAL_BYTES } from './segment-file.js';
import { type ArticleRow, encodeBody, encodeStructure } from './stored-article.js';
import { storedContent } from './stored-content.js';
import { acquireWriteLock, type WriteLock } from './write-lock.js';

export class IndexWriter implements StoreWriter {
  /** Since when everything is known to be right; undefined where that isn't known, or something is wrong. */
  #examination: Examination | undefined;
  /** Of the database when it was examined. */
  #examined: { stamp: string | undefined; dataVersion: number } | undefined;
  #published: PublishedRows | undefined;

  private constructor(
    private db: Db,
    readonly dataDir: string,
    private readonly lock: WriteLock,
    public setAside: string | undefined,
  ) {}

  /**
   * Takes the writer's lock, and only then sets a damaged index aside and sweeps what a killed run left. Throws
   * UserError `index-busy`, `data-not-writable`.
   */
  static open(dataDir: string, owner: string): IndexWriter {
    const lock = acquireWriteLock(dataDir, owner);
    let db: Db | undefined;
    try {
      const opened = openForWriting(dataDir, sealStored);
      db = opened.db;
      const writer = new IndexWriter(db, dataDir, lock, opened.setAside);
      if (opened.setAside) writer.#carryEmbeddingsOver(opened.setAside);
      return writer;
    } catch (error) {
      db?.close();
      lock.release();
      throw error;
    }
  }

  /**
   * Compares all that is stored with its checksums, batch by batch, where that isn't known from the last run. Returns the keys
   * of the articles whose text isn't what was read from the corpus. Throws DamagedIndexError where more than that is wrong; see
   * `beginAnew`.
   */
  async examine({ all = false, signal, nowMs = Date.now }: ExamineOptions = {}): Promise<ReadonlySet<number>> {
    try {
      const atMs = nowMs();
      this.#examined = this.#state();
      this.#examination = all ? undefined : readExamination(this.dataDir, atMs);
      const damaged = this.#examination ? new Set<number>() : await examineIndex(this.db, { signal });
      if (damaged.size === 0) this.#examination ??= { atMs, files: new Set() };
      this.#sweep();
      return damaged;
    } catch (error) {
      throw nameDamage(error, this.dataDir);
    }
  }

  /** Notes for the next run that all is right, as far as it is known. */
  noteExamined(): void {
    const { dataVersion } = this.#state();
    if (!this.#examination || dataVersion !== this.#examined?.dataVersion) return;
    noteExamination(this.db, this.dataDir, this.#examination.atMs, this.#segmentFiles());
  }

  /** Whether the database is still what was found to be right. */
  #isUntouched(): boolean {
    const { stamp, dataVersion } = this.#state();
    const before = this.#examination && this.#examined;
    return before?.stamp !== undefined && stamp === before.stamp && dataVersion === before.dataVersion;
  }

  #state() {
    return { stamp: stampOfDatabase(this.dataDir), dataVersion: readPragma(this.db, 'data_version') };
  }

  /**
   * Sets what is stored aside and goes on with an empty index, to which the embeddings are carried over that are still what
   * they were: they may have been paid for.
   */
  beginAnew(): void {
    this.db.close();
    const { db, setAside } = replaceDamaged(this.dataDir);
    this.db = db;
    this.setAside = setAside;
    this.#examination = undefined;
    this.#published = undefined;
    this.#carryEmbeddingsOver(setAside);
  }

  #carryEmbeddingsOver(setAside: string): void {
    carryEmbeddingsOver(setAside, (model, batch) => this.saveEmbeddings(model, batch));
  }

  get content(): StoreContent {
    return storedContent(this.db);
  }

  get version(): number {
    return readVersion(this.db);
  }

  meta(name: Parameters<typeof readMeta>[1]): string | undefined {
    return readMeta(this.db, name);
  }

  versionBefore(): VersionBefore | undefined {
    return namingDamage(this.dataDir, () => {
      if (this.version > 0) requireVersionSeal(this.db);
      return readVersionBefore(this.db);
    });
  }

  async calibrate(measure: (index: SearchIndex) => Promise<number>): Promise<void> {
    const { version } = this;
    if (version === 0 || readNoiseFloor(this.db, version) !== undefined) return;
    const index = EmbeddedIndex.open(this.dataDir, { published: this.#published });
    try {
      writeNoiseFloor(this.db, version, await measure(index));
    } finally {
      index.close();
    }
  }

  stored(): StoredIndex {
    return readStoredIndex(this.db, this.#isUntouched());
  }

  nextKey(): number {
    const given =
      this.db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").get()?.seq ?? 0;
    const there = this.db.prepare<[], { key: number | null }>('SELECT max(key) AS key FROM articles').get()?.key ?? 0;
    return Math.max(given, there) + 1;
  }

  totals(): { articles: number; passages: number; version: number } {
    return { ...readTotals(this.db), version: this.version };
  }

  /** Segments with the number of their articles that are alive, in order of age. */
  segments(): (SegmentRow & { live: number })[] {
    return this.db
      .prepare<[], SegmentRow & { live: number }>(
        'SELECT segments.*, (SELECT count(*) FROM articles WHERE articles.segment = segments.id) AS live FROM segments ORDER BY id',
      )
      .all();
  }

  /** Reads and hashes the segments' files in the thread pool, so that the corpus can be read meanwhile. */
  async inspect(all: boolean): Promise<Inspection> {
    const intact = new Set<number>();
    if (!all) for (const row of this.segments()) if (await this.#isIntact(row)) intact.add(row.id);
    return {
      rebuildOf: (removed, addsArticles) => {
        const dead = new Map<number, number>();
        const segmentOf = this.db.prepare<[number], number>('SELECT segment FROM articles WHERE key = ?').pluck();
        for (const key of removed) {
          const segment = segmentOf.get(key);
          if (segment !== undefined) dead.set(segment, (dead.get(segment) ?? 0) + 1);
        }
        const candidates = this.segments().map((row) => ({
          id: row.id,
          passages: row.passages,
          total: row.articles,
          live: row.live - (dead.get(row.id) ?? 0),
          isUsable: intact.has(row.id),
        }));
        const segments = chooseMerges(candidates, addsArticles);
        return {
          segments,
          articles: segments.flatMap((id) => this.articlesOf(id)).filter(({ key }) => !removed.has(key)),
        };
      },
    };
  }

  async #isIntact(row: SegmentRow): Promise<boolean> {
    const folder = segmentsDir(this.dataDir);
    const shaOf = async (bytes: Uint8Array) =>
      Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
    const isExamined = (name: string) => this.#examination?.files.has(name) ?? false;
    const isSealed = async (name: string, sha: string) => {
      if (isExamined(name)) return true;
      const bytes = await readFile(join(folder, name));
      const seal = bytes.subarray(bytes.length - SEAL_BYTES).toString('hex');
      return seal === sha && (await shaOf(bytes.subarray(0, bytes.length - SEAL_BYTES))) === sha;
    };
    try {
      if (!(await isSealed(row.words_file, row.words_sha))) return false;
      if (!(await isSealed(row.vectors_file, row.vectors_sha))) return false;
      if (!row.graph_file || isExamined(row.graph_file)) return true;
      return (await shaOf(await readFile(join(folder, row.graph_file)))) === row.graph_sha;
    } catch {
      return false;
    }
  }

  /** The live articles of a segment, oldest revision first. */
  articlesOf(segment: number): (Article & { key: number })[] {
    return this.db
      .prepare<[number], ArticleRow>('SELECT * FROM articles WHERE segment = ? ORDER BY key')
      .all(segment)
      .flatMap((row) => intactArticle(row, row.hash) ?? []);
  }

  embeddedHashes(model: string, hashes: Buffer[]): Set<string> {
    const find = embeddingFinder(this.db, model);
    return new Set(hashes.filter((hash) => find(hash)).map((hash) => hash.toString('hex')));
  }

  saveEmbeddings(model: string, batch: { hash: Buffer; vector: Embedding }[]): void {
    const insert = this.db.prepare('INSERT OR REPLACE INTO embeddings (model, hash, vector, seal) VALUES (?, ?, ?, ?)');
    this.db.transaction(() => {
      for (const { hash, vector } of batch) {
        const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
        insert.run(model, hash, bytes, sealOfEmbedding(model, hash, bytes));
      }
    })();
  }

  async build(
    articles: PreparedArticle[],
    { model, dimensions, signal }: BuildOptions,
  ): Promise<IndexChange['segments']> {
    if (articles.length === 0) return [];
    const find = embeddingFinder(this.db, model);
    const vectors = gatherVectors(articles, dimensions, (hash) => {
      const found = find(hash);
      if (!found) throw new DamagedIndexError('an embedding that was made is not in it');
      return found;
    });
    const files = await writeSegment(segmentsDir(this.dataDir), articles, vectors, { model, dimensions, signal });
    return [{ files, articles: articles.map(({ key, passages }) => ({ key, passages: passages.length })) }];
  }

  publish(change: IndexChange): number {
    const version = this.db
      .transaction(() => {
        // What was altered meanwhile must not be sealed as if it were right.
        const isUntouched = this.#isUntouched();
        if (this.version > 0 && !isUntouched) {
          requireVersionSeal(this.db);
          requireSealedRows(this.db);
        }
        return this.#write(change, isUntouched || areFilesIntact(this.db));
      })
      .immediate();
    this.#sweep();
    return version;
  }

  #write(change: IndexChange, areFilesRight: boolean): number {
    const { db } = this;
    keepReplaced(db, change, this.version);
    const drop = db.prepare('DELETE FROM articles WHERE key = ?');
    for (const key of change.removedKeys) drop.run(key);

    const placeOf = new Map<number, { segment: number; passages: number }>();
    const insertSegment = db.prepare(
      `INSERT INTO segments (words_file, words_sha, vectors_file, vectors_sha, graph_file, graph_sha, model, dimensions, articles, passages, sentences, ef, recall)
       VALUES (@words_file, @words_sha, @vectors_file, @vectors_sha, @graph_file, @graph_sha, @model, @dimensions, @articles, @passages, @sentences, @ef, @recall)`,
    );
    for (const { files, articles } of change.segments) {
      const { lastInsertRowid } = insertSegment.run({
        ...files,
        model: change.embedder,
      });
      for (const { key, passages } of articles) placeOf.set(key, { segment: Number(lastInsertRowid), passages });
    }

    const insertArticle = db.prepare(
      `INSERT INTO articles (key, id, segment, file, path, title, source, published_at, url, hash, passages, body, structure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { key, file, article } of change.added) {
      const { id, path, title, source = null, publishedAt = null, url = null, hash, body } = article;
      const place = placeOf.get(key)!;
      insertArticle.run(
        key,
        id,
        place.segment,
        file,
        path,
        title,
        source,
        publishedAt,
        url,
        hash,
        place.passages,
        encodeBody(body),
        encodeStructure(article.structure),
      );
      placeOf.delete(key);
    }
    const resettle = db.prepare('UPDATE articles SET segment = ?, passages = ? WHERE key = ?');
    for (const [key, { segment, passages }] of placeOf) resettle.run(segment, passages, key);
    const move = db.prepare('UPDATE articles SET file = ?, path = ? WHERE key = ?');
    for (const { key, file, path } of change.moved) move.run(file, path, key);
    const dropSegment = db.prepare('DELETE FROM segments WHERE id = ?');
    for (const id of change.droppedSegments) dropSegment.run(id);

    if (!areFilesRight) db.exec('DELETE FROM files; DELETE FROM skips');
    const forget = (path: string) => {
      db.prepare('DELETE FROM files WHERE path = ?').run(path);
      db.prepare('DELETE FROM skips WHERE file = ?').run(path);
    };
    for (const path of change.removedFiles) forget(path);
    const insertSkip = db.prepare('INSERT INTO skips (file, path, reason) VALUES (?, ?, ?)');
    for (const { path, stamp, mustReread, skipped } of change.readFiles) {
      forget(path);
      db.prepare('INSERT INTO files (path, stamp, must_reread) VALUES (?, ?, ?)').run(path, stamp, Number(mustReread));
      for (const skip of skipped) insertSkip.run(path, skip.path, skip.reason);
    }

    const rows = readSealedRows(db);
    const newestMs = newestDate(rows, change.nowMs);
    const isSame =
      !change.changesAnswers &&
      this.version > 0 &&
      readMeta(db, 'newest_ms') === (newestMs === undefined ? undefined : String(newestMs));
    const version = isSame ? this.version : this.version + 1;
    // An index that was deleted and made anew may come to the same version; its id it never has.
    if (readMeta(db, 'id') === undefined) writeMeta(db, 'id', randomBytes(8).toString('hex'));
    writeMeta(db, 'version', version);
    writeMeta(db, 'corpus', change.corpus);
    writeMeta(db, 'embedder', change.embedder);
    writeMeta(db, 'dimensions', change.dimensions);
    writeMeta(db, 'text_version', change.textVersion);
    writeMeta(db, 'newest_ms', newestMs);
    const indexedAt = new Date(change.nowMs).toISOString();
    writeMeta(db, 'indexed_at', indexedAt);
    writeMeta(db, 'held_at', change.isHeld ? indexedAt : undefined);
    sealVersion(db, rows);
    this.#published = { version, rows };
    return version;
  }

  keepEmbeddings(keptModel: string, used: ReadonlySet<string>): void {
    const unused: [string, Buffer][] = [];
    for (const { model, hash } of this.db
      .prepare<[], { model: string; hash: Buffer }>('SELECT model, hash FROM embeddings')
      .all()) {
      if (model !== keptModel || !used.has(hash.toString('hex'))) unused.push([model, hash]);
    }
    const drop = this.db.prepare('DELETE FROM embeddings WHERE model = ? AND hash = ?');
    this.db.transaction(() => {
      for (const row of unused) drop.run(...row);
    })();
  }

  /** Removes segment files that no published version names. A reader that misses one goes on with the new version. */
  #sweep(): void {
    const folder = segmentsDir(this.dataDir);
    const named = new Set(this.#segmentFiles());
    for (const file of readdirSync(folder))
      if (!named.has(file)) rmSync(join(folder, file), { force: true, recursive: true });
  }

  #segmentFiles(): string[] {
    return this.segments().flatMap((row) => [row.words_file, row.vectors_file, row.graph_file ?? []].flat());
  }

  close(): void {
    this.lock.release();
    this.db.close();
  }
}

/** The stored index as a re-index compares it with the corpus. */
export function readStoredIndex(db: Db, isExamined = false): StoredIndex {
  // Where the list of files was altered, all of them are read again.
  const areIntact = isExamined || areFilesIntact(db);
  const articles = db
    .prepare<[], StoredArticle & { passages: number }>(
      'SELECT key, id, segment, file, path, hash, passages FROM articles ORDER BY key',
    )
    .all();
  return {
    files: areIntact ? readStoredFiles(db) : new Map(),
    articles,
    skips: areIntact ? readStoredSkips(db) : new Map(),
    version: readVersion(db),
    passages: articles.reduce((sum, { passages }) => sum + passages, 0),
    textVersion: readMeta(db, 'text_version'),
    embedder: readMeta(db, 'embedder'),
    dimensions: Number(readMeta(db, 'dimensions') ?? 0),
    corpus: readMeta(db, 'corpus'),
  };
}

function readTotals(db: Db): { articles: number; passages: number } {
  const row = db
    .prepare<[], { articles: number; passages: number | null }>(
      'SELECT count(*) AS articles, sum(passages) AS passages FROM articles',
    )
    .get()!;
  return { articles: row.articles, passages: row.passages ?? 0 };
}

function readStoredFiles(db: Db): Map<string, StoredFile> {
  const rows = db
    .prepare<[], { path: string; stamp: string; must_reread: number }>('SELECT path, stamp, must_reread FROM files')
    .all();
  return new Map(
    rows.map((row) => [row.path, { path: row.path, stamp: row.stamp, mustReread: row.must_reread === 1 }]),
  );
}

function readStoredSkips(db: Db): Map<string, Skipped[]> {
  const skips = new Map<string, Skipped[]>();
  for (const { file, path, reason } of db
    .prepare<[], { file: string; path: string; reason: string }>('SELECT file, path, reason FROM skips ORDER BY rowid')
    .all()) {
    skips.set(file, [...(skips.get(file) ?? []), { path, reason }]);
  }
  return skips;
}

/** The newest date of an article that is not in the future, in milliseconds since 1970. */
function newestDate(rows: readonly SealedRow[], nowMs: number): number | undefined {
  let newest: number | undefined;
  for (const date of new Set(rows.map((row) => row.published_at))) {
    const ms = date === null ? undefined : parseIsoMs(date);
    if (ms !== undefined && ms <= nowMs && (newest === undefined || ms > newest)) newest = ms;
  }
  return newest;
}

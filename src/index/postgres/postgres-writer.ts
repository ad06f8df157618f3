/** Writes the index in PostgreSQL: embeddings as they are made, everything else in the one transaction that publishes. */
import type { Article, Skipped } from '../../core/types.js';
import type { Embedding } from '../../models/embedder.js';
import type { Postgres, Queryable } from '../../postgres/postgres.js';
import type {
  IndexChange,
  Inspection,
  StoreContent,
  StoredArticle,
  StoredIndex,
  StoreWriter,
  VersionBefore,
} from '../index-store.js';
import type { SearchIndex } from '../search-index.js';
import { readMetas, writeMeta } from './header.js';
import { keepReplaced, readVersionBefore } from './replaced-articles.js';
import { storedContent } from './stored-content.js';
import {
  CONTENT_COLUMNS,
  type ContentRow,
  decodeContent,
  escapeText,
  META_COLUMNS,
  type MetaRow,
  toMeta,
  unescapeText,
} from './stored-text.js';
import { INDEX_CHANNEL } from './tables.js';
import { batches, CountChanges, insertArticles, insertWords, removeArticles, removeWords } from './write-articles.js';
import { createPassages, indexPassages, insertPassages, removePassages } from './write-passages.js';
import { acquireWriterLock, type WriterLock } from './writer-lock.js';

/** Hashes of one statement. */
const HASHES = 5_000;

export class PostgresWriter implements StoreWriter {
  readonly setAside = undefined;
  /** Whether everything is built again, and nothing stored counts. */
  #all = false;

  private constructor(
    private readonly lock: WriterLock,
    private readonly sql: Queryable,
    private readonly openIndex: () => Promise<SearchIndex>,
  ) {}

  /** Throws UserError `index-busy`, with who else writes and since when. */
  static async open(postgres: Postgres, owner: string, openIndex: () => Promise<SearchIndex>): Promise<PostgresWriter> {
    const lock = await acquireWriterLock(postgres, owner);
    return new PostgresWriter(lock, lock.session, openIndex);
  }

  get content(): StoreContent {
    return storedContent(this.sql);
  }

  stored(): Promise<StoredIndex> {
    return readStoredIndex(this.sql);
  }

  async nextKey(): Promise<number> {
    return Number((await readMetas(this.sql)).get('next_key') ?? 1);
  }

  versionBefore(): Promise<VersionBefore | undefined> {
    return readVersionBefore(this.sql);
  }

  async totals(): Promise<{ articles: number; passages: number; version: number }> {
    const { rows } = await this.sql.query<{ articles: number; passages: number }>('SELECT * FROM footnote_totals');
    const version = Number((await readMetas(this.sql)).get('version') ?? 0);
    return { articles: rows[0].articles, passages: rows[0].passages, version };
  }

  async inspect(all: boolean): Promise<Inspection> {
    this.#all = all;
    return {
      rebuildOf: async (removed) => ({
        segments: [],
        articles: this.#all ? (await readArticles(this.sql)).filter(({ key }) => !removed.has(key)) : [],
      }),
    };
  }

  async embeddedHashes(model: string, hashes: Buffer[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const batch of batches(hashes, HASHES)) {
      const { rows } = await this.sql.query<{ hash: Buffer }>(
        'SELECT hash FROM footnote_embeddings WHERE model = $1 AND hash = ANY ($2::bytea[])',
        [model, batch],
      );
      for (const { hash } of rows) found.add(hash.toString('hex'));
    }
    return found;
  }

  async saveEmbeddings(model: string, batch: { hash: Buffer; vector: Embedding }[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO footnote_embeddings SELECT $1, hash, vector FROM unnest($2::bytea[], $3::bytea[]) AS given (hash, vector)
       ON CONFLICT (model, hash) DO UPDATE SET vector = excluded.vector`,
      [
        model,
        batch.map(({ hash }) => hash),
        batch.map(({ vector }) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)),
      ],
    );
  }

  async keepEmbeddings(model: string, used: ReadonlySet<string>): Promise<void> {
    await this.sql.query(
      `DELETE FROM footnote_embeddings e WHERE model <> $1
         OR NOT EXISTS (SELECT FROM unnest($2::bytea[]) AS kept (hash) WHERE kept.hash = e.hash)`,
      [model, [...used].map((hash) => Buffer.from(hash, 'hex'))],
    );
  }

  /** Nothing: there are no files beside the tables. */
  async build(): Promise<[]> {
    return [];
  }

  async publish(change: IndexChange): Promise<number> {
    await this.sql.query('BEGIN');
    try {
      await this.lock.requireOurs();
      const version = await this.#write(change);
      await this.sql.query('SELECT pg_notify($1, $2)', [INDEX_CHANNEL, String(version)]);
      await this.sql.query('COMMIT');
      return version;
    } catch (error) {
      await this.sql.query('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  async #write(change: IndexChange): Promise<number> {
    const { sql } = this;
    const metas = await readMetas(sql);
    const before = Number(metas.get('version') ?? 0);
    await keepReplaced(sql, change, metas);
    const counts = new CountChanges();
    const isAdded = new Set(change.added.map(({ key }) => key));
    const rebuilt = change.prepared.filter(({ key }) => !isAdded.has(key)).map(({ key }) => key);
    if (this.#all) await forgetWords(sql);
    else await removeWords(sql, [...change.removedKeys, ...rebuilt], counts);
    await removeArticles(sql, change.removedKeys, counts);
    await insertArticles(sql, change.added, counts);
    await insertWords(sql, change.prepared, counts);
    await counts.write(sql);
    await this.#writePassages(change, [...change.removedKeys, ...rebuilt], before, metas);
    await this.#writeFiles(change);

    const newest = await sql.query<{ newest: number | null }>(
      'SELECT max(published_ms) AS newest FROM footnote_articles WHERE published_ms <= $1',
      [change.nowMs],
    );
    const newestMs = newest.rows[0].newest ?? undefined;
    const isSame =
      !change.changesAnswers &&
      before > 0 &&
      metas.get('newest_ms') === (newestMs === undefined ? undefined : String(newestMs));
    const version = isSame ? before : before + 1;
    await writeMeta(sql, 'version', version);
    await writeMeta(sql, 'corpus', change.corpus);
    await writeMeta(sql, 'embedder', change.embedder);
    await writeMeta(sql, 'dimensions', change.dimensions);
    await writeMeta(sql, 'text_version', change.textVersion);
    await writeMeta(sql, 'newest_ms', newestMs);
    const indexedAt = new Date(change.nowMs).toISOString();
    await writeMeta(sql, 'indexed_at', indexedAt);
    await writeMeta(sql, 'held_at', change.isHeld ? indexedAt : undefined);
    const lastKey = change.added.at(-1)?.key;
    if (lastKey !== undefined) await writeMeta(sql, 'next_key', lastKey + 1);
    return version;
  }

  async #writePassages(
    { prepared, embedder, dimensions, hasVectors }: IndexChange,
    gone: number[],
    version: number,
    metas: Map<string, string>,
  ): Promise<void> {
    const { sql } = this;
    const old = metas.get('passages_table');
    if (!hasVectors) {
      await writeMeta(sql, 'passages_table', undefined);
      if (old) await sql.query(`DROP TABLE ${old}`);
      return;
    }
    if (old && !this.#all) {
      await removePassages(sql, old, gone);
      await insertPassages(sql, old, embedder, prepared);
      return;
    }
    const table = `footnote_passages_${version + 1}`;
    await createPassages(sql, table, dimensions);
    await insertPassages(sql, table, embedder, prepared);
    await indexPassages(sql, table);
    await writeMeta(sql, 'passages_table', table);
    if (old) await sql.query(`DROP TABLE ${old}`);
  }

  async #writeFiles(change: IndexChange): Promise<void> {
    const { sql } = this;
    const moved = change.moved;
    if (moved.length > 0)
      await sql.query(
        `UPDATE footnote_articles a SET file = given.file, path = given.path
         FROM unnest($1::bigint[], $2::text[], $3::text[]) AS given (key, file, path) WHERE a.key = given.key`,
        [
          moved.map(({ key }) => key),
          moved.map(({ file }) => escapeText(file)),
          moved.map(({ path }) => escapeText(path)),
        ],
      );
    const gone = [...change.removedFiles, ...change.readFiles.map(({ path }) => path)].map(escapeText);
    await sql.query('DELETE FROM footnote_files WHERE path = ANY ($1::text[])', [gone]);
    await sql.query('DELETE FROM footnote_skips WHERE file = ANY ($1::text[])', [gone]);
    const files = change.readFiles;
    await sql.query('INSERT INTO footnote_files SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[])', [
      files.map(({ path }) => escapeText(path)),
      files.map(({ stamp }) => stamp),
      files.map(({ mustReread }) => mustReread),
    ]);
    const skips = files.flatMap(({ path, skipped }) => skipped.map((skip) => ({ file: path, ...skip })));
    if (skips.length > 0)
      await sql.query(
        'INSERT INTO footnote_skips (file, path, reason) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])',
        [
          skips.map(({ file }) => escapeText(file)),
          skips.map(({ path }) => escapeText(path)),
          skips.map(({ reason }) => escapeText(reason)),
        ],
      );
  }

  async calibrate(measure: (index: SearchIndex) => Promise<number>): Promise<void> {
    const metas = await readMetas(this.sql);
    const version = metas.get('version');
    if (!version || metas.get('level')?.split(' ')[0] === version) return;
    const index = await this.openIndex();
    try {
      await writeMeta(this.sql, 'level', `${version} ${await measure(index)}`);
    } finally {
      await index.close();
    }
  }

  close(): Promise<void> {
    return this.lock.release();
  }
}

/** Where everything is built again, the counts begin at nothing. */
async function forgetWords(sql: Queryable): Promise<void> {
  await sql.query('DELETE FROM footnote_texts');
  await sql.query('DELETE FROM footnote_postings');
  await sql.query('DELETE FROM footnote_terms');
  await sql.query(
    'UPDATE footnote_totals SET articles = 0, passages = 0, sentences = 0, article_terms = 0, passage_terms = 0, sentence_terms = 0, title_terms = 0',
  );
}

async function readArticles(sql: Queryable): Promise<(Article & { key: number })[]> {
  const { rows } = await sql.query<MetaRow & ContentRow & { hash: string }>(
    `SELECT ${META_COLUMNS}, hash, ${CONTENT_COLUMNS} FROM footnote_articles JOIN footnote_texts USING (key) ORDER BY key`,
  );
  return rows.map((row) => ({ ...toMeta(row), hash: row.hash, ...decodeContent(row) }));
}

export async function readStoredIndex(sql: Queryable): Promise<StoredIndex> {
  const metas = await readMetas(sql);
  const { rows: files } = await sql.query<{ path: string; stamp: string; must_reread: boolean }>(
    'SELECT path, stamp, must_reread FROM footnote_files',
  );
  const { rows: articles } = await sql.query<Omit<StoredArticle, 'segment'>>(
    'SELECT key, id, file, path, hash FROM footnote_articles ORDER BY key',
  );
  const { rows: skips } = await sql.query<Skipped & { file: string }>(
    'SELECT file, path, reason FROM footnote_skips ORDER BY number',
  );
  const { rows: totals } = await sql.query<{ passages: number }>('SELECT passages FROM footnote_totals');
  const skipped = new Map<string, Skipped[]>();
  for (const { file, path, reason } of skips) {
    const name = unescapeText(file);
    skipped.set(name, [...(skipped.get(name) ?? []), { path: unescapeText(path), reason: unescapeText(reason) }]);
  }
  return {
    files: new Map(
      files.map(({ path, stamp, must_reread }) => {
        const name = unescapeText(path);
        return [name, { path: name, stamp, mustReread: must_reread }];
      }),
    ),
    articles: articles.map(({ key, id, file, path, hash }) => ({
      key,
      id: unescapeText(id),
      segment: 0,
      file: unescapeText(file),
      path: unescapeText(path),
      hash,
    })),
    skips: skipped,
    version: Number(metas.get('version') ?? 0),
    passages: totals[0].passages,
    textVersion: metas.get('text_version'),
    embedder: metas.get('embedder'),
    dimensions: Number(metas.get('dimensions') ?? 0),
    corpus: metas.get('corpus'),
  };
}

/** All articles but those of these ids. */
export async function readTexts(sql: Queryable, without: ReadonlySet<string>): Promise<Article[]> {
  return (await readArticles(sql)).filter(({ id }) => !without.has(id));
}

/** What is wrong with a stored index, found by reading all of it. */
import { statSync } from 'node:fs';
import { DamagedIndexError, type Db, nameDamage, openForReading } from './database.js';
import { readMeta, readVersion } from './meta.js';
import {
  type EmbeddingRow,
  intactArticle,
  readEmbedding,
  readSealedRows,
  requireSealedRows,
  requireVersionSeal,
  type SealedRow,
} from './seals.js';
import type { ArticleRow } from './stored-article.js';

const ARTICLES_A_TURN = 200;
/** A larger file has only the tables of articles examined page by page, which takes a second for each 500 MB. */
const MOST_BYTES = 512 * 2 ** 20;
const TABLES = ['meta', 'files', 'skips', 'articles', 'segments'];

/**
 * Compares all that a version is made of with its checksums. Returns the keys of the articles whose text isn't what was
 * read; throws DamagedIndexError where anything else is wrong.
 */
export async function examineIndex(
  db: Db,
  { all, signal }: { all?: boolean; signal?: AbortSignal } = {},
): Promise<ReadonlySet<number>> {
  requireSound(db, { all });
  // Nothing was published yet.
  if (readVersion(db) === 0 && readMeta(db, 'seal') === undefined) return new Set();
  requireVersionSeal(db);
  return damagedArticles(db, requireSealedRows(db), signal);
}

/**
 * Throws DamagedIndexError where SQLite finds a page that isn't as it should be: a row that its index doesn't know, a page
 * that belongs to two. `all` looks at a file of any size.
 */
function requireSound(db: Db, { all = false }: { all?: boolean } = {}): void {
  const isWhole = all || statSync(db.name).size <= MOST_BYTES;
  for (const table of isWhole ? [''] : TABLES.map((name) => `(${name})`)) {
    const finding = db
      .prepare<[], string>(`PRAGMA integrity_check${table || '(1)'}`)
      .pluck()
      .get();
    if (finding !== 'ok') throw new DamagedIndexError(String(finding).replace(/\s+/g, ' '));
  }
}

/** The keys of the articles whose stored fields don't give their hash. Other work gets its turn between batches. */
async function damagedArticles(db: Db, sealed: SealedRow[], signal?: AbortSignal): Promise<Set<number>> {
  const read = db.prepare<[number, number], ArticleRow>('SELECT * FROM articles WHERE key > ? ORDER BY key LIMIT ?');
  const damaged = new Set(sealed.map(({ key }) => key));
  const hashes = new Map(sealed.map(({ key, hash }) => [key, hash]));
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const rows = read.all(after, ARTICLES_A_TURN);
    if (rows.length === 0) return damaged;
    for (const row of rows) if (intactArticle(row, hashes.get(row.key) ?? '')) damaged.delete(row.key);
    const last = rows[rows.length - 1].key;
    if (!(last > after)) throw new DamagedIndexError('its articles are out of order');
    after = last;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export interface Examined {
  articles: number;
  /** Ids of articles whose text isn't what was read. */
  damaged: string[];
  embeddings: number;
  lostEmbeddings: number;
}

/** Reads all of an index that nobody has to be writing. Throws NoIndexError where more than single articles is wrong. */
export async function examineFolder(dataDir: string, signal?: AbortSignal): Promise<Examined> {
  const db = openForReading(dataDir);
  try {
    const damaged = await examineIndex(db, { all: true, signal });
    const rows = readSealedRows(db);
    return {
      articles: rows.length,
      damaged: rows.filter(({ key }) => damaged.has(key)).map(({ id }) => id),
      ...countEmbeddings(db, signal),
    };
  } catch (error) {
    throw nameDamage(error, dataDir);
  } finally {
    db.close();
  }
}

const EMBEDDINGS_A_TURN = 1_000;

function countEmbeddings(db: Db, signal?: AbortSignal): Pick<Examined, 'embeddings' | 'lostEmbeddings'> {
  const read = db.prepare<[number, number], EmbeddingRow & { rowid: number; model: string; hash: Buffer }>(
    'SELECT rowid, model, hash, vector, seal FROM embeddings WHERE rowid > ? ORDER BY rowid LIMIT ?',
  );
  let [embeddings, lostEmbeddings] = [0, 0];
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const rows = read.all(after, EMBEDDINGS_A_TURN);
    if (rows.length === 0) return { embeddings, lostEmbeddings };
    embeddings += rows.length;
    lostEmbeddings += rows.filter((row) => !readEmbedding(row.model, row.hash, row)).length;
    after = rows[rows.length - 1].rowid;
  }
}

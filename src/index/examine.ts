/** What is wrong with a stored index, found by reading all of it. */
import { statSync } from 'node:fs';
import { DamagedIndexError, type Db } from './database.js';
import { readMeta, readVersion } from './meta.js';
import { isIntact, requireSealedRows, requireVersionSeal, type SealedRow } from './seals.js';
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
    for (const row of rows) if (isIntact(row, hashes.get(row.key) ?? '')) damaged.delete(row.key);
    after = rows[rows.length - 1].key;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * The version before, kept until the next but one: the articles that the current version replaced or removed are set aside in
 * its own transaction, and what it added is known by its keys. Bringing them back is a version like any other.
 */
import { UserError } from '../core/errors.js';
import type { Db } from './database.js';
import type { IndexChange, VersionBefore } from './index-store.js';
import { keptVersion, readMeta, writeMeta } from './meta.js';
import { intactArticle, readSealedRows, SEALED_COLUMNS, type SealedRow, sealOfArticles } from './seals.js';
import type { ArticleRow } from './stored-article.js';

/**
 * Sets aside what a change is about to replace or remove, for use inside the publishing transaction and before anything else of
 * it. Where no article changes, what is kept stays.
 */
export function keepReplaced(db: Db, { added, removedKeys }: IndexChange, version: number): void {
  if (version === 0 || (added.length === 0 && removedKeys.length === 0)) return;
  db.exec('DELETE FROM replaced');
  const columns = `${SEALED_COLUMNS}, body, structure`;
  const keep = db.prepare(`INSERT INTO replaced (${columns}) SELECT ${columns} FROM articles WHERE key = ?`);
  for (const key of removedKeys) keep.run(key);
  writeMeta(db, 'before_version', version);
  writeMeta(db, 'before_indexed_at', readMeta(db, 'indexed_at'));
  writeMeta(db, 'before_first_key', added.at(0)?.key ?? Number.MAX_SAFE_INTEGER);
  writeMeta(db, 'before_seal', sealOfArticles(readReplacedRows(db)));
}

const readReplacedRows = (db: Db): SealedRow[] =>
  db.prepare<[], SealedRow>(`SELECT ${SEALED_COLUMNS} FROM replaced ORDER BY key`).all();

const altered = () =>
  new UserError(
    'version-before-damaged',
    'What is kept of the version before was altered, so it can’t be brought back; the index stays as it is.',
  );

/** Throws UserError where what is kept isn't what was written. */
export function readVersionBefore(db: Db): VersionBefore | undefined {
  const kept = keptVersion((name) => readMeta(db, name));
  if (!kept) return undefined;
  if (readMeta(db, 'before_seal') !== sealOfArticles(readReplacedRows(db))) throw altered();
  const rows = db.prepare<[], ArticleRow>('SELECT * FROM replaced ORDER BY key').all();
  const firstKey = Number(readMeta(db, 'before_first_key'));
  return {
    ...kept,
    articles: rows.map((row) => {
      const intact = intactArticle(row, row.hash);
      if (!intact) throw altered();
      return { ...intact, file: row.file };
    }),
    addedKeys: new Set(readSealedRows(db).flatMap(({ key }) => (key >= firstKey ? key : []))),
  };
}

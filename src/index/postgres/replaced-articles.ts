/** As ../replaced-articles.ts: the version before, kept until the next but one. PostgreSQL checks its own pages. */
import type { Queryable } from '../../postgres/postgres.js';
import type { IndexChange, VersionBefore } from '../index-store.js';
import { keptVersion } from '../meta.js';
import { readMetas, writeMeta } from './header.js';
import { TEXT_COLUMNS, type TextRow, toStoredText } from './stored-text.js';

export async function keepReplaced(
  sql: Queryable,
  { added, removedKeys }: IndexChange,
  metas: Map<string, string>,
): Promise<void> {
  const version = metas.get('version');
  if (!version || (added.length === 0 && removedKeys.length === 0)) return;
  await sql.query('DELETE FROM footnote_replaced');
  await sql.query(
    `INSERT INTO footnote_replaced (${TEXT_COLUMNS})
     SELECT ${TEXT_COLUMNS} FROM footnote_articles JOIN footnote_texts USING (key) WHERE key = ANY ($1::bigint[])`,
    [removedKeys],
  );
  await writeMeta(sql, 'before_version', version);
  await writeMeta(sql, 'before_indexed_at', metas.get('indexed_at'));
  await writeMeta(sql, 'before_first_key', added.at(0)?.key ?? Number.MAX_SAFE_INTEGER);
}

export async function readVersionBefore(sql: Queryable): Promise<VersionBefore | undefined> {
  const metas = await readMetas(sql);
  const kept = keptVersion((name) => metas.get(name));
  if (!kept) return undefined;
  const { rows } = await sql.query<TextRow>(`SELECT ${TEXT_COLUMNS} FROM footnote_replaced ORDER BY key`);
  const added = await sql.query<{ key: number }>('SELECT key FROM footnote_articles WHERE key >= $1', [
    metas.get('before_first_key'),
  ]);
  return { ...kept, articles: rows.map(toStoredText), addedKeys: new Set(added.rows.map(({ key }) => key)) };
}

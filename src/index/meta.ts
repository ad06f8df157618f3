/** Single values of the index: version, corpus, embedder, newest date. */
import { createHash } from 'node:crypto';
import type { Db } from './database.js';
import type { IndexHistory, KeptVersion } from './search-index.js';

export type MetaName =
  | 'id'
  | 'version'
  | 'corpus'
  | 'embedder'
  | 'dimensions'
  | 'newest_ms'
  | 'indexed_at'
  | 'text_version'
  | 'level'
  | 'seal'
  | 'articles_seal'
  | 'files_seal'
  | 'held_at'
  | BeforeName;

/** Of the version before, see replaced-articles.ts. */
export type BeforeName = 'before_version' | 'before_indexed_at' | 'before_first_key' | 'before_seal';

export function readMeta(db: Db, name: MetaName): string | undefined {
  return db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value;
}

/** 0 where nothing was published yet. */
export const readVersion = (db: Db): number => Number(readMeta(db, 'version') ?? 0);

export function writeMeta(db: Db, name: MetaName, value: string | number | undefined): void {
  if (value === undefined) db.prepare('DELETE FROM meta WHERE name = ?').run(name);
  else
    db.prepare(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ).run(name, String(value));
}

/**
 * The noise floor of a version with a checksum, in place of a seal: it is measured after the version was published. Say
 * "12 0.4375 9f86d081".
 */
export const writeNoiseFloor = (db: Db, version: number, noiseFloor: number): void =>
  writeMeta(db, 'level', `${version} ${noiseFloor} ${shortSum(`${version} ${noiseFloor}`)}`);

/** Tells what is measured, too: what was measured in another way isn't read. */
const shortSum = (text: string) => createHash('sha256').update(`by articles ${text}`).digest('hex').slice(0, 8);

/** The noise floor (see retrieval/noise-floor.ts) that was measured for this very version, if it was. */
export function readNoiseFloor(db: Db, version: number): number | undefined {
  const [measured, noiseFloor, sum] = String(readMeta(db, 'level') ?? '').split(' ');
  const isItsOwn = measured === String(version) && sum === shortSum(`${measured} ${noiseFloor}`);
  return isItsOwn ? Number(noiseFloor) : undefined;
}

type ReadMeta = (name: BeforeName | 'held_at') => string | undefined;

/** The version before the current one, where it is kept; `read` gives single values of either store. */
export function keptVersion(read: ReadMeta): KeptVersion | null {
  const version = Number(read('before_version') ?? 0);
  return version > 0 ? { version, indexedAt: read('before_indexed_at') ?? '' } : null;
}

export const historyOf = (read: ReadMeta): IndexHistory => ({
  before: keptVersion(read),
  heldSince: read('held_at') ?? null,
});

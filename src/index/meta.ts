/** Single values of the index: version, corpus, embedder, newest date. */
import type { Db } from './database.js';

export type MetaName =
  | 'version'
  | 'corpus'
  | 'embedder'
  | 'dimensions'
  | 'newest_ms'
  | 'indexed_at'
  | 'text_version'
  | 'level';

export function readMeta(db: Db, name: MetaName): string | undefined {
  return db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value;
}

export function writeMeta(db: Db, name: MetaName, value: string | number | undefined): void {
  if (value === undefined) db.prepare('DELETE FROM meta WHERE name = ?').run(name);
  else
    db.prepare(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ).run(name, String(value));
}

/** The noise floor (see retrieval/noise-floor.ts) that was measured for this very version, if it was. */
export function readNoiseFloor(db: Db, version: number): number | undefined {
  const [measured, noiseFloor] = (readMeta(db, 'level') ?? '').split(' ').map(Number);
  return measured === version && Number.isFinite(noiseFloor) ? noiseFloor : undefined;
}

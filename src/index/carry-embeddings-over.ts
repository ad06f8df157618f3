/** Saves the embeddings of an index that was set aside: they may have been paid for, and the articles can be read again. */
import type { Embedding } from '../models/embedder.js';
import { openSqlite, readPragma } from '../sqlite/open-sqlite.js';
import { readEmbedding } from './seals.js';

const ROWS_A_READ = 1_000;

interface StoredRow {
  rowid: number;
  model: string;
  hash: Buffer;
  vector: Buffer;
  seal: Buffer;
}

/** Before this format embeddings had no seal. */
const FIRST_SEALED = 2;

/** Hands over, batch by batch, the embeddings that are still what was written, up to a page that can't be read. */
export function carryEmbeddingsOver(
  path: string,
  save: (model: string, batch: { hash: Buffer; vector: Embedding }[]) => void,
): void {
  let db: ReturnType<typeof openSqlite> | undefined;
  try {
    db = openSqlite(path, { fileMustExist: true });
    const isSealed = readPragma(db, 'user_version') >= FIRST_SEALED;
    const read = db.prepare<[number, number], StoredRow>(
      `SELECT rowid, model, hash, vector, ${isSealed ? 'seal' : 'NULL AS seal'} FROM embeddings WHERE rowid > ? ORDER BY rowid LIMIT ?`,
    );
    for (let after = 0; ; ) {
      const rows = read.all(after, ROWS_A_READ);
      if (rows.length === 0) return;
      const batches = new Map<string, { hash: Buffer; vector: Embedding }[]>();
      for (const row of rows) {
        const { model, hash } = row;
        if (typeof model !== 'string' || !Buffer.isBuffer(hash)) continue;
        const vector = isSealed ? readEmbedding(model, hash, row) : readUnsealed(row);
        if (vector) batches.set(model, [...(batches.get(model) ?? []), { hash, vector }]);
      }
      for (const [model, batch] of batches) save(model, batch);
      // Damaged pages may lead in a circle.
      const last = rows[rows.length - 1].rowid;
      if (!(last > after)) return;
      after = last;
    }
  } catch {
    // What couldn't be read is embedded again.
  } finally {
    db?.close();
  }
}

/** A vector has unit length, as all that were ever stored. */
function readUnsealed({ vector }: StoredRow): Embedding | undefined {
  if (!Buffer.isBuffer(vector) || vector.length % 4 !== 0) return undefined;
  const numbers = new Float32Array(new Uint8Array(vector).buffer);
  const length = Math.hypot(...numbers);
  return Math.abs(length - 1) < 1e-3 ? numbers : undefined;
}

/** All that the index in PostgreSQL stores, batch by batch. */
import type { Embedding } from '../../models/embedder.js';
import type { Queryable } from '../../postgres/postgres.js';
import type { StoreContent } from '../index-store.js';
import { TEXT_COLUMNS, type TextRow, toStoredText } from './stored-text.js';

const ARTICLES = 200;
const HASHES = 5_000;

export function storedContent(sql: Queryable): StoreContent {
  return {
    async *articles() {
      for (let after = ''; ; ) {
        const { rows } = await sql.query<TextRow>(
          `SELECT ${TEXT_COLUMNS} FROM footnote_articles JOIN footnote_texts USING (key)
           WHERE id > $1 ORDER BY id LIMIT ${ARTICLES}`,
          [after],
        );
        if (rows.length === 0) return;
        yield rows.map(toStoredText);
        after = rows[rows.length - 1].id;
      }
    },
    async *embeddingHashes(model) {
      for (let after: Buffer = Buffer.alloc(0); ; ) {
        const { rows } = await sql.query<{ hash: Buffer }>(
          `SELECT hash FROM footnote_embeddings WHERE model = $1 AND hash > $2 ORDER BY hash LIMIT ${HASHES}`,
          [model, after],
        );
        if (rows.length === 0) return;
        yield rows.map(({ hash }) => hash);
        after = rows[rows.length - 1].hash;
      }
    },
    embeddings: (model, hashes) => readEmbeddings(sql, model, hashes),
  };
}

/** By hash in hexadecimal. */
export async function readEmbeddings(sql: Queryable, model: string, hashes: Buffer[]): Promise<Map<string, Embedding>> {
  const { rows } = await sql.query<{ hash: Buffer; vector: Buffer }>(
    'SELECT hash, vector FROM footnote_embeddings WHERE model = $1 AND hash = ANY ($2::bytea[])',
    [model, hashes],
  );
  return new Map(
    rows.map(({ hash, vector }) => [hash.toString('hex'), new Float32Array(new Uint8Array(vector).buffer)]),
  );
}

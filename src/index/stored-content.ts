/** All that the embedded index stores, batch by batch. */
import type { Embedding } from '../models/embedder.js';
import type { Db } from './database.js';
import type { StoreContent } from './index-store.js';
import { type ArticleRow, toArticle } from './stored-article.js';

const ARTICLES = 200;
const HASHES = 5_000;

export function storedContent(db: Db): StoreContent {
  return {
    async *articles() {
      const select = db.prepare<[string, number], ArticleRow>(
        'SELECT * FROM articles WHERE id > ? ORDER BY id LIMIT ?',
      );
      for (let after = ''; ; ) {
        const rows = select.all(after, ARTICLES);
        if (rows.length === 0) return;
        yield rows.map((row) => ({ ...toArticle(row), file: row.file }));
        after = rows[rows.length - 1].id;
      }
    },
    async *embeddingHashes(model) {
      const select = db.prepare<[string, Buffer, number], { hash: Buffer }>(
        'SELECT hash FROM embeddings WHERE model = ? AND hash > ? ORDER BY hash LIMIT ?',
      );
      for (let after: Buffer = Buffer.alloc(0); ; ) {
        const hashes = select.all(model, after, HASHES).map(({ hash }) => hash);
        if (hashes.length === 0) return;
        yield hashes;
        after = hashes[hashes.length - 1];
      }
    },
    embeddings(model, hashes) {
      const find = db.prepare<[string, Buffer], { vector: Buffer }>(
        'SELECT vector FROM embeddings WHERE model = ? AND hash = ?',
      );
      const found = new Map<string, Embedding>();
      for (const hash of hashes) {
        const row = find.get(model, hash);
        if (row) found.set(hash.toString('hex'), new Float32Array(new Uint8Array(row.vector).buffer));
      }
      return found;
    },
  };
}

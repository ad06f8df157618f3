/** All that the embedded index stores, batch by batch. */
import type { Embedding } from '../models/embedder.js';
import { DamagedIndexError, type Db } from './database.js';
import type { StoreContent } from './index-store.js';
import { embeddingFinder, intactArticle } from './seals.js';
import type { ArticleRow } from './stored-article.js';

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
        yield rows.map((row) => {
          const intact = intactArticle(row, row.hash);
          if (!intact) throw new DamagedIndexError('an article was altered');
          return { ...intact, file: row.file };
        });
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
      const find = embeddingFinder(db, model);
      const found = new Map<string, Embedding>();
      for (const hash of hashes) {
        const vector = find(hash);
        if (vector) found.set(hash.toString('hex'), vector);
      }
      return found;
    },
  };
}

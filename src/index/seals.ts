/**
 * Checksums over what answers rest on, because SQLite itself has none: a changed digit in a stored text would be quoted as
 * verbatim. Each table's seal is written with every version and compared before a row of it is used; a body has its article's
 * own hash, and is compared when it is read.
 */
import { createHash } from 'node:crypto';
import { hashArticle } from '../corpus/hash-article.js';
import type { Embedding } from '../models/embedder.js';
import { DamagedIndexError, type Db } from './database.js';
import { type MetaName, readMeta, readVersion, writeMeta } from './meta.js';
import { type ArticleRow, toArticle } from './stored-article.js';

/** Rows are hashed so many at once: a call for each would cost more than the hashing. */
const ROWS_A_CALL = 256;

/** What the articles' seal covers: all but the body, which has the article's hash. */
export const SEALED_COLUMNS = 'key, id, segment, file, path, title, source, published_at, url, hash, passages' as const;
export type SealedRow = Omit<ArticleRow, 'body' | 'structure'> & { passages: number };

const articleFields = (row: SealedRow) => [
  ...[row.key, row.id, row.segment, row.file, row.path, row.title],
  ...[row.source, row.published_at, row.url, row.hash, row.passages],
];

/** The seal of rows in their order. JSON keeps apart what SQLite may hold in a damaged row: a number, a text, bytes. */
function sealOf(rows: unknown[][]): string {
  const hash = createHash('sha256');
  for (let i = 0; i < rows.length; i += ROWS_A_CALL) hash.update(JSON.stringify(rows.slice(i, i + ROWS_A_CALL)));
  return hash.digest('hex');
}

export const sealOfArticles = (rows: SealedRow[]) => sealOf(rows.map(articleFields));

export const readSealedRows = (db: Db): SealedRow[] =>
  db.prepare<[], SealedRow>(`SELECT ${SEALED_COLUMNS} FROM articles ORDER BY key`).all();

const NOT_SEALED: MetaName[] = ['seal', 'files_seal', 'level'];

/** Over single values, the list of segments and, through its own seal among the values, the list of articles. */
const sealOfVersion = (db: Db) => {
  const values = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM meta ORDER BY name').all();
  const sealed = values.filter(({ name }) => !NOT_SEALED.includes(name as MetaName));
  const segments = db.prepare<[], object>('SELECT * FROM segments ORDER BY id').all();
  return sealOf([...sealed, ...segments].map((row) => Object.entries(row).flat()));
};

const sealOfFiles = (db: Db) => {
  const files = db.prepare<[], object>('SELECT * FROM files ORDER BY path').all();
  const skips = db.prepare<[], object>('SELECT * FROM skips ORDER BY rowid').all();
  return sealOf([...files, ...skips].map((row) => Object.values(row)));
};

/** Seals what a transaction is about to publish; `rows` are the articles as they are in it. */
export function sealVersion(db: Db, rows = readSealedRows(db)): void {
  writeMeta(db, 'files_seal', sealOfFiles(db));
  writeMeta(db, 'articles_seal', sealOfArticles(rows));
  writeMeta(db, 'seal', sealOfVersion(db));
}

/**
 * Seals an index of a format that had no checksums, as it is. Where no file is known, as in the vector store for LangChain,
 * articles had hashes of another kind, and there is nothing to read them again from.
 */
export function sealStored(db: Db): void {
  const seal = db.prepare('UPDATE embeddings SET seal = ? WHERE rowid = ?');
  const embeddings = db.prepare<[number, number], { rowid: number; model: string; hash: Buffer; vector: Buffer }>(
    'SELECT rowid, model, hash, vector FROM embeddings WHERE rowid > ? ORDER BY rowid LIMIT ?',
  );
  for (let rows = embeddings.all(0, ROWS_A_CALL); rows.length > 0; ) {
    for (const { rowid, model, hash, vector } of rows) seal.run(sealOfEmbedding(model, hash, vector), rowid);
    rows = embeddings.all(rows[rows.length - 1].rowid, ROWS_A_CALL);
  }
  if (readVersion(db) === 0) return;
  if (!db.prepare('SELECT 1 FROM files LIMIT 1').get()) {
    const rehash = db.prepare('UPDATE articles SET hash = ? WHERE key = ?');
    for (const row of db.prepare<[], ArticleRow>('SELECT * FROM articles').all())
      rehash.run(hashArticle(toArticle(row)), row.key);
  }
  sealVersion(db);
}

/** Throws DamagedIndexError where values or the list of segments aren't what was published. */
export function requireVersionSeal(db: Db): void {
  if (readMeta(db, 'seal') !== sealOfVersion(db)) throw new DamagedIndexError('its list of segments was altered');
}

/** The articles without their bodies. Throws DamagedIndexError where they aren't what was published. */
export function requireSealedRows(db: Db): SealedRow[] {
  const rows = readSealedRows(db);
  if (readMeta(db, 'articles_seal') !== sealOfArticles(rows))
    throw new DamagedIndexError('its list of articles was altered');
  return rows;
}

/** Whether what is known of the corpus's files is what was written. It says what to read again, nothing of answers. */
export const areFilesIntact = (db: Db): boolean => readMeta(db, 'files_seal') === sealOfFiles(db);

/**
 * The article of a row, where it is word for word what was read from the corpus; `hash` is the one that the seal covers.
 */
export function intactArticle(row: ArticleRow | undefined, hash: string): ReturnType<typeof toArticle> | undefined {
  if (!row || !(typeof row.body === 'string' || Buffer.isBuffer(row.body))) return undefined;
  try {
    const article = toArticle(row);
    return hashArticle(article) === hash ? article : undefined;
  } catch {
    // A field that can't even be parsed isn't what was read.
    return undefined;
  }
}

const EMBEDDING_SEAL_BYTES = 8;

/** Ties a vector to the text it stands for: one that was altered, or that stands in another's place, doesn't count. */
export function sealOfEmbedding(model: string, hash: Buffer, vector: Uint8Array): Buffer {
  const digest = createHash('sha256').update(model).update(hash).update(vector).digest();
  return digest.subarray(0, EMBEDDING_SEAL_BYTES);
}

export interface EmbeddingRow {
  vector: Buffer;
  seal: Buffer;
}

/** The embedding of a row; undefined where there is none, or it isn't what was written. */
export function readEmbedding(model: string, hash: Buffer, row: EmbeddingRow | undefined): Embedding | undefined {
  if (!row || !Buffer.isBuffer(row.vector) || !Buffer.isBuffer(row.seal)) return undefined;
  if (!sealOfEmbedding(model, hash, row.vector).equals(row.seal)) return undefined;
  return new Float32Array(new Uint8Array(row.vector).buffer);
}

/** Finds embeddings that are what was written. */
export function embeddingFinder(db: Db, model: string): (hash: Buffer) => Embedding | undefined {
  const find = db.prepare<[string, Buffer], EmbeddingRow>(
    'SELECT vector, seal FROM embeddings WHERE model = ? AND hash = ?',
  );
  return (hash) => readEmbedding(model, hash, find.get(model, hash));
}

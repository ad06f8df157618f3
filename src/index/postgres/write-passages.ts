/**
 * Vectors in a table of their own for each embedder, since a column of pgvector has one width. A new one is filled and
 * indexed beside the old one, which goes when the new version is published.
 */
import type { Queryable } from '../../postgres/postgres.js';
import type { PreparedArticle } from '../build-segment.js';
import { vectorText } from './near-passages.js';
import { readEmbeddings } from './stored-content.js';
import { batches } from './write-articles.js';

/** Articles of one statement. */
const BATCH = 50;

export async function createPassages(sql: Queryable, table: string, dimensions: number): Promise<void> {
  await sql.query(
    `CREATE TABLE ${table} (
       key bigint NOT NULL, passage integer NOT NULL, id text COLLATE "C" NOT NULL, source_key text,
       published_ms double precision, embedding halfvec(${dimensions}) NOT NULL, PRIMARY KEY (key, passage)
     )`,
  );
}

/** Builds the HNSW index, after all rows are in: that is far faster. */
export async function indexPassages(sql: Queryable, table: string): Promise<void> {
  await sql.query(`CREATE INDEX ON ${table} USING hnsw (embedding halfvec_ip_ops)`);
}

export async function removePassages(sql: Queryable, table: string, keys: number[]): Promise<void> {
  for (const batch of batches(keys)) await sql.query(`DELETE FROM ${table} WHERE key = ANY ($1::bigint[])`, [batch]);
}

export async function insertPassages(
  sql: Queryable,
  table: string,
  model: string,
  prepared: PreparedArticle[],
): Promise<void> {
  for (const batch of batches(prepared, BATCH)) {
    const places = batch.flatMap(({ key, embeddingHashes }) =>
      embeddingHashes.map((hash, passage) => ({ key, passage, hash })),
    );
    const vectors = await readEmbeddings(
      sql,
      model,
      places.map(({ hash }) => hash),
    );
    await sql.query(
      `INSERT INTO ${table} (key, passage, id, source_key, published_ms, embedding)
       SELECT a.key, given.passage, a.id, a.source_key, a.published_ms, given.embedding::halfvec
       FROM unnest($1::bigint[], $2::int[], $3::text[]) AS given (key, passage, embedding) JOIN footnote_articles a USING (key)`,
      [
        places.map(({ key }) => key),
        places.map(({ passage }) => passage),
        places.map(({ hash }) => {
          const vector = vectors.get(hash.toString('hex'));
          if (!vector) throw new Error('an embedding that was made is not in the database');
          return vectorText(vector);
        }),
      ],
    );
  }
}

/** Passages near a vector, by pgvector. Similarities are inner products of unit vectors: larger is nearer. */
import type { Embedding } from '../../models/embedder.js';
import type { Sql } from '../../postgres/postgres.js';
import type { ArticleFilters } from '../snapshot.js';
import { filterSql } from './filter-sql.js';

/** How many neighbours the graph's search keeps in sight; more finds more of the true nearest, and takes longer. */
const EF_SEARCH = 200;

export interface NearPassage {
  key: number;
  passage: number;
  similarity: number;
}

export const vectorText = (vector: Embedding) => `[${vector.join(',')}]`;

/** At most `count`, nearest first. A filter makes the graph's search go on until enough are found. */
export async function nearestPassages(
  sql: Sql,
  table: string,
  { embedding, count }: { embedding: Embedding; count: number },
  filters: ArticleFilters,
): Promise<NearPassage[]> {
  await sql.query(`SET LOCAL hnsw.ef_search = ${EF_SEARCH}`);
  await sql.query('SET LOCAL hnsw.iterative_scan = strict_order');
  const values: unknown[] = [vectorText(embedding)];
  const where = filterSql(filters, 'p', (value) => `$${values.push(value)}`);
  const { rows } = await sql.query<NearPassage>(
    `SELECT key, passage, -(embedding <#> $1::halfvec) AS similarity FROM ${table} p WHERE ${where}
     ORDER BY embedding <#> $1::halfvec LIMIT ${Math.trunc(count)}`,
    values,
  );
  return rows;
}

/** How near these passages are, in their order. */
export async function similaritiesOf(
  sql: Sql,
  table: string,
  embedding: Embedding,
  places: { key: number; passage: number }[],
): Promise<number[]> {
  const { rows } = await sql.query<{ similarity: number | null }>(
    `SELECT -(p.embedding <#> $1::halfvec) AS similarity
     FROM unnest($2::bigint[], $3::int[]) WITH ORDINALITY AS wanted (key, passage, place)
     LEFT JOIN ${table} p USING (key, passage) ORDER BY place`,
    [vectorText(embedding), places.map(({ key }) => key), places.map(({ passage }) => passage)],
  );
  return rows.map(({ similarity }) => similarity ?? 0);
}

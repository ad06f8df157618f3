/** Passages near a vector, by pgvector. Similarities are inner products of unit vectors: larger is nearer. */
import type { Embedding } from '../../models/embedder.js';
import type { Queryable } from '../../postgres/postgres.js';
import type { ArticleFilters } from '../snapshot.js';
import { filterSql } from './filter-sql.js';

/** How many candidates the graph's search keeps: more find more of the truly nearest, and take longer. */
const EF_SEARCH = 200;

export interface NearPassage {
  key: number;
  passage: number;
  similarity: number;
}

export const vectorText = (vector: Embedding) => `[${vector.join(',')}]`;

/** At most `count`, nearest first. A filter makes the graph's search go on until enough are found. */
export async function nearestPassages(
  sql: Queryable,
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

/** Similarities of these passages, in their order. */
export async function similaritiesOf(
  sql: Queryable,
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

/** The most passages for which recall is measured by an exact scan: a status must not take longer. */
const MAX_MEASURED = 50_000;
const RECALL_QUERIES = 16;
const RECALL_NEIGHBOURS = 10;

/**
 * The share of the truly nearest that the graph finds, over evenly spread passages; null where there are too many to
 * tell.
 */
export async function measureRecall(sql: Queryable, table: string, passages: number): Promise<number | null> {
  if (passages === 0 || passages > MAX_MEASURED) return null;
  const step = Math.max(1, Math.floor(passages / RECALL_QUERIES));
  const { rows: queries } = await sql.query<{ embedding: string }>(
    `SELECT embedding::text FROM (SELECT embedding, row_number() OVER (ORDER BY key, passage) - 1 AS place FROM ${table}) p
     WHERE place % $1::bigint = 0 LIMIT ${RECALL_QUERIES}`,
    [step],
  );
  const nearest = async (embedding: string) => {
    const { rows } = await sql.query<{ similarity: number }>(
      `SELECT -(embedding <#> $1::halfvec) AS similarity FROM ${table} ORDER BY embedding <#> $1::halfvec LIMIT ${RECALL_NEIGHBOURS}`,
      [embedding],
    );
    return rows.map(({ similarity }) => similarity);
  };
  let found = 0;
  let wanted = 0;
  for (const { embedding } of queries) {
    await sql.query('SET LOCAL enable_indexscan = off');
    const truth = await nearest(embedding);
    await sql.query('SET LOCAL enable_indexscan = on');
    await sql.query(`SET LOCAL hnsw.ef_search = ${EF_SEARCH}`);
    const got = await nearest(embedding);
    // A passage as near as the farthest of the true ones counts as found.
    found += got.filter((similarity) => similarity >= truth[truth.length - 1] - 1e-6).length;
    wanted += truth.length;
  }
  return wanted === 0 ? null : Math.min(1, found / wanted);
}

/** The header of a version: small, whatever the size of the corpus. */
import type { Queryable } from '../../postgres/postgres.js';
import type { BeforeName } from '../meta.js';
import type { CorpusStatistics } from '../snapshot.js';
import type { Totals } from './count-words.js';
import { unescapeText } from './stored-text.js';

export type MetaName =
  | 'version'
  | 'corpus'
  | 'embedder'
  | 'dimensions'
  | 'newest_ms'
  | 'indexed_at'
  | 'text_version'
  | 'level'
  | 'next_key'
  | 'passages_table'
  | 'recall'
  | 'held_at'
  | Exclude<BeforeName, 'before_seal'>;

export interface IndexHeader {
  /** 0 where nothing was ever published. */
  version: number;
  embedder: string;
  statistics: CorpusStatistics;
  newestMs: number | undefined;
  newestAt: string | undefined;
  sources: string[];
  newestKey: number;
  /** See retrieval/noise-floor.ts. It is measured right after publishing; until then the previous version's stands. */
  noiseFloor: number;
  /** Undefined where the server has no pgvector. */
  passagesTable: string | undefined;
}

export async function readMetas(sql: Queryable): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ name: string; value: string }>('SELECT name, value FROM footnote_meta');
  return new Map(rows.map(({ name, value }) => [name, value]));
}

export async function writeMeta(sql: Queryable, name: MetaName, value: string | number | undefined): Promise<void> {
  if (value === undefined) await sql.query('DELETE FROM footnote_meta WHERE name = $1', [name]);
  else
    await sql.query(
      'INSERT INTO footnote_meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [name, String(value)],
    );
}

export async function readIndexHeader(sql: Queryable): Promise<IndexHeader> {
  const metas = await readMetas(sql);
  const { rows: totals } = await sql.query<Totals>('SELECT * FROM footnote_totals');
  const { rows: sources } = await sql.query<{ source: string }>('SELECT source FROM footnote_sources');
  const newest = metas.get('newest_ms');
  const { rows: dates } = await sql.query<{ published_at: string }>(
    `SELECT published_at FROM footnote_articles WHERE published_ms = $1
     ORDER BY length(published_at) DESC, published_at COLLATE "C" DESC LIMIT 1`,
    [newest ?? null],
  );
  const { rows: keys } = await sql.query<{ newest: number | null }>('SELECT max(key) AS newest FROM footnote_articles');
  return {
    version: Number(metas.get('version') ?? 0),
    embedder: metas.get('embedder') ?? '',
    statistics: statisticsOf(totals[0]),
    newestMs: newest === undefined ? undefined : Number(newest),
    newestAt: dates.length > 0 ? unescapeText(dates[0].published_at) : undefined,
    sources: sources.map(({ source }) => unescapeText(source)).sort(),
    newestKey: keys[0].newest ?? 0,
    noiseFloor: Number(metas.get('level')?.split(' ')[1] ?? 0),
    passagesTable: metas.get('passages_table'),
  };
}

function statisticsOf(totals: Totals): CorpusStatistics {
  const unit = (count: number, terms: number) => ({ count, averageLength: terms / count || 1 });
  return {
    article: unit(totals.articles, totals.article_terms),
    passage: unit(totals.passages, totals.passage_terms),
    sentence: unit(totals.sentences, totals.sentence_terms),
    title: unit(totals.articles, totals.title_terms),
  };
}

/**
 * Candidate articles for a question, found by the database; ranking then scores them exactly. Words are looked up in
 * the index of tsvectors, the most selective first, and scored nearly as BM25 scores a whole article.
 */
import { DAY_MS } from '../../core/dates.js';
import type { Queryable } from '../../postgres/postgres.js';
import { inverseFrequency } from '../../text/inverse-frequency.js';
import type { CorpusStatistics, Preferences, UnitFrequencies, Wanted } from '../snapshot.js';
import { LEXEME_STEPS, TITLE_ENDING } from './count-words.js';
import { filterSql, type Parameters } from './filter-sql.js';

/**
 * How many articles are scored exactly. Of 150 questions over 3,677 long articles, the ten best were those of an exact index
 * for 150 with 200 of them, for 148 with 100.
 */
const CANDIDATES = 200;
/** The most postings that are read. Words left over then are in nearly all articles, and tell least. */
const MAX_POSTINGS = 20_000;
/** BM25's k1 and b, as ranking has them for whole articles. */
const K1 = 1.2;
const B = 0.75;
/** About what a word in a title of average length scores. */
const TITLE_SHARE = 0.45;

interface Lexeme {
  query: string;
  /** Its score is weight × (to / (to + K) − from / (from + K)) + fixed. */
  weight: number;
  from: number;
  to: number;
  fixed: number;
}

/** Keys of at most CANDIDATES articles. */
export async function findCandidateArticles(
  sql: Queryable,
  { terms, filters, preferences }: Wanted,
  statistics: CorpusStatistics,
  frequencies: ReadonlyMap<string, UnitFrequencies>,
): Promise<number[]> {
  const lexemes = lexemesOf(terms, preferences, statistics, frequencies);
  if (lexemes.length === 0) return [];
  const values: unknown[] = [
    lexemes.map(({ query }) => query),
    lexemes.map(({ weight }) => weight),
    lexemes.map(({ from }) => from),
    lexemes.map(({ to }) => to),
    lexemes.map(({ fixed }) => fixed),
  ];
  const add: Parameters = (value) => `$${values.push(value)}`;
  const where = filterSql(filters, 'p', add);
  const average = add(statistics.article.averageLength);
  // For a small table the planner would read all rows and unpack each tsvector: six times as slow.
  await sql.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off');
  const { rows } = await sql.query<{ key: number }>(
    `SELECT key FROM (
       SELECT p.key, p.id, max(p.source_key) AS source_key, max(p.published_ms) AS published_ms,
         sum(q.weight * (q.upto / (q.upto + k.k) - q.above / (q.above + k.k)) + q.fixed) AS score
       FROM unnest($1::text[], $2::float8[], $3::float8[], $4::float8[], $5::float8[]) AS q (query, weight, above, upto, fixed)
       CROSS JOIN LATERAL (SELECT * FROM footnote_postings p WHERE p.lexemes @@ q.query::tsquery AND ${where}) p
       CROSS JOIN LATERAL (SELECT ${K1} * (1 - ${B} + ${B} * p.length / ${average}::float8) AS k) k
       GROUP BY p.key, p.id
     ) found ORDER BY score + ${preferenceSql(preferences, add)} DESC, id LIMIT ${CANDIDATES}`,
    values,
  );
  await sql.query('SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on');
  return rows.map(({ key }) => key);
}

function lexemesOf(
  terms: Wanted['terms'],
  preferences: Preferences,
  { article, title }: CorpusStatistics,
  frequencies: ReadonlyMap<string, UnitFrequencies>,
): Lexeme[] {
  const known = terms
    .map(({ found, weight }) => ({ found, weight, frequency: frequencies.get(found) }))
    .flatMap(({ frequency, ...term }) => (frequency && frequency.article > 0 ? { ...term, frequency } : []));
  const importance = (unit: 'article' | 'title', weight: number, frequency: UnitFrequencies) =>
    weight * inverseFrequency(unit === 'article' ? article.count : title.count, frequency[unit]);
  const most = (unit: 'article' | 'title') =>
    known.reduce((sum, { weight, frequency }) => sum + importance(unit, weight, frequency), 0) || 1;
  const [mostArticle, mostTitle] = [most('article'), most('title')];
  const lexemes: Lexeme[] = [];
  let postings = 0;
  for (const { found, weight, frequency } of known.sort((a, b) => a.frequency.article - b.frequency.article)) {
    if (postings > 0 && postings + frequency.article > MAX_POSTINGS) break;
    postings += frequency.article;
    const share = (preferences.words * importance('article', weight, frequency)) / mostArticle;
    for (const { ending, from, to } of LEXEME_STEPS)
      lexemes.push({ query: quote(found + ending), weight: share, from, to, fixed: 0 });
    const fixed = (preferences.title * TITLE_SHARE * importance('title', weight, frequency)) / mostTitle;
    if (frequency.title > 0) lexemes.push({ query: quote(found + TITLE_ENDING), weight: 0, from: 0, to: 1, fixed });
  }
  return lexemes;
}

/** A lexeme as a tsquery of its own. */
const quote = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;

/** The preferences as a sum over the columns source_key and published_ms. */
function preferenceSql({ recency, sources, days, times }: Preferences, add: Parameters): string {
  const parts = ['0'];
  if (recency) {
    const age = `(${add(recency.nowMs)}::float8 - published_ms) / 86400000`;
    parts.push(
      `CASE WHEN ${age} >= -${recency.graceDays} THEN ${recency.weight} * exp(-greatest(0, ${age}) / ${recency.scaleDays}) ELSE 0 END`,
    );
  }
  if (sources.names.size > 0)
    parts.push(`CASE WHEN source_key = ANY (${add([...sources.names])}::text[]) THEN ${sources.weight} ELSE 0 END`);
  if (days.startsMs.length > 0)
    parts.push(
      `CASE WHEN floor(published_ms / 86400000) * 86400000 = ANY (${add(days.startsMs)}::float8[]) THEN ${days.weight} ELSE 0 END`,
    );
  const bound = (ms: number) => `${add(Number.isFinite(ms) ? ms : Math.sign(ms) * FAR_MS)}::float8`;
  for (const { fromMs, toMs } of times.spans)
    parts.push(
      `CASE WHEN published_ms BETWEEN ${bound(fromMs)} AND ${bound(toMs + DAY_MS)} THEN ${times.weight} ELSE 0 END`,
    );
  return parts.join(' + ');
}

/** Further than any date. */
const FAR_MS = 8.64e15;

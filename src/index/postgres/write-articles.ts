/** Puts articles into the tables and takes them out, with all counts; for use inside the publishing transaction. */
import type { Queryable } from '../../postgres/postgres.js';
import { contentTerms } from '../../text/tokenize.js';
import type { PreparedArticle } from '../build-segment.js';
import { buildWords } from '../build-words.js';
import type { AddedArticle } from '../index-store.js';
import { encodeStructure } from '../stored-article.js';
import { WordsSegment } from '../words-segment.js';
import { addCounts, lexemesOf, TERM_COUNTS, TOTALS, type Totals, totalsOf } from './count-words.js';
import { encodeBody, escapeText, filterColumns, titleKey } from './stored-text.js';

/** Rows of one statement. */
const BATCH = 200;
/** Between two lexemes in one text; no term holds it. */
const SEPARATOR = '\u001f';

export function* batches<T>(list: T[], size = BATCH): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

/** What a change adds to the counts over all articles, or takes from them. */
export class CountChanges {
  readonly terms = new Map<string, number[]>();
  readonly totals: Totals = Object.fromEntries(TOTALS.map((name) => [name, 0])) as Totals;
  readonly sources = new Map<string, number>();

  add(words: WordsSegment, sign: 1 | -1): void {
    addCounts(this.terms, words, sign);
    const own = totalsOf(words);
    for (const name of TOTALS) this.totals[name] += sign * own[name];
  }

  addSource(source: string | null | undefined, sign: 1 | -1): void {
    if (source) this.sources.set(source, (this.sources.get(source) ?? 0) + sign);
  }

  async write(sql: Queryable): Promise<void> {
    await sql.query(
      `UPDATE footnote_totals SET ${TOTALS.map((name, i) => `${name} = ${name} + $${i + 1}`).join(', ')}`,
      TOTALS.map((name) => this.totals[name]),
    );
    const changed = [...this.terms].filter(([, counts]) => counts.some((count) => count !== 0));
    // In one order, as everywhere.
    changed.sort(([a], [b]) => (a < b ? -1 : 1));
    for (const batch of batches(changed, 5000)) {
      const columns = TERM_COUNTS.map((_, column) => batch.map(([, counts]) => counts[column]));
      await sql.query(
        `INSERT INTO footnote_terms (term, ${TERM_COUNTS.join(', ')})
         SELECT * FROM unnest($1::text[], ${TERM_COUNTS.map((_, i) => `$${i + 2}::int[]`).join(', ')})
         ON CONFLICT (term) DO UPDATE SET ${TERM_COUNTS.map((name) => `${name} = footnote_terms.${name} + excluded.${name}`).join(', ')}`,
        [batch.map(([term]) => term), ...columns],
      );
      const fewer = batch.filter(([, [articles]]) => articles < 0).map(([term]) => term);
      if (fewer.length > 0)
        await sql.query('DELETE FROM footnote_terms WHERE articles = 0 AND term = ANY ($1::text[])', [fewer]);
    }
    const sources = [...this.sources].filter(([, count]) => count !== 0);
    if (sources.length === 0) return;
    await sql.query(
      `INSERT INTO footnote_sources SELECT * FROM unnest($1::text[], $2::bigint[])
       ON CONFLICT (source) DO UPDATE SET articles = footnote_sources.articles + excluded.articles`,
      [sources.map(([source]) => source), sources.map(([, count]) => count)],
    );
    await sql.query('DELETE FROM footnote_sources WHERE articles <= 0');
  }
}

/** Takes the words of these articles out, and out of the counts. */
export async function removeWords(sql: Queryable, keys: number[], counts: CountChanges): Promise<void> {
  for (const batch of batches(keys)) {
    const { rows } = await sql.query<{ words: Buffer }>(
      'DELETE FROM footnote_texts WHERE key = ANY ($1::bigint[]) RETURNING words',
      [batch],
    );
    for (const { words } of rows) counts.add(WordsSegment.open(words).segment, -1);
    await sql.query('DELETE FROM footnote_postings WHERE key = ANY ($1::bigint[])', [batch]);
  }
}

export async function removeArticles(sql: Queryable, keys: number[], counts: CountChanges): Promise<void> {
  for (const batch of batches(keys)) {
    const { rows } = await sql.query<{ source: string | null }>(
      'DELETE FROM footnote_articles WHERE key = ANY ($1::bigint[]) RETURNING source',
      [batch],
    );
    for (const { source } of rows) counts.addSource(source, -1);
  }
}

/** What is known of each article; of one that was there before, what text/ makes of its title. */
export async function insertArticles(sql: Queryable, added: AddedArticle[], counts: CountChanges): Promise<void> {
  for (const batch of batches(added)) {
    const text = (column: (added: AddedArticle) => string | undefined) =>
      batch.map((one) => {
        const value = column(one);
        return value === undefined ? null : escapeText(value);
      });
    const filters = batch.map(({ article }) => filterColumns(article));
    const sources = text(({ article }) => article.source);
    await sql.query(
      `INSERT INTO footnote_articles (key, id, file, path, title, title_key, title_terms, source, source_key, published_at,
         published_ms, url, hash, passages)
       SELECT key, id, file, path, title, title_key, string_to_array(terms, '${SEPARATOR}'), source, source_key, published_at,
         published_ms, url, hash, 0
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
         $10::text[], $11::float8[], $12::text[], $13::text[])
         AS given (key, id, file, path, title, title_key, terms, source, source_key, published_at, published_ms, url, hash)`,
      [
        batch.map(({ key }) => key),
        text(({ article }) => article.id),
        text(({ file }) => file),
        text(({ article }) => article.path),
        text(({ article }) => article.title),
        batch.map(({ article }) => titleKey(article.title)),
        batch.map(({ article }) => titleTerms(article.title)),
        sources,
        filters.map(({ sourceKey }) => sourceKey),
        text(({ article }) => article.publishedAt),
        filters.map(({ publishedMs }) => publishedMs),
        text(({ article }) => article.url),
        batch.map(({ article }) => article.hash),
      ],
    );
    for (const source of sources) counts.addSource(source, 1);
  }
}

const titleTerms = (title: string) => [...new Set(contentTerms(title))].join(SEPARATOR);

/** Bodies, words and postings. What filters compare is taken from the article's row, which is there already. */
export async function insertWords(sql: Queryable, prepared: PreparedArticle[], counts: CountChanges): Promise<void> {
  for (const batch of batches(prepared)) {
    const bodies = batch.map(({ article }) => encodeBody(article.body));
    const bytes = batch.map((article) => buildWords([article]));
    const words = bytes.map((one) => WordsSegment.open(one).segment);
    for (const one of words) counts.add(one, 1);
    const keys = batch.map(({ key }) => key);
    await sql.query(
      `INSERT INTO footnote_texts (key, is_utf16, body, structure, words)
       SELECT * FROM unnest($1::bigint[], $2::boolean[], $3::bytea[], $4::text[], $5::bytea[])`,
      [
        keys,
        bodies.map(({ isUtf16 }) => isUtf16),
        bodies.map((body) => body.bytes),
        batch.map(({ article }) => encodeStructure(article.structure)),
        bytes,
      ],
    );
    await sql.query(
      `INSERT INTO footnote_postings (key, id, source_key, published_ms, length, lexemes)
       SELECT a.key, a.id, a.source_key, a.published_ms, given.length,
         array_to_tsvector(string_to_array(given.lexemes, '${SEPARATOR}'))
       FROM unnest($1::bigint[], $2::int[], $3::text[]) AS given (key, length, lexemes) JOIN footnote_articles a USING (key)`,
      [
        keys,
        words.map((one) => one.articleLength[0] + one.titleLength[0]),
        words.map((one) => lexemesOf(one).join(SEPARATOR)),
      ],
    );
    await sql.query(
      `UPDATE footnote_articles a SET passages = given.passages, title_terms = string_to_array(given.terms, '${SEPARATOR}')
       FROM unnest($1::bigint[], $2::int[], $3::text[]) AS given (key, passages, terms) WHERE a.key = given.key`,
      [keys, batch.map(({ passages }) => passages.length), batch.map(({ title }) => titleTerms(title))],
    );
  }
}

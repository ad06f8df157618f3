/**
 * One version in PostgreSQL, as far as a question reads it. What is asked for and missing is noted, and a harmless
 * value stands in; `fetch` then brings all that was noted, and the question is run again.
 */
import type { Embedding } from '../../models/embedder.js';
import type { Queryable } from '../../postgres/postgres.js';
import { contentTerms } from '../../text/tokenize.js';
import type {
  ArticleFilters,
  ArticlePlace,
  CorpusStatistics,
  LiveSegment,
  PassageVectors,
  Snapshot,
  UnitFrequencies,
  VectorHit,
  Wanted,
} from '../snapshot.js';
import type { ArticleMeta, StoredBody } from '../stored-article.js';
import { WordsSegment } from '../words-segment.js';
import type { ArticleCache } from './article-cache.js';
import { filterSql } from './filter-sql.js';
import { findCandidateArticles } from './find-candidate-articles.js';
import type { IndexHeader } from './header.js';
import { nearestPassages, similaritiesOf } from './near-passages.js';
import { PackedWords } from './packed-words.js';
import {
  CONTENT_COLUMNS,
  type ContentRow,
  decodeContent,
  escapeText,
  META_COLUMNS,
  type MetaRow,
  titleKey,
  toMeta,
  unescapeText,
} from './stored-text.js';

interface TermCounts extends UnitFrequencies {
  bodySentences: number;
}

/** Stands in for counts not yet fetched. Not 0, so that no similar term is looked for. */
const NOT_YET: TermCounts = { article: 1, passage: 1, sentence: 1, title: 1, bodySentences: 1 };

/**
 * How many of the best candidates come with their bodies: ranking reads ten articles. All ten were among 15, or kept from
 * before, for 45 of 100 questions over 1,750 articles, and among 50 for 81; for the others it ranks twice.
 */
const READ_SOON = 50;

interface Place {
  segment: number;
  ordinal: number;
  hash: string;
}

/** Ends a reading that can't go on without what it asked for. */
class NotYetFetched extends Error {}

/** Values by key; a missing one is noted once. */
class Notes<Request, Value> {
  readonly known = new Map<string, Value>();
  readonly #missing = new Map<string, Request>();

  get(key: string, request: Request): Value | undefined {
    const value = this.known.get(key);
    if (value === undefined && !this.known.has(key)) this.#missing.set(key, request);
    return value;
  }

  get hasMissing(): boolean {
    return this.#missing.size > 0;
  }

  /** What was noted since it was last asked. */
  takeMissing(): [string, Request][] {
    const taken = [...this.#missing];
    this.#missing.clear();
    return taken;
  }
}

export class PostgresSnapshot implements Snapshot {
  readonly segments: LiveSegment[] = [];
  /** Where an article stands, by its key. */
  readonly #places = new Map<number, Place>();
  readonly #terms = new Notes<string, TermCounts>();
  readonly #alike = new Notes<{ letter: string; least: number; most: number }, string[]>();
  readonly #gathered = new Notes<Wanted, true>();
  readonly #bodies = new Notes<number, StoredBody>();
  readonly #byId = new Notes<string, ArticleMeta | null>();
  readonly #hashes = new Notes<string, string | null>();
  readonly #lists = new Notes<ArticleFilters, ArticleMeta[]>();
  readonly #named = new Notes<string, ArticleMeta[]>();
  readonly #spans = new Notes<undefined, { firstMs: number; lastMs: number } | null>();
  readonly #spreads = new Notes<number, number[]>();
  readonly #similarities = new Notes<{ key: number; passage: number }, number>();
  #meaning: Embedding | undefined;
  #near: { key: number; passage: number; similarity: number }[] = [];

  constructor(
    private readonly header: IndexHeader,
    private readonly cache: ArticleCache,
  ) {}

  get version(): number {
    return this.header.version;
  }

  get edition(): string {
    return String(this.header.version);
  }

  get statistics(): CorpusStatistics {
    return this.header.statistics;
  }

  get articleCount(): number {
    return this.header.statistics.article.count;
  }

  get newestMs(): number | undefined {
    return this.header.newestMs;
  }

  get newestAt(): string | undefined {
    return this.header.newestAt;
  }

  get sources(): string[] {
    return this.header.sources;
  }

  get newestKey(): number {
    return this.header.newestKey;
  }

  storedNoiseFloor(): number {
    return this.header.noiseFloor;
  }

  gather(wanted: Wanted): void {
    // Rare terms decide what is looked for, so counts come first.
    if (wanted.terms.map(({ found }) => this.#counts(found)).includes(NOT_YET)) return;
    const { terms, filters, preferences, meaning } = wanted;
    const plain = JSON.stringify([terms, filters, preferences, meaning?.count], (_, value) =>
      value instanceof Set ? [...value] : value,
    );
    this.#meaning = meaning?.embedding;
    this.#gathered.get(plain, wanted);
  }

  /** Throws where one is missing: to read texts is most of a question's work, and of no use without all of them. */
  gatherContents(articles: readonly ArticleMeta[]): void {
    const contents = articles.map(({ key }) => this.#contentOf(key));
    if (contents.includes(undefined)) throw new NotYetFetched();
  }

  content({ key }: ArticleMeta): StoredBody {
    return this.#contentOf(key) ?? { body: '' };
  }

  #contentOf(key: number): StoredBody | undefined {
    const name = String(key);
    const hash = this.#places.get(key)?.hash;
    if (hash === undefined) return this.#bodies.get(name, key);
    const kept = this.cache.bodies.get(key);
    const known = this.#bodies.known.get(name);
    if (kept?.hash === hash) this.#bodies.known.set(name, kept.value);
    else if (known) this.cache.bodies.set(key, { hash, value: known }, known.body.length);
    return this.#bodies.get(name, key);
  }

  articleById(id: string): ArticleMeta | undefined {
    return this.#byId.get(id, id) ?? undefined;
  }

  hashOf(id: string): string | undefined {
    return this.#hashes.get(id, id) ?? undefined;
  }

  articles(filters: ArticleFilters = {}): ArticleMeta[] {
    const { sources, ...rest } = filters;
    return this.#lists.get(JSON.stringify([rest, sources && [...sources]]), filters) ?? [];
  }

  articlesNamed(idOrTitle: string): ArticleMeta[] {
    return this.#named.get(idOrTitle, idOrTitle) ?? [];
  }

  dateSpan(): { firstMs: number; lastMs: number } | undefined {
    return this.#spans.get('', undefined) ?? undefined;
  }

  spread(count: number): ArticlePlace[] {
    const keys = this.#spreads.get(String(count), count) ?? [];
    return keys.map((key) => {
      const { segment: number, ordinal } = this.#places.get(key)!;
      const segment = this.segments[number];
      return { segment, ordinal, article: segment.articles[ordinal]! };
    });
  }

  #counts(term: string): TermCounts {
    return this.#terms.get(term, term) ?? NOT_YET;
  }

  frequenciesOf(term: string): UnitFrequencies {
    return this.#counts(term);
  }

  sentenceFrequency(term: string): number {
    return this.#counts(term).bodySentences;
  }

  termsLike(letter: string, least: number, most: number): string[] {
    return this.#alike.get(`${letter} ${least} ${most}`, { letter, least, most }) ?? [];
  }

  nearest(_query: Embedding, count: number, accept?: (article: ArticleMeta) => boolean): VectorHit[] {
    const hits = this.#near.flatMap(({ key, passage, similarity }) => {
      const place = this.#places.get(key);
      if (!place) return [];
      const { words, articles } = this.segments[place.segment];
      const article = articles[place.ordinal]!;
      if (accept && !accept(article)) return [];
      const number = words.articleFirstPassage[place.ordinal] + passage;
      return { segment: place.segment, passage: number, similarity, id: article.id };
    });
    hits.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.passage - b.passage));
    return hits.slice(0, count).map(({ id: _, ...hit }) => hit);
  }

  /** Whether something asked for is still missing; then the question's result is void. */
  get hasMissing(): boolean {
    return [
      this.#terms,
      this.#alike,
      this.#gathered,
      this.#bodies,
      this.#byId,
      this.#hashes,
      this.#lists,
      this.#named,
      this.#spans,
      this.#spreads,
      this.#similarities,
    ].some(({ hasMissing }) => hasMissing);
  }

  /** Brings what was asked for. */
  async fetch(sql: Queryable): Promise<void> {
    await this.#fetchTerms(sql);
    await this.#fetchAlike(sql);
    for (const [key, wanted] of this.#gathered.takeMissing()) {
      const keys = await findCandidateArticles(sql, wanted, this.statistics, this.#terms.known);
      if (wanted.meaning && this.header.passagesTable) {
        this.#near = await nearestPassages(sql, this.header.passagesTable, wanted.meaning, wanted.filters);
        keys.push(...this.#near.map((near) => near.key));
      }
      await this.#addSegment(sql, keys, READ_SOON);
      this.#gathered.known.set(key, true);
    }
    for (const [key, count] of this.#spreads.takeMissing()) {
      const step = Math.max(1, Math.floor(this.articleCount / count));
      const { rows } = await sql.query<{ key: number }>(
        'SELECT key FROM (SELECT key, row_number() OVER (ORDER BY id) - 1 AS place FROM footnote_articles) listed WHERE place % $1::bigint = 0 ORDER BY place',
        [step],
      );
      const keys = rows.map((row) => row.key);
      await this.#addSegment(sql, keys);
      this.#spreads.known.set(key, keys);
    }
    await this.#fetchMetas(sql);
    await this.#fetchBodies(sql);
    await this.#fetchSimilarities(sql);
  }

  async #fetchSimilarities(sql: Queryable): Promise<void> {
    const missing = this.#similarities.takeMissing();
    const { passagesTable } = this.header;
    const places = missing.map(([, place]) => place);
    const canTell = passagesTable && this.#meaning && places.length > 0;
    const found = canTell ? await similaritiesOf(sql, passagesTable, this.#meaning!, places) : [];
    missing.forEach(([key], i) => {
      this.#similarities.known.set(key, found[i] ?? 0);
    });
  }

  async #fetchTerms(sql: Queryable): Promise<void> {
    const missing = this.#terms.takeMissing().map(([term]) => term);
    if (missing.length === 0) return;
    const { rows } = await sql.query<{ term: string } & Record<string, number>>(
      'SELECT * FROM footnote_terms WHERE term = ANY ($1::text[])',
      [missing],
    );
    for (const term of missing)
      this.#terms.known.set(term, { article: 0, passage: 0, sentence: 0, title: 0, bodySentences: 0 });
    for (const { term, articles, passages, sentences, titles, body_sentences } of rows)
      this.#terms.known.set(term, {
        article: articles,
        passage: passages,
        sentence: sentences,
        title: titles,
        bodySentences: body_sentences,
      });
  }

  async #fetchAlike(sql: Queryable): Promise<void> {
    const missing = this.#alike.takeMissing();
    if (missing.length === 0) return;
    // A name in other letters is looked for under some twenty of them. OFFSET keeps each one a look into the index.
    const { rows } = await sql.query<{ place: number; term: string }>(
      `SELECT place::int, term
       FROM unnest($1::text[], $2::int[], $3::int[]) WITH ORDINALITY AS wanted (letter, least, most, place)
       CROSS JOIN LATERAL (
         SELECT term FROM footnote_terms WHERE left(term, 1) = letter AND length(term) BETWEEN least AND most OFFSET 0
       ) alike`,
      [
        missing.map(([, { letter }]) => letter),
        missing.map(([, { least }]) => least),
        missing.map(([, { most }]) => most),
      ],
    );
    for (const [key] of missing) this.#alike.known.set(key, []);
    for (const { place, term } of rows) this.#alike.known.get(missing[place - 1][0])!.push(term);
  }

  async #fetchMetas(sql: Queryable): Promise<void> {
    const select = async (where: string, values: unknown[]) => {
      const text = `SELECT ${META_COLUMNS} FROM footnote_articles a WHERE ${where}`;
      return (await sql.query<MetaRow>(text, values)).rows.map(toMeta);
    };
    const ids = this.#byId.takeMissing().map(([id]) => id);
    if (ids.length > 0) {
      for (const id of ids) this.#byId.known.set(id, null);
      for (const meta of await select('id = ANY ($1::text[])', [ids.map(escapeText)]))
        this.#byId.known.set(meta.id, meta);
    }
    const hashed = this.#hashes.takeMissing().map(([id]) => id);
    if (hashed.length > 0) {
      for (const id of hashed) this.#hashes.known.set(id, null);
      const { rows } = await sql.query<{ id: string; hash: string }>(
        'SELECT id, hash FROM footnote_articles WHERE id = ANY ($1::text[])',
        [hashed.map(escapeText)],
      );
      for (const { id, hash } of rows) this.#hashes.known.set(unescapeText(id), hash);
    }
    for (const [key, filters] of this.#lists.takeMissing()) {
      const values: unknown[] = [];
      const where = filterSql(filters, 'a', (value) => `$${values.push(value)}`);
      this.#lists.known.set(key, await select(where, values));
    }
    for (const [asked] of this.#named.takeMissing()) this.#named.known.set(asked, await this.#findNamed(asked, select));
    if (this.#spans.takeMissing().length > 0) {
      const { rows } = await sql.query<{ first: number | null; last: number | null }>(
        'SELECT min(published_ms) AS first, max(published_ms) AS last FROM footnote_articles',
      );
      const [{ first, last }] = rows;
      this.#spans.known.set('', first === null || last === null ? null : { firstMs: first, lastMs: last });
    }
  }

  /** By id, by what the title holds, and by the words that all stand in it. */
  async #findNamed(asked: string, select: (where: string, values: unknown[]) => Promise<ArticleMeta[]>) {
    const title = titleKey(asked);
    const words = [...new Set(contentTerms(title))];
    const like = `%${title.replace(/[\\%_]/g, '\\$&')}%`;
    const named = title === '' ? [] : await select('title_key LIKE $1', [like]);
    const byId = await select('id = $1', [escapeText(asked)]);
    const byWords = words.length === 0 ? [] : await select('title_terms @> $1::text[]', [words]);
    const found = new Map([...byId, ...named, ...byWords].map((meta) => [meta.key, meta]));
    return [...found.values()].sort((a, b) => a.key - b.key);
  }

  async #fetchBodies(sql: Queryable): Promise<void> {
    const keys = this.#bodies.takeMissing().map(([, key]) => key);
    if (keys.length === 0) return;
    const { rows } = await sql.query<ContentRow & { key: number }>(
      `SELECT key, ${CONTENT_COLUMNS} FROM footnote_texts WHERE key = ANY ($1::bigint[])`,
      [keys],
    );
    for (const row of rows) this.#bodies.known.set(String(row.key), decodeContent(row));
    for (const key of keys)
      if (!this.#bodies.known.has(String(key))) throw new Error(`article ${key} is not in version ${this.version}`);
  }

  /** As one segment, with the bodies of the first `withBodies`, which are about to be read. */
  async #addSegment(sql: Queryable, keys: number[], withBodies = 0): Promise<void> {
    const wanted = [...new Set(keys)].filter((key) => !this.#places.has(key));
    if (wanted.length === 0) return;
    const kept = new Map(wanted.flatMap((key) => [[key, this.cache.words.get(key)] as const]));
    const known = wanted.filter((key) => kept.get(key));
    const bodiless = wanted.slice(0, withBodies).filter((key) => !this.cache.bodies.get(key));
    const { rows } = await sql.query<
      MetaRow & Omit<ContentRow, 'body'> & { hash: string; words: Buffer | null; body: Buffer | null }
    >(
      `SELECT ${META_COLUMNS}, a.hash, is_utf16, CASE WHEN a.hash IS DISTINCT FROM known.hash THEN words END AS words,
         CASE WHEN key = ANY ($4::bigint[]) THEN body END AS body,
         CASE WHEN key = ANY ($4::bigint[]) THEN structure END AS structure
       FROM footnote_articles a JOIN footnote_texts USING (key)
         LEFT JOIN unnest($2::bigint[], $3::text[]) AS known (key, hash) USING (key)
       WHERE key = ANY ($1::bigint[])`,
      [wanted, known, known.map((key) => kept.get(key)!.hash), bodiless],
    );
    // In the order of ids, so that nothing depends on how the database came upon them.
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    const words: WordsSegment[] = [];
    const articles: ArticleMeta[] = [];
    for (const row of rows) {
      const { key, hash, body } = row;
      if (body) this.#bodies.known.set(String(key), decodeContent({ ...row, body }));
      this.#places.set(key, { segment: this.segments.length, ordinal: articles.length, hash });
      words.push(row.words ? this.#open(key, hash, row.words) : kept.get(key)!.value);
      const meta = toMeta(row);
      this.#byId.known.set(meta.id, meta);
      articles.push(meta);
    }
    const packed = new PackedWords(words);
    this.segments.push({ words: packed, vectors: this.#vectorsOf(packed, articles), articles, hasDead: false });
  }

  #open(key: number, hash: string, bytes: Buffer): WordsSegment {
    const words = WordsSegment.open(bytes).segment;
    this.cache.words.set(key, { hash, value: words }, bytes.length);
    return words;
  }

  #vectorsOf(words: PackedWords, articles: ArticleMeta[]): PassageVectors {
    return {
      similarity: (number) => {
        const ordinal = words.passageArticle[number];
        const { key } = articles[ordinal];
        const passage = number - words.articleFirstPassage[ordinal];
        return this.#similarities.get(`${key} ${passage}`, { key, passage }) ?? 0;
      },
    };
  }
}

/** Vectors that know meaning, by pgvector: halfvec, HNSW and filters. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { reindex } from '../../src/flows/reindex.js';
import { createSearch } from '../../src/flows/search.js';
import { EmbeddedIndex } from '../../src/index/embedded-index.js';
import { embeddedStore } from '../../src/index/embedded-store.js';
import type { IndexStore } from '../../src/index/index-store.js';
import { openPostgresIndexStore, type PostgresIndexStore } from '../../src/index/postgres/postgres-index-store.js';
import type { SearchIndex } from '../../src/index/search-index.js';
import type { Embedder } from '../../src/models/embedder.js';
import { forQuestions } from '../../src/models/embedder-for-questions.js';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';
import { Postgres } from '../../src/postgres/postgres.js';
import type { Question } from '../../src/query/query.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { startPglite } from '../support/postgres/databases.js';

const DIMENSIONS = 64;
const ARTICLES = 500;
const RARE = 10;
const WORDS = 'ferry ramp crack harbour island bread flour library tower lamp goat winter river mill'.split(' ');

/** Spelling in place of meaning, so that no model is needed; ranking is told that it is meaning. */
const asMeaning = (id: string, dimensions = DIMENSIONS): Embedder => ({
  ...createOfflineEmbedder({ dimensions }),
  id,
  semantic: true,
});

/** One article in fifty is of the rare outlet. */
const rows = Array.from({ length: ARTICLES }, (_, i) => ({
  id: `article ${String(i).padStart(3, '0')}`,
  source: i % (ARTICLES / RARE) === 0 ? 'Rare desk' : 'Daily desk',
  body: `${WORDS[i % WORDS.length]} ${WORDS[(i * 5 + 3) % WORDS.length]} number ${i} stood by the ${WORDS[(i * 11) % WORDS.length]}.`,
}));

describe('vectors in PostgreSQL', () => {
  let config: DatabaseConfig;
  let stop: () => Promise<void>;
  let store: PostgresIndexStore;
  let index: SearchIndex;
  let embedded: EmbeddedIndex;
  const embedder = asMeaning('test:spelling:64');

  beforeAll(async () => {
    ({ config, stop } = await startPglite());
    store = await openPostgresIndexStore(config);
  });
  afterAll(async () => {
    embedded?.close();
    await store.close();
    await stop();
  });

  const build = (folder: { corpusDir: string; dataDir: string }, into: IndexStore, made: Embedder) =>
    reindex({ ...folder, store: into, embedder: made });
  const search = (on: SearchIndex, question: Question, made = embedder) =>
    createSearch({ index: on, embedder: forQuestions(made, () => {}) })(question, { top: 50 });

  async function expectSameOrder(folder: { corpusDir: string; dataDir: string }, made: Embedder): Promise<void> {
    await build(folder, embeddedStore(folder.dataDir), made);
    const other = EmbeddedIndex.open(folder.dataDir);
    const question = { question: 'zzgoats of stoods' };
    const idsOf = async (on: SearchIndex) => (await search(on, question, made)).map(({ article }) => article.id);
    const expected = await idsOf(other);
    other.close();
    expect(expected).toHaveLength(2);
    expect(await idsOf(await store.openIndex())).toEqual(expected);
  }

  it('rank as the embedded index’s do, to what half precision tells', async () => {
    const folder = makeIndexFolder({ 'rows.jsonl': rows.map((row) => JSON.stringify(row)).join('\n') });
    expect(await build(folder, store, embedder)).toMatchObject({ articles: ARTICLES, embedded: ARTICLES });
    await build(folder, embeddedStore(folder.dataDir), embedder);
    index = await store.openIndex();
    embedded = EmbeddedIndex.open(folder.dataDir);
    for (const question of ['a ferry by the mill', 'goats in winter', 'libraryy towers', 'zzferryzz']) {
      const [ours, theirs] = [await search(index, { question }), await search(embedded, { question })];
      expect(ours.length).toBeGreaterThan(0);
      const scores = new Map(theirs.map(({ article, score }) => [article.id, score]));
      expect(Math.abs(ours[0].score - theirs[0].score)).toBeLessThan(0.005);
      for (const { article, score } of ours.slice(0, 10))
        if (scores.has(article.id)) expect(Math.abs(score - scores.get(article.id)!)).toBeLessThan(0.005);
    }
    embedded.close();
  });

  it('are held as halfvec under an HNSW index', async () => {
    const { rows: indexes } = await store.postgres.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'footnote_passages_%'`,
    );
    expect(indexes.some(({ indexdef }) => /USING hnsw \(embedding halfvec_ip_ops\)/.test(indexdef))).toBe(true);
  });

  it('are all found behind a filter that lets one in fifty through', async () => {
    // So few rows would be scanned; a large index isn't. PGlite is one session, so this holds for the search below.
    await store.postgres.query('SET enable_seqscan = off');
    const { rows: plan } = await store.postgres.query<Record<string, string>>(
      `EXPLAIN SELECT key FROM footnote_passages_1 WHERE source_key = 'rare desk'
       ORDER BY embedding <#> array_fill(0.1, ARRAY[${DIMENSIONS}])::halfvec LIMIT 100`,
    );
    expect(plan.flatMap(Object.values).join()).toContain('footnote_passages_1_embedding_idx');
    // No article holds these words, so the vectors alone find any.
    const hits = await search(index, { question: 'zzferryzz', filters: { source: 'rare DESK' } });
    expect(hits).toHaveLength(RARE);
    expect(hits.every(({ article }) => article.source === 'Rare desk')).toBe(true);
    await store.postgres.query('RESET enable_seqscan');
  });

  it('are nearly all found, and the status says how many', async () => {
    await store.postgres.query('SET enable_seqscan = off');
    expect((await index.status()).recall).toBeGreaterThanOrEqual(0.95);
    await store.postgres.query('RESET enable_seqscan');
  });

  it('follow a change of one article, and of the model', async () => {
    const files = { 'a.txt': 'A ferry lay by the mill.', 'b.txt': 'The library lit its lamp.' };
    const folder = makeIndexFolder(files);
    await build(folder, store, embedder);
    folder.write({ 'a.txt': 'A goat stood by the mill.' });
    expect(await build(folder, store, embedder)).toMatchObject({ changed: 1, embedded: 1 });
    await expectSameOrder(folder, embedder);
    const wider = asMeaning('test:spelling:128', 128);
    expect(await build(folder, store, wider)).toMatchObject({ unchanged: 2, embedded: 2 });
    await expectSameOrder(folder, wider);
    const { rows: tables } = await store.postgres.query(
      `SELECT 1 FROM pg_tables WHERE tablename LIKE 'footnote_passages_%'`,
    );
    expect(tables).toHaveLength(1);
  });

  it('go with the first re-index by an embedder that knows no meaning, and come back with one that does', async () => {
    const folder = makeIndexFolder({ 'a.txt': 'A ferry lay by the mill.' });
    await build(folder, store, embedder);
    const postgres = await Postgres.open(config);
    const tables = async () => {
      const { rows } = await postgres.query(`SELECT FROM pg_tables WHERE tablename LIKE 'footnote_passages_%'`);
      return rows.length;
    };
    expect(await tables()).toBe(1);
    expect(await build(folder, store, createOfflineEmbedder())).toMatchObject({ unchanged: 1, embedded: 0 });
    expect(await tables()).toBe(0);
    expect((await index.status()).recall).toBeNull();
    await build(folder, store, embedder);
    expect(await tables()).toBe(1);
    expect(await search(index, { question: 'zzferryzz' })).toHaveLength(1);
    await postgres.close();
  });
});

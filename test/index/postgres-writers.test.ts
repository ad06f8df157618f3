/** One writer and many readers, over processes: what only a server with many sessions can show. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { reindex } from '../../src/flows/reindex.js';
import { openPostgresIndexStore, type PostgresIndexStore } from '../../src/index/postgres/postgres-index-store.js';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';
import { FERRY } from '../support/articles.js';
import { type IndexPlace, makeIndexPlace } from '../support/index-place.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { openFlakyWay } from '../support/postgres/flaky-way.js';
import { spellingAsMeaning } from '../support/with-vectors.js';

const PAIRS = 8;
/** INDEX_RUNS=50 is the long form, of more readers. */
const RUNS = Number(process.env.INDEX_RUNS ?? 3);
const READERS = RUNS > 3 ? 4 : 2;
const WAITING_WRITER = fileURLToPath(new URL('../support/postgres/waiting-writer.mjs', import.meta.url));

const edition = (number: number) =>
  Object.fromEntries(
    ['bridge', 'harbour', 'school', 'library'].map((place) => [
      `${place}.txt`,
      `The council spoke of the ${place}. Edition ${number} says the ${place} was closed by the mayor on Friday.\n`,
    ]),
  );

describe('writers of one index in PostgreSQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  async function openStore(database: DatabaseConfig): Promise<PostgresIndexStore> {
    const store = await openPostgresIndexStore(database);
    onTestFinished(() => store.close());
    return store;
  }

  it('come in pairs of which one wins, and the other is told who and since when', async () => {
    const database = await server.create();
    const stores = [await openStore(database), await openStore(database)];
    const results: string[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const tried = await Promise.allSettled(stores.map((store, i) => store.openWriter(`writer ${i} of pair ${pair}`)));
      const winners = tried.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
      const losers = tried.flatMap((result) => (result.status === 'rejected' ? result.reason : []));
      const winner = tried.findIndex(({ status }) => status === 'fulfilled');
      results.push(`${winners.length} won, ${losers.length} lost`);
      expect(losers[0]).toMatchObject({ code: 'index-busy' });
      expect(losers[0].message).toMatch(
        new RegExp(`by writer ${winner} of pair ${pair}, process \\d+ on .+, since \\d{4}-\\d\\d-\\d\\dT[\\d:]+Z`),
      );
      for (const writer of winners) await writer.close();
    }
    expect(results).toEqual(Array(PAIRS).fill('1 won, 1 lost'));
  });

  it('lose the lock with their process, however it ends', async () => {
    const place = makeIndexPlace({ 'ferry.md': FERRY }, await server.create());
    const { child, said } = await startWaitingWriter(place);
    await expect(place.reindex()).rejects.toMatchObject({ code: 'index-busy' });
    child.kill('SIGKILL');
    await said('CLOSED');
    await untilFree(place);
    expect(await place.reindex()).toMatchObject({ version: 1, added: 1 });
  });

  it('that were stopped past their connection publish nothing when they are woken', async () => {
    const place = makeIndexPlace({ 'ferry.md': FERRY }, await server.create());
    const { child, said } = await startWaitingWriter(place);
    child.kill('SIGSTOP');
    const store = await openStore(place.config.database!);
    await store.postgres.query('SELECT pg_terminate_backend(backend) FROM footnote_writer');
    place.write({ 'ferry.md': FERRY.replace('40,000', '45,000') });
    await untilFree(place);
    expect(await place.reindex()).toMatchObject({ version: 1 });
    child.kill('SIGCONT');
    child.stdin!.write('go on\n');
    expect(await said('FAILED')).toMatch(/database-down/);
    expect(await place.look(({ index }) => index.status())).toMatchObject({ version: 1, articles: 1 });
    const [hit] = await place.look((app) => app.search({ question: 'crowns' }));
    expect(hit.passage.text).toContain('45,000');
  });

  it('that were followed by another publish nothing, though their connection lives', async () => {
    const place = makeIndexPlace({ 'ferry.md': FERRY }, await server.create());
    const { child, said } = await startWaitingWriter(place);
    const store = await openStore(place.config.database!);
    // What a pooler between does that hands one connection to many.
    await store.postgres.query('UPDATE footnote_writer SET token = token + 1');
    child.stdin!.write('go on\n');
    expect(await said('FAILED')).toMatch(/lost-lock/);
    await expect(store.openIndex()).rejects.toMatchObject({ code: 'no-index' });
  });

  it('keep what they embedded when they are killed', async () => {
    const place = makeIndexPlace({ 'ferry.md': FERRY }, await server.create());
    const store = await openStore(place.config.database!);
    let controller = new AbortController();
    const embedder = spellingAsMeaning();
    let asked = 0;
    const stopped = () =>
      reindex({
        ...place.config,
        // It is stopped before the server would need pgvector.
        store: { ...store, requireFit: undefined },
        embedder: {
          ...embedder,
          embedDocuments: (texts, options) => {
            asked += texts.length;
            return embedder.embedDocuments(texts, options);
          },
        },
        signal: controller.signal,
        onProgress: ({ phase }) => phase === 'publishing' && controller.abort(),
      });
    await expect(stopped()).rejects.toThrow();
    expect(asked).toBe(1);
    controller = new AbortController();
    await expect(stopped()).rejects.toThrow();
    expect(asked).toBe(1);
  });

  it('tell all processes of a new version', async () => {
    const place = makeIndexPlace(edition(1), await server.create());
    await place.reindex();
    const reader = await openStore(place.config.database!);
    const index = await reader.openIndex();
    let heard = 0;
    const told = new Promise<void>((resolve) => {
      void index.watch(() => resolve(void heard++)).then((watching) => onTestFinished(() => watching.close()));
    });
    await index.read(() => undefined);
    place.write(edition(2));
    // The listener may be a moment later than the first re-index; every further one is told too.
    const again = setInterval(() => place.reindex({ full: true }).catch(() => {}), 200);
    await place.reindex();
    await told;
    clearInterval(again);
    expect(heard).toBeGreaterThan(0);
    expect(await index.read(({ version }) => version)).toBeGreaterThan(1);
    await untilFree(place);
  });

  it(`leave every reader one version to answer from, through ${RUNS} re-indexes`, async () => {
    const place = makeIndexPlace(edition(1), await server.create());
    await place.reindex();
    let isOver = false;
    const seen = new Set<string>();
    let answers = 0;
    const mixed: string[][] = [];
    const readers = Array.from({ length: READERS }, () =>
      place.look(async (app) => {
        while (!isOver) {
          const hits = await app.search({
            question: 'What was closed by the mayor, the bridge, the harbour, the school?',
          });
          const answer = await app.ask({ question: 'Which edition says that the bridge was closed?' });
          const texts = [...hits.map(({ passage }) => passage.text), ...answer.evidence.map(({ quote }) => quote)];
          const searched = new Set(hits.map(({ passage }) => /Edition (\d+)/.exec(passage.text)?.[1] ?? 'none'));
          const asked = new Set(answer.evidence.flatMap(({ quote }) => /Edition (\d+)/.exec(quote)?.[1] ?? []));
          if (searched.size !== 1 || asked.size !== 1 || hits.length !== 4) mixed.push(texts);
          for (const one of searched) seen.add(one);
          answers++;
        }
      }),
    );
    for (let number = 2; number <= RUNS + 1; number++) {
      place.write(edition(number));
      expect(await place.reindex()).toMatchObject({ version: number, changed: 4 });
    }
    isOver = true;
    await Promise.all(readers);
    expect(mixed).toEqual([]);
    expect(answers).toBeGreaterThan(RUNS);
    expect(seen.size).toBeGreaterThan(1);
  });

  it('and readers find the way back when the database was away', async () => {
    const database = await server.create();
    const place = makeIndexPlace(edition(1), database);
    await place.reindex();
    const way = await openFlakyWay(database);
    onTestFinished(() => way.stop());
    const store = await openStore(way.config);
    const index = await store.openIndex();
    const count = () => index.read(({ articleCount }) => articleCount);
    expect(await count()).toBe(4);
    way.cut();
    await expect(count()).rejects.toMatchObject({ code: 'database-down' });
    await way.mend();
    expect(await count()).toBe(4);
  });

  it('refuse what can’t be held, with the fix', async () => {
    const store = await openStore(await server.create());
    const wide = createOfflineEmbedder({ dimensions: 4001 });
    expect(() => store.requireFit!(wide)).toThrow(/vectors of 4001 numbers, pgvector indexes at most 4000/);
    const semantic = { ...createOfflineEmbedder(), semantic: true };
    if (store.hasVector) expect(() => store.requireFit!(semantic)).not.toThrow();
    else expect(() => store.requireFit!(semantic)).toThrow(/has no pgvector .*; install it/);
  });

  it('refuse a schema of a newer program', async () => {
    const database = await server.create();
    const store = await openStore(database);
    await store.postgres.query(`UPDATE footnote_schema SET version = 99 WHERE part = 'index'`);
    await expect(openPostgresIndexStore(database)).rejects.toMatchObject({ code: 'schema-too-new' });
  });
});

interface WaitingWriter {
  child: ChildProcess;
  /** Resolves with all that was said, once this was. */
  said(what: string): Promise<string>;
}

async function startWaitingWriter({ config }: IndexPlace): Promise<WaitingWriter> {
  const child = spawn(process.execPath, [WAITING_WRITER, JSON.stringify(config)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const waiting: (() => void)[] = [];
  const hear = (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.once('close', () => hear('CLOSED'));
  const said = (what: string) =>
    new Promise<string>((resolve) => {
      const look = () => text.includes(what) && resolve(text);
      waiting.push(look);
      look();
    });
  await said('BUILDING');
  return { child, said };
}

/** The server finds out that a process is gone a moment later. */
async function untilFree({ config }: IndexPlace): Promise<void> {
  const store = await openPostgresIndexStore(config.database!);
  for (let tries = 0; ; tries++) {
    try {
      await (await store.openWriter('a test')).close();
      return await store.close();
    } catch (error) {
      if (tries > 200) throw error;
    }
  }
}

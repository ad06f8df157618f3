/** Index and state from a folder into a database and back, by the same doors as `footnote move`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { moveEverything } from '../../src/flows/move-everything.js';
import { moveIndex } from '../../src/flows/move-index.js';
import { embeddedStore } from '../../src/index/embedded-store.js';
import { openPostgresIndexStore } from '../../src/index/postgres/postgres-index-store.js';
import { openState } from '../../src/state/open-state.js';
import { newId } from '../../src/state/state.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { type IndexPlace, lookAtIndex, makeIndexPlace } from '../support/index-place.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { PASSWORD } from '../support/postgres/debian-server.js';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';
import { reindexWithVectors } from '../support/with-vectors.js';

const FILES = {
  'ferry.md': FERRY,
  'bakery.md': BAKERY,
  'library.txt': PLAIN,
  'odd.json': JSON.stringify({
    id: 'odd',
    title: 'Odd letters',
    body: 'A lone \ud800 one, and a NUL \0 of the harbour.',
  }),
  'bad.json': '{',
};
const QUESTIONS = ['Why does the ferry not sail?', 'rye bread', 'What did Falk deny?', 'harbour', 'lobster'];

describe('moving', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  async function makeSource(): Promise<IndexPlace> {
    const place = makeIndexPlace(FILES);
    await reindexWithVectors(place.config);
    return place;
  }

  const inDatabase = (place: IndexPlace, database: DatabaseConfig): IndexPlace =>
    makeIndexPlace({}, database, place.config.corpusDir);

  it('copies index and state there and back, word for word, and embeds nothing', async () => {
    const place = await makeSource();
    const answer = await fillState(place.config);
    const database = await server.create();
    const there = await moveEverything(place.config, { database }, {});
    expect(there.index).toMatchObject({ articles: 4, passages: 4, copied: { articles: 4, embeddings: 4 }, version: 1 });
    const moved = inDatabase(place, database);
    expect(await lookAtIndex(moved, QUESTIONS)).toBe(await lookAtIndex(place, QUESTIONS));
    expect(await moved.reindex({ dryRun: true })).toMatchObject({ added: 0, changed: 0, unchanged: 4, skipped: [{}] });
    expect(await moved.reindex()).toMatchObject({ embedded: 0, version: 1 });

    const dataDir = join(makeFolder(), 'back');
    mkdirSync(dataDir);
    const back = await moveEverything({ ...place.config, database }, { dataDir }, {});
    expect(back).toMatchObject({ index: { checksum: there.index.checksum }, state: there.state });
    const returned = makeIndexPlace({}, undefined, place.config.corpusDir);
    returned.config.dataDir = dataDir;
    expect(await lookAtIndex(returned, QUESTIONS)).toBe(await lookAtIndex(place, QUESTIONS));
    const state = await openState({ dataDir });
    onTestFinished(() => state.close());
    expect(await state.settings('guild')).toMatchObject({ sources: ['Harbour desk'] });
    expect(await state.answer(answer)).toMatchObject({ question: 'Why?', isPrivate: true, content: { odd: '😀' } });
    expect(await state.messagesOf(answer)).toEqual([{ message: 'm1', channel: 'c' }]);
    expect((await state.openQuestions('guild'))[0]).toMatchObject({ dislikes: 1, words: ['no'] });
    expect((await state.spentToday(1_000, { user: 'u' })).person.tokens).toBe(30);
  });

  it('goes on where it broke off, and copies nothing twice', async () => {
    const place = await makeSource();
    const target = await openPostgresIndexStore(await server.create());
    onTestFinished(() => target.close());
    const from = embeddedStore(place.config.dataDir);
    for (const phase of ['articles', 'building', 'publishing']) {
      const controller = new AbortController();
      const onProgress = (progress: { phase: string }) => progress.phase === phase && controller.abort();
      await expect(moveIndex({ from, to: target, signal: controller.signal, onProgress })).rejects.toThrow();
      expect(await target.exists()).toBe(false);
    }
    expect(await moveIndex({ from, to: target })).toMatchObject({ copied: { articles: 4, embeddings: 0 }, version: 1 });
    expect(await moveIndex({ from, to: target })).toMatchObject({ copied: { articles: 0, embeddings: 0 }, version: 1 });
  });

  it('brings a copy that is behind up to date', async () => {
    const place = await makeSource();
    const database = await server.create();
    await moveEverything(place.config, { database }, {});
    place.write({ 'ferry.md': FERRY.replace('40,000', '45,000') });
    place.remove('bakery.md');
    await reindexWithVectors(place.config);
    expect((await moveEverything(place.config, { database }, {})).index.copied).toEqual({ articles: 1, embeddings: 1 });
    const moved = inDatabase(place, database);
    expect(await lookAtIndex(moved, QUESTIONS)).toBe(await lookAtIndex(place, QUESTIONS));
  });

  it('finds out that a copy is not what it was copied from', async () => {
    const place = await makeSource();
    const target = await openPostgresIndexStore(await server.create());
    onTestFinished(() => target.close());
    const from = embeddedStore(place.config.dataDir);
    await moveIndex({ from, to: target });
    await target.postgres.query(`UPDATE footnote_texts SET body = 'another' WHERE key = 1`);
    await expect(moveIndex({ from, to: target })).rejects.toMatchObject({ code: 'copy-differs' });
  });

  it('keeps settings and feedback that only the target has, unless they may be lost', async () => {
    const place = await makeSource();
    await fillState(place.config);
    const database = await server.create();
    await fillState({ dataDir: place.config.dataDir, database });
    await expect(moveEverything(place.config, { database }, {})).rejects.toMatchObject({ code: 'state-there' });
    expect((await moveEverything(place.config, { database }, { mayBeLost: true })).state.rows).toBe(5);
  });

  it('is a command that says what it did, and nothing of the password', async () => {
    const place = await makeSource();
    const { url } = await server.create();
    const { corpusDir, dataDir } = place.config;
    const folders = ['--corpus', corpusDir, '--data', dataDir];
    const cwd = makeFolder();
    const there = await runInProcess(['move', '--to', url, ...folders], { cwd });
    expect(there.status).toBe(0);
    expect(there.stdout).toMatch(/Index: 4 articles, 4 passages, 4 embeddings \(4 and 4 of them new there\), checksum/);
    const env = { DATABASE_URL: url };
    expect((await runInProcess(['move', '--to', 'DATABASE_URL', '--json', ...folders], { cwd, env })).status).toBe(0);
    const same = await runInProcess(['move', '--to', url, ...folders], { cwd, env });
    expect(same).toMatchObject({ status: 64, stderr: expect.stringContaining('nothing to move') });
    const empty = await runInProcess(['move', '--to', url, '--data', 'nothing'], { cwd });
    expect(empty).toMatchObject({ status: 2, stderr: expect.stringContaining('no index to move') });
    for (const { stdout, stderr } of [there, same, empty]) expect(stdout + stderr).not.toContain(PASSWORD);
  });
});

/** Five rows, one of each kind that people leave. Returns the answer's id. */
async function fillState(place: Parameters<typeof openState>[0]): Promise<string> {
  const state = await openState(place);
  const id = newId();
  await state.changeSettings('guild', { sources: ['Harbour desk'] });
  await state.recordAnswer({
    id,
    guild: 'guild',
    channel: 'c',
    user: 'u',
    askedAtMs: 1_000,
    question: 'Why?',
    status: 'answered',
    isPrivate: true,
    content: { odd: '😀' },
  });
  await state.recordMessages(id, [{ message: 'm1', channel: 'c' }]);
  await state.giveFeedback(id, { user: 'u', vote: -1, reasons: ['wrong'], words: 'no' });
  await state.recordSpending({
    guild: 'guild',
    user: 'u',
    atMs: 1_000,
    inputTokens: 10,
    outputTokens: 20,
    costUsd: 0.01,
  });
  await state.close();
  return id;
}

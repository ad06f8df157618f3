/** The state in PostgreSQL, beyond what every store promises. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { DatabaseDownError } from '../../src/core/errors.js';
import { Postgres } from '../../src/postgres/postgres.js';
import { type OpenStateOptions, openState } from '../../src/state/open-state.js';
import { newId, type State } from '../../src/state/state.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { type FlakyWay, openFlakyWay } from '../support/postgres/flaky-way.js';
import { describeState } from './state-contract.js';

const openOn = (database: DatabaseConfig, options?: OpenStateOptions) =>
  openState({ dataDir: 'nowhere', database }, options);

/** A database whose tables are made: that they are made in an empty one is said in schema.test.ts. */
async function makeFresh(server: TestServer): Promise<DatabaseConfig> {
  const config = await server.create();
  await (await openOn(config)).close();
  return config;
}

describeState('the state in PostgreSQL', async () => {
  const server = await startPostgres();
  const fresh = await makeFresh(server);
  return {
    make: async () => {
      const config = await server.create(fresh);
      return {
        open: () => openOn(config),
        spoilSettings: async (content) => {
          const postgres = await Postgres.open(config);
          await postgres.query('UPDATE settings SET content = $1', [content]);
          await postgres.close();
        },
        stop: async () => {},
      };
    },
    stop: server.stop,
  };
});

describe('PostgreSQL', () => {
  let server: TestServer;
  let fresh: DatabaseConfig;
  beforeAll(async () => {
    server = await startPostgres();
    fresh = await makeFresh(server);
  });
  afterAll(() => server.stop());

  async function openThrough(
    options?: OpenStateOptions,
  ): Promise<{ config: DatabaseConfig; way: FlakyWay; state: State }> {
    const config = await server.create(fresh);
    const way = await openFlakyWay(config);
    const state = await openOn(way.config, options);
    onTestFinished(async () => {
      await state.close();
      await way.stop();
    });
    return { config, way, state };
  }
  const record = (id: string) => ({
    ...{ id, guild: 'g1', channel: 'c1', user: 'u1', askedAtMs: 1, question: 'Who?', status: 'answered' as const },
    ...{ isPrivate: false, content: {} },
  });
  const until = async (isSo: () => Promise<boolean> | boolean) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('tells every process that a server’s settings changed', async () => {
    const { config, state } = await openThrough();
    const other = await openOn(config);
    expect((await state.settings('g1')).threads).toBe(false);
    await other.changeSettings('g1', { threads: true });
    await until(async () => (await state.settings('g1')).threads);
    await other.forgetGuild('g1');
    await until(async () => !(await state.settings('g1')).threads);
    await other.close();
  });

  it('that is away fails fast what somebody waits for, and says so once', async () => {
    const told: unknown[] = [];
    const { way, state } = await openThrough({
      onReadiness: (isReady, error) => told.push(isReady || (error as Error).message),
    });
    await state.settings('g1');
    way.cut();
    await expect(state.answer('a1')).rejects.toBeInstanceOf(DatabaseDownError);
    await expect(state.giveFeedback('a1', { user: 'u1', vote: 1 })).rejects.toThrow(
      /can't be reached \(ECONNREFUSED\)/,
    );
    // What was read before serves until there is news.
    expect((await state.settings('g1')).threads).toBe(false);
    await until(() => told.length > 0);
    await way.mend();
    await until(() => told.length > 1);
    expect(told).toEqual([expect.stringMatching(/can't be reached/), true]);
  });

  it('that is busy fails fast what somebody waits for', async () => {
    const { config, state } = await openThrough();
    const postgres = await Postgres.open(config);
    const busy = await postgres.session();
    await busy.query('BEGIN');
    await busy.query('LOCK TABLE answers');
    await expect(state.answer('a1')).rejects.toThrow(/didn't answer within 2 s; look for what keeps it busy/);
    await busy.query('ROLLBACK');
    expect(await state.answer('a1')).toBeUndefined();
    await busy.close();
    await postgres.close();
  });

  it('that can’t hold a NUL keeps the text around it', async () => {
    const { state } = await openThrough();
    await state.recordAnswer({ ...record('a1'), question: 'Who\0?' });
    expect((await state.answer('a1'))?.question).toBe('Who\ufffd?');
  });

  it('that is away and comes back loses nothing that was to be recorded', async () => {
    const { way, state } = await openThrough();
    const id = newId();
    way.cut();
    const recorded = Promise.all([
      state.recordAnswer(record(id)).then(() => state.recordMessages(id, [{ message: 'm1', channel: 'c1' }])),
      state.recordSpending({ user: 'u1', atMs: 0, inputTokens: 5, outputTokens: 5 }),
    ]);
    await expect(state.answer(id)).rejects.toBeInstanceOf(DatabaseDownError);
    await way.mend();
    await recorded;
    expect((await state.answerOfMessage('m1'))?.id).toBe(id);
    expect((await state.spentToday(0, { user: 'u1' })).person.tokens).toBe(10);
  });

  it('that was lost after it had written, before it could say so, is asked again without harm', async () => {
    const { way, state } = await openThrough();
    const id = newId();
    const isInsert = (bytes: Buffer) => bytes.includes('INSERT INTO answers');
    let isCut = false;
    way.onAnswer = (request) => {
      if (isCut || !isInsert(request)) return undefined;
      isCut = true;
      setImmediate(() => void way.mend());
      return 'cut';
    };
    await state.recordAnswer(record(id));
    expect(isCut).toBe(true);
    expect((await state.conversation('c1', 'u1', 0, 9)).map((answer) => answer.id)).toEqual([id]);
  });

  it('that is away at the start is waited for, with a word each time', async () => {
    const config = await server.create();
    const way = await openFlakyWay(config);
    way.cut();
    const pauses: number[] = [];
    const state = await openState(
      { dataDir: 'nowhere', database: way.config },
      {
        onPause: (_error, pauseMs) => {
          pauses.push(pauseMs);
          void way.mend();
        },
      },
    );
    expect(pauses).toEqual([1000]);
    expect((await state.settings('g1')).language).toBe('auto');
    await state.close();
    await way.stop();
  });

  it('of a newer program is left alone', async () => {
    const { config, state } = await openThrough();
    expect(await state.digests.due(0)).toEqual([]);
    const postgres = await Postgres.open(config);
    await postgres.query('UPDATE footnote_schema SET version = 99');
    await expect(openState({ dataDir: 'nowhere', database: config })).rejects.toThrow(
      /^The state in PostgreSQL at .* has schema 99 .* run the newer version/,
    );
    await postgres.close();
  });

  it('that holds another program’s tables is left alone', async () => {
    const config = await server.create();
    const postgres = await Postgres.open(config);
    await postgres.query('CREATE TABLE answers (theirs int)');
    await expect(openState({ dataDir: 'nowhere', database: config })).rejects.toThrow(
      /holds tables of another program \(relation "answers" already exists\); give Footnote a database of its own/,
    );
    expect((await postgres.query(`SELECT to_regclass('settings') AS t`)).rows).toEqual([{ t: null }]);
    await postgres.close();
  });
});

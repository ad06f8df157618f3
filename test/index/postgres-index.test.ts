import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Postgres } from '../../src/postgres/postgres.js';
import { BAKERY, FERRY } from '../support/articles.js';
import { makeIndexPlace } from '../support/index-place.js';
import { startPglite, startPostgres } from '../support/postgres/databases.js';
import { describeSearchIndex } from './search-index-contract.js';

describeSearchIndex('the index in PostgreSQL', async () => {
  const server = await startPostgres();
  return { empty: server.create, stop: server.stop };
});

// Without vectors it is the same code: what differs is in postgres-vectors.test.ts. LONG_FUZZ asks the newer PostgreSQL as well.
if (process.env.LONG_FUZZ !== undefined)
  describeSearchIndex('the index in PostgreSQL with pgvector', async () => {
    const { config, stop } = await startPglite();
    return {
      // There is one database; what was in it is thrown away.
      empty: async () => {
        const postgres = await Postgres.open(config);
        await postgres.query('DROP SCHEMA public CASCADE');
        await postgres.query('CREATE SCHEMA public');
        await postgres.close();
        return config;
      },
      stop,
    };
  });

describe('what the bot asks of the index in PostgreSQL with every letter that is typed and every question about now', () => {
  it.each(['articles', 'newestAt'] as const)('%s looks at no article after the first time', async (asked) => {
    const server = await startPostgres();
    onTestFinished(server.stop);
    const place = makeIndexPlace({ 'ferry.md': FERRY, 'bakery.md': BAKERY }, await server.create());
    await place.reindex();
    await place.look(async (app) => {
      const first = await app[asked]();
      const query = vi.spyOn(pg.Client.prototype, 'query');
      onTestFinished(() => query.mockRestore());
      expect(await app[asked]()).toEqual(first);
      const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.join('\n')).not.toMatch(/footnote_(?!meta)/);
    });
  });
});

describe('an index in PostgreSQL that is open while another takes its place', () => {
  it('quotes none of the articles that had the same numbers', async () => {
    const server = await startPostgres();
    onTestFinished(server.stop);
    const config = await server.create();
    const ask = { question: 'What happened in Lindvik?' };
    const before = makeIndexPlace({ 'news.md': FERRY }, config);
    await before.reindex();
    await before.look(async (app) => {
      expect(JSON.stringify(await app.ask(ask))).toContain('Skarholm');
      const postgres = await Postgres.open(config);
      await postgres.query('DROP SCHEMA public CASCADE');
      await postgres.query('CREATE SCHEMA public');
      await postgres.close();
      const after = makeIndexPlace({ 'news.md': BAKERY }, config);
      await after.reindex();
      const answer = await app.ask(ask);
      const fresh = await after.look((other) => other.ask(ask));
      expect(answer.citations).not.toEqual([]);
      expect(answer.citations).toEqual(fresh.citations);
    });
  });
});

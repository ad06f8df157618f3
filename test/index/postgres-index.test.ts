import { Postgres } from '../../src/postgres/postgres.js';
import { startPglite, startPostgres } from '../support/postgres/databases.js';
import { describeSearchIndex } from './search-index-contract.js';

describeSearchIndex('the index in PostgreSQL', async () => {
  const server = await startPostgres();
  return { empty: server.create, stop: server.stop };
});

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

import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { DatabaseDownError } from '../../src/core/errors.js';
import { withPauses } from '../../src/core/with-pauses.js';
import { listen } from '../../src/postgres/listen.js';
import { migrate } from '../../src/postgres/migrate.js';
import { Postgres } from '../../src/postgres/postgres.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { PASSWORD } from '../support/postgres/debian-server.js';
import { openFlakyWay } from '../support/postgres/flaky-way.js';

let server: TestServer;
let config: DatabaseConfig;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  config = await server.create();
});

async function open(changed: Partial<DatabaseConfig> = {}): Promise<Postgres> {
  const postgres = await Postgres.open({ ...config, ...changed });
  onTestFinished(() => postgres.close());
  return postgres;
}

const withUrl = (change: (url: URL) => void) => {
  const url = new URL(config.url);
  change(url);
  return { ...config, url: url.href };
};

/** Waits for what another process would do, without sleeping. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('what can be wrong is one sentence with the fix', () => {
  const sentenceOf = async (changed: DatabaseConfig) => {
    const error = await Postgres.open(changed).then(
      () => undefined,
      (failure) => failure,
    );
    expect(String(error?.stack) + JSON.stringify(error)).not.toContain(new URL(changed.url).password || PASSWORD);
    return `${error?.code}: ${error?.message}`;
  };

  it('a wrong password', async () => {
    const wrong = withUrl((url) => {
      url.password = 'Another-S3cret';
    });
    expect(await sentenceOf(wrong)).toMatch(/^database-login: PostgreSQL at .* refuses the name or password; mend/);
  });

  it('no password', async () => {
    const wrong = withUrl((url) => {
      url.password = '';
    });
    expect(await sentenceOf(wrong)).toMatch(/^database-login: .* refuses the name or password; mend/);
  });

  it('an unknown database', async () => {
    const wrong = withUrl((url) => {
      url.pathname = '/nowhere';
    });
    expect(await sentenceOf(wrong)).toMatch(/^no-database: PostgreSQL at .*\/nowhere is not there; make it/);
  });

  it('a server that is down', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const wrong = withUrl((url) => {
      url.host = `127.0.0.1:${port}`;
    });
    expect(await sentenceOf(wrong)).toMatch(/^database-down: .* can't be reached \(ECONNREFUSED\); start it, or mend/);
  });

  it('a server that says nothing', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const wrong = withUrl((url) => {
      url.host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    });
    expect(await sentenceOf({ ...wrong, connectMs: 200 })).toMatch(
      /^database-down: .* can't be reached \(Connection terminated.*timeout\)/,
    );
  });

  it('TLS where the server has none, and a certificate that isn’t there', async () => {
    for (const mode of ['require', 'verify-full', 'no-verify'])
      expect(await sentenceOf({ ...config, url: `${config.url}?sslmode=${mode}` })).toMatch(
        /^database-tls: .* don't agree on TLS .*; set sslmode there/,
      );
    const missing = `${config.url}?sslmode=verify-full&sslrootcert=/nowhere/root.crt`;
    expect(await sentenceOf({ ...config, url: missing })).toMatch(/^database-tls: /);
    expect((await open({ url: `${config.url}?sslmode=disable` })).place).toContain('footnote_test');
  });

  it('an address that can’t be read', async () => {
    const url = `postgres://me:${PASSWORD}@host:port:1/db`;
    const error = await Postgres.open({ ...config, url }).catch((failure) => failure);
    expect(error.message).toMatch(/^DATABASE_URL can’t be read; expected postgres:/);
    expect(JSON.stringify(error) + error.stack + error.cause).not.toContain(PASSWORD);
  });

  it('a statement that takes too long', async () => {
    const postgres = await open({ statementMs: 50 });
    await expect(postgres.query('SELECT pg_sleep(30)')).rejects.toThrow(/took longer than DATABASE_SECONDS allows/);
    expect((await postgres.query('SELECT 1')).count).toBe(1);
  });

  it('missing rights', async () => {
    const role = `reader_${randomUUID().replaceAll('-', '')}`;
    await server.admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
    onTestFinished(() => void server.admin.query(`DROP ROLE ${role}`));
    const reader = withUrl((url) => {
      url.username = role;
      url.password = PASSWORD;
    });
    const postgres = await Postgres.open(reader);
    await expect(migrate(postgres, 'state', ['CREATE TABLE one (n int)'])).rejects.toThrow(
      /doesn't allow this \(permission denied for schema public\); give the role of DATABASE_URL the rights/,
    );
    await postgres.close();
  });

  it('a server without pgvector', async () => {
    const postgres = await open();
    await expect(postgres.query('CREATE EXTENSION no_such_vector')).rejects.toThrow(/has no pgvector; install it/);
  });

  it('a pool without a free connection', async () => {
    const postgres = await open({ poolSize: 2, connectMs: 500 });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = [1, 2].map(() => postgres.transaction(() => released));
    await expect(postgres.query('SELECT 1')).rejects.toBeInstanceOf(DatabaseDownError);
    release();
    await Promise.all(held);
  });
});

describe('migrations', () => {
  const steps = ['CREATE TABLE one (n int)', 'ALTER TABLE one ADD COLUMN m int; INSERT INTO one VALUES (1, 2)'];

  it('are made once, whoever comes first', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => open()));
    await Promise.all(all.map((postgres) => migrate(postgres, 'state', steps)));
    expect((await all[0].query('SELECT * FROM one')).rows).toEqual([{ n: 1, m: 2 }]);
  });

  it('go on from where the database is, each part by itself', async () => {
    const postgres = await open();
    await migrate(postgres, 'state', steps.slice(0, 1));
    await migrate(postgres, 'index', ['CREATE TABLE other (n int)']);
    await migrate(postgres, 'state', steps);
    expect((await postgres.query('SELECT * FROM one')).count).toBe(1);
    expect((await postgres.query('SELECT part, version FROM footnote_schema ORDER BY part')).rows).toEqual([
      { part: 'index', version: 1 },
      { part: 'state', version: 2 },
    ]);
  });

  it('are all undone where one fails', async () => {
    const postgres = await open();
    await expect(migrate(postgres, 'state', [...steps, 'SELECT nonsense'])).rejects.toThrow();
    expect((await postgres.query(`SELECT to_regclass('one') AS t`)).rows).toEqual([{ t: null }]);
  });

  it('may take longer than a statement may', async () => {
    const postgres = await open({ statementMs: 50 });
    await migrate(postgres, 'state', ['SELECT pg_sleep(0.2)', ...steps]);
    expect((await postgres.query('SELECT * FROM one')).count).toBe(1);
  });

  it('leave a newer program’s database alone', async () => {
    const postgres = await open();
    await migrate(postgres, 'state', steps);
    await expect(migrate(postgres, 'state', steps.slice(0, 1))).rejects.toThrow(
      /^The state in PostgreSQL at .* has schema 2 and this program knows 1; run the newer version/,
    );
  });
});

describe('a lost connection', () => {
  it('undoes its transaction, and the next statement works', async () => {
    const postgres = await open();
    await postgres.query('CREATE TABLE one (n int)');
    await expect(
      postgres.transaction(async (sql) => {
        await sql.query('INSERT INTO one VALUES (1)');
        await server.admin.query(`SELECT pg_terminate_backend(${(await backendOf(sql)).pid})`);
        await sql.query('INSERT INTO one VALUES (2)');
      }),
    ).rejects.toBeInstanceOf(DatabaseDownError);
    expect((await postgres.query('SELECT * FROM one')).count).toBe(0);
  });

  it('is made again with growing pauses, for as long as is allowed', async () => {
    const way = await openFlakyWay(config);
    onTestFinished(() => way.stop());
    const postgres = await open(way.config);
    way.cut();
    const pauses: number[] = [];
    const done = withPauses(() => postgres.query('SELECT 1'), {
      firstMs: 10,
      longestMs: 40,
      onPause: (_error, pauseMs) => {
        pauses.push(pauseMs);
        if (pauses.length === 4) void way.mend();
      },
    });
    expect((await done).count).toBe(1);
    expect(pauses.slice(0, 4)).toEqual([10, 20, 40, 40]);
    way.cut();
    await expect(withPauses(() => postgres.query('SELECT 1'), { firstMs: 10, withinMs: 30 })).rejects.toThrow(
      /can't be reached/,
    );
  });

  it('ends a session, which is told', async () => {
    const session = await (await open()).session();
    let isLost = false;
    session.onLost(() => {
      isLost = true;
    });
    await server.admin.query(`SELECT pg_terminate_backend(${(await backendOf(session)).pid})`);
    await until(() => isLost);
    await expect(session.query('SELECT 1')).rejects.toBeInstanceOf(DatabaseDownError);
    await session.close();
  });
});

describe('listening', () => {
  it('hears what others say, and goes on after its connection was lost', async () => {
    const way = await openFlakyWay(config);
    onTestFinished(() => way.stop());
    const [postgres, other] = [await open(way.config), await open()];
    const heard: (string | undefined)[] = [];
    const listener = await listen(postgres, 'footnote_test', (payload) => heard.push(payload));
    await other.query(`SELECT pg_notify('footnote_test', 'one')`);
    await until(() => heard.length === 1);
    way.cut();
    await other.query(`SELECT pg_notify('footnote_test', 'missed')`);
    await way.mend();
    await until(() => heard.length === 2);
    await other.query(`SELECT pg_notify('footnote_test', 'two')`);
    await until(() => heard.length === 3);
    expect(heard).toEqual(['one', undefined, 'two']);
    await listener.close();
  });
});

const backendOf = async (sql: Pick<Postgres, 'query'>) =>
  (await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0];

/**
 * Databases for tests, each of its own. `startPostgres` gives a real server: that of PG_TEST_URL, or Debian's without
 * pgvector. `startPglite` gives PostgreSQL with pgvector inside this process; it is one session, so nothing about locks,
 * NOTIFY or isolation can be tested on it.
 */
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { DatabaseConfig } from '../../../src/config.js';
import { Postgres } from '../../../src/postgres/postgres.js';
import { PASSWORD, ROLE, startDebianServer } from './debian-server.js';

const STANDARD = { poolSize: 4, statementMs: 15_000 };

export interface TestServer {
  /** Whether the server was asked to have pgvector. */
  hasVector: boolean;
  /** A new, empty database. */
  create(): Promise<DatabaseConfig>;
  /** The server itself, as the role that owns it. */
  admin: Postgres;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<TestServer> {
  const given = process.env.PG_TEST_URL;
  const local = given ? undefined : await startDebianServer();
  const url = new URL(given ?? `postgres://${ROLE}:${PASSWORD}@127.0.0.1:${local!.port}/postgres`);
  const admin = await Postgres.open({ ...STANDARD, url: url.href });
  const made: string[] = [];
  return {
    hasVector: given !== undefined,
    admin,
    create: async () => {
      const name = `footnote_test_${process.pid}_${Date.now().toString(36)}_${made.length}`;
      await admin.query(`CREATE DATABASE ${name}`);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return { ...STANDARD, url: own.href };
    },
    stop: async () => {
      for (const name of local ? [] : made) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
      await local?.stop();
    },
  };
}

/** One empty database with pgvector, over the wire. */
export async function startPglite(): Promise<{ config: DatabaseConfig; stop: () => Promise<void> }> {
  const db = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 20 });
  await server.start();
  return {
    config: { ...STANDARD, url: `postgres://postgres:${PASSWORD}@${server.getServerConn()}/postgres?sslmode=disable` },
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}

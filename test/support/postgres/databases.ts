/**
 * Databases for tests, each of its own. `startPostgres` gives a real server: that of PG_TEST_URL, or Debian's without
 * pgvector. `startPglite` gives PostgreSQL with pgvector inside this process; it is one session, so nothing about locks,
 * NOTIFY or isolation can be tested on it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { DatabaseConfig } from '../../../src/config.js';
import { Postgres } from '../../../src/postgres/postgres.js';
import { debianServerUrl, PASSWORD } from './debian-server.js';

const STANDARD = { poolSize: 4, statementMs: 15_000 };
const MODULES = new URL('../../../node_modules/', import.meta.url);

export interface TestServer {
  /** Whether the server was asked to have pgvector. */
  hasVector: boolean;
  /** A new database: empty, or with all that `like` holds, which nobody has open. */
  create(like?: DatabaseConfig): Promise<DatabaseConfig>;
  /** The server itself, as the role that owns it. */
  admin: Postgres;
  /** The server goes on for other files. */
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<TestServer> {
  const given = process.env.PG_TEST_URL;
  const url = new URL(given ?? (await debianServerUrl()));
  const admin = await Postgres.open({ ...STANDARD, url: url.href });
  const made: string[] = [];
  return {
    hasVector: given !== undefined,
    admin,
    create: async (like) => {
      const name = `footnote_test_${process.pid}_${Date.now().toString(36)}_${made.length}`;
      const template = like && new URL(like.url).pathname.slice(1);
      await admin.query(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return { ...STANDARD, url: own.href };
    },
    stop: async () => {
      // To drop one takes Debian's a second, and the whole server is soon thrown away.
      for (const name of given ? made : []) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}

/** Started by whoever asks first, and there as long as the process: to start another takes seconds. */
let pglite: Promise<PGlite> | undefined;

/** One database with pgvector, over the wire: whoever asks empties it of what the one before has left. */
export async function startPglite(): Promise<{ config: DatabaseConfig; stop: () => Promise<void> }> {
  pglite ??= createPglite();
  const db = await pglite;
  await db.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 20 });
  await server.start();
  const url = `postgres://postgres:${PASSWORD}@${server.getServerConn()}/postgres?sslmode=disable`;
  return { config: { ...STANDARD, url }, stop: () => server.stop() };
}

/** To make a data folder takes PGlite seconds, to take one over a fraction: the first one is kept beside the packages. */
async function createPglite(): Promise<PGlite> {
  const { version } = JSON.parse(readFileSync(new URL('@electric-sql/pglite/package.json', MODULES), 'utf8'));
  const kept = fileURLToPath(new URL(`.cache/pglite-${version}.tar`, MODULES));
  const extensions = { vector };
  if (existsSync(kept)) return PGlite.create({ extensions, loadDataDir: new Blob([readFileSync(kept)]) });
  const db = await PGlite.create({ extensions });
  const folder = await db.dumpDataDir('none');
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(`${kept}.${process.pid}`, Buffer.from(await folder.arrayBuffer()));
  renameSync(`${kept}.${process.pid}`, kept);
  return db;
}

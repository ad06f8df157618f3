/**
 * The one place that opens SQLite. Statements are prepared once per database and kept, databases are kept until the process
 * ends, and results are read whole instead of iterated. The reason: where the addon was compiled with Node 24's headers, a
 * wrapper that the garbage collector takes while no JavaScript runs aborts the process (node::ObjectWrap then asks for an
 * environment that isn't entered).
 */
import Database from 'better-sqlite3';

export type Db = Database.Database;

/** How long a statement waits for another process's short write. */
const BUSY_TIMEOUT_MS = 10_000;

const opened = new Set<Db>();

/** `timeout` in milliseconds is how long a statement waits for another's lock. Throws SqliteError. */
export function openSqlite(path: string, { timeout = BUSY_TIMEOUT_MS, ...options }: Database.Options = {}): Db {
  const db = new Database(path, { ...options, timeout });
  opened.add(db);
  const statements = new Map<string, Database.Statement>();
  const prepare = db.prepare.bind(db) as (sql: string) => Database.Statement;
  const prepareOnce = (sql: string) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = prepare(sql)));
    return statement;
  };
  return Object.assign(db, { prepare: prepareOnce });
}

/** The value of a pragma. `exec` sets one. */
export const readPragma = (db: Db, name: 'user_version' | 'data_version'): number =>
  db.prepare<[], number>(`PRAGMA ${name}`).pluck().get()!;

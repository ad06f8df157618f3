/**
 * The one place that opens SQLite. Statements are prepared once per database and kept, databases are kept until the process
 * ends, and results are read whole instead of iterated. The reason: where the addon was compiled with Node 24's headers, a
 * wrapper that the garbage collector takes while no JavaScript runs aborts the process (node::ObjectWrap then asks for an
 * environment that isn't entered).
 */
import Database from 'better-sqlite3';
import { errorCode, errorText, UserError } from '../core/errors.js';

export type Db = Database.Database;

/** How long a statement waits for another process's short write. */
const BUSY_TIMEOUT_MS = 10_000;

const opened = new Set<Db>();

/**
 * `timeout` in milliseconds is how long a statement waits for another's lock. Throws SqliteError, and UserError
 * `addon-not-built` where Node can't load SQLite at all: that is no fault of the file, of which others tell.
 */
export function openSqlite(path: string, { timeout = BUSY_TIMEOUT_MS, ...options }: Database.Options = {}): Db {
  const db = connect(path, { ...options, timeout });
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

function connect(path: string, options: Database.Options): Db {
  try {
    return new Database(path, options);
  } catch (error) {
    if (errorCode(error) !== 'ERR_DLOPEN_FAILED' && !/bindings file/.test(errorText(error))) throw error;
    throw new UserError(
      'addon-not-built',
      `better-sqlite3 isn't built for Node ${process.versions.node} on this machine; run "npm rebuild better-sqlite3 hnswlib-node" in Footnote's folder.`,
    );
  }
}

/** Throws UserError `addon-not-built`. Loads SQLite once, which takes a few milliseconds. */
export function requireSqlite(): void {
  openSqlite(':memory:').close();
}

/** The value of a pragma. `exec` sets one. */
export const readPragma = (db: Db, name: 'user_version' | 'data_version'): number =>
  db.prepare<[], number>(`PRAGMA ${name}`).pluck().get()!;

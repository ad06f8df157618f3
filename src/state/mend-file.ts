/**
 * Mends a damaged state.db. Unlike the index it can't be made again, so every row that can be read goes on in a new file; the
 * damaged one is kept beside it, with what couldn't.
 */
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import sql, { join, raw } from 'sql-template-tag';
import { errorCode } from '../core/errors.js';
import { type Db, openSqlite } from '../sqlite/open-sqlite.js';
import { isSealedJson } from './sealed-json.js';
import type { Statement } from './sql.js';
import type { Table } from './table.js';
import { TABLES } from './tables.js';

const ROWS_A_READ = 200;
/** In a larger file only pages are examined, not whether each index knows each row: half a second for 100 MB. */
const MOST_BYTES = 256 * 2 ** 20;

/** Whether the error says that the file isn't what was written. */
export const isStateDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|ERROR|FORMAT|MISMATCH|IOERR_SHORT_READ)/.test(errorCode(error) ?? '');

const addFunctions = (db: Db) =>
  db.function('is_sealed_json', { deterministic: true }, (text: unknown) => Number(isSealedJson(text)));

/** What is wrong with an open state; undefined where every page and every row is as the program writes them. */
export function faultOf(db: Db): string | undefined {
  addFunctions(db);
  try {
    const size = db
      .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
      .pluck();
    const check = size.get()! > MOST_BYTES ? 'quick_check' : 'integrity_check';
    const finding = db.prepare<[], string>(`PRAGMA ${check}(1)`).pluck().get();
    if (finding !== 'ok') return String(finding).replace(/\s+/g, ' ');
    for (const { name, tbl_name: table, sql: made } of indexesOf(db)) {
      const where = / WHERE .*$/.exec(made)?.[0] ?? '';
      // An empty page of another kind passes the check above, and fails when it is read.
      db.prepare(`SELECT 1 FROM ${table} INDEXED BY ${name}${where} LIMIT 1`).all();
    }
    for (const table of TABLES) {
      const bad = db.prepare<[], number>(`SELECT count(*) FROM ${table.entry.name} WHERE NOT (${soundRow(table)})`);
      const count = bad.pluck().get()!;
      if (count > 0) return `rows that make no sense in ${table.entry.name}: ${count}`;
    }
    return undefined;
  } catch (error) {
    if (isStateDamage(error)) return errorCode(error);
    throw error;
  }
}

const indexesOf = (db: Db) =>
  db
    .prepare<[], { name: string; tbl_name: string; sql: string }>(
      `SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
    )
    .all();

const KINDS: Record<string, (name: string) => string> = {
  text: (name) => `typeof(${name}) = 'text'`,
  json: (name) => `typeof(${name}) = 'text' AND is_sealed_json(${name})`,
  boolean: (name) => `${name} IN (0, 1)`,
  'double precision': (name) => `typeof(${name}) IN ('real', 'integer')`,
};
const isWhole = (name: string) => `typeof(${name}) = 'integer'`;

/** The condition under which a row holds what the program writes. A setting is JSON, too, though its column is any text. */
function soundRow({ columns, entry }: Table<object>): string {
  const conditions = columns.map(({ name, type, declared }) => {
    const kind = entry.name === 'settings' && name === 'content' ? 'json' : type;
    const condition = (KINDS[kind] ?? isWhole)(name);
    return `(${declared.includes('NOT NULL') ? condition : `${name} IS NULL OR (${condition})`})`;
  });
  return conditions.join(' AND ');
}

export interface Mended {
  /** Rows that go on, and the tables of which some don't. */
  rows: number;
  lossy: string[];
  /** Where the damaged file is. */
  setAside: string;
}

/**
 * Makes a new file of what can be read of the one at `path`. `prepare` makes an empty state at a path. Undefined where nothing
 * can be read: then all stays as it is.
 */
export function mendFile(path: string, prepare: (path: string) => Db): Mended | undefined {
  const fresh = `${path}.mending`;
  for (const ending of ['', '-wal', '-shm']) rmSync(fresh + ending, { force: true });
  const to = prepare(fresh);
  const from = openSqlite(path);
  const lossy: string[] = [];
  let rows = 0;
  try {
    addFunctions(to);
    to.exec('PRAGMA foreign_keys = ON');
    for (const table of TABLES) {
      const { name } = table.entry;
      const read = readRows(from, table, (found) => insertRows(to, table, found));
      const dropped = to.prepare(`DELETE FROM ${name} WHERE NOT (${soundRow(table)})`).run().changes;
      const kept = to.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get()!;
      if (!read.isComplete || dropped > 0 || kept < read.count) lossy.push(name);
      rows += kept;
    }
    // All of it in the one file that takes the name.
    to.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
  } finally {
    from.close();
    to.close();
  }
  if (rows === 0) {
    rmSync(fresh, { force: true });
    return undefined;
  }
  const setAside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(path + ending)) copyFileSync(path + ending, setAside + ending);
  for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
  renameSync(fresh, path);
  return { rows, lossy, setAside };
}

type Row = Record<string, unknown>;

/** Reads from the first row on and, where a page can't be read, from the last one back. */
function readRows(from: Db, table: Table<object>, use: (rows: Row[]) => void): { count: number; isComplete: boolean } {
  const key = table.entry.isInOrder ? [raw('rowid')] : table.entry.key.map((name) => raw(name));
  const names = table.entry.isInOrder ? ['rowid'] : table.entry.key;
  const most = mostRows(from);
  let count = 0;
  const walk = (isBackward: boolean): boolean => {
    let last: Statement | undefined;
    for (let limit = ROWS_A_READ; ; ) {
      const order = join(key.map((name) => sql`${name} ${raw(isBackward ? 'DESC' : 'ASC')}`));
      const beyond = last ? sql`WHERE (${join(key)}) ${raw(isBackward ? '<' : '>')} (${last})` : sql``;
      const columns = table.entry.isInOrder ? sql`rowid, ${table.columnNames}` : table.columnNames;
      const statement = sql`SELECT ${columns} FROM ${table.name} ${beyond} ORDER BY ${order} LIMIT ${limit}`;
      let rows: Row[];
      try {
        rows = from.prepare<unknown[], Row>(statement.sql).all(...statement.values);
      } catch (error) {
        if (!isStateDamage(error)) throw error;
        if (limit === 1) return false;
        limit = 1;
        continue;
      }
      if (rows.length === 0) return true;
      // Damaged pages may lead in a circle.
      if (count > most) return false;
      use(rows);
      count += rows.length;
      last = join(names.map((name) => rows[rows.length - 1][name]));
    }
  };
  const isComplete = walk(false);
  if (!isComplete) walk(true);
  return { count, isComplete };
}

/** No row takes fewer bytes than this. */
const LEAST_ROW_BYTES = 8;
const mostRows = (db: Db) => statSync(db.name).size / LEAST_ROW_BYTES;

function insertRows(to: Db, table: Table<object>, rows: Row[]): void {
  const names = table.columns.map(({ name }) => name);
  const places = names.map(() => '?').join();
  const insert = to.prepare(`INSERT OR IGNORE INTO ${table.entry.name} (${names.join()}) VALUES (${places})`);
  for (const row of rows) {
    try {
      insert.run(...names.map((name) => row[name]));
    } catch (error) {
      // A row without its answer, or without a value it must have.
      if (!/^SQLITE_CONSTRAINT/.test(errorCode(error) ?? '')) throw error;
    }
  }
}

/**
 * The state in data/state.db: no set-up, for one machine, whose processes may share it. It stands apart from the index because it
 * can't be made again. Its schema only moves forward, and a copy is kept before each step.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, UserError } from '../core/errors.js';
import { type Db, openSqlite, readPragma } from '../sqlite/open-sqlite.js';
import { faultOf, isStateDamage, mendFile } from './mend-file.js';
import type { Dialect, Sql, SqlStore, Statement } from './sql.js';
import { schemaSteps } from './table.js';
import { TABLES } from './tables.js';

const DIALECT: Dialect = { arrival: 'rowid', unnumbered: 'WITHOUT ROWID', fleeting: '', bytewise: '' };
const STEPS = schemaSteps(TABLES, DIALECT);
/** Steps that files took before they and PostgreSQL shared the steps of `TABLES`. */
const STEPS_ALONE = 4;
const NEWEST = STEPS_ALONE + STEPS.length;
const BATCH = 500;

export const statePath = (dataDir: string) => join(dataDir, 'state.db');

export class SqliteStore implements SqlStore {
  readonly dialect = DIALECT;
  readonly isReady = true;
  readonly #sql: Sql = {
    query: async <Row>(statement: Statement) => this.#run<Row>(statement),
    all: async (statements) =>
      // Immediate: a transaction that begins by reading can't go on to write once another process has.
      this.db.transaction(() => statements.map((statement) => this.#run(statement).count)).immediate(),
  };

  private constructor(private readonly db: Db) {}

  /**
   * With `onDamage`, for the one process that is starting, a damaged file is mended: what can be read goes on, and the callback
   * is told what became of the rest. Throws UserError for a folder that can't be written, a file that can't be read at all, and
   * a schema newer than this program.
   */
  static open(dataDir: string, { onDamage }: { onDamage?: (sentence: string) => void } = {}): SqliteStore {
    const path = statePath(dataDir);
    try {
      mkdirSync(dataDir, { recursive: true });
      return new SqliteStore(onDamage ? openMended(path, onDamage) : prepare(path));
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError(
        'state-unreadable',
        `${path}, which keeps settings and feedback, can't be opened (${errorText(error)}); mend the folder's rights, or put a copy of the file in its place.`,
      );
    }
  }

  /** What is wrong with the file; undefined where nothing is. */
  get fault(): string | undefined {
    return faultOf(this.db);
  }

  inHaste = () => this.#sql;
  patiently = () => this.#sql;
  telling = () => [];

  #run<Row>({ sql, values }: Statement): { rows: Row[]; count: number } {
    const statement = this.db.prepare<unknown[], Row>(sql);
    const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : (value ?? null)));
    if (!statement.reader) return { rows: [], count: statement.run(...bound).changes };
    const rows = statement.all(...bound);
    return { rows, count: rows.length };
  }

  async each(statement: Statement, use: (rows: object[]) => void | Promise<void>): Promise<void> {
    const { rows } = this.#run<object>(statement);
    for (let i = 0; i < rows.length; i += BATCH) await use(rows.slice(i, i + BATCH));
  }

  async alone(work: (sql: Sql) => Promise<void>): Promise<void> {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      await work(this.#sql);
      this.db.exec('COMMIT');
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  async close(): Promise<void> {
    this.db.close();
  }
}

function prepare(path: string): Db {
  const db = openSqlite(path);
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    migrate(db, path);
    // PostgreSQL's names of what SQLite calls min and max.
    db.function('least', { varargs: true, deterministic: true }, Math.min);
    db.function('greatest', { varargs: true, deterministic: true }, Math.max);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openMended(path: string, onDamage: (sentence: string) => void): Db {
  let fault: string | undefined;
  try {
    const db = prepare(path);
    fault = faultOf(db);
    if (!fault) return db;
    db.close();
  } catch (error) {
    if (!isStateDamage(error)) throw error;
    fault = errorText(error);
  }
  const mended = mendFile(path, prepare);
  if (!mended) throw new Error(fault);
  const { rows, lossy, setAside } = mended;
  const lost = lossy.length > 0 ? `some of ${lossy.join(', ')} couldn't be read` : 'nothing was lost';
  onDamage(
    `${path}, which keeps settings and feedback, was damaged (${fault}): ${rows} rows go on, ${lost}; the damaged file is ${setAside}.`,
  );
  return prepare(path);
}

function migrate(db: Db, path: string): void {
  const found = readPragma(db, 'user_version');
  if (found > NEWEST) {
    throw new UserError(
      'state-too-new',
      `${path} has schema ${found} and this program knows ${NEWEST}; run the newer version of Footnote that wrote it.`,
    );
  }
  if (found === NEWEST) return;
  const copy = `${path}.schema-${found}`;
  if (found > 0 && !existsSync(copy)) db.prepare('VACUUM INTO ?').run(copy);
  db.transaction(() => {
    // Another process may have made the step first.
    const now = readPragma(db, 'user_version');
    if (now > 0 && now <= STEPS_ALONE) bringToFirstStep(db, now);
    for (const step of STEPS.slice(now === 0 ? 0 : Math.max(1, now - STEPS_ALONE))) db.exec(step);
    db.exec(`PRAGMA user_version = ${NEWEST}`);
  }).immediate();
}

/**
 * Brings an older file to the first shared step. There a person was called "user", and spending, digests and
 * allowances came one by one after the first five tables.
 */
function bringToFirstStep(db: Db, found: number): void {
  const indexes = db.prepare<[], { name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
  );
  for (const { name } of indexes.all()) db.exec(`DROP INDEX ${name}`);
  for (const table of ['answers', 'feedback', ...(found > 1 ? ['spending'] : [])])
    db.exec(`ALTER TABLE ${table} RENAME COLUMN user TO person`);
  TABLES.filter(({ entry }) => entry.since === 1).forEach((table, place) => {
    const [create, ...indexing] = table.step(1, DIALECT);
    for (const statement of place < 4 + found ? indexing : [create, ...indexing]) db.exec(statement);
  });
}

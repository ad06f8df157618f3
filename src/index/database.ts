/** data/index.db: the one truth about articles, embeddings and the list of segments. SQLite in WAL mode. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, errorText, NoIndexError, UserError } from '../core/errors.js';
import { isDamage } from '../sqlite/exclusive-lock.js';
import { type Db, openSqlite, readPragma } from '../sqlite/open-sqlite.js';

export type { Db } from '../sqlite/open-sqlite.js';

/** Raised with every change of the tables below; an index of another number is built anew by `footnote index`. */
const SCHEMA = 3;
/**
 * What an index of schema 1 lacks: the structure of its articles, which their files are read again for, and checksums (see
 * seals.ts). What was embedded is kept.
 */
const FROM_SCHEMA_1 = `
  ALTER TABLE articles ADD COLUMN structure TEXT;
  ALTER TABLE embeddings ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
  UPDATE files SET must_reread = 1;
`;
/** Articles as they were before the version that replaced or removed them; see replaced-articles.ts. */
const FROM_SCHEMA_2 = `
  CREATE TABLE replaced (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, segment INTEGER NOT NULL, file TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    source TEXT, published_at TEXT, url TEXT, hash TEXT NOT NULL, passages INTEGER NOT NULL, body NOT NULL, structure TEXT
  );
`;

const INDEX_TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, must_reread INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE skips (file TEXT NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL);
  CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, segment INTEGER NOT NULL, file TEXT NOT NULL, path TEXT NOT NULL,
    title TEXT NOT NULL, source TEXT, published_at TEXT, url TEXT, hash TEXT NOT NULL, passages INTEGER NOT NULL, body NOT NULL,
    structure TEXT
  );
  CREATE INDEX articles_by_file ON articles (file);
  CREATE INDEX articles_by_segment ON articles (segment);
  CREATE TABLE embeddings (model TEXT NOT NULL, hash BLOB NOT NULL, vector BLOB NOT NULL, seal BLOB NOT NULL, UNIQUE (model, hash));
  CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT, words_file TEXT NOT NULL, words_sha TEXT NOT NULL, vectors_file TEXT NOT NULL,
    vectors_sha TEXT NOT NULL, graph_file TEXT, graph_sha TEXT, model TEXT NOT NULL, dimensions INTEGER NOT NULL,
    articles INTEGER NOT NULL, passages INTEGER NOT NULL, sentences INTEGER NOT NULL, ef INTEGER, recall REAL
  );
  ${FROM_SCHEMA_2}
`;

export const databasePath = (dataDir: string) => join(dataDir, 'index.db');
export const segmentsDir = (dataDir: string) => join(dataDir, 'segments');

/** An index whose bytes aren't what was written: `footnote index` sets it aside and makes it anew. */
export class DamagedIndexError extends NoIndexError {
  constructor(what: string, dataDir?: string) {
    super(`The index${dataDir ? ` in ${dataDir}` : ''} is damaged (${what}); run "footnote index" to build it anew.`);
    this.name = 'DamagedIndexError';
  }
}

/** The error as people should see it: damage as DamagedIndexError, any other as it is. */
export const nameDamage = (error: unknown, dataDir?: string): unknown =>
  isDamage(error) ? new DamagedIndexError(errorText(error), dataDir) : error;

/** Runs `work`, which reads a database; see `nameDamage`. */
export function namingDamage<T>(dataDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw nameDamage(error, dataDir);
  }
}

function connect(path: string, options?: Parameters<typeof openSqlite>[1]): Db {
  const db = openSqlite(path, options);
  try {
    // The first read tells whether the file is a database at all.
    readPragma(db, 'user_version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Throws UserError where a folder stands in the place of a file that Footnote keeps. */
export function requireNoFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(
      'data-not-writable',
      `Expected a file at ${path}, but it is a folder; move it away, or give another folder with --data.`,
    );
}

/** Opens an index for reading. Throws NoIndexError where there is none that this program can read. */
export function openForReading(dataDir: string): Db {
  const path = databasePath(dataDir);
  if (!existsSync(path))
    throw new NoIndexError(`There is no index in ${dataDir} yet; run "footnote index" to make one.`);
  requireNoFolder(path);
  let db: Db;
  try {
    // A WAL database needs its shared-memory file, so even readers open it for writing where they may.
    try {
      db = connect(path, { fileMustExist: true });
    } catch (error) {
      if (isDamage(error)) throw error;
      db = connect(path, { fileMustExist: true, readonly: true });
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new NoIndexError(
      `The index in ${dataDir} can't be read (${errorText(error)}); run "footnote index" to build it anew.`,
    );
  }
  const schema = readPragma(db, 'user_version');
  if (schema === SCHEMA) return db;
  db.close();
  if (schema === 0)
    throw new NoIndexError(`The index in ${dataDir} was never finished; run "footnote index" to finish it.`);
  throw new NoIndexError(
    `The index in ${dataDir} has format ${schema}, this program reads format ${SCHEMA}; run "footnote index" to build it anew.`,
  );
}

/** The error for a data folder that can't be written; a UserError stays as it is. */
export const notWritable = (dataDir: string, error: unknown) =>
  error instanceof UserError
    ? error
    : new UserError(
        'data-not-writable',
        `The data folder ${dataDir} can't be written (${errorCode(error) ?? errorText(error)}); give another with --data or mend its rights.`,
      );

/**
 * Opens an index for writing, making it where there is none. One that is damaged or of another format is set aside, so
 * only who holds the writer's lock may call it. `sealStored` gives checksums to one of a format without.
 */
export function openForWriting(dataDir: string, sealStored: (db: Db) => void): { db: Db; setAside?: string } {
  const path = databasePath(dataDir);
  try {
    mkdirSync(segmentsDir(dataDir), { recursive: true });
  } catch (error) {
    throw notWritable(dataDir, error);
  }
  requireNoFolder(path);
  let setAside: string | undefined;
  try {
    const db = connect(path);
    const schema = readPragma(db, 'user_version');
    if (schema <= SCHEMA) return { db: prepare(db, sealStored) };
    db.close();
    setAside = moveAside(path, `format-${schema}`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (!isDamage(error))
      throw new UserError(
        'data-not-writable',
        `The index in ${dataDir} can't be opened for writing (${errorText(error)}); mend the folder's rights or give another with --data.`,
      );
    setAside = moveAside(path, 'damaged');
  }
  return { db: prepare(connect(path)), setAside };
}

/** Sets an index aside that turned out to be damaged, and opens an empty one in its place. Only for who holds the lock. */
export function replaceDamaged(dataDir: string): { db: Db; setAside: string } {
  const path = databasePath(dataDir);
  const setAside = moveAside(path, 'damaged');
  return { db: prepare(connect(path)), setAside };
}

function prepare(db: Db, sealStored: (db: Db) => void = () => {}): Db {
  // Every published version must survive a power cut, not only a killed process.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  if (readPragma(db, 'user_version') === SCHEMA) return db;
  db.transaction(() => {
    const schema = readPragma(db, 'user_version');
    if (schema === SCHEMA) return;
    if (schema === 0) db.exec(INDEX_TABLES);
    else {
      if (schema === 1) {
        db.exec(FROM_SCHEMA_1);
        sealStored(db);
      }
      db.exec(FROM_SCHEMA_2);
    }
    db.exec(`PRAGMA user_version = ${SCHEMA}`);
  }).immediate();
  return db;
}

/** Moves a damaged index aside. Nothing is deleted, so that what happened can be found out. */
function moveAside(path: string, why: string): string {
  const aside = `${path}.${why}-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const ending of ['', '-wal', '-shm']) if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  return aside;
}

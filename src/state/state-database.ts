/**
 * data/state.db: what people entrusted to the bot, apart from the index because it can't be made again. Its schema only
 * moves forward, and a copy is kept before each step.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, UserError } from '../core/errors.js';
import { type Db, openSqlite, readPragma } from '../sqlite/open-sqlite.js';

export type StateDb = Db;

/** Step n brings the schema from n to n + 1. A step that was ever released is never edited. */
const MIGRATIONS = [
  `
  CREATE TABLE settings (guild TEXT PRIMARY KEY, content TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE answers (
    id TEXT PRIMARY KEY, guild TEXT, channel TEXT NOT NULL, user TEXT NOT NULL, asked_at INTEGER NOT NULL,
    question TEXT NOT NULL, status TEXT NOT NULL, is_private INTEGER NOT NULL, content TEXT NOT NULL
  );
  CREATE INDEX answers_by_conversation ON answers (channel, user, asked_at);
  CREATE INDEX answers_by_guild ON answers (guild, asked_at);
  CREATE INDEX answers_by_user ON answers (user);
  CREATE INDEX answers_by_time ON answers (asked_at);
  CREATE TABLE messages (
    message TEXT PRIMARY KEY, channel TEXT NOT NULL, place INTEGER NOT NULL,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE
  ) WITHOUT ROWID;
  CREATE INDEX messages_by_answer ON messages (answer, place);
  CREATE TABLE feedback (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE, user TEXT NOT NULL, vote INTEGER NOT NULL,
    reason TEXT, words TEXT, given_at INTEGER NOT NULL, PRIMARY KEY (answer, user)
  ) WITHOUT ROWID;
  CREATE INDEX feedback_by_user ON feedback (user);
  CREATE TABLE removals (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, kept_at TEXT NOT NULL, removed_by TEXT NOT NULL, removed_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE spending (
    day TEXT NOT NULL, guild TEXT NOT NULL, user TEXT NOT NULL,
    answers INTEGER NOT NULL, tokens INTEGER NOT NULL, micro_usd INTEGER NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (day, guild, user)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE digests (
    id TEXT PRIMARY KEY, guild TEXT NOT NULL, channel TEXT NOT NULL, weekday INTEGER, hour INTEGER NOT NULL,
    zone TEXT NOT NULL, topic TEXT, source TEXT, says_empty INTEGER NOT NULL, due_at INTEGER NOT NULL,
    told TEXT NOT NULL, failures INTEGER NOT NULL, is_off INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX digests_by_guild ON digests (guild);
  CREATE INDEX digests_by_time ON digests (due_at) WHERE is_off = 0;
  `,
  `
  CREATE TABLE allowances (name TEXT PRIMARY KEY, remaining REAL NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
  `,
];

export const statePath = (dataDir: string) => join(dataDir, 'state.db');

/** Throws UserError for a folder that can't be written, a damaged file, and a schema newer than this program. */
export function openStateDatabase(dataDir: string): StateDb {
  const path = statePath(dataDir);
  try {
    mkdirSync(dataDir, { recursive: true });
    const isNew = !existsSync(path);
    const db = openSqlite(path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    migrate(db, path, isNew);
    return db;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      'state-unreadable',
      `${path}, which keeps settings and feedback, can't be opened (${errorText(error)}); mend the folder's rights, or put a copy of the file in its place.`,
    );
  }
}

function migrate(db: StateDb, path: string, isNew: boolean): void {
  const found = readPragma(db, 'user_version');
  if (found > MIGRATIONS.length) {
    db.close();
    throw new UserError(
      'state-too-new',
      `${path} has schema ${found} and this program knows ${MIGRATIONS.length}; run the newer version of Footnote that wrote it.`,
    );
  }
  if (found === MIGRATIONS.length) return;
  const copy = `${path}.schema-${found}`;
  if (!isNew && found > 0 && !existsSync(copy)) db.prepare('VACUUM INTO ?').run(copy);
  db.transaction(() => {
    // Another process may have been first.
    for (const step of MIGRATIONS.slice(readPragma(db, 'user_version'))) db.exec(step);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/**
 * One writer at a time, over all processes: an exclusive SQLite transaction on a file of its own, which the operating
 * system lets go of when its process ends, however it ends.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, UserError } from '../core/errors.js';
import { type Db, openSqlite } from '../sqlite/open-sqlite.js';
import { isDamage, notWritable, requireNoFolder } from './database.js';

export interface WriteLock {
  release(): void;
}

/**
 * Makes the folder where it is not there. Throws UserError `index-busy`, with who holds the lock and since when, and
 * `data-not-writable`.
 */
export function acquireWriteLock(dataDir: string, owner: string): WriteLock {
  const ownerFile = join(dataDir, 'writer.json');
  const lock = takeLock(dataDir, ownerFile);
  try {
    writeFileSync(ownerFile, JSON.stringify({ owner, pid: process.pid, since: new Date().toISOString() }));
  } catch (error) {
    lock.close();
    throw notWritable(dataDir, error);
  }
  return {
    release() {
      rmSync(ownerFile, { force: true });
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}

/** A file that is no database any more is replaced: nobody can have locked it, and nothing is kept in it. */
function takeLock(dataDir: string, ownerFile: string, mayReplace = true): Db {
  const lock = openLock(dataDir);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (errorCode(error) === 'SQLITE_BUSY')
      throw new UserError(
        'index-busy',
        `Another re-index is running (${describeOwner(ownerFile)}); wait for it to end, or stop it.`,
      );
    if (!mayReplace || !isDamage(error)) throw notWritable(dataDir, error);
    rmSync(join(dataDir, 'writer.lock'), { force: true });
    return takeLock(dataDir, ownerFile, false);
  }
}

function openLock(dataDir: string): Db {
  try {
    mkdirSync(dataDir, { recursive: true });
    requireNoFolder(join(dataDir, 'writer.lock'));
    return openSqlite(join(dataDir, 'writer.lock'), { timeout: 0 });
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

function describeOwner(ownerFile: string): string {
  try {
    const { owner, pid, since } = JSON.parse(readFileSync(ownerFile, 'utf8'));
    return `by ${owner}, process ${pid}, since ${since}`;
  } catch {
    return 'by another process';
  }
}

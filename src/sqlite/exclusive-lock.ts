/**
 * One process at a time over a folder: an exclusive SQLite transaction on a file of its own, which the operating system lets go
 * of when its process ends, however it ends.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, type UserError } from '../core/errors.js';
import { type Db, openSqlite } from './open-sqlite.js';

export interface ExclusiveLock {
  release(): void;
}

export interface LockOptions {
  /** The folder's files are NAME.lock, and NAME.json with who holds it. */
  name: string;
  owner: string;
  /** What is thrown where it is held: "by footnote index, process 12, since …". */
  whenBusy: (holder: string) => UserError;
  /** What is thrown where its files can't be made. */
  whenUnusable: (error: unknown) => Error;
}

/**
 * Whether SQLite's error means that the file isn't what was written. SQLITE_ERROR is among them: our statements are fixed, so
 * a table or a column that isn't there was altered.
 */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|ERROR|FORMAT|MISMATCH|CONSTRAINT|IOERR_SHORT_READ)/.test(errorCode(error) ?? '');
}

/** Makes the folder where it is not there. */
export function acquireLock(folder: string, options: LockOptions): ExclusiveLock {
  const ownerFile = join(folder, `${options.name}.json`);
  const lock = takeLock(folder, ownerFile, options);
  try {
    writeFileSync(
      ownerFile,
      JSON.stringify({ owner: options.owner, pid: process.pid, since: new Date().toISOString() }),
    );
  } catch (error) {
    lock.close();
    throw options.whenUnusable(error);
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
function takeLock(folder: string, ownerFile: string, options: LockOptions, mayReplace = true): Db {
  const path = join(folder, `${options.name}.lock`);
  const lock = openLock(folder, path, options);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (errorCode(error) === 'SQLITE_BUSY') throw options.whenBusy(describeOwner(ownerFile));
    if (!mayReplace || !isDamage(error)) throw options.whenUnusable(error);
    rmSync(path, { force: true });
    return takeLock(folder, ownerFile, options, false);
  }
}

function openLock(folder: string, path: string, { whenUnusable }: LockOptions): Db {
  try {
    mkdirSync(folder, { recursive: true });
    return openSqlite(path, { timeout: 0 });
  } catch (error) {
    throw whenUnusable(error);
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

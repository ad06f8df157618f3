/**
 * One writer at a time, over all processes: an exclusive SQLite transaction on a file of its own, which the operating
 * system lets go of when its process ends, however it ends.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, UserError } from '../core/errors.js';
import { openSqlite } from '../sqlite/open-sqlite.js';

export interface WriteLock {
  release(): void;
}

/** Throws UserError `index-busy`, with who holds it and since when. */
export function acquireWriteLock(dataDir: string, owner: string): WriteLock {
  const ownerFile = join(dataDir, 'writer.json');
  const lock = openSqlite(join(dataDir, 'writer.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (errorCode(error) !== 'SQLITE_BUSY') throw error;
    throw new UserError(
      'index-busy',
      `Another re-index is running (${describeOwner(ownerFile)}); wait for it to end, or stop it.`,
    );
  }
  writeFileSync(ownerFile, JSON.stringify({ owner, pid: process.pid, since: new Date().toISOString() }));
  return {
    release() {
      rmSync(ownerFile, { force: true });
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}

function describeOwner(ownerFile: string): string {
  try {
    const { owner, pid, since } = JSON.parse(readFileSync(ownerFile, 'utf8'));
    return `by ${owner}, process ${pid}, since ${since}`;
  } catch {
    return 'by another process';
  }
}

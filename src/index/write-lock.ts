/** One writer of an index at a time, over all processes. */
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { acquireLock, type ExclusiveLock } from '../sqlite/exclusive-lock.js';
import { notWritable, requireNoFolder } from './database.js';

export type WriteLock = ExclusiveLock;

/**
 * Makes the folder where it is not there. Throws UserError `index-busy`, with who holds the lock and since when, and
 * `data-not-writable`.
 */
export function acquireWriteLock(dataDir: string, owner: string): WriteLock {
  try {
    requireNoFolder(join(dataDir, 'writer.lock'));
  } catch (error) {
    throw notWritable(dataDir, error);
  }
  return acquireLock(dataDir, {
    name: 'writer',
    owner,
    whenBusy: (holder) =>
      new UserError('index-busy', `Another re-index is running (${holder}); wait for it to end, or stop it.`),
    whenUnusable: (error) => notWritable(dataDir, error),
  });
}

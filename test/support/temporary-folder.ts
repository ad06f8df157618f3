/**
 * Before the tests: whatever they write lies below one folder, in memory where there is plenty (an index is written through to
 * the disk, which is most of what small ones cost), and after them it is gone, with the database server that lives in it.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopDebianServer } from './postgres/debian-server.js';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;
const NAME = /^footnote-tests-(\d+)$/;

export default async function makeTemporaryFolder(): Promise<() => Promise<void>> {
  const parent = hasRoom(MEMORY) ? MEMORY : tmpdir();
  // Those of runs that were killed; what a process of theirs still writes into is left to the next run.
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) await remove(join(parent, name)).catch(() => {});
  }
  const folder = join(parent, `footnote-tests-${process.pid}`);
  mkdirSync(folder);
  // The server runs as somebody else, who must get through.
  chmodSync(folder, 0o711);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await remove(folder);
  };
}

async function remove(folder: string): Promise<void> {
  await stopDebianServer(folder);
  rmSync(folder, { recursive: true, force: true });
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > ENOUGH_BYTES;
}

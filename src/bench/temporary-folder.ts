/** A folder that is there as long as a piece of work, and gone however that ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText, UserError } from '../core/errors.js';

/** Throws UserError where no folder can be made. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A second Ctrl-C ends the process without waiting for anything.
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'footnote-bench-'));
  } catch (error) {
    throw new UserError(
      'no-temporary-folder',
      `No folder can be made in ${tmpdir()} (${errorText(error)}); set TMPDIR to a folder that can be written.`,
    );
  }
}

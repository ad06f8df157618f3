/** Writes a file of sources whole, or leaves what was there. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { errorCode, UserError } from '../core/errors.js';
import { writeWhole } from '../core/write-whole.js';

/** What an unfinished file's name begins with; hidden names are no articles. */
export const UNFINISHED = '.unfinished-';

/** The new content or the old one, whatever happens meanwhile. Throws UserError `data-not-writable`. */
export async function writeSourceFile(path: string, bytes: string | Uint8Array, mode?: number): Promise<void> {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 16);
  await writeWhole(path, bytes, { beside: join(dirname(path), `${UNFINISHED}${hash}`), mode }).catch(notWritable);
}

/** Throws what a person can do about it. */
export function notWritable(error: unknown): never {
  const why = errorCode(error) === 'ENOSPC' ? 'the disk is full' : `the system says ${errorCode(error) ?? 'no'}`;
  throw new UserError(
    'data-not-writable',
    `Sources and what is fetched of them can't be written (${why}); make room or give the folder's rights, nothing was lost.`,
  );
}

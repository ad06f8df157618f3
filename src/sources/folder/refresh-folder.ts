/** A folder of this machine. */
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { Refreshing } from '../refreshing.js';
import { copyFiles } from './copy-files.js';

/** Throws UserError where it isn't there, or where what is copied would be copied again. */
export async function refreshFolder(refreshing: Refreshing): Promise<void> {
  const { source, folder } = refreshing.parts;
  await requireFolder(source.address, folder.path);
  await copyFiles(source.address, refreshing, { isStamped: true });
}

/** Throws UserError `no-folder` and `same-place`. */
export async function requireFolder(from: string, to: string): Promise<void> {
  const [realFrom, realTo] = await Promise.all([from, to].map((path) => realpath(path).catch(() => undefined)));
  if (realFrom === undefined)
    throw new UserError(
      'no-folder',
      `There is no folder at ${from}, or it may not be read; its articles stay as they are.`,
    );
  const isWithin = (inner: string, outer: string) =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  if (realTo && (isWithin(realTo, realFrom) || isWithin(realFrom, realTo)))
    throw new UserError(
      'same-place',
      `${from} holds the folder that its articles are copied to; give a folder apart from DATA_DIR.`,
    );
}

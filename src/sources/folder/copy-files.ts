/** The article files of a folder, copied as they are; by the corpus's own walk, so hidden names and links out of it are left out. */
import { readFile } from 'node:fs/promises';
import { errorCode } from '../../core/errors.js';
import { formatBytes } from '../../corpus/limits.js';
import { listCorpus } from '../../corpus/list-corpus.js';
import type { Refreshing } from '../refreshing.js';

/** Throws UserError where the folder isn't there. With `isStamped` a file whose stamp is as it was isn't read again. */
export async function copyFiles(
  folder: string,
  refreshing: Refreshing,
  { isStamped }: { isStamped: boolean },
): Promise<void> {
  const { source, signal } = refreshing.parts;
  const listing = await listCorpus(folder, { signal });
  for (const { path, reason } of listing.skipped) refreshing.skip(path, reason);
  const present = new Set(listing.files.map(({ path }) => path));
  // What can't be looked into isn't gone.
  for (const key of Object.keys(refreshing.items))
    if (listing.unread.some((place) => place === '' || key === place || key.startsWith(`${place}/`))) present.add(key);
  let copied = 0;
  for (const [done, { path, absolutePath, size, stamp }] of listing.files.entries()) {
    signal?.throwIfAborted();
    refreshing.progress(done, listing.files.length);
    const kept = refreshing.items[path];
    if (isStamped && kept?.hash === stamp && refreshing.files.has(path)) {
      refreshing.unchanged();
      continue;
    }
    if (size > source.limits.bytes) {
      refreshing.skip(
        path,
        `The file has ${formatBytes(size)}; the limit of this source is ${formatBytes(source.limits.bytes)}.`,
      );
      continue;
    }
    if (copied++ >= source.limits.articles) {
      refreshing.isUnfinished = true;
      continue;
    }
    const bytes = await readFile(absolutePath).catch((error: unknown) => {
      refreshing.skip(path, `The file can't be read: the system says ${errorCode(error) ?? 'no'}.`);
      refreshing.isUnfinished = true;
    });
    if (bytes) await refreshing.put(path, isStamped ? { hash: stamp } : {}, path, bytes);
  }
  refreshing.progress(listing.files.length, listing.files.length);
  await refreshing.dropAllBut(present);
}

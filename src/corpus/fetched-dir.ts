/** Where fetched articles are, and which paths are theirs: read by whoever only has to know that, without the code that lists files. */
import { join } from 'node:path';

/** What the paths of fetched articles begin with, and the folder's name. */
export const FETCHED = 'fetched';

export const fetchedDirOf = (dataDir: string): string => join(dataDir, FETCHED);

/** "fetched/desk" of "fetched/desk/2026/dam.json"; undefined for a path that was not fetched. */
export function sourceFolderOf(path: string): string | undefined {
  const [first, name, ...rest] = path.split('/');
  return first === FETCHED && rest.length > 0 ? `${FETCHED}/${name}` : undefined;
}

/** The folder of fetched articles, beside the corpus: `DATA_DIR/fetched/SOURCE/…`, ids and paths `fetched/SOURCE/…`. */
import { join } from 'node:path';

/** What the paths of fetched articles begin with, and the folder's name. */
export const FETCHED = 'fetched';

export const fetchedDirOf = (dataDir: string): string => join(dataDir, FETCHED);

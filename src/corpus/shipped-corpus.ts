/** The articles that come with the program, for a folder that has none of its own: so that the first question is answered anywhere. */
import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchedDirOf } from './fetched-dir.js';

/** "…/node_modules/footnote/corpus", or the checkout's own. */
export const SHIPPED_CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));

/** Where a package manager puts it: an installation that moved, or npx's next one, holds the same articles. */
const INSTALLED = ['node_modules', 'footnote', 'corpus'].join(sep);

/** Whether a path is that of shipped articles: of this installation or of another. */
export const isShippedCorpus = (path: string | undefined): boolean =>
  path === SHIPPED_CORPUS || (path?.endsWith(`${sep}${INSTALLED}`) ?? false);

export interface CorpusChoice {
  /** What the person said; undefined where nothing was said. */
  named: string | undefined;
  /** Where it is without a word. */
  standard: string;
  dataDir: string;
  sourcesFile: string;
}

/**
 * The folder that is named, else the standard one, else the shipped one. Who fetches news wants no other articles among
 * them, so the shipped ones don't stand in there.
 */
export function chooseCorpus({ named, standard, dataDir, sourcesFile }: CorpusChoice): {
  corpusDir: string;
  isCorpusShipped: boolean;
} {
  const isOwn =
    named !== undefined ||
    [standard, sourcesFile, fetchedDirOf(dataDir)].some((path) => existsSync(path)) ||
    !existsSync(SHIPPED_CORPUS);
  return isOwn
    ? { corpusDir: named ?? standard, isCorpusShipped: false }
    : { corpusDir: SHIPPED_CORPUS, isCorpusShipped: true };
}

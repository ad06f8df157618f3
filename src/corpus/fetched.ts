/**
 * Fetched articles beside the corpus: `DATA_DIR/fetched/SOURCE/…`, whose ids and paths are `fetched/SOURCE/…`. A source's folder that
 * isn't on this machine says nothing of its articles; one that is there and empty says that there are none.
 */
import { readdir } from 'node:fs/promises';
import { errorCode } from '../core/errors.js';
import type { Skipped } from '../core/types.js';
import { FETCHED, sourceFolderOf } from './fetched-dir.js';
import { type CorpusListing, listCorpus } from './list-corpus.js';

export interface FullListing extends CorpusListing {
  /** Paths of the files that were fetched. */
  fetched: ReadonlySet<string>;
  /** Paths of the sources' folders that are on this machine, in the corpus or beside it: "fetched/desk". */
  sources: ReadonlySet<string>;
}

/**
 * The corpus's files and the fetched ones, sorted by path. Where both have a path, the corpus's own wins. Throws as `listCorpus`
 * does for the corpus.
 */
export async function listWithFetched(
  corpusDir: string,
  fetchedDir: string | undefined,
  { signal, mayBeMissing = false }: { signal?: AbortSignal; mayBeMissing?: boolean } = {},
): Promise<FullListing> {
  const own = await listCorpus(corpusDir, { signal, without: fetchedDir }).catch((error: unknown) => {
    if (mayBeMissing && errorCode(error) === 'corpus-missing') return EMPTY;
    throw error;
  });
  const sources = new Set(own.files.flatMap((file) => sourceFolderOf(file.path) ?? []));
  const names = fetchedDir === undefined ? undefined : await foldersIn(fetchedDir);
  if (fetchedDir === undefined || names === undefined) return { ...own, fetched: new Set(), sources };
  for (const name of names) sources.add(`${FETCHED}/${name}`);
  const beside = await listCorpus(fetchedDir, { signal });
  const inCorpus = new Set(own.files.map(({ path }) => path));
  const below = (path: string) => (path === '' || path === '.' ? FETCHED : `${FETCHED}/${path}`);
  const files = beside.files.map((file) => ({ ...file, path: below(file.path) }));
  const covered = files
    .filter(({ path }) => inCorpus.has(path))
    .map(({ path }): Skipped => ({ path, reason: COVERED }));
  const taken = files.filter(({ path }) => !inCorpus.has(path));
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  return {
    files: [...own.files, ...taken].sort(byPath),
    skipped: [...own.skipped, ...beside.skipped.map((one) => ({ ...one, path: below(one.path) })), ...covered].sort(
      byPath,
    ),
    unread: [...own.unread, ...beside.unread.map(below)].sort(),
    ignored: own.ignored + beside.ignored,
    fetched: new Set(taken.map(({ path }) => path)),
    sources,
  };
}

const EMPTY: CorpusListing = { files: [], skipped: [], unread: [], ignored: 0 };
const COVERED = 'The corpus has a file of this path itself, which is read; rename its folder "fetched" to have both.';

/** Undefined where there is no such folder. */
async function foldersIn(folder: string): Promise<string[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  return entries?.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
}

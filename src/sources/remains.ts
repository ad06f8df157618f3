/** What is left of a source that is no longer configured: its files, its state, an unfinished clone. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchedDirOf } from '../corpus/fetched-dir.js';
import { ArticleFolder } from './article-folder.js';
import { removeSavedState } from './saved-state.js';
import { isSourceName } from './source.js';

const folderOf = (dataDir: string, name: string) => join(fetchedDirOf(dataDir), name);

/** Where git works meanwhile: hidden from every listing. */
export const gitDirOf = (dataDir: string, name: string): string => join(fetchedDirOf(dataDir), '.git', name);

export async function hasRemains(dataDir: string, name: string): Promise<boolean> {
  return isSourceName(name) && (await readdir(folderOf(dataDir, name)).catch(() => [])).length > 0;
}

/** The empty folder stays, as the sign that its articles are to go. */
export async function removeRemains(dataDir: string, name: string): Promise<void> {
  await new ArticleFolder(folderOf(dataDir, name)).empty();
  await rm(gitDirOf(dataDir, name), { recursive: true, force: true });
  await removeSavedState(dataDir, name);
}

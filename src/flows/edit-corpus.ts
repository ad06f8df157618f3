/**
 * Adds files to the corpus folder and takes files out, each with an undo: offered files wait in data/incoming until
 * they are confirmed, removed ones are kept in data/removed.
 */
import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { errorCode, UserError } from '../core/errors.js';
import type { Article, Skipped } from '../core/types.js';
import { sourceFolderOf } from '../corpus/fetched-dir.js';
import { listCorpus } from '../corpus/list-corpus.js';
import { readCorpusFile } from '../corpus/read-file.js';

/** Where added files go, under the corpus. */
const ADDED_DIR = 'added';
const MAX_NAME_CHARS = 100;

/** Where an offered file of this name comes to lie: a name without signs that can't stand there, and of its own. */
export const addedPath = (name: string): string => `${ADDED_DIR}/${name}`;

export interface OfferedFile {
  name: string;
  bytes: Uint8Array;
}

/** What offered files would become. */
export interface Offer {
  articles: Pick<Article, 'title' | 'source' | 'publishedAt' | 'body'>[];
  skipped: Skipped[];
}

export interface CorpusFolders {
  corpusDir: string;
  /** Shipped articles are no folder to write into: the next version of the program replaces it. */
  isCorpusShipped?: boolean;
  dataDir: string;
}

export type CorpusEditor = ReturnType<typeof createCorpusEditor>;

/** Ids of offers and removals are the caller's: letters, digits, `-` and `_`. */
export function createCorpusEditor({ corpusDir, isCorpusShipped = false, dataDir }: CorpusFolders) {
  const requireFolder = () => requireOwnFolder(corpusDir, isCorpusShipped);
  const offerDir = (id: string) => join(dataDir, 'incoming', safeId(id));

  return {
    /** Writes the files aside and reads them as the corpus would be read. Throws UserError where the corpus is one file. */
    async offer(id: string, files: OfferedFile[], signal?: AbortSignal): Promise<Offer> {
      await requireFolder();
      const folder = offerDir(id);
      await mkdir(folder, { recursive: true });
      for (const { name, bytes } of files) await writeFile(freePath(folder, fileName(name)), bytes, { flag: 'wx' });
      const listing = await listCorpus(folder, { signal });
      const offer: Offer = { articles: [], skipped: [...listing.skipped] };
      for (const file of listing.files) {
        for await (const item of readCorpusFile(file, { signal })) {
          if ('article' in item) offer.articles.push(item.article);
          else offer.skipped.push(item.skipped);
        }
      }
      return offer;
    },

    /** Moves offered files into the corpus; returns how many. 0 where the offer is gone or was accepted already. */
    async accept(id: string): Promise<number> {
      const folder = offerDir(id);
      const names = await readdir(folder).catch(() => []);
      const target = join(corpusDir, ADDED_DIR);
      await writing(() => mkdir(target, { recursive: true }));
      for (const name of names) await writing(() => move(join(folder, name), freePath(target, name)));
      await rm(folder, { recursive: true, force: true });
      return names.length;
    },

    /** Deletes an article's file, kept nowhere. One that is gone already is no fault. */
    async erase(path: string): Promise<void> {
      const file = inside(corpusDir, path);
      await writing(() => rm(file, { force: true }));
    },

    /** Deletes what a removal kept for its undo. */
    async eraseRemoved({ keptAt }: { keptAt: string }): Promise<void> {
      await writing(() => rm(dirname(inside(join(dataDir, 'removed'), keptAt)), { recursive: true, force: true }));
    },

    async decline(id: string): Promise<void> {
      await rm(offerDir(id), { recursive: true, force: true });
    },

    /** Deletes offers that nobody accepted and removals that nobody undid, where they are older than `beforeMs`. */
    async tidy(beforeMs: number): Promise<void> {
      for (const folder of [join(dataDir, 'incoming'), join(dataDir, 'removed')]) {
        for (const name of await readdir(folder).catch(() => [])) {
          const path = join(folder, name);
          const { mtimeMs } = await stat(path);
          if (mtimeMs < beforeMs) await rm(path, { recursive: true, force: true });
        }
      }
    },

    /** Takes an article's file out of the corpus. Returns its path in the corpus and where it is kept. */
    async remove(id: string, { path }: Pick<Article, 'path'>): Promise<{ path: string; keptAt: string }> {
      await requireFolder();
      if (path.includes('#') && !existsSync(join(corpusDir, path)))
        throw new UserError('shared-file', 'This file holds several articles; edit the file and re-index.');
      const from = inside(corpusDir, path);
      refuseFetched(from, path);
      const keptAt = join(dataDir, 'removed', safeId(id), basename(path));
      await mkdir(dirname(keptAt), { recursive: true });
      await writing(() => move(from, keptAt));
      return { path, keptAt };
    },

    /** Puts a removed file back. Throws UserError where another one stands in its place. */
    async restore({ path, keptAt }: { path: string; keptAt: string }): Promise<void> {
      const target = inside(corpusDir, path);
      if (existsSync(target)) throw new UserError('place-taken', `There is another file at ${path} now.`);
      await writing(async () => {
        await mkdir(dirname(target), { recursive: true });
        await move(keptAt, target);
      });
      await rm(dirname(keptAt), { recursive: true, force: true });
    },
  };
}

async function requireOwnFolder(corpusDir: string, isCorpusShipped: boolean): Promise<void> {
  if (isCorpusShipped)
    throw new UserError(
      'corpus-is-shipped',
      'These are the articles that come with Footnote; name a folder of your own with CORPUS_DIR to add and remove articles.',
    );
  const stats = await stat(corpusDir).catch(() => undefined);
  if (stats && !stats.isDirectory())
    throw new UserError(
      'corpus-is-file',
      'The corpus is a single file, so articles are added and removed in it by hand.',
    );
}

async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!/^(EACCES|EPERM|EROFS|ENOSPC)$/.test(errorCode(error) ?? '')) throw error;
    throw new UserError('corpus-not-writable', `The corpus folder can't be written (${errorCode(error)}).`);
  }
}

/** Moves a file, also between volumes: there it is copied in full before the original is deleted. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
    await rm(from);
  }
}

const safeId = (id: string) => id.replace(/[^\w-]/g, '_');

/** A safe file name, which can't leave its folder, hide, or mislead: letters, digits, `.`, `-` and `_`. */
function fileName(name: string): string {
  const extension = extname(name)
    .toLowerCase()
    .replace(/[^.a-z0-9]/g, '');
  const stem = basename(name, extname(name))
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_NAME_CHARS);
  return `${stem || 'article'}${extension}`;
}

function freePath(folder: string, name: string): string {
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${extension}`);
    if (!existsSync(path)) return path;
  }
}

/** Throws UserError 'fetched': the next refresh of its source would bring it back. */
function refuseFetched(from: string, path: string): void {
  const source = sourceFolderOf(path)?.split('/')[1];
  if (source !== undefined && !existsSync(from))
    throw new UserError(
      'fetched',
      `This article was fetched from the source ${source}, which would bring it back; remove the source to be without it.`,
    );
}

/** The full path of a file in a folder. Paths come from the index and the state, so one that leads outside is refused. */
function inside(folder: string, path: string): string {
  const root = resolve(folder);
  const full = resolve(root, path);
  if (!full.startsWith(root + sep)) throw new UserError('outside-corpus', 'The file is not in the corpus folder.');
  return full;
}

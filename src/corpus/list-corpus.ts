/**
 * The articles' files of a corpus folder, without opening one. Walks by `readdir`, not by tinyglobby: a glob leaves out
 * unreadable folders, dead links, loops and devices without a word, and each of them must come with its reason.
 */
import { type BigIntStats, type Dirent, promises as fs, lstatSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode, errorText, UserError } from '../core/errors.js';
import type { Skipped } from '../core/types.js';
import { formatOf, knownExtensions } from './formats/registry.js';

export interface CorpusFile {
  /** Relative to the root, with `/` separators; the base name where the root is the file. */
  path: string;
  absolutePath: string;
  /** Bytes. */
  size: number;
  /** Size, times of modification and change in nanoseconds, and inode: an equal stamp means an unchanged file. */
  stamp: string;
  modifiedMs: number;
  format: string;
}

export interface CorpusListing {
  /** Sorted by path, in code unit order. */
  files: CorpusFile[];
  skipped: Skipped[];
  /**
   * Paths of files and folders, '' for the root, that are there or were a moment ago, and couldn't be looked into: what is
   * below them isn't known, neither what there is nor what is gone.
   */
  unread: string[];
  /** How many files have an extension that is no article's. */
  ignored: number;
}

/** Files whose state is asked for between two looks at everything else that waits. */
const STAT_BATCH = 64;
/**
 * What is told sooner comes from memory, and costs a third of the CPU when it is asked for in turn. A disk or a network that
 * has to be waited for is asked for all of a batch at once.
 */
const PROMPT_BATCH_MS = 20;

/**
 * Finds the files under `root` (or `root` itself). Hidden names are left out, links are followed only inside the corpus,
 * and what is reached twice is read once, by its real path. `without` is a folder that isn't entered. Throws UserError
 * 'corpus-missing', or the signal's reason.
 */
export async function listCorpus(
  root: string,
  options: { signal?: AbortSignal; without?: string } = {},
): Promise<CorpusListing> {
  const absoluteRoot = path.resolve(root);
  const realRoot = await fs.realpath(absoluteRoot).catch((error) => {
    throw new UserError(
      'corpus-missing',
      `Expected a folder of articles or one file at ${root}, but ${accessProblem(error)}; check --corpus or CORPUS_DIR.`,
    );
  });
  const walk = new CorpusWalk(realRoot, options.signal);
  if (options.without !== undefined) walk.leaveOut(await fs.realpath(options.without).catch(() => ''));
  const stats = await fs.stat(realRoot, { bigint: true });
  if (stats.isDirectory()) await walk.folder(realRoot, '');
  else await walk.file(realRoot, path.basename(absoluteRoot), stats, true);
  return walk.finish();
}

class CorpusWalk {
  readonly #files: CorpusFile[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #unread: string[] = [];
  #ignored = 0;
  #hasToWait = false;
  /** Links wait until everything real is known, so that a real path always wins over a link to it. */
  readonly #links: { absolute: string; relative: string }[] = [];
  /** Real path of each file and folder seen, and the path it goes by. */
  readonly #seen = new Map<string, string>();

  constructor(
    readonly realRoot: string,
    readonly signal: AbortSignal | undefined,
  ) {}

  /** A folder, by its real path, that counts as seen. */
  leaveOut(realPath: string): void {
    if (isInside(this.realRoot, realPath) && realPath !== this.realRoot)
      this.#seen.set(realPath, path.relative(this.realRoot, realPath).split(path.sep).join('/'));
  }

  async finish(): Promise<CorpusListing> {
    // Following a link to a folder may queue more links; each folder is entered once, so this ends.
    for (let link = this.#links.shift(); link; link = this.#links.shift())
      await this.#follow(link.absolute, link.relative);
    const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
    const [files, skipped] = [this.#files.sort(byPath), this.#skipped.sort(byPath)];
    return { files, skipped, unread: this.#unread.sort(), ignored: this.#ignored };
  }

  /** Walks one folder and its subfolders. An explicit stack: a folder a thousand levels deep is no reason to overflow. */
  async folder(absolute: string, relative: string): Promise<void> {
    const stack = [{ absolute, relative }];
    for (let folder = stack.pop(); folder; folder = stack.pop()) {
      this.signal?.throwIfAborted();
      if (this.#seen.has(folder.absolute)) continue;
      this.#seen.set(folder.absolute, folder.relative);
      const entries = await this.#entries(folder.absolute, folder.relative);
      const files: { absolute: string; relative: string }[] = [];
      for (const entry of entries) {
        if (entry.name.startsWith('.')) continue;
        const child = {
          absolute: path.join(folder.absolute, entry.name),
          relative: folder.relative ? `${folder.relative}/${entry.name}` : entry.name,
        };
        if (entry.isDirectory()) stack.push(child);
        else if (entry.isSymbolicLink()) this.#links.push(child);
        else if (!entry.isFile() || formatOf(entry.name)) files.push(child);
        else this.#ignored++;
      }
      for (let i = 0; i < files.length; i += STAT_BATCH) {
        this.signal?.throwIfAborted();
        await this.#lookAt(files.slice(i, i + STAT_BATCH));
      }
    }
  }

  async #lookAt(batch: { absolute: string; relative: string }[]): Promise<void> {
    const lstat = this.#hasToWait ? fs.lstat : lstatSync;
    const startMs = performance.now();
    await Promise.all(batch.map(({ absolute, relative }) => this.#lstat(absolute, relative, lstat)));
    this.#hasToWait ||= performance.now() - startMs > PROMPT_BATCH_MS;
    await nextTurn();
  }

  async #entries(absolute: string, relative: string): Promise<Dirent[]> {
    try {
      const entries = await fs.readdir(absolute, { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.#leaveUnread(relative, `The folder can't be opened: ${accessProblem(error)}.`);
      return [];
    }
  }

  async #lstat(absolute: string, relative: string, lstat: typeof fs.lstat | typeof lstatSync): Promise<void> {
    try {
      await this.file(absolute, relative, await lstat(absolute, { bigint: true }));
    } catch (error) {
      const isBadName = relative.includes('\ufffd');
      this.#leaveUnread(
        relative,
        isBadName
          ? 'The name is not valid UTF-8, so the file cannot be opened; rename it.'
          : `The file can't be looked at: ${accessProblem(error)}.`,
      );
    }
  }

  /** Takes a file in, or says why not. `mustBeArticle` reports an unknown extension that a folder would ignore. */
  async file(absolute: string, relative: string, stats: BigIntStats, mustBeArticle = false): Promise<void> {
    const format = formatOf(relative);
    if (!stats.isFile())
      return this.#skip(relative, `Expected a regular file, but this is ${fileTypeName(stats)}; it was not opened.`);
    if (!format)
      return mustBeArticle
        ? this.#skip(relative, `Expected one of ${knownExtensions()}, but the name has another extension.`)
        : void this.#ignored++;
    this.#seen.set(absolute, relative);
    const { size, mtimeNs, ctimeNs, ino, mtimeMs } = stats;
    const stamp = `${size}-${mtimeNs}-${ctimeNs}-${ino}`;
    this.#files.push({
      path: relative,
      absolutePath: absolute,
      size: Number(size),
      stamp,
      modifiedMs: Number(mtimeMs),
      format: format.name,
    });
  }

  async #follow(absolute: string, relative: string): Promise<void> {
    this.signal?.throwIfAborted();
    let real: string;
    let stats: BigIntStats;
    try {
      real = await fs.realpath(absolute);
      stats = await fs.stat(real, { bigint: true });
    } catch (error) {
      const problem = errorCode(error) === 'ELOOP' ? 'it leads back to itself' : accessProblem(error);
      return this.#leaveUnread(relative, `The link can't be followed: ${problem}.`);
    }
    if (!isInside(this.realRoot, real))
      return this.#skip(relative, 'The link leads out of the corpus; copy the file into it instead.');
    const known = this.#seen.get(real);
    if (known !== undefined)
      return this.#skip(relative, `The link leads to ${quoteName(known || '.')}, which is read there.`);
    if (stats.isDirectory()) await this.folder(real, relative);
    else await this.file(real, relative, stats);
  }

  #leaveUnread(relative: string, reason: string): void {
    this.#unread.push(relative);
    this.#skip(relative || '.', reason);
  }

  #skip(relative: string, reason: string): void {
    this.#skipped.push({ path: relative, reason });
  }
}

function isInside(folder: string, target: string): boolean {
  return target === folder || target.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** A name as it may stand inside a reason: on one line, whatever it holds. */
function quoteName(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
}

function fileTypeName(stats: BigIntStats): string {
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isDirectory() ? 'a folder' : 'a device';
}

/** What the system's error code means for people. */
export function accessProblem(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is nothing there';
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not permitted';
  if (code === 'ENAMETOOLONG') return 'its path is too long for this system';
  return code ? `the system says ${code}` : errorText(error);
}

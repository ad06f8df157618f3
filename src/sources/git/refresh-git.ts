/** A Git folder: its newest commit alone, its article files copied; the same commit again is no work. */
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes } from '../../corpus/limits.js';
import { FetchFault } from '../fetch/fetch-fault.js';
import { findAddresses, type Guard } from '../fetch/guarded-connect.js';
import { readWebAddress } from '../fetch/web-address.js';
import { copyFiles } from '../folder/copy-files.js';
import type { Refreshing } from '../refreshing.js';
import { type GitOptions, runGit } from './run-git.js';

const CLONE_MS = 10 * 60_000;
const ASK_MS = 60_000;

export interface GitGuard extends Guard {
  /** For tests alone, whose server has no certificate: what https becomes. */
  protocol?: 'https:' | 'http:';
}

/** An address that git may be given. Throws FetchFault. */
export function readGitAddress(address: string, protocol: GitGuard['protocol'] = 'https:'): URL {
  const url = readWebAddress(address);
  if (url.protocol !== 'https:')
    throw new FetchFault(
      'address',
      'A Git folder is fetched by https alone; give an address that begins with https://.',
    );
  return new URL(url.href.replace(/^https:/, protocol));
}

/** `workDir` is a folder for what git needs meanwhile. Throws FetchFault. */
export async function refreshGit(refreshing: Refreshing, workDir: string, guard: GitGuard): Promise<void> {
  const { source, state, signal } = refreshing.parts;
  const url = readGitAddress(source.address, guard.protocol);
  const addresses = await findAddresses(url.hostname, guard);
  // What a killed run left is of no use.
  await rm(workDir, { recursive: true, force: true });
  await mkdir(workDir, { recursive: true });
  try {
    const home = await mkdtemp(join(workDir, 'home-'));
    const options: GitOptions = { url, addresses, home, timeoutMs: ASK_MS, signal };
    const [commit] =
      /^[\da-f]{40,64}(?=\s+HEAD$)/m.exec(await runGit(['ls-remote', '--', url.href, 'HEAD'], options)) ?? [];
    if (commit === undefined) throw new FetchFault('missing', `The Git folder at ${url.host} has no commit yet.`);
    if (commit === state.commit && refreshing.hasAllFiles) return refreshing.unchanged(refreshing.files.size);
    const clone = join(workDir, 'clone');
    const { folderBytes } = source.limits;
    const tooLarge = async () =>
      (await sizeOf(workDir, folderBytes)) > folderBytes
        ? new FetchFault(
            'large',
            `The Git folder at ${url.host} has more than ${formatBytes(folderBytes)}, the limit of this source.`,
          )
        : undefined;
    await runGit(
      [
        'clone',
        '--quiet',
        '--depth',
        '1',
        '--single-branch',
        '--no-tags',
        '--no-recurse-submodules',
        '--template=',
        '--',
        url.href,
        clone,
      ],
      { ...options, timeoutMs: CLONE_MS, watch: tooLarge },
    );
    const fault = await tooLarge();
    if (fault) throw fault;
    await rm(join(clone, '.git'), { recursive: true, force: true });
    await copyFiles(clone, refreshing, { isStamped: false });
    state.commit = refreshing.isUnfinished ? undefined : commit;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Bytes under a folder, counted until they are more than `most`. Files come and go while git writes. */
async function sizeOf(folder: string, most: number): Promise<number> {
  let bytes = 0;
  const folders = [folder];
  for (let one = folders.pop(); one !== undefined && bytes <= most; one = folders.pop()) {
    for (const entry of await readdir(one, { withFileTypes: true }).catch(() => [])) {
      const path = join(one, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) bytes += (await stat(path).catch(() => ({ size: 0 }))).size;
    }
  }
  return bytes;
}

/** One refresh of one source, by its kind. Loaded with the first refresh: without a source, nothing that fetches is. */
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { fetchedDirOf } from '../corpus/fetched-dir.js';
import { ArticleFolder } from './article-folder.js';
import { refreshFeed } from './feed/refresh-feed.js';
import { FetchFault } from './fetch/fetch-fault.js';
import type { Fetcher } from './fetch/fetcher.js';
import { findAddresses } from './fetch/guarded-connect.js';
import { refreshFolder, requireFolder } from './folder/refresh-folder.js';
import { type GitGuard, readGitAddress, refreshGit } from './git/refresh-git.js';
import { probe } from './probe.js';
import type { RefreshProgress, RefreshReport } from './refresh-report.js';
import { Refreshing, type RefreshingParts } from './refreshing.js';
import { gitDirOf } from './remains.js';
import { readSavedState, type SavedState, writeSavedState } from './saved-state.js';
import { refreshSite } from './site/refresh-site.js';
import type { Source, SourceKind } from './source.js';

/** Of robots.txt files, which a feed of links to everywhere has many of. */
const MAX_KEPT = 100;
const MAX_KEPT_CHARS = 50_000;

export interface RefreshTools {
  dataDir: string;
  fetcher: Fetcher;
  git: GitGuard;
  nowMs: () => number;
}

/** Throws the signal's reason, and what is no fault of the source: a disk that is full, a defect. */
export async function refreshSource(
  source: Source,
  { dataDir, fetcher, git, nowMs }: RefreshTools,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: RefreshProgress) => void },
): Promise<RefreshReport> {
  const triedMs = nowMs();
  const state = await readSavedState(dataDir, source);
  const folder = new ArticleFolder(join(fetchedDirOf(dataDir), source.name));
  const robots = new Map(Object.entries(state.robots));
  const save = () => {
    state.robots = Object.fromEntries(
      [...robots].filter(([, { text }]) => text.length <= MAX_KEPT_CHARS).slice(-MAX_KEPT),
    );
    return writeSavedState(dataDir, source.name, state);
  };
  const parts: RefreshingParts = { source, state, folder, robots, nowMs: triedMs, signal, onProgress, save };
  const refreshing = new Refreshing(parts, await folder.prepare());
  state.firstTriedMs ??= triedMs;
  state.notBeforeMs = undefined;
  const fault = await run(refreshing, fetcher, git, gitDirOf(dataDir, source.name)).catch((error: unknown) => {
    // What came so far is remembered; what is left comes with the next refresh.
    if (error instanceof FetchFault || error instanceof UserError) return error;
    return save().then(() => {
      signal?.throwIfAborted();
      throw error;
    });
  });
  if (fault instanceof UserError && fault.code === 'data-not-writable') throw fault;
  if (fault instanceof FetchFault) refreshing.waitUntil(fault.notBeforeMs);
  const report = refreshing.report(fault?.message);
  Object.assign(state, {
    lastTriedMs: triedMs,
    error: fault?.message,
    articles: refreshing.files.size,
    ...(!fault && { lastSucceededMs: nowMs() }),
    ...(report.changed && { lastChangedMs: nowMs() }),
  } satisfies Partial<SavedState>);
  await save();
  return report;
}

async function run(refreshing: Refreshing, fetcher: Fetcher, git: GitGuard, workDir: string): Promise<undefined> {
  switch (refreshing.parts.source.kind) {
    case 'feed':
      await refreshFeed(refreshing, fetcher);
      break;
    case 'site':
      await refreshSite(refreshing, fetcher);
      break;
    case 'git':
      await refreshGit(refreshing, workDir, git);
      break;
    case 'folder':
      await refreshFolder(refreshing);
  }
  return undefined;
}

/** What a source is, by a look at it; nothing is written. Throws UserError 'bad-source' with the reason why it can be none. */
export async function lookAtSource(
  source: Source,
  wanted: SourceKind | undefined,
  { dataDir, fetcher, git, nowMs }: RefreshTools,
  signal?: AbortSignal,
): Promise<SourceKind> {
  const state: SavedState = { kind: source.kind, address: source.address, articles: 0, items: {}, robots: {} };
  const folder = new ArticleFolder(join(fetchedDirOf(dataDir), source.name));
  const parts = { source, state, folder, robots: new Map(), nowMs: nowMs(), signal, save: async () => {} };
  try {
    if (wanted === 'folder') await requireFolder(source.address, folder.path);
    else if (wanted === 'git') await findAddresses(readGitAddress(source.address, git.protocol).hostname, git);
    else return await probe(wanted, new Refreshing(parts, new Set()), fetcher);
    return wanted;
  } catch (error) {
    if (!(error instanceof FetchFault) && !(error instanceof UserError)) throw error;
    throw new UserError('bad-source', `The source can't be added: ${error.message}`);
  }
}

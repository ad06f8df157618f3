/** A refresh of one source in a thread of its own: reading a large feed takes a second, for which no question waits. */
import pLimit from 'p-limit';
import {
  openSources,
  type RefreshOptions,
  type RefreshProgress,
  type RefreshReport,
  type Sources,
  type SourcesOptions,
} from '../sources/sources.js';
import { inThread } from './in-thread.js';

export interface RefreshTask {
  options: Pick<SourcesOptions, 'file' | 'dataDir' | 'fetchPrivate' | 'owner' | 'isHeld'> & {
    fetching: Pick<NonNullable<SourcesOptions['fetching']>, 'pauseMs'>;
  };
  name: string;
  /** How far the caller's clock is ahead of the machine's. */
  clockOffsetMs: number;
}

/**
 * As `refresh` of sources.ts. One at a time: two threads don't know of each other's requests to a host. A caller that holds the
 * lock by `hold` says so with `isHeld`.
 */
export function refreshApart(
  { file, dataDir, fetchPrivate, owner, isHeld, nowMs = Date.now, fetching: { pauseMs } = {} }: SourcesOptions,
  name: string,
  { signal, onProgress }: RefreshOptions = {},
): Promise<RefreshReport> {
  const options = { file, dataDir, fetchPrivate, owner, isHeld, fetching: { pauseMs } };
  const task: RefreshTask = { options, name, clockOffsetMs: nowMs() - Date.now() };
  return inThread<RefreshTask, RefreshProgress, RefreshReport>('refresh', task, { signal, onProgress });
}

/** Sources whose refreshes run apart, one after the other. */
export function openSourcesApart(options: SourcesOptions): Sources {
  const sources = openSources(options);
  const oneByOne = pLimit(1);
  return {
    list: () => sources.list(),
    add: (source, signal) => sources.add(source, signal),
    remove: (name) => sources.remove(name),
    due: (nowMs) => sources.due(nowMs),
    refresh: (name, how) => oneByOne(() => refreshApart(options, name, how)),
    watch: (onChange) => sources.watch(onChange),
    place: () => sources.place(),
    hold: () => sources.hold(),
    close: () => sources.close(),
  };
}

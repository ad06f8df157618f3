/** A re-index in a thread of its own, so that no question waits for it. */
import type { Folders } from '../compose-reindex.js';
import type { ReindexProgress, ReindexReport, ReindexRequest } from '../flows/reindex.js';
import { inThread } from './in-thread.js';

export interface ReindexTask {
  folders: Folders;
  request: Omit<ReindexRequest, 'signal' | 'onProgress' | 'nowMs'>;
  /** How far the caller's clock is ahead of the machine's. */
  clockOffsetMs: number;
}

/** As runReindex in compose-reindex.ts. */
export function runReindexApart(
  { corpusDir, isCorpusShipped, dataDir, models, database }: Folders,
  { signal, onProgress, nowMs = Date.now, ...request }: ReindexRequest,
): Promise<ReindexReport> {
  const folders = { corpusDir, isCorpusShipped, dataDir, models, database };
  const task: ReindexTask = { folders, request, clockOffsetMs: nowMs() - Date.now() };
  return inThread<ReindexTask, ReindexProgress, ReindexReport>('reindex', task, { signal, onProgress });
}

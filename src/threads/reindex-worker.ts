/** The thread of reindex-apart.ts. */
import { runReindex } from '../compose-reindex.js';
import type { ReindexProgress, ReindexReport } from '../flows/reindex.js';
import { serveThread } from './in-thread.js';
import type { ReindexTask } from './reindex-apart.js';

await serveThread<ReindexTask, ReindexProgress, ReindexReport>(({ folders, request, clockOffsetMs }, watching) =>
  runReindex(folders, { ...request, ...watching, nowMs: () => Date.now() + clockOffsetMs }),
);

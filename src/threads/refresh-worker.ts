/** The thread of refresh-apart.ts. */
import { openSources, type RefreshProgress, type RefreshReport } from '../sources/sources.js';
import { serveThread } from './in-thread.js';
import type { RefreshTask } from './refresh-apart.js';

await serveThread<RefreshTask, RefreshProgress, RefreshReport>(async ({ options, name, clockOffsetMs }, watching) => {
  const sources = openSources({ ...options, nowMs: () => Date.now() + clockOffsetMs });
  try {
    return await sources.refresh(name, watching);
  } finally {
    await sources.close();
  }
});

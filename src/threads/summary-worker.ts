/** The thread of summarize-apart.ts. */
import { openApp } from '../compose.js';
import type { SummaryProgress } from '../flows/summarize.js';
import type { Summary } from '../summarizing/types.js';
import { serveThread } from './in-thread.js';
import type { SummaryWorkerTask } from './summarize-apart.js';

await serveThread<SummaryWorkerTask, SummaryProgress, Summary>(async ({ folders, request }, { onProgress }) => {
  const app = await openApp({ config: folders });
  try {
    return await app.summarize.period(request, { onProgress });
  } finally {
    await app.close();
  }
});

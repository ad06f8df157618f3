/** The summary of a long period in a thread of its own, so that nobody waits for it. Speaks to compose.ts by messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { openApp, type SummaryTask } from './compose.js';
import { errorText, UserError } from './core/errors.js';
import type { SummaryProgress } from './flows/summarize.js';

const { folders, request } = workerData as SummaryTask;
try {
  const app = await openApp({ config: folders });
  try {
    const onProgress = (progress: SummaryProgress) => parentPort!.postMessage({ progress });
    parentPort!.postMessage({ summary: await app.summarize.period(request, { onProgress }) });
  } finally {
    await app.close();
  }
} catch (error) {
  const fault = error instanceof UserError ? { code: error.code } : {};
  parentPort!.postMessage({ fault: { ...fault, message: errorText(error) } });
}

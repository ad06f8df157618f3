/** A re-index in a thread of its own, so that questions never wait for it. Speaks to compose.ts by messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ReindexTask, runReindex } from './compose.js';
import { errorText, UserError } from './core/errors.js';

const { folders, options } = workerData as ReindexTask;
const controller = new AbortController();
parentPort!.on('message', () => controller.abort());
try {
  const report = await runReindex(folders, {
    ...options,
    signal: controller.signal,
    onProgress: (progress) => parentPort!.postMessage({ progress }),
  });
  parentPort!.postMessage({ report });
} catch (error) {
  const fault = error instanceof UserError ? { code: error.code } : {};
  parentPort!.postMessage({ fault: { ...fault, message: errorText(error) } });
}
parentPort!.close();

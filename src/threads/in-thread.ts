/** Work in a thread of its own, in a process that answers questions meanwhile: what passes between the two. */
import { existsSync } from 'node:fs';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { errorText, UserError } from '../core/errors.js';

interface Watching<Progress> {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

type WorkerMessage<Progress, Result> =
  | { progress: Progress }
  | { result: Result }
  | { fault: { code?: string; message: string } };

/**
 * What the worker's file makes of the task, of which all can be copied. Rejects with the worker's error, a UserError as one,
 * and with the signal's reason once it is aborted. Work that writes is asked to stop; other work `mayBeEnded` anywhere.
 */
export function inThread<Task, Progress, Result>(
  name: 'reindex' | 'summary' | 'refresh',
  task: Task,
  { signal, onProgress, mayBeEnded = false }: Watching<Progress> & { mayBeEnded?: boolean },
): Promise<Result> {
  const worker = new Worker(workerFile(name), { workerData: task });
  const stop = () => void (mayBeEnded ? worker.terminate() : worker.postMessage('stop'));
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return new Promise<Result>((resolve, reject) => {
    const fail = (error: Error) => reject(signal?.aborted ? signal.reason : error);
    worker.on('message', (message: WorkerMessage<Progress, Result>) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('result' in message) resolve(message.result);
      else fail(toError(message.fault));
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error(`the thread of the ${name} ended without a word`)));
  }).finally(() => signal?.removeEventListener('abort', stop));
}

/** The worker's side. */
export async function serveThread<Task, Progress, Result>(
  work: (task: Task, watching: Required<Watching<Progress>>) => Promise<Result>,
): Promise<void> {
  const port = parentPort!;
  const tell = (message: WorkerMessage<Progress, Result>) => port.postMessage(message);
  const controller = new AbortController();
  port.on('message', () => controller.abort());
  try {
    const onProgress = (progress: Progress) => tell({ progress });
    tell({ result: await work(workerData, { signal: controller.signal, onProgress }) });
  } catch (error) {
    tell({ fault: { ...(error instanceof UserError && { code: error.code }), message: errorText(error) } });
  }
  port.close();
}

const toError = ({ code, message }: { code?: string; message: string }) =>
  code ? new UserError(code, message) : new Error(message);

/** The built file; in a run of the sources themselves, the one that the last build left. */
function workerFile(name: string): URL {
  const here = new URL(`./${name}-worker.js`, import.meta.url);
  return existsSync(here) ? here : new URL(`../../dist/threads/${name}-worker.js`, import.meta.url);
}

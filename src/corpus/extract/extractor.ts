/**
 * Runs the heavy readers (.html, .pdf, .docx) in one worker thread, one file at a time, so that a hostile file can neither
 * hang the process nor exhaust its memory: a worker that takes too long or too much is killed, and the next file gets a new one.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { errorCode, errorText } from '../../core/errors.js';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { type CorpusLimits, formatBytes } from '../limits.js';

export type ExtractKind = 'html' | 'pdf' | 'docx';

export interface ExtractJob {
  kind: ExtractKind;
  bytes: Uint8Array;
  limits: Readonly<CorpusLimits>;
}

export type ExtractReply = { fields: ArticleFields } | { reason: string };

/** Deep recursion of a parser should end in an exception, not in the death of the thread. */
const STACK_MIB = 4;
const YOUNG_HEAP_MIB = 16;
/** A re-index is over after this long without a file; the worker's memory goes back then. */
const IDLE_MS = 5_000;

let current: { worker: Worker; heapMiB: number } | undefined;
let idleTimer: NodeJS.Timeout | undefined;
const oneByOne = pLimit(1);

/** The fields found in `bytes`, which are copied. Throws Unreadable with the reason, or the signal's reason. */
export function extractFields(job: ExtractJob, signal?: AbortSignal): Promise<ArticleFields> {
  return oneByOne(() => {
    signal?.throwIfAborted();
    return run(job, signal);
  });
}

function run(job: ExtractJob, signal?: AbortSignal): Promise<ArticleFields> {
  const worker = takeWorker(job.limits.extractHeapMiB);
  return new Promise((resolve, reject) => {
    const release = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      // One by one: removeAllListeners() would also remove what Worker itself relies on.
      worker.off('message', onReply).off('error', onError).off('exit', onExit);
      // An idle worker must not keep the process alive, nor its memory for long.
      worker.unref();
      idleTimer = setTimeout(stopWorker, IDLE_MS).unref();
    };
    const kill = (error: unknown) => {
      release();
      if (current?.worker === worker) current = undefined;
      // Late errors of a dying worker belong to nobody.
      worker.on('error', () => {});
      void worker.terminate().then(() => reject(error));
    };
    const onReply = (reply: ExtractReply) => {
      release();
      if ('reason' in reply) reject(new Unreadable(reply.reason));
      else resolve(reply.fields);
    };
    const onError = (error: unknown) => kill(new Unreadable(crashReason(job, error)));
    const onExit = () =>
      kill(new Unreadable(`The ${job.kind} reader stopped without an answer; the file is damaged or hostile.`));
    const onAbort = () => kill(signal?.reason);
    const timer = setTimeout(() => kill(new Unreadable(timeoutReason(job))), job.limits.extractTimeoutMs);
    worker.on('message', onReply).on('error', onError).on('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.ref();
    const bytes = new Uint8Array(job.bytes);
    worker.postMessage({ ...job, bytes }, [bytes.buffer]);
  });
}

function takeWorker(heapMiB: number): Worker {
  clearTimeout(idleTimer);
  if (current?.heapMiB !== heapMiB) stopWorker();
  current ??= { heapMiB, worker: startWorker(heapMiB) };
  return current.worker;
}

function stopWorker(): void {
  void current?.worker.terminate();
  current = undefined;
}

function startWorker(heapMiB: number): Worker {
  return new Worker(workerFile(), {
    resourceLimits: {
      maxOldGenerationSizeMb: heapMiB,
      maxYoungGenerationSizeMb: YOUNG_HEAP_MIB,
      stackSizeMb: STACK_MIB,
    },
    // Readers warn on the console; stdout belongs to results.
    stdout: true,
    stderr: true,
    execArgv: [],
  });
}

/** The compiled worker: beside this module in dist/, and in dist/ too when tests run this module as TypeScript. */
function workerFile(): URL {
  const isCompiled = import.meta.url.endsWith('.js');
  const file = new URL(isCompiled ? './worker.js' : '../../../dist/corpus/extract/worker.js', import.meta.url);
  if (!existsSync(file)) throw new Error(`The extraction worker is missing at ${file.pathname}; run npm run build.`);
  return file;
}

function timeoutReason({ kind, limits }: ExtractJob): string {
  return `Reading the ${kind} file took longer than ${limits.extractTimeoutMs / 1000} seconds; it is too complex, damaged or hostile.`;
}

function crashReason({ kind, bytes, limits }: ExtractJob, error: unknown): string {
  if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return `Reading the ${kind} file of ${formatBytes(bytes.length)} takes more than ${limits.extractHeapMiB} MiB of memory; split it or save it as text.`;
  }
  return `The ${kind} reader failed: ${errorText(error)}.`;
}

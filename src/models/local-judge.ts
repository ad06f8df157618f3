/**
 * A cross-encoder on this machine as judge: a sentence is carried where two neighbouring sentences of a passage entail it
 * surely enough. It runs in a thread of its own, which is started by the first sentence.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { UserError } from '../core/errors.js';
import { contentTerms } from '../text/tokenize.js';
import type { Judge, JudgedPassage, JudgeTask } from './judge.js';
import type { EntailmentReply, EntailmentRequest, JudgeThreadData } from './local-judge-worker.js';

/** Of the windows of a sentence's passages so many are read, those first that share most of its words. */
const MOST_WINDOWS = 6;

export interface LocalJudgeOptions extends JudgeThreadData {
  /** From this probability on a sentence is carried. */
  threshold: number;
}

export function createLocalJudge({ threshold, ...data }: LocalJudgeOptions): Judge {
  const thread = createThread(data);
  return {
    id: `local:${data.model}`,
    fingerprint: () => `local:${data.model} ${threshold}`,
    async judge(task, { signal } = {}) {
      const windows = task.sentences.map((_, i) => windowsFor(task, i));
      const pairs = windows.flatMap((premises, i) =>
        premises.map((premise): [string, string] => [premise, task.sentences[i].text]),
      );
      if (pairs.length === 0) return { verdicts: task.sentences.map(() => undefined) };
      const scores = await thread.ask(pairs, signal);
      let at = 0;
      const verdicts = windows.map(({ length }) => {
        const own = scores.slice(at, (at += length));
        return length === 0 ? undefined : own.some((score) => score >= threshold);
      });
      return { verdicts };
    },
    close: () => thread.close(),
  };
}

/** Two neighbouring sentences each, of the passages that a sentence may rest on. */
function windowsFor({ passages, sentences }: JudgeTask, i: number): string[] {
  const { text, marks } = sentences[i];
  const wanted = new Set(contentTerms(text));
  const shared = (window: string) => new Set(contentTerms(window).filter((term) => wanted.has(term))).size;
  return marks
    .flatMap((mark) => pairsOf(passages[mark - 1]))
    .map((window) => ({ window, count: shared(window) }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_WINDOWS)
    .map(({ window }) => window);
}

function pairsOf({ sentences }: JudgedPassage): string[] {
  if (sentences.length < 2) return sentences;
  return sentences.slice(1).map((sentence, i) => `${sentences[i]} ${sentence}`);
}

type Waiting = { resolve: (scores: number[]) => void; reject: (error: unknown) => void };

function createThread(data: JudgeThreadData) {
  let worker: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, Waiting>();
  const failAll = (error: unknown) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = () => {
    const started = new Worker(workerFile(), { workerData: data });
    started.on('message', (reply: EntailmentReply) => {
      const { resolve, reject } = waiting.get(reply.id) ?? {};
      waiting.delete(reply.id);
      // Nobody's process waits for a judge that has nothing to do.
      if (waiting.size === 0) started.unref();
      if ('scores' in reply) resolve?.(reply.scores);
      else reject?.(new UserError(reply.fault.code ?? 'local-judge', reply.fault.message));
    });
    started.on('error', failAll);
    started.on('exit', () => failAll(new UserError('local-judge', 'The thread of the local judge ended.')));
    return started;
  };
  return {
    ask(pairs: EntailmentRequest['pairs'], signal?: AbortSignal): Promise<number[]> {
      signal?.throwIfAborted();
      worker ??= start();
      const request: EntailmentRequest = { id: count++, pairs };
      return new Promise<number[]>((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        worker!.ref();
        worker!.postMessage(request);
      });
    },
    async close(): Promise<void> {
      await worker?.terminate();
    },
  };
}

/** The built file; in a run of the sources themselves, the one that the last build left. */
function workerFile(): URL {
  const here = new URL('./local-judge-worker.js', import.meta.url);
  return existsSync(here) ? here : new URL('../../dist/models/local-judge-worker.js', import.meta.url);
}

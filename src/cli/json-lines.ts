/** One JSON object a line in, exactly one a line out, in input order, flushed as they go. */
import { once } from 'node:events';
import { UserError } from '../core/errors.js';
import type { Question } from '../query/query.js';

export async function writeLine(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}

/** Throws UserError where a person sits at the keyboard: nobody types JSON lines by hand. */
export function requirePipedInput(command: string): void {
  if (!process.stdin.isTTY) return;
  const sentence = `Expected a question, as in footnote ${command} "Who denied sending drones?", or JSON lines piped to standard input.`;
  throw new UserError('no-question', sentence, 64);
}

/** Runs `work` over the lines of standard input, `concurrency` at once. A bad line gives one error line. */
export async function runJsonLines(
  work: (question: Question) => Promise<object>,
  { concurrency, signal }: { concurrency: number; signal: AbortSignal },
): Promise<void> {
  // What reads and checks lines is loaded only where there are lines: a single question starts sooner without.
  const { createInterface } = await import('node:readline');
  const pMap = await import('p-map');
  const { answerLine } = await import('./question-line.js');
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  const answer = (line: string) => {
    signal.throwIfAborted();
    return line.trim() ? answerLine(line, work) : pMap.pMapSkip;
  };
  try {
    for await (const result of pMap.pMapIterable(lines, answer, { concurrency })) await writeLine(result);
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
  }
}

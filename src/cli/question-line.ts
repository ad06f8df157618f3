/** One line of a JSON-lines run: its question is read, worked upon and told as one object. */
import { z } from 'zod';
import { errorText, NoIndexError, UserError } from '../core/errors.js';
import { elapsedMs } from '../json/elapsed-ms.js';
import type { Question } from '../query/query.js';

const TURN = z.object({ role: z.enum(['user', 'assistant']), text: z.string() });
const FILTERS = z.object({
  source: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  article: z.string().optional(),
});
const LINE = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  question: z.string(),
  now: z.string().nullish(),
  history: z.array(TURN).nullish(),
  filters: FILTERS.nullish(),
});

export type LineId = string | number | null;

/** What `work` gives, with the line's id and its time; a bad line gives an object with the reason. Throws NoIndexError. */
export async function answerLine(line: string, work: (question: Question) => Promise<object>): Promise<object> {
  const startedMs = performance.now();
  let id: LineId = null;
  try {
    const parsed = parseLine(line);
    id = parsed.id;
    return { id, ...(await work(parsed.question)), ms: elapsedMs(startedMs) };
  } catch (error) {
    if (error instanceof NoIndexError) throw error;
    if (error instanceof LineError) id = error.id;
    return {
      id,
      status: 'error',
      reason: error instanceof UserError ? error.message : `Something went wrong (${errorText(error)}).`,
      ms: elapsedMs(startedMs),
    };
  }
}

class LineError extends UserError {
  constructor(
    readonly id: LineId,
    sentence: string,
  ) {
    super('bad-line', sentence);
  }
}

function parseLine(line: string): { id: LineId; question: Question } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError(null, 'The line is not JSON; expected an object such as {"id":"1","question":"…"}.');
  }
  const parsed = LINE.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    throw new LineError(
      idOf(value),
      `The line's ${path.join('.') || 'value'} is wrong (${message}); expected an object such as {"id":"1","question":"…"}.`,
    );
  }
  const { id = null, question, now, history, filters } = parsed.data;
  return { id, question: { question, ...(now && { now }), ...(history && { history }), ...(filters && { filters }) } };
}

function idOf(value: unknown): LineId {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/**
 * A chat model as judge: one call, a digit for each line and nothing else, so that nothing it writes is ever shown. A reply of
 * any other form, or with a wrong digit for a canary, judges nothing.
 */
import { createHash } from 'node:crypto';
import { drawFrom, type Line, withCanaries } from './canaries.js';
import type { ChatModel } from './chat-model.js';
import { type Judge, type Judgement, unjudged } from './judge.js';
import type { Prompts } from './prompts.js';
import { withoutThoughts } from './thoughts.js';

export function createChatJudge(chat: ChatModel, prompts: Prompts): Judge {
  return {
    id: chat.id,
    fingerprint() {
      const { system, human } = prompts.get('judge');
      return createHash('sha256').update(`${chat.id}\n${system}\n---\n${human}`).digest('hex').slice(0, 16);
    },
    async judge(task, { signal } = {}) {
      const passages = task.passages.map(({ heading, text }, i) => `[${i + 1}] ${heading}\n${text}`).join('\n\n');
      const draw = drawFrom(`${passages}\n${task.sentences.map(({ text }) => text).join('\n')}`);
      const lines = withCanaries(task, draw);
      if (!lines || task.sentences.length === 0) return unjudged(task);
      const mark = `=== ${Array.from({ length: 12 }, () => draw(16).toString(16)).join('')} ===`;
      const values = { mark, passages, lines: lines.map(writeLine).join('\n'), count: String(lines.length) };
      const { text, usage, costUsd } = await chat.stream({ prompt: 'judge', values }, { signal });
      const verdicts = readVerdicts(withoutThoughts(text), lines) ?? unjudged(task).verdicts;
      return { verdicts, usage, ...(costUsd !== undefined && { costUsd }) };
    },
  };
}

const writeLine = ({ text, marks }: Line, i: number) =>
  `${i + 1}. ${marks.map((mark) => `[${mark}]`).join('')} ${text}`;

/** The verdicts in the order of the task; undefined where the reply is none, or a canary is wrong. */
export function readVerdicts(reply: string, lines: Line[]): Judgement['verdicts'] | undefined {
  const digits = reply.replace(/\s/g, '');
  if (digits.length !== lines.length || !/^[01]+$/.test(digits)) return undefined;
  const verdicts: boolean[] = [];
  for (const [i, line] of lines.entries()) {
    const says = digits[i] === '1';
    if ('of' in line) verdicts[line.of] = says;
    else if (line.isTrue !== says) return undefined;
  }
  return verdicts;
}

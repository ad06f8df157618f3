/** An answer doesn't depend on what was asked before, though what was read for one question is kept for the next. */
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import fc from '../support/fast-check.js';
import { makeFolder } from '../support/run-footnote.js';

const QUESTIONS = ['shipped-corpus', 'everyday'].flatMap((name) =>
  readFileSync(`questions/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { question: string }).question),
);
const ASKED = 20;

/** Each question's answer, by a program that has just been started. */
async function answersInOrder(config: { corpusDir: string; dataDir: string }, questions: string[]) {
  vi.resetModules();
  const { openApp } = await import('../../src/compose.js');
  const app = await openApp({ config });
  const answers = new Map<string, string>();
  for (const question of questions) answers.set(question, JSON.stringify(await app.ask({ question })));
  app.close();
  return answers;
}

it('gives the same answers in any order of the questions', { timeout: 120_000 }, async () => {
  const config = { corpusDir: 'corpus', dataDir: makeFolder() };
  const { runReindex } = await import('../../src/compose.js');
  await runReindex(config, {});
  const orders = fc.shuffledSubarray(QUESTIONS, { minLength: ASKED, maxLength: ASKED });
  await fc.assert(
    fc.asyncProperty(orders, async (questions) => {
      const forwards = await answersInOrder(config, questions);
      const backwards = await answersInOrder(config, [...questions].reverse());
      for (const question of questions) expect(backwards.get(question)).toBe(forwards.get(question));
    }),
    { numRuns: 1, endOnFailure: true },
  );
});

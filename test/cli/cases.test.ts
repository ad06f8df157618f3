import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openState } from '../../src/state/open-state.js';
import { FERRY } from '../support/articles.js';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

it('footnote cases writes what footnote eval reads, and says so where there is nothing', async () => {
  const root = makeFolder({ 'corpus/ferry.md': FERRY });
  const run = (...args: string[]) => runInProcess([...args, '--corpus', 'corpus', '--data', 'data'], { cwd: root });
  const none = await run('cases');
  expect(none).toMatchObject({ status: 0, stdout: '' });
  expect(none.stderr).toBe('No tests are kept; /admin questions in Discord makes them.\n');
  const state = await openState({ dataDir: join(root, 'data') });
  const asked = {
    channel: 'c',
    user: 'ann',
    askedAtMs: 1,
    isPrivate: false,
    content: {},
    status: 'abstained' as const,
  };
  const keep = async (answer: string, question: string, expected: unknown) => {
    await state.recordAnswer({ ...asked, id: answer, guild: 'g', question });
    await state.cases.keep({ answer, guild: 'g', question, expected, madeAtMs: 1 });
  };
  await keep('a1', 'What was found in the ramp?', { article: ['ferry.md'], words: ['a crack'] });
  await keep('a2', 'Who won the chess olympiad in Buenos Aires?', { unanswerable: true });
  await keep('a3', 'What does a later version keep?', { something: 'else' });
  await state.close();
  const { stdout } = await run('cases');
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { question: 'What was found in the ramp?', article: ['ferry.md'], words: ['a crack'] },
    { question: 'Who won the chess olympiad in Buenos Aires?', unanswerable: true },
  ]);
  writeFileSync(join(root, 'cases.jsonl'), stdout);
  const measured = await run('eval', 'cases.jsonl', '--json');
  expect(JSON.parse(measured.stdout).figures).toMatchObject({ questions: 2, right: 1, quote1: 1 });
});

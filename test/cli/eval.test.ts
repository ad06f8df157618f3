import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FERRY } from '../support/articles.js';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const GOOD = { question: 'What was found in the ramp?', article: 'ferry.md', words: 'a crack' };
const REFUSED = { question: 'Who won the chess olympiad in Buenos Aires?', unanswerable: true, kind: 'unanswerable' };
const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

function folderWith(questions: string) {
  const root = makeFolder({ 'corpus/ferry.md': FERRY, 'questions.jsonl': questions });
  const run = (...args: string[]) =>
    runInProcess(['eval', 'questions.jsonl', '--corpus', 'corpus', '--data', 'data', ...args], { cwd: root });
  return { root, run };
}

describe('footnote eval', () => {
  it('shows a table by kind, and what went wrong', async () => {
    const { run } = folderWith(
      lines(GOOD, REFUSED, { question: 'What was found in the ramp?', unanswerable: true, kind: 'trap' }),
    );
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +questions +right +answered +refused +article1 +article4 +quote1 +quote3 +said\n/);
    expect(stdout).toMatch(/^unanswerable +1 +1\.000 +1\.000$/m);
    expect(stdout).toMatch(/^all +3 +\.667 +1\.000 +\.500 +1\.000 +1\.000 +1\.000 +1\.000 +1\.000$/m);
    expect(stdout).toContain('answered, and should not be: What was found in the ramp?');
  });

  it('compares with the last run of the same file', async () => {
    const { root, run } = folderWith(lines(GOOD, REFUSED));
    expect((await run()).stdout).toContain('The first run of this file');
    expect((await run()).stdout).toContain('As in the last run.');
    writeFileSync(join(root, 'questions.jsonl'), lines({ ...GOOD, article: 'elsewhere.md' }, REFUSED));
    expect((await run()).stdout).toContain(
      'Since the last run: 0 better, 1 worse\n  worse: What was found in the ramp?',
    );
  });

  it('fails below a floor, with what fell short', async () => {
    const { run } = folderWith(lines(GOOD, { ...GOOD, words: 'a submarine' }));
    expect((await run('--min', 'answered>=1', '--min', 'quote1>=0.5')).status).toBe(0);
    const { status, stderr } = await run('--min', 'quote1>=0.8');
    expect(status).toBe(1);
    expect(stderr).toContain('footnote: quote1 is .500, and .800 is the floor that was given.');
  });

  it('gives one JSON object', async () => {
    const { stdout } = await folderWith(lines(GOOD)).run('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      figures: { questions: 1, right: 1, quote1: 1 },
      kinds: [{ kind: 'all' }],
      changes: null,
    });
  });

  it.each([
    ['no JSON', '{"question"', /questions\.jsonl, line 1, is no JSON/],
    [
      'nothing expected',
      lines(GOOD, { question: 'Why?' }),
      /line 2: the object: give "article" or "words" .*"unanswerable": true/,
    ],
    ['no question', lines({ words: 'x' }), /line 1: question: /],
    ['nothing', '\n\n', /holds no questions/],
  ])('says which line is wrong: %s', async (_, questions, message) => {
    const { status, stderr } = await folderWith(questions).run();
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });

  it('says what a floor looks like', async () => {
    const { status, stderr } = await folderWith(lines(GOOD)).run('--min', 'quotes=1');
    expect(status).toBe(64);
    expect(stderr).toContain('expected one of right, answered, refused');
  });

  /** Some two questions below what is measured, so that no change for the better elsewhere is held up by one of them. */
  it.each([
    {
      file: 'questions/shipped-corpus.jsonl',
      floors: ['right>=0.92', 'article1>=0.93', 'article4>=0.99', 'quote1>=0.72', 'quote3>=0.93', 'refused>=0.87'],
    },
    {
      file: 'questions/everyday.jsonl',
      floors: ['right>=0.77', 'article1>=0.78', 'article4>=0.93', 'quote1>=0.43', 'quote3>=0.69', 'refused>=0.8'],
    },
  ])('holds the floors of $file on the shipped corpus', async ({ file, floors }) => {
    expect(readFileSync(file, 'utf8').trim().split('\n').length).toBeGreaterThanOrEqual(60);
    const root = makeFolder();
    const args = floors.flatMap((floor) => ['--min', floor]);
    const { status, stderr } = await runInProcess(
      ['eval', file, '--corpus', 'corpus', '--data', join(root, 'data'), ...args],
      { cwd: '.' },
    );
    expect(stderr.split('\n').filter((line) => line.startsWith('footnote:'))).toEqual([]);
    expect(status).toBe(0);
  });
});

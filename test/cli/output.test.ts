import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { runReindex } from '../../src/compose.js';
import { CORPUS } from '../support/articles.js';
import { CLI, cleanEnvironment, makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

describe.runIf(process.platform === 'linux')('a command that the system lets down', () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = makeFolder(CORPUS);
    await runReindex({ corpusDir: join(cwd, 'corpus'), dataDir: join(cwd, 'data') }, {});
  });
  /** In a shell, which redirects and limits; its status is the command's. */
  const run = (script: string) =>
    spawnSync('bash', ['-c', `footnote() { "${process.execPath}" "${CLI}" "$@"; }\n${script}`], {
      cwd,
      env: cleanEnvironment({}),
      encoding: 'utf8',
    });
  const QUESTION = 'What was found in the ramp?';
  const ASK = `footnote ask "${QUESTION}"`;

  it.each([
    ['an answer', ASK],
    ['JSON', `${ASK} --json`],
    ['the help', 'footnote --help'],
  ])('says in one line that %s can’t be written where the disk is full', (_, command) => {
    const { status, stderr } = run(`${command} > /dev/full`);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "footnote: the output can't be written (the disk is full); make room, or write it elsewhere.\n",
    });
  });

  it('fails without a word where nothing can be said either', () => {
    expect(run(`${ASK} > /dev/full 2> /dev/full`)).toMatchObject({ status: 1, stderr: '' });
  });

  it.each([
    `${ASK} | head -0; exit \${PIPESTATUS[0]}`,
    `${ASK} >&-`,
  ])('ends quietly where nobody reads: %s', (script) => {
    expect(run(script)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([20, 32])('says in one line that it may open too few files (%d)', async (limit) => {
    const { status, stdout, stderr } = run(`ulimit -n ${limit}; ${ASK}`);
    // A later Node may need fewer.
    if (status === 0) return expect(stdout).toContain('A crack was found in the ramp');
    expect({ status, lines: stderr.split('\n').length }).toEqual({ status: 1, lines: 2 });
    expect(stderr).toMatch(/^footnote: .*(too few files|too many open files|unable to open)/);
    expect((await runInProcess(['ask', QUESTION], { cwd })).stdout).toContain('A crack was found in the ramp');
  });

  it.each([
    ['writer.lock', ['index']],
    ['index.db', ['index']],
    ['index.db', ['ask', QUESTION]],
  ])('says in one line that a folder stands in the place of %s (%s)', async (name, args) => {
    mkdirSync(join(cwd, 'odd', name), { recursive: true });
    onTestFinished(() => rmSync(join(cwd, 'odd'), { recursive: true }));
    const { status, stderr } = await runInProcess([...args, '--data', 'odd'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^(Indexing .*\n)?footnote: Expected a file at odd\/\S+, but it is a folder; move it away.*\n$/,
    );
  });

  it('quotes the same where the clock was wrong when it indexed, and is right again', async () => {
    const data = join(cwd, 'clock');
    for (const nowMs of [0, Date.parse('2106-01-01'), Date.now()]) {
      await runReindex({ corpusDir: join(cwd, 'corpus'), dataDir: data }, { nowMs: () => nowMs });
      expect(await runInProcess(['ask', QUESTION, '--data', 'clock'], { cwd })).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('A crack was found'),
      });
    }
  });
});

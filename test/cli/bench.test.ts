import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS, FERRY } from '../support/articles.js';
import { CLI, makeFolder, parseLines, runFootnote } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const WITHOUT_PEERS = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  const hooks = \`export function resolve(name, context, next) {
    if (/^(minisearch|hnswlib-node)$/.test(name)) throw Object.assign(new Error('missing'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }\`;
  register('data:text/javascript,' + encodeURIComponent(hooks));
`)}`;

/** A folder in which the command is run with a folder of its own for what is temporary. */
function place(files: Record<string, string> = CORPUS) {
  const cwd = makeFolder(files);
  const temporary = join(cwd, 'temporary');
  mkdirSync(temporary);
  const env = { TMPDIR: temporary };
  return {
    cwd,
    env,
    left: () => readdirSync(temporary),
    run: (args: string[] = [], more: { env?: Record<string, string> } = {}) =>
      runInProcess(['bench', '--rounds', '1', ...args], { cwd, env: { ...env, ...more.env } }),
    runProcess: (...nodeArgs: string[]) => runFootnote(['bench', '--rounds', '1'], { cwd, env, nodeArgs }),
  };
}

describe('footnote bench', () => {
  it('shows everybody’s figures side by side, leaves the index as it is and nothing behind', async () => {
    const { cwd, runProcess, left } = place();
    mkdirSync(join(cwd, 'data'));
    writeFileSync(join(cwd, 'data', 'index.db'), 'what is here is not for it');
    const { status, stdout, stderr } = await runProcess();
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^3 articles, 3 passages; 3 questions \(sentences of the articles.*\); 1 round after warming up/,
    );
    expect(stdout).toMatch(/^ +index s +ratio +MB +median ms +p95 ms +p99 ms +CPU ms +ratio +lowest +highest +found$/m);
    expect(stdout).toMatch(
      /^Footnote, search +\d+\.\d\d +1\.00 +\d\.\d +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+ +1\.00 +1\.00 +1\.00 +1\.000$/m,
    );
    expect(stdout).toMatch(/^Footnote, whole answer( +[\d.]+){7}$/m);
    expect(stdout).toMatch(/^SQLite FTS5( +[\d.]+){10} +1\.000$/m);
    expect(stdout).toMatch(/^MiniSearch( +[\d.]+){9} +1\.000$/m);
    expect(stdout).toMatch(/^vectors +index s +ratio +median ms .* found +recall$/m);
    expect(stdout).toMatch(/^Footnote, exact scan( +[\d.]+){9} +1\.000 +1\.000$/m);
    expect(stdout).toMatch(/^LangChain in memory( +[\d.]+){9} +1\.000 +1\.000$/m);
    expect(stdout).toMatch(/^hnswlib-node( +[\d.]+){9} +1\.000 +1\.000$/m);
    expect(stdout).toContain('1.00 is the time of Footnote’s own');
    expect(stdout).not.toContain('Left out');
    expect(stderr).toContain('Measuring ./corpus: asking questions (105)');
    expect(stderr).toContain('Measuring ./corpus: searching by vectors (105)');
    expect(readdirSync(join(cwd, 'data'))).toEqual(['index.db']);
    expect(readFileSync(join(cwd, 'data', 'index.db'), 'utf8')).toBe('what is here is not for it');
    expect(left()).toEqual([]);
  });

  it('gives one line of JSON with every figure, unknown ones null, of the built-in models, whatever is configured', async () => {
    const { cwd, run } = place();
    const env = {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      CHAT_MODEL: 'openai:none',
      EMBEDDING_MODEL: 'openai:none',
      DATABASE_URL: 'postgres://nobody:none@127.0.0.1:1/none',
    };
    const { status, stdout } = await run(['--json', '--questions', '2'], { env });
    expect(status).toBe(0);
    const [report, ...more] = parseLines(stdout);
    expect(more).toEqual([]);
    const ms = expect.any(Number);
    const figures = {
      median_ms: ms,
      p95_ms: ms,
      p99_ms: ms,
      cpu_ms: ms,
      ratio: ms,
      ratio_lowest: ms,
      ratio_highest: ms,
    };
    const index = { index_ms: ms, index_cpu_ms: ms, index_ratio: ms, index_bytes: expect.any(Number) };
    expect(report).toEqual({
      articles: 3,
      passages: 3,
      questions: 2,
      known: 2,
      rounds: 1,
      node: process.version,
      contenders: [
        { name: 'Footnote, search', ...index, ...figures, ratio: 1, ratio_lowest: 1, ratio_highest: 1, found: 1 },
        {
          name: 'Footnote, whole answer',
          ...index,
          ...figures,
          index_ms: null,
          index_cpu_ms: null,
          index_ratio: null,
          index_bytes: null,
          found: null,
        },
        { name: 'SQLite FTS5', ...index, ...figures, found: 1 },
        { name: 'MiniSearch', ...index, ...figures, index_bytes: null, found: 1 },
      ],
      left_out: [],
      vectors: {
        dimensions: 256,
        ef: 64,
        contenders: ['Footnote, exact scan', 'LangChain in memory', 'hnswlib-node'].map((name) => ({
          ...index,
          ...figures,
          name,
          index_bytes: null,
          found: 1,
          recall: 1,
        })),
      },
    });
    expect(readdirSync(cwd).sort()).toEqual(['corpus', 'temporary']);
  });

  it('asks a team’s own questions, also such as hold no word, and tells what is found where it is known', async () => {
    const questions = [
      { question: 'What was found in the ramp?', article: 'ferry.md' },
      { question: 'Who won a prize?', article: ['elsewhere.md'] },
      { question: '" AND (*', unanswerable: true },
      { question: '?', unanswerable: true },
    ];
    const { run } = place({ ...CORPUS, 'own.jsonl': questions.map((one) => JSON.stringify(one)).join('\n') });
    const { status, stdout } = await run(['--file', 'own.jsonl']);
    expect(status).toBe(0);
    expect(stdout).toContain('4 questions (of own.jsonl)');
    expect(stdout).toMatch(/^SQLite FTS5 .* \.500$/m);
    expect(stdout).toContain('the 2 questions whose article is known');
  });

  it('names a peer that isn’t installed and how to get it, and measures the others', async () => {
    const { runProcess } = place({ 'corpus/ferry.md': FERRY });
    const { status, stdout } = await runProcess('--import', WITHOUT_PEERS);
    expect(status).toBe(0);
    expect(stdout).toContain('Left out: MiniSearch: it is not installed; run "npm install --no-save minisearch".');
    expect(stdout).toContain('Left out: hnswlib-node: it is not installed; run "npm install --no-save hnswlib-node".');
    expect(stdout).not.toMatch(/^(MiniSearch|hnswlib)/m);
    expect(stdout).toMatch(/^SQLite FTS5/m);
    expect(stdout).toMatch(/^LangChain/m);
  });

  it.each<[string, Record<string, string>, RegExp, string[]?]>([
    [
      'a missing corpus',
      {},
      /^footnote: Expected a folder of articles or one file at .\/gone, .* check --corpus/m,
      ['--corpus', './gone'],
    ],
    ['an empty one', { 'corpus/.keep': '' }, /^footnote: No article could be read from .\/corpus; put /m],
    ['nothing to ask', { 'corpus/a.txt': 'Too short.' }, /^footnote: No article has a sentence .* with --file\.$/m],
  ])('ends with 1 and one sentence over %s', async (_, files, sentence, args) => {
    const { run, left } = place(files);
    const { status, stdout, stderr } = await run(args);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(left()).toEqual([]);
  });

  it('ends with 1 where the file of questions or the temporary folder isn’t there', async () => {
    const { run } = place();
    const file = await run(['--file', 'none.jsonl']);
    expect(file).toMatchObject({ status: 1, stderr: expect.stringContaining("none.jsonl can't be read") });
    const temporary = await run([], { env: { TMPDIR: '/nowhere' } });
    expect(temporary).toMatchObject({ status: 1, stderr: expect.stringContaining('set TMPDIR to a folder') });
  });

  it.each([[['--rounds', '21']], [['--questions', '0']], [['--fast']]])('ends with 64 for %j', async (args) => {
    const { cwd, env } = place();
    const { status, stderr } = await runInProcess(['bench', ...args], { cwd, env });
    expect(status).toBe(64);
    expect(stderr).toMatch(/^error: /m);
  });

  const MANY = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `corpus/${i}.txt`,
      `The keeper of lighthouse ${i} painted its ${i} steps white and green before winter. `.repeat(10),
    ]),
  );
  it.each([
    ['asking', 'over a corpus', MANY, ['--rounds', '20']],
    ['building', 'over made text', {}, ['--growth', '--passages', '3000']],
  ])('stops at Ctrl-C while %s %s, with 130 and nothing left behind', async (phase, _, files, args) => {
    const { cwd, env, left } = place(files);
    const child = spawn(process.execPath, [CLI, 'bench', ...args], { cwd, env: { ...process.env, ...env } });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      if (chunk.includes(phase)) child.kill('SIGINT');
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toContain('Interrupted; nothing was lost.');
    expect(status).toBe(130);
    expect(left()).toEqual([]);
  });
});

describe('footnote bench --growth', () => {
  const SMALL = ['--passages', '300', '--questions', '2', '--growth'];

  it('shows three sizes of made text, each beside FTS5, and what ten times as much costs, with no corpus', async () => {
    const { cwd, run, left } = place({});
    const { status, stdout, stderr } = await run([...SMALL, '--corpus', './gone']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Made text, seed 1; 1 question \(.*\); 1 round after warming up; Node /);
    expect(stdout).toMatch(/^ +index s +CPU s +passages\/s +MB +median ms +p95 ms +CPU ms +found$/m);
    const sizes = [...stdout.matchAll(/^(\d+) passages, (\d+) articles?$/gm)].map(([, passages]) => Number(passages));
    expect(sizes).toHaveLength(3);
    expect(sizes[1]).toBeGreaterThanOrEqual(30);
    expect(sizes[2]).toBeGreaterThanOrEqual(300);
    expect(sizes[2]).toBeLessThan(400);
    expect(stdout.match(/^ {2}Footnote, search( +[\d.]+){7} +1\.000$/gm)).toHaveLength(3);
    expect(stdout.match(/^ {2}Footnote, whole answer( +[\d.]+){3}$/gm)).toHaveLength(3);
    expect(stdout.match(/^ {2}SQLite FTS5( +[\d.]+){7} +1\.000$/gm)).toHaveLength(3);
    expect(stdout).toMatch(new RegExp(`^${sizes[1]} to ${sizes[2]} +index CPU +MB +median +p95 +CPU$`, 'm'));
    expect(stdout).toMatch(/^Footnote, search( +[\d.]+){5}$/m);
    expect(stderr).toContain('Measuring growth: writing text (300)');
    expect(readdirSync(cwd)).toEqual(['temporary']);
    expect(left()).toEqual([]);
  });

  it('gives one line of JSON, of the same text for the same seed', async () => {
    const { run } = place({});
    const { stdout } = await run([...SMALL, '--passages', '100', '--json', '--seed', '5']);
    const [report, ...more] = parseLines(stdout);
    expect(more).toEqual([]);
    expect(report).toMatchObject({ seed: 5, questions: 1, rounds: 1, node: process.version, left_out: [] });
    expect(report.sizes).toHaveLength(3);
    for (const size of report.sizes)
      expect(size).toEqual({
        passages: expect.any(Number),
        articles: expect.any(Number),
        contenders: ['Footnote, search', 'Footnote, whole answer', 'SQLite FTS5'].map((name) =>
          expect.objectContaining({
            name,
            median_ms: expect.any(Number),
            p95_ms: expect.any(Number),
            cpu_ms: expect.any(Number),
            passages_per_s: name.endsWith('answer') ? null : expect.any(Number),
            index_cpu_ms: name.endsWith('answer') ? null : expect.any(Number),
            index_bytes: name.endsWith('answer') ? null : expect.any(Number),
            found: name.endsWith('answer') ? null : 1,
          }),
        ),
      });
    const factor = { median_ms: expect.any(Number), p95_ms: expect.any(Number), cpu_ms: expect.any(Number) };
    const ofIndex = { index_cpu_ms: expect.any(Number), index_bytes: expect.any(Number) };
    expect(report.factors).toEqual([
      { name: 'Footnote, search', ...factor, ...ofIndex },
      { name: 'Footnote, whole answer', ...factor, index_cpu_ms: null, index_bytes: null },
      { name: 'SQLite FTS5', ...factor, ...ofIndex },
    ]);
  });

  it.each([
    [['--passages', '99']],
    [['--seed', '-1']],
    [['--growth', '--file', 'own.jsonl']],
  ])('ends with 64 for %j', async (args) => {
    const { cwd, env } = place({});
    const { status, stderr } = await runInProcess(['bench', ...args], { cwd, env });
    expect(status).toBe(64);
    expect(stderr).toMatch(/^error: /m);
  });
});

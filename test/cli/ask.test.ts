import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { CLI, makeFolder, parseLines, runFootnote } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const bodyOf = (cwd: string, id: string) =>
  readFileSync(join(cwd, 'corpus', id), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');

describe('footnote ask', () => {
  it('indexes at the first question and answers with a verbatim quote of the right article', async () => {
    const cwd = makeFolder(CORPUS);
    const run = await runFootnote(['ask', 'Why does the ferry to Skarholm not sail?', '--json'], { cwd });
    expect(run.status).toBe(0);
    const [answer] = parseLines(run.stdout);
    expect(answer).toMatchObject({ id: null, status: 'answered', composer: 'extractive', draft: null, reason: null });
    expect(answer.citations[0]).toMatchObject({
      article_id: 'ferry.md',
      source: 'Harbour desk',
      published_at: '2024-03-05',
      url: null,
    });
    for (const { article_id, quote, start, end } of [...answer.citations, ...answer.evidence])
      expect(quote).toBe(bodyOf(cwd, article_id).slice(start, end));
    for (const { citations } of answer.sentences) expect(citations.length).toBeGreaterThan(0);
    expect(answer.answer).toBe(answer.sentences.map(({ text }: { text: string }) => text).join(' '));
  });

  it('abstains with the nearest articles and what is missing', async () => {
    const cwd = makeFolder(CORPUS);
    const run = await runInProcess(['ask', 'Who won the chess championship in Reykjavik?', '--json'], { cwd });
    const [answer] = parseLines(run.stdout);
    expect(answer).toMatchObject({ status: 'abstained', answer: '', sentences: [], citations: [] });
    expect(answer.nearest.length).toBeGreaterThan(0);
    expect(answer.reason).toMatch(/chess|championship|Reykjavik/);
    expect(run.status).toBe(0);
  });

  it('numbers the sources under a terminal answer, without colour where none is wanted', async () => {
    const cwd = makeFolder(CORPUS);
    const run = await runInProcess(['ask', 'How old is the starter dough?'], { cwd });
    expect(run.stdout).toMatch(/31 years old\. \[1\]/);
    expect(run.stdout).toMatch(/Sources\n\[1\] Lindvik bakery wins prize for rye bread · Food desk · 7 March 2024\n/);
    expect(run.stdout).not.toContain('\u001b');
  });

  it('reads JSON lines and writes one line each, in order, bad ones included', async () => {
    const cwd = makeFolder(CORPUS);
    const input = [
      '{"id":"a","question":"Who denied that the library closes?"}',
      'not json',
      '{"id":7,"question":5}',
      '{"id":"b","question":"bakery prize","filters":{"source":"FOOD DESK"}}',
      '',
    ].join('\n');
    const one = await runFootnote(['ask', '--json'], { cwd, input });
    const four = await runInProcess(['ask', '--json', '--concurrency', '4'], { cwd, input });
    const rows = parseLines(one.stdout);
    expect(rows.map(({ id, status }) => [id, status])).toEqual([
      ['a', 'answered'],
      [null, 'error'],
      [7, 'error'],
      ['b', 'answered'],
    ]);
    expect(rows[3].citations.every(({ source }: { source: string }) => source === 'Food desk')).toBe(true);
    const withoutMs = (lines: { ms?: number }[]) => lines.map(({ ms: _, ...rest }) => rest);
    expect(withoutMs(parseLines(four.stdout))).toEqual(withoutMs(rows));
  });

  it('takes what the command line says for each line that doesn’t say otherwise', async () => {
    const cwd = makeFolder(CORPUS);
    const input = [
      '{"id":"a","question":"Who won the prize for rye bread?"}',
      '{"id":"b","question":"Who won the prize for rye bread?","filters":{"source":"Harbour desk"}}',
    ].join('\n');
    const run = await runInProcess(['ask', '--json', '--source', 'Food desk'], { cwd, input });
    const [a, b] = parseLines(run.stdout);
    expect(a.sources.map(({ source }: { source: string }) => source)).toEqual(['Food desk']);
    expect(JSON.stringify(b.citations)).not.toContain('Food desk');
  });

  it('tells with --trace how the question was read, in the same case as all else', async () => {
    const cwd = makeFolder(CORPUS);
    const run = await runInProcess(['ask', 'Who won the prize for rye bread?', '--json', '--trace'], { cwd });
    const [{ trace }] = parseLines(run.stdout);
    expect(trace).toMatchObject({ answer_type: 'person', index_version: 1 });
    expect(trace.words).toContainEqual({ word: 'prize', is_found: true, is_earlier: false });
    expect(JSON.stringify(trace)).not.toMatch(/"[a-z]+[A-Z]\w*":/);
  });

  it('writes an answer as soon as it is there, whatever may be at work at once', async () => {
    const cwd = makeFolder(CORPUS);
    const child = spawn(process.execPath, [CLI, 'ask', '--json', '--concurrency', '4'], { cwd });
    const ended = once(child, 'close');
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const id of ['a', 'b']) {
      child.stdin.write(`\n${JSON.stringify({ id, question: 'Who denied that the library closes?' })}\n`);
      expect(JSON.parse((await answers.next()).value)).toMatchObject({ id, status: 'answered' });
    }
    child.stdin.end();
    expect((await ended)[0]).toBe(0);
  });

  it('says who speaks before a sentence that only says "she"', async () => {
    const cwd = makeFolder(CORPUS);
    const run = await runInProcess(['ask', 'What did Ada Berg say about a broken ramp?', '--json'], { cwd });
    const [answer] = parseLines(run.stdout);
    const text = answer.sentences.map((sentence: { text: string }) => sentence.text).join(' ');
    expect(text).toMatch(/Ada Berg.*“We will not/);
    expect(answer.citations.some(({ quote }: { quote: string }) => quote.includes('Ada Berg'))).toBe(true);
  });

  it('loads neither discord.js nor LangChain, though its words in other languages are those of Discord', async () => {
    const cwd = makeFolder(CORPUS);
    await runFootnote(['index'], { cwd });
    const trace = `data:text/javascript,${encodeURIComponent("import{register}from'node:module';register('data:text/javascript,'+encodeURIComponent('export async function resolve(s,c,n){const r=await n(s,c);process._rawDebug(r.url);return r}'))")}`;
    const run = await runFootnote(['ask', 'ferry'], {
      cwd,
      nodeArgs: ['--import', trace],
      env: { LANG: 'de_DE.UTF-8' },
    });
    expect(run.stdout).toMatch(/^Quellen$/m);
    expect(run.stderr).toContain('/dist/flows/ask.js');
    expect(run.stderr).not.toMatch(/node_modules\/(discord\.js|langchain|@langchain)\//);
  });
});

describe('exit status', () => {
  it.each([
    ['an unknown option', ['ask', '--colour'], 64, /unknown option '--colour'/],
    ['an unknown command', ['aks'], 64, /unknown command 'aks'/],
    ['a number that is none', ['search', 'x', '--top', 'many'], 64, /whole number from 1 to 1000/],
    ['a date that is none', ['ask', 'ferry', '--from', 'yesterday'], 64, /expected an ISO date/],
    ['an empty question', ['ask', ' '], 64, /question is empty/],
    ['a search without an index', ['search', 'ferry', '--data', 'nowhere'], 2, /run "footnote index"/],
    ['a missing corpus', ['index', '--corpus', 'gone'], 1, /gone/],
    ['an empty corpus', ['index', '--corpus', 'empty'], 1, /No article could be read from empty/],
  ])('is right for %s, with one sentence', async (_, args, status, sentence) => {
    const cwd = makeFolder({ ...CORPUS, 'empty/.keep': '' });
    if (status === 64) await runInProcess(['index'], { cwd });
    const run = await runInProcess(args, { cwd });
    expect(run.stderr).toMatch(sentence);
    expect(run.status).toBe(status);
    expect(run.stdout).toBe('');
  });

  it('is that of the process', async () => {
    const run = await runFootnote(['ask', '--colour'], { cwd: makeFolder() });
    expect(run).toMatchObject({ status: 64, stdout: '', stderr: expect.stringContaining("unknown option '--colour'") });
  });
});

import { spawn } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databasePath } from '../../src/index/database.js';
import { sealVersion } from '../../src/index/seals.js';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import { CORPUS } from '../support/articles.js';
import { CLI, makeFolder, parseLines } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

describe('footnote index', () => {
  it('ends its output with one line of JSON in the documented shape', async () => {
    const cwd = makeFolder({ ...CORPUS, 'corpus/empty.txt': '' });
    const run = await runInProcess(['index', '--json'], { cwd });
    const report = parseLines(run.stdout).at(-1);
    expect(Object.keys(report)).toEqual([
      'articles',
      'passages',
      'added',
      'changed',
      'removed',
      'unchanged',
      'skipped',
      'embedded',
      'version',
      'seconds',
    ]);
    expect(report).toMatchObject({
      articles: 3,
      added: 3,
      version: 1,
      skipped: [{ path: 'empty.txt', reason: expect.stringMatching(/no text/) }],
    });
    expect(run.stderr).toContain('Indexed 3 articles');
  });

  it('writes nothing in a dry run', async () => {
    const cwd = makeFolder(CORPUS);
    const run = await runInProcess(['index', '--dry-run'], { cwd });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('Would be: 3 added') });
    expect(readdirSync(cwd)).toEqual(['corpus']);
  });

  it('replaces the articles when another corpus is named', async () => {
    const cwd = makeFolder({ ...CORPUS, 'other/one.txt': 'A lighthouse keeper retired after forty years.' });
    await runInProcess(['index'], { cwd });
    const run = await runInProcess(['index', '--corpus', 'other', '--json'], { cwd });
    expect(parseLines(run.stdout)[0]).toMatchObject({ articles: 1, added: 1, removed: 3, version: 2 });
  });

  it('takes a single file for a corpus', async () => {
    const cwd = makeFolder({
      'all.jsonl': '{"id":"x","body":"A lighthouse keeper retired."}\nnot json\n{"body":"Another story."}\n',
    });
    const run = await runInProcess(['index', '--corpus', 'all.jsonl', '--json'], { cwd });
    expect(parseLines(run.stdout)[0]).toMatchObject({ articles: 2, skipped: [{ path: 'all.jsonl#2' }] });
  });

  it('says in one sentence that the data folder can not be made', async () => {
    const cwd = makeFolder(CORPUS);
    writeFileSync(join(cwd, 'file'), '');
    const run = await runInProcess(['index', '--data', 'file/data'], { cwd });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/data folder file\/data can't be written .* --data/);
  });

  it('stops at Ctrl-C with status 130, and the next run does the work', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`corpus/${i}.txt`, `Story ${i} of the harbour. `.repeat(60)]),
    );
    const cwd = makeFolder(many);
    const child = spawn(process.execPath, [CLI, 'index'], { cwd });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
      if (chunk.includes('building')) child.kill('SIGINT');
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toContain('Interrupted; nothing was lost.');
    expect(status).toBe(130);
    expect((await runInProcess(['search', 'harbour'], { cwd })).status).toBe(2);
    expect((await runInProcess(['index'], { cwd })).status).toBe(0);
  });
});

describe('footnote search', () => {
  it('gives one line of ranked articles, each with its best passage', async () => {
    const cwd = makeFolder(CORPUS);
    await runInProcess(['index'], { cwd });
    const input = `${JSON.stringify({ id: 1, question: 'library budget', filters: { from: '2030-01-01' } })}\n${JSON.stringify({ id: 2, question: 'library budget' })}\n`;
    const [none, some] = parseLines((await runInProcess(['search', '--json', '--top', '2'], { cwd, input })).stdout);
    expect(none).toMatchObject({ id: 1, hits: [] });
    expect(some.hits[0]).toMatchObject({
      article_id: 'library.txt',
      rank: 1,
      passage: { start: 0, text: expect.stringContaining('library') },
    });
  });
});

describe('footnote status and doctor', () => {
  it('tell what there is', async () => {
    const cwd = makeFolder(CORPUS);
    await runInProcess(['index'], { cwd });
    const status = parseLines((await runInProcess(['status', '--json'], { cwd })).stdout)[0];
    expect(status).toMatchObject({
      articles: 3,
      version: 1,
      newest_at: '2024-03-07',
      oldest_at: '2024-03-05',
      recall: 1,
      chat_model: null,
    });
    const doctor = await runInProcess(['doctor'], { cwd });
    expect(doctor).toMatchObject({ status: 0, stderr: '' });
    expect(doctor.stdout).toMatch(/✔ Index {3}version 1, 3 articles/);
  });

  it('name a damaged segment and the fix', async () => {
    const cwd = makeFolder(CORPUS);
    await runInProcess(['index'], { cwd });
    const segments = join(cwd, 'data', 'segments');
    for (const file of readdirSync(segments)) rmSync(join(segments, file));
    const doctor = await runInProcess(['doctor'], { cwd });
    expect(doctor.status).toBe(1);
    expect(doctor.stdout).toMatch(/✘ Index .*rebuilt from the database[^→]*→ footnote index/);
  });

  it('tell of an index that was made by other rules, until it is made anew', async () => {
    const cwd = makeFolder(CORPUS);
    await runInProcess(['index'], { cwd });
    const db = openSqlite(databasePath(join(cwd, 'data')));
    db.exec("UPDATE meta SET value = '0' WHERE name = 'text_version'");
    sealVersion(db);
    db.close();
    const isOutdated = async () => parseLines((await runInProcess(['status', '--json'], { cwd })).stdout)[0].outdated;
    expect(await isOutdated()).toBe(true);
    const doctor = await runInProcess(['doctor'], { cwd });
    expect(doctor.stdout).toMatch(/! Index .*earlier version[^→]*→ footnote index/);
    const asked = await runInProcess(['ask', 'What was found in the ramp?'], { cwd });
    expect(asked.status).toBe(0);
    expect(asked.stderr).toContain('"footnote index" makes it anew');
    await runInProcess(['index'], { cwd });
    expect(await isOutdated()).toBe(false);
    expect((await runInProcess(['ask', 'What was found in the ramp?'], { cwd })).stderr).toBe('');
  });

  it('name a missing corpus', async () => {
    const doctor = await runInProcess(['doctor', '--corpus', 'gone', '--json'], { cwd: makeFolder() });
    expect(doctor.status).toBe(1);
    expect(parseLines(doctor.stdout)[0].checks.find(({ name }: { name: string }) => name === 'Corpus')).toMatchObject({
      state: 'fault',
      message: expect.stringContaining('gone'),
    });
  });
});

describe('footnote chat', () => {
  it('answers, shows evidence by number, follows up, lists sources and ends', async () => {
    const cwd = makeFolder(CORPUS);
    const input = [
      'Why does the ferry not sail?',
      '1',
      '9',
      'And what will repairs cost?',
      '/sources',
      '/sources bread',
      '/nonsense',
      '/reindex',
      '/new',
      '1',
      '/quit',
      'not read',
    ].join('\n');
    const run = await runInProcess(['chat'], { cwd, input });
    expect(run.status).toBe(0);
    const said = run.stdout;
    expect(said).toMatch(/^Footnote, with 3 articles/);
    expect(said).toMatch(/«.*ferry.*»/s);
    expect(said).toMatch(/The last answer has sources 1 to \d/);
    expect(said).toContain('40,000 crowns');
    expect(said).toContain('2024-03-07  Lindvik bakery wins prize for rye bread (Food desk)');
    expect(said).toContain('There is no /nonsense');
    expect(said).toContain('0 added, 0 changed');
    expect(said).toMatch(/no answer with sources yet/);
    expect(said).not.toContain('not read');
  });

  it('summarizes an article, a topic and a period, with evidence by number', async () => {
    const cwd = makeFolder(CORPUS);
    const input = [
      '/summarize article ferry to skarholm --length short',
      '1',
      '/summarize topic rye bread --from 2024-03',
      '1',
      'more on [1]',
      '/summarize period 2024-03 --source harbour desk',
      '/summarize period 2020',
      '/summarize',
      '/summarize topic bread --length short',
      '/summarize article zebra',
    ].join('\n');
    const run = await runInProcess(['chat'], { cwd, input });
    expect(run.status).toBe(0);
    const said = run.stdout;
    expect(said).toMatch(/Ferry to Skarholm stops for a week · Harbour desk · 5 March 2024\n\n.*will not sail.*\[1\]/s);
    expect(said).toMatch(/«.*ferry.*»/s);
    expect(said).toMatch(/rye bread: 1 article, 1 outlet, 1 story\n/);
    expect(said).toMatch(/«.*rye bread.*»/s);
    expect(said).toMatch(/Its owner, Tomas Hell|The jury praised/);
    expect(said).toMatch(/1 March 2024 to 31 March 2024: 1 article, 1 outlet, 1 story\n/);
    expect(said).toMatch(/No article was published from 1 January 2020 to 31 December 2020\./);
    expect(said.match(/^Write \/summarize article TITLE/gm)).toHaveLength(2);
    expect(said).toMatch(/No article has the id or title "zebra"/);
  });
});

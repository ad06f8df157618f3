import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longText, rss, startNewsServer } from '../sources/news-server.js';
import { CORPUS } from '../support/articles.js';
import { CLI, cleanEnvironment, makeFolder, parseLines } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const FETCH_PRIVATE = '1';
const AT_ONCE = { fetching: { pauseMs: 0 } };
const feed = rss([
  { guid: '1', title: 'Dam leaks', date: 'Mon, 09 Nov 2026 08:00:00 GMT', text: longText('The dam at Elva') },
]);

describe('footnote sources', () => {
  it('says that nothing is fetched, and how that is changed', async () => {
    const cwd = makeFolder(CORPUS);
    expect(await runInProcess(['sources'], { cwd })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Nothing is fetched.*sources add NAME ADDRESS/),
    });
    expect(await runInProcess(['sources', 'list', '--json'], { cwd })).toMatchObject({
      status: 0,
      stdout: '{"sources":[]}\n',
    });
    expect(existsSync(join(cwd, 'data'))).toBe(false);
  });

  it('adds a feed, refreshes it, and its articles answer after the next index', async () => {
    const server = await startNewsServer({ '/feed.xml': feed });
    const cwd = makeFolder(CORPUS);
    const run = (...args: string[]) => runInProcess(args, { cwd, env: { FETCH_PRIVATE } }, AT_ONCE);
    expect(await run('sources', 'add', 'desk', `${server.origin}/feed.xml`, '--every', '15m')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Added desk, a feed'),
    });
    expect(readFileSync(join(cwd, 'sources.yaml'), 'utf8')).toContain('every: 15m');
    expect(await run('sources', 'refresh')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/desk: 1 added, 0 changed.*\n"footnote index" brings/),
    });
    expect(await run('index', '--json')).toMatchObject({ status: 0 });
    const [answer] = parseLines((await run('ask', '--json', 'How far did the river at Elva rise?')).stdout);
    expect(answer.sources[0]).toMatchObject({
      title: 'Dam leaks',
      source: 'The Elva Courier',
      published_at: '2026-11-09T08:00:00Z',
    });
    expect(answer.sources[0].article_id).toMatch(/^fetched\/desk\/1-[\da-f]{12}\.json$/);
    const [{ sources }] = parseLines((await run('sources', '--json')).stdout);
    expect(sources).toEqual([
      {
        name: 'desk',
        kind: 'feed',
        address: `${server.origin}/feed.xml`,
        every: '15m',
        articles: 1,
        last_tried_at: expect.any(String),
        last_succeeded_at: expect.any(String),
        last_changed_at: expect.any(String),
        next_at: expect.any(String),
        not_before_at: null,
        late: false,
        error: null,
      },
    ]);
    expect((await run('sources', 'remove', 'desk')).stdout).toContain('takes its articles out');
    const [index] = parseLines((await run('index', '--json')).stdout);
    expect(index).toMatchObject({ removed: 1 });
  });

  it('ends with 1 and a sentence where a source fails, after the others', async () => {
    const server = await startNewsServer({ '/feed.xml': feed });
    const yaml = `- { name: bad, kind: feed, address: "${server.origin}/gone.xml" }\n- { name: good, kind: feed, address: "${server.origin}/feed.xml" }\n`;
    const cwd = makeFolder({ 'sources.yaml': yaml });
    const run = await runInProcess(['sources', 'refresh', '--json'], { cwd, env: { FETCH_PRIVATE } }, AT_ONCE);
    expect(run.status).toBe(1);
    expect(parseLines(run.stdout)[0].sources).toMatchObject([
      { name: 'bad', changed: false, error: expect.stringMatching(/404/) },
      { name: 'good', added: 1, error: null },
    ]);
  });

  it.each([
    [['sources', 'add', 'a b', 'https://a.example/'], 64, /letters, digits/],
    [['sources', 'add', 'a'], 64, /address/],
    [['sources', 'add', 'a', 'https://a.example/', '--kind', 'blog'], 64, /feed, site, git, folder/],
    [['sources', 'add', 'a', 'https://127.0.0.1/feed.xml'], 1, /FETCH_PRIVATE=1/],
    [['sources', 'remove', 'nobody'], 64, /no source called "nobody"/],
    [['sources', 'refresh', 'nobody'], 64, /no source called "nobody"/],
    [['sources', 'fly'], 64, /unknown command|too many arguments/],
  ])('%s ends with %d', async (args, code, sentence) => {
    const cwd = makeFolder();
    expect(await runInProcess(args, { cwd })).toMatchObject({
      status: code,
      stdout: '',
      stderr: expect.stringMatching(sentence),
    });
  });

  it('says in one line what is wrong with the file', async () => {
    const cwd = makeFolder({ 'other.yaml': '- name: desk\n  kind: blog\n' });
    const run = await runInProcess(['sources'], { cwd, env: { SOURCES_FILE: 'other.yaml' } });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^footnote: other\.yaml line 2: the source "desk" .*correct it there\.\n$/);
  });

  it('stops at Ctrl-C with status 130', async () => {
    const server = await startNewsServer({ '/robots.txt': '', '/feed.xml': () => child.kill('SIGINT') });
    const cwd = makeFolder({ 'sources.yaml': `- { name: desk, kind: feed, address: "${server.origin}/feed.xml" }\n` });
    const child = spawn(process.execPath, [CLI, 'sources', 'refresh'], {
      cwd,
      env: cleanEnvironment({ FETCH_PRIVATE }),
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130);
    expect(stderr).toContain('Interrupted; nothing was lost.');
  });
});

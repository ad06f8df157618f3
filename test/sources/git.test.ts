import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGitServer } from './git-server.js';
import { startNewsServer, status } from './news-server.js';
import { oneSource, openTestSources, type TestSources } from './read-fetched.js';

/** The file may name https alone; the test's server has no certificate. */
function openGit(address: string, more = '', fetching = {}): TestSources {
  const sources = openTestSources(oneSource('git', address.replace(/^http:/, 'https:'), more), {
    fetching: { gitProtocol: 'http:', ...fetching },
  });
  return sources;
}

describe('a Git folder', () => {
  it('is copied without links out of it, hidden files and what is no article; the same commit again is no work', async () => {
    const { server, address, commit } = await startGitServer(
      {
        'a.md': '# Alpha\n\nThe dam leaked.\n',
        'deep/b.txt': 'The bridge held.',
        'code.js': 'x',
        '.hidden/c.md': 'secret',
        '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = https://elsewhere.example/x\n',
        '.gitattributes': '*.md filter=evil\n',
      },
      { 'out.md': '/etc/passwd', 'up.md': '../../outside.md' },
    );
    const sources = openGit(address);
    const report = await sources.refresh('desk');
    expect(report).toMatchObject({ added: 2 });
    expect(report.error).toBeUndefined();
    expect(report.skipped.map(({ path }) => path).sort()).toEqual(['out.md', 'up.md']);
    expect((await sources.articles()).map(({ id, title }) => [id, title])).toEqual([
      ['desk/a.md', 'Alpha'],
      ['desk/deep/b.txt', 'The bridge held.'],
    ]);
    const asked = server.asked.length;
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, unchanged: 2 });
    // Asked for its newest commit alone.
    expect(server.asked.slice(asked).filter((path) => path.includes('info/refs'))).toHaveLength(1);

    commit({ 'a.md': '# Alpha\n\nThe dam leaked twice.\n', 'c.md': 'Third.', 'deep/b.txt': undefined });
    expect(await sources.refresh('desk')).toMatchObject({ added: 1, updated: 1, removed: 0 });
    expect(existsSync(join(sources.dataDir, 'fetched', '.git', 'desk'))).toBe(false);
  });

  it('goes along with what is deleted there where it is mirrored', async () => {
    const { address, commit } = await startGitServer({ 'a.md': 'Alpha.', 'b.md': 'Beta.', 'c.md': 'Gamma.' });
    const sources = openGit(address, '  mirror: true\n');
    await sources.refresh('desk');
    commit({ 'a.md': undefined });
    expect(await sources.refresh('desk')).toMatchObject({ removed: 1, unchanged: 2 });
  });

  it('is not followed to another address', async () => {
    const { server, address } = await startGitServer({ 'a.md': 'Alpha.' });
    const other = await startNewsServer({
      '/desk.git/info/refs?service=git-upload-pack': status(302, {
        location: `${address}/info/refs?service=git-upload-pack`,
      }),
    });
    const sources = openGit(`${other.origin}/desk.git`);
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, error: expect.any(String) });
    expect(server.asked).toEqual([]);
  });

  it('is fetched from the address that was checked, not from what its name means to git', async () => {
    const { server, address } = await startGitServer({ 'a.md': 'Alpha.' });
    const named = address.replace('127.0.0.1', 'git.invalid');
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(await openGit(named, '', { resolve }).refresh('desk')).toMatchObject({ added: 1 });
    const asked = server.asked.length;
    const guarded = openTestSources(oneSource('git', named.replace('http:', 'https:')), {
      fetchPrivate: false,
      fetching: { gitProtocol: 'http:', resolve },
    });
    expect(await guarded.refresh('desk')).toMatchObject({ error: /FETCH_PRIVATE=1/ });
    expect(server.asked).toHaveLength(asked);
  });

  it('is given up where it is larger than its limit', async () => {
    const { address } = await startGitServer({
      'a.md': Buffer.from(Array.from({ length: 300_000 }, () => Math.random().toString(36)).join(' ')),
    });
    const sources = openGit(address, '  limits: { folder_bytes: 100000 }\n');
    expect(await sources.refresh('desk')).toMatchObject({ added: 0, error: /more than 98 KiB/ });
    expect(readdirSync(join(sources.dataDir, 'fetched', 'desk'))).toEqual([]);
  });

  it.each([
    ['missing', 404, /no Git folder at/],
    ['behind a login', 401, /may want a login/],
    ['broken', 500, /could not get/],
  ])('that is %s is a sentence', async (_what, code, error) => {
    const server = await startNewsServer({
      '/desk.git/info/refs?service=git-upload-pack': status(code, { 'www-authenticate': 'Basic realm="x"' }),
    });
    expect(await openGit(`${server.origin}/desk.git`).refresh('desk')).toMatchObject({ error });
  });
});

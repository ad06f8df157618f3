import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longText, page, rss, startNewsServer } from './news-server.js';
import { NOW_MS, oneSource, openTestSources } from './read-fetched.js';

const feed = rss([{ guid: '1', title: 'Dam leaks', text: longText('The dam') }]);

describe('adding a source', () => {
  it('finds out what an address is, and writes it into the file', async () => {
    const server = await startNewsServer({ '/feed.xml': feed, '/sitemap.xml': '' });
    server.pages['/sitemap.xml'] = `<urlset><url><loc>${server.origin}/a.html</loc></url></urlset>`;
    server.pages['/'] = page('Home', '');
    const sources = openTestSources('');
    expect(await sources.add({ name: 'desk', address: `${server.origin}/feed.xml`, every: '15m' })).toMatchObject({
      name: 'desk',
      kind: 'feed',
      everyMs: 900_000,
      articles: 0,
    });
    expect(await sources.add({ name: 'town', address: `${server.origin}/` })).toMatchObject({ kind: 'site' });
    expect((await sources.list()).map(({ name, kind }) => [name, kind])).toEqual([
      ['desk', 'feed'],
      ['town', 'site'],
    ]);
    // Looking is no fetching.
    expect(existsSync(join(sources.dataDir, 'fetched'))).toBe(false);
    expect(await sources.due()).toEqual(['desk', 'town']);
  });

  it('says in one sentence why it can not be', async () => {
    const server = await startNewsServer({
      '/feed.xml': feed,
      '/with-feed.html':
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>x</body></html>',
      '/page.html': page('News', longText('News')),
    });
    const sources = openTestSources(oneSource('feed', 'https://a.example/'));
    const refused = async (address: string, more: object = {}) =>
      sources.add({ name: 'new', address, ...more }).then(
        () => 'taken',
        (error: Error) => error.message,
      );
    expect(await refused(`${server.origin}/feed.xml`, { name: 'DESK' })).toMatch(/already/);
    expect(await refused(`${server.origin}/feed.xml`, { name: 'a b' })).toMatch(/letters, digits/);
    expect(await refused(`${server.origin}/feed.xml`, { every: 'often' })).toMatch(/every: expected 15m/);
    expect(await refused(`${server.origin}/with-feed.html`)).toMatch(`its feed is at ${server.origin}/feed.xml`);
    expect(await refused(`${server.origin}/page.html`, { kind: 'feed' })).toMatch(/is no feed that can be read/);
    expect(await refused(`${server.origin}/page.html`)).toMatch(/neither in a sitemap nor in llms\.txt/);
    expect(await refused(`${server.origin}/gone.xml`)).toMatch(/404/);
    expect(await refused('ext::sh -c touch', { kind: 'git' })).toMatch(/https/);
    expect(await refused('/nowhere/at/all', { kind: 'folder' })).toMatch(/no folder at/);
    expect(await sources.list()).toHaveLength(1);
    const guarded = openTestSources('', { fetchPrivate: false });
    await expect(guarded.add({ name: 'x', address: `${server.origin}/feed.xml` })).rejects.toMatchObject({
      code: 'bad-source',
      message: /FETCH_PRIVATE=1/,
    });
    await expect(guarded.add({ name: 'x', address: 'https://127.0.0.1/a.git', kind: 'git' })).rejects.toMatchObject({
      message: /FETCH_PRIVATE=1/,
    });
  });
});

describe('sources', () => {
  it('show how they are, and nothing secret of an address', async () => {
    const server = await startNewsServer({ '/feed.xml?key=hidden-word': feed });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml?key=hidden-word`));
    await sources.refresh('desk');
    const [state] = await sources.list();
    expect(state).toEqual({
      name: 'desk',
      kind: 'feed',
      address: `${server.origin}/feed.xml?…`,
      everyMs: 3_600_000,
      firstTriedMs: NOW_MS,
      lastTriedMs: NOW_MS,
      lastSucceededMs: NOW_MS,
      lastChangedMs: NOW_MS,
      nextMs: NOW_MS + 3_600_000,
      articles: 1,
    });
  });

  it('are refreshed by one process at a time, and once however often they are asked', async () => {
    const server = await startNewsServer({ '/feed.xml': feed });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    const other = openTestSources(oneSource('feed', `${server.origin}/feed.xml`), { dataDir: sources.dataDir });
    const release = await other.hold();
    await expect(sources.refresh('desk')).rejects.toMatchObject({
      code: 'fetch-busy',
      message: /Another process fetches/,
    });
    // The holder itself may.
    expect(await other.refresh('desk')).toMatchObject({ added: 1 });
    release();
    const [first, second] = await Promise.all([sources.refresh('desk'), sources.refresh('desk')]);
    expect(first).toBe(second);
    expect(server.asked).toHaveLength(2);
    await expect(sources.refresh('nobody')).rejects.toMatchObject({ code: 'no-source' });
  });

  it('leave an empty folder when they are removed', async () => {
    const server = await startNewsServer({ '/feed.xml': feed });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await sources.refresh('desk');
    await sources.remove('desk');
    expect(await sources.list()).toEqual([]);
    expect(readdirSync(join(sources.dataDir, 'fetched', 'desk'))).toEqual([]);
    expect(readdirSync(join(sources.dataDir, 'fetched', '.state'))).toEqual([]);
    expect(readFileSync(sources.file, 'utf8')).toBe('[]\n');
    await expect(sources.remove('desk')).rejects.toMatchObject({ code: 'no-source' });
  });

  it('may be taken out of the file by hand, and are removed all the same', async () => {
    const server = await startNewsServer({ '/feed.xml': feed });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await sources.refresh('desk');
    writeFileSync(sources.file, '');
    await sources.remove('desk');
    expect(readdirSync(join(sources.dataDir, 'fetched', 'desk'))).toEqual([]);
    await expect(sources.remove('..')).rejects.toMatchObject({ code: 'no-source' });
  });

  it('stop at the signal, and go on from there', async () => {
    const server = await startNewsServer();
    const abort = new AbortController();
    const items = ['a', 'b', 'c'].map((name) => ({
      guid: name,
      title: name,
      link: `/${name}.html`,
      teaser: 'A taste.',
    }));
    server.pages['/feed.xml'] = rss(items);
    for (const { guid } of items) server.pages[`/${guid}.html`] = page(guid, longText(guid));
    const whole = server.pages['/b.html'];
    server.pages['/b.html'] = () => abort.abort(new Error('enough'));
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await expect(sources.refresh('desk', { signal: abort.signal })).rejects.toThrow('enough');
    server.pages['/b.html'] = whole;
    server.asked.length = 0;
    expect(await sources.refresh('desk')).toMatchObject({ added: 2, unchanged: 1 });
    expect(server.asked).toEqual(['/feed.xml', '/b.html', '/c.html']);
  });
});

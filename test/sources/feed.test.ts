import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Item, longText, page, rss, startNewsServer, status, withEtag } from './news-server.js';
import { NOW_MS, oneSource, openTestSources } from './read-fetched.js';

const DATE = 'Mon, 09 Nov 2026 08:00:00 GMT';
const item = (id: string, more: Partial<Item> = {}): Item => ({
  guid: `guid-${id}`,
  title: `Headline ${id}`,
  date: DATE,
  text: longText(`Story ${id}`),
  ...more,
});

/** A server with a feed of these items and a source of it. */
async function openFeed(items: Item[] | string | Buffer, more = '') {
  const server = await startNewsServer({ '/feed.xml': Array.isArray(items) ? rss(items) : items });
  return { server, sources: openTestSources(oneSource('feed', `${server.origin}/feed.xml`, more)) };
}

describe('a feed', () => {
  it('becomes an article file for each item that reads back with title, outlet, date, address and blocks', async () => {
    const text = `<h2>What happened</h2><p>The dam at Elva &amp; Oru leaked &lt;a little&gt;, said <a href="/who">Anna</a>.</p><ul><li>First</li><li>Second</li></ul>${longText('The dam')}<table><tr><th>Day</th><th>Metres</th></tr><tr><td>Monday</td><td>3</td></tr></table>`;
    const { sources } = await openFeed([
      item('1', { title: 'Dam &amp; river <b>leak</b>', link: '/news/dam.html', text }),
    ]);
    expect(await sources.refresh('desk')).toMatchObject({ changed: true, added: 1, skipped: [] });
    const [article] = await sources.articles();
    expect(article).toMatchObject({
      title: 'Dam & river leak',
      source: 'The Elva Courier',
      publishedAt: '2026-11-09T08:00:00Z',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/news\/dam\.html$/),
    });
    const shown = article.structure!.blocks.map(({ kind, start, end }) => [kind, article.body.slice(start, end)]);
    expect(shown.slice(0, 4)).toEqual([
      ['heading', 'What happened'],
      ['paragraph', 'The dam at Elva & Oru leaked &lt;a little>, said Anna.'],
      ['item', 'First'],
      ['item', 'Second'],
    ]);
    expect(shown.at(-2)?.[0]).toBe('header');
    expect(shown.at(-1)?.[0]).toBe('row');
  });

  it.each([
    [
      'Atom',
      (text: string) =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><entry><id>1</id><title>Dam leaks</title><link rel="alternate" href="/dam"/><updated>2026-11-10T00:00:00Z</updated><published>2026-11-09T08:00:00Z</published><content type="html">${text.replaceAll('<', '&lt;')}</content></entry></feed>`,
    ],
    [
      'RDF',
      (text: string) =>
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="x"><title>The Courier</title></channel><item rdf:about="y"><title>Dam leaks</title><link>/dam</link><dc:date>2026-11-09T08:00:00Z</dc:date><content:encoded>${text.replaceAll('<', '&lt;')}</content:encoded></item></rdf:RDF>`,
    ],
    [
      'JSON Feed',
      (text: string) =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'The Courier',
          items: [
            { id: '1', url: '/dam', title: 'Dam leaks', date_published: '2026-11-09T08:00:00Z', content_html: text },
          ],
        }),
    ],
  ])('may be %s', async (_name, write) => {
    const { server, sources } = await openFeed(write(longText('The dam')));
    await sources.refresh('desk');
    const [article] = await sources.articles();
    expect(article).toMatchObject({
      title: 'Dam leaks',
      source: 'The Courier',
      publishedAt: '2026-11-09T08:00:00Z',
      url: `${server.origin}/dam`,
    });
    expect(article.body).toContain('The dam, paragraph 8');
  });

  it('reads the linked page where it has only a taste, and the taste where there is no page', async () => {
    const { server, sources } = await openFeed([
      item('1', { text: undefined, teaser: 'The dam leaked. Read more', link: '/dam.html' }),
      item('2', { text: undefined, teaser: 'The bridge held all night long.', link: '/gone.html' }),
    ]);
    server.pages['/dam.html'] = page('Dam leaks | Courier', longText('The dam'));
    const report = await sources.refresh('desk');
    expect(report).toMatchObject({ added: 2, skipped: [{ path: 'guid-2', reason: expect.stringMatching(/404/) }] });
    const bodies = (await sources.articles()).map(({ title, body }) => [title, body]);
    expect(bodies).toEqual([
      ['Headline 1', expect.stringContaining('The dam, paragraph 8')],
      ['Headline 2', '<p>The bridge held all night long.</p>'],
    ]);
  });

  it('makes one conditional request where nothing changed, and touches one file where one item did', async () => {
    const items = Array.from({ length: 500 }, (_, i) =>
      i % 10 === 0
        ? item(String(i), { text: undefined, teaser: `Taste of ${i}.`, link: `/pages/${i}.html` })
        : item(String(i), { link: `/pages/${i}.html` }),
    );
    let version = 1;
    const server = await startNewsServer({
      '/feed.xml': withEtag(
        () => `"v${version}"`,
        () => rss(items),
      ),
    });
    for (let i = 0; i < 500; i += 10) server.pages[`/pages/${i}.html`] = page(`Page ${i}`, longText(`Page ${i}`));
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    expect(await sources.refresh('desk')).toMatchObject({ added: 500, unchanged: 0, skipped: [] });
    // Each page is read once, and no page of an item that is whole.
    expect(server.asked).toHaveLength(51);

    server.asked.length = 0;
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, added: 0, updated: 0, unchanged: 500 });
    expect(server.asked).toEqual(['/feed.xml']);

    const folder = join(sources.dataDir, 'fetched', 'desk');
    const stamps = () =>
      new Map(readdirSync(folder).map((name) => [name, statSync(join(folder, name), { bigint: true }).ctimeNs]));
    const before = stamps();
    items[7] = { ...items[7], text: longText('Another story') };
    version++;
    server.asked.length = 0;
    expect(await sources.refresh('desk')).toMatchObject({ changed: true, added: 0, updated: 1, unchanged: 499 });
    expect(server.asked).toEqual(['/feed.xml']);
    const changed = [...stamps()].filter(([name, stamp]) => before.get(name) !== stamp);
    expect(changed).toHaveLength(1);
    expect(readFileSync(join(folder, changed[0][0]), 'utf8')).toContain('Another story');
  });

  it('fetches again what somebody deleted, although the feed has not changed', async () => {
    const server = await startNewsServer({
      '/feed.xml': withEtag(
        () => '"1"',
        () => rss([item('1'), item('2')]),
      ),
    });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await sources.refresh('desk');
    const folder = join(sources.dataDir, 'fetched', 'desk');
    rmSync(join(folder, readdirSync(folder)[0]));
    expect(await sources.refresh('desk')).toMatchObject({ added: 1, unchanged: 1 });
  });

  it('goes on asking only whether it changed, after an old article was deleted by hand', async () => {
    let items = [item('1'), item('2')];
    const server = await startNewsServer({
      '/feed.xml': withEtag(
        () => `"${items.length}"`,
        () => rss(items),
      ),
    });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await sources.refresh('desk');
    const folder = join(sources.dataDir, 'fetched', 'desk');
    items = [item('2')];
    rmSync(join(folder, readdirSync(folder).find((name) => name.startsWith('guid-1'))!));
    await sources.refresh('desk');
    await sources.refresh('desk');
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"1"');
    expect(await sources.articles()).toHaveLength(1);
  });

  it('keeps what it drops, and what an empty or broken one had', async () => {
    const { server, sources } = await openFeed([item('1'), item('2'), item('3')]);
    await sources.refresh('desk');
    for (const feed of [
      rss([item('3')]),
      rss([]),
      'nothing of the kind',
      '<rss version="2.0"><channel><title>bro',
      '',
    ]) {
      server.pages['/feed.xml'] = feed;
      expect(await sources.refresh('desk')).toMatchObject({ changed: false, removed: 0 });
      expect(await sources.articles()).toHaveLength(3);
    }
  });

  it('is followed by a mirror, but only at the second sight where more than half would go', async () => {
    const { server, sources } = await openFeed([item('1'), item('2'), item('3'), item('4')], '  mirror: true\n');
    await sources.refresh('desk');
    server.pages['/feed.xml'] = rss([item('1'), item('2'), item('3')]);
    expect(await sources.refresh('desk')).toMatchObject({ removed: 1 });
    server.pages['/feed.xml'] = rss([]);
    expect(await sources.refresh('desk')).toMatchObject({ removed: 0, skipped: [{ reason: /came back empty/ }] });
    server.pages['/feed.xml'] = rss([item('1')]);
    expect(await sources.refresh('desk')).toMatchObject({
      removed: 0,
      skipped: [{ reason: /when the next refresh finds the same/ }],
    });
    expect(await sources.refresh('desk')).toMatchObject({ removed: 2 });
    expect((await sources.articles()).map(({ title }) => title)).toEqual(['Headline 1']);
  });

  it('tells apart items that share a guid by their addresses, and takes a real double once', async () => {
    const { sources } = await openFeed([
      item('1', { guid: 'same', link: '/a' }),
      item('2', { guid: 'same', link: '/b' }),
      item('3', { guid: 'twice' }),
      item('4', { guid: 'twice' }),
    ]);
    expect(await sources.refresh('desk')).toMatchObject({ added: 3, skipped: [{ path: 'twice', reason: /twice/ }] });
    expect((await sources.articles()).map(({ title }) => title).sort()).toEqual([
      'Headline 1',
      'Headline 2',
      'Headline 3',
    ]);
  });

  it('names files alike without guids, run after run', async () => {
    const items = [
      item('1', { guid: undefined, link: '/a' }),
      item('2', { guid: undefined }),
      { text: longText('Untitled') },
      item('3', { guid: 'constructor' }),
      item('4', { guid: '__proto__' }),
    ];
    const { server, sources } = await openFeed(items);
    expect(await sources.refresh('desk')).toMatchObject({ added: 5 });
    server.pages['/feed.xml'] = rss([...items].reverse());
    expect(await sources.refresh('desk')).toMatchObject({ added: 0, updated: 0, unchanged: 5 });
  });

  it('leaves out dates that are none or lie ahead, and says so', async () => {
    const { sources } = await openFeed([
      item('1', { date: undefined }),
      item('2', { date: 'yesterday' }),
      item('3', { date: 'Mon, 30 Nov 2099 12:00:00 GMT' }),
      item('4', { date: new Date(NOW_MS + 3_600_000).toUTCString() }),
    ]);
    const { skipped } = await sources.refresh('desk');
    expect(skipped.map(({ path }) => path)).toEqual(['guid-2', 'guid-3']);
    expect(skipped[1].reason).toMatch(/lies in the future/);
    const dates = (await sources.articles()).map(({ title, publishedAt }) => [title, publishedAt ?? '']);
    expect(dates.sort()).toEqual([
      ['Headline 1', ''],
      ['Headline 2', ''],
      ['Headline 3', ''],
      ['Headline 4', '2026-11-30T13:00:00Z'],
    ]);
  });

  it('takes no entity for more than it is', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "${'ha'.repeat(500)}">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${'b'.repeat(i + 1)} "${`&${i === 0 ? 'a' : 'b'.repeat(i)};`.repeat(10)}">`).join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
    const { sources } = await openFeed(
      `${bomb}<rss version="2.0"><channel><title>T</title><item><title>&${'b'.repeat(20)}; &file;</title><description>${longText('Bomb').replaceAll('<', '&lt;').repeat(3)}</description></item></channel></rss>`,
    );
    const report = await sources.refresh('desk');
    for (const { title, body } of report.error ? [] : await sources.articles()) {
      expect(`${title}${body}`.length).toBeLessThan(10_000);
      expect(title + body).not.toContain('root:');
    }
  });

  it.each([
    ['a page', page('News', longText('News')), /is no feed that can be read/],
    ['half a feed', rss([item('1')]).slice(0, 300), /is no feed that can be read/],
    [
      'elements a hundred thousand levels deep',
      `<rss version="2.0"><channel>${'<item>'.repeat(100_000)}`,
      /is no feed that can be read/,
    ],
    ['zero bytes', Buffer.alloc(5_000), /is no feed that can be read/],
  ])('that is %s is a sentence', async (_what, answer, sentence) => {
    const server = await startNewsServer({ '/feed.xml': answer });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, error: sentence });
  });

  it.each([
    [410, /gone for good/],
    [401, /may want a login/],
    [500, /fault of its own/],
    [404, /nothing at/],
  ])('that answers %d keeps its articles and its place', async (code, sentence) => {
    const server = await startNewsServer({
      '/feed.xml': withEtag(
        () => '"1"',
        () => rss([item('1')]),
      ),
    });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await sources.refresh('desk');
    const feed = server.pages['/feed.xml'];
    server.pages['/feed.xml'] = status(code);
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, error: sentence });
    expect((await sources.list())[0]).toMatchObject({ error: sentence, articles: 1, lastSucceededMs: NOW_MS });
    server.pages['/feed.xml'] = feed;
    expect(await sources.refresh('desk')).toEqual(expect.not.objectContaining({ error: expect.anything() }));
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"1"');
  });

  it('waits as long as its server asks for', async () => {
    const { server, sources } = await openFeed([item('1')]);
    server.pages['/feed.xml'] = status(429, { 'retry-after': '7200' });
    await sources.refresh('desk');
    const [state] = await sources.list();
    expect(state).toMatchObject({ notBeforeMs: NOW_MS + 7_200_000, nextMs: NOW_MS + 7_200_000 });
    expect(await sources.due(NOW_MS + 7_199_999)).toEqual([]);
    expect(await sources.due(NOW_MS + 7_200_000)).toEqual(['desk']);
  });

  it('asks again for a page that could not be read now, three times at most', async () => {
    const { server, sources } = await openFeed([item('1', { text: undefined, teaser: 'A taste.', link: '/a.html' })]);
    server.pages['/a.html'] = status(500);
    expect(await sources.refresh('desk')).toMatchObject({ added: 0 });
    server.pages['/a.html'] = page('A', longText('Whole'));
    expect(await sources.refresh('desk')).toMatchObject({ added: 1 });
    expect((await sources.articles())[0].body).toContain('Whole, paragraph 8');
    server.pages['/feed.xml'] = rss([item('2', { text: undefined, teaser: 'A taste of two.', link: '/b.html' })]);
    server.pages['/b.html'] = status(500);
    for (const added of [0, 0, 1, 0]) expect(await sources.refresh('desk')).toMatchObject({ added });
  });

  it('leaves out what is linked and is no article', async () => {
    const { server, sources } = await openFeed([
      item('1', { text: undefined, link: '/a.png' }),
      item('2', { text: undefined, link: '/forbidden/a.html' }),
      { guid: 'empty' },
    ]);
    server.pages['/a.png'] = Buffer.from('\u0089PNG');
    server.pages['/robots.txt'] = 'User-agent: *\nDisallow: /forbidden/';
    const { added, skipped } = await sources.refresh('desk');
    expect(added).toBe(0);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/image\/png, which is no article/),
      expect.stringMatching(/robots\.txt/),
      expect.stringMatching(/neither a text nor an address/),
    ]);
  });

  it('is read in the encoding that it is in', async () => {
    const xml = rss(
      [item('1', { title: 'Überschwemmung in Elva', text: longText('Die Brücke über den Fluss') })],
      'Täglich',
    ).replace('UTF-8', 'ISO-8859-1');
    const { sources } = await openFeed(Buffer.from(xml, 'latin1'));
    await sources.refresh('desk');
    expect((await sources.articles())[0]).toMatchObject({ title: 'Überschwemmung in Elva', source: 'Täglich' });
  });

  it('takes the rest in the next refresh where there are more items than its limit', async () => {
    const { sources } = await openFeed([item('1'), item('2'), item('3')], '  limits: { articles: 2 }\n');
    expect(await sources.refresh('desk')).toMatchObject({ added: 2 });
    expect(await sources.refresh('desk')).toMatchObject({ added: 1, unchanged: 2 });
  });

  it('begins anew after its state was lost, without a second file', async () => {
    const { sources } = await openFeed([item('1'), item('2')]);
    await sources.refresh('desk');
    writeFileSync(join(sources.dataDir, 'fetched', '.state', 'desk.json'), '{"broken');
    expect(await sources.refresh('desk')).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { longText, page, startNewsServer, status, withEtag } from './news-server.js';
import { oneSource, openTestSources } from './read-fetched.js';

const urlset = (urls: [url: string, lastmod?: string][]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map(([url, lastmod]) => `<url><loc>${url}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</url>`).join('')}</urlset>`;
const index = (urls: string[]) =>
  `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('')}</sitemapindex>`;
const story = (name: string) => page(name, longText(name));

async function openSite(path = '/', more = '') {
  const server = await startNewsServer();
  return { server, sources: openTestSources(oneSource('site', server.origin + path, more)) };
}

describe('a site', () => {
  it('is read by its sitemap, and pages whose lastmod is as it was are not asked for again', async () => {
    const { server, sources } = await openSite();
    const { origin } = server;
    server.pages['/sitemap.xml'] = urlset([
      [`${origin}/a.html`, '2026-11-01'],
      [`${origin}/b.html`],
      ['https://elsewhere.example/c.html'],
    ]);
    server.pages['/a.html'] = story('Alpha');
    server.pages['/b.html'] = withEtag(
      () => '"b1"',
      () => story('Beta'),
      'text/html',
    );
    expect(await sources.refresh('desk')).toMatchObject({ added: 2, skipped: [] });
    expect((await sources.articles()).map(({ title, url, source }) => [title, url, source]).sort()).toEqual([
      ['Alpha', `${origin}/a.html`, 'desk'],
      ['Beta', `${origin}/b.html`, 'desk'],
    ]);
    server.asked.length = 0;
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, unchanged: 2 });
    expect(server.asked).toEqual(['/sitemap.xml', '/b.html']);
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"b1"');

    server.pages['/a.html'] = story('Alpha anew');
    server.pages['/sitemap.xml'] = urlset([[`${origin}/a.html`, '2026-11-02']]);
    expect(await sources.refresh('desk')).toMatchObject({ updated: 1, removed: 0 });
    expect(await sources.articles()).toHaveLength(2);
  });

  it('is read by the sitemaps that robots.txt names, by indexes and packed ones, each once', async () => {
    const { server, sources } = await openSite();
    const { origin } = server;
    server.pages['/robots.txt'] = `Sitemap: ${origin}/maps.xml\nUser-agent: *\nDisallow: /secret/\n`;
    server.pages['/maps.xml'] = index([`${origin}/one.xml.gz`, `${origin}/maps.xml`, `${origin}/gone.xml`]);
    server.pages['/one.xml.gz'] = gzipSync(urlset([[`${origin}/a.html`], [`${origin}/secret/b.html`]]));
    server.pages['/a.html'] = story('Alpha');
    server.pages['/secret/b.html'] = story('Secret');
    const report = await sources.refresh('desk');
    expect(report).toMatchObject({ added: 1 });
    expect(report.skipped.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/gone\.xml \(404\)/),
      expect.stringMatching(/robots\.txt/),
    ]);
    expect(server.asked).toEqual(['/maps.xml', '/one.xml.gz', '/gone.xml', '/a.html']);
  });

  it('is read by its llms.txt, the mirrors in Markdown first', async () => {
    const { server, sources } = await openSite();
    server.pages['/llms.txt'] =
      '# Elva\n\n- [Opening hours](/hours.html): when\n- [About us](/about.md)\n- [Prices](/prices)\n- [Elsewhere](https://elsewhere.example/x)\n';
    server.pages['/hours.html.md'] = '# Opening hours\n\nThe harbour museum of Elva is open from nine to five.\n';
    server.pages['/about.md'] = '---\ntitle: Who we are\ndate: 2026-10-01\n---\nWe are the *harbour* museum of Elva.\n';
    server.pages['/prices'] = story('Prices');
    expect(await sources.refresh('desk')).toMatchObject({ added: 3, skipped: [] });
    const articles = (await sources.articles()).map(({ title, publishedAt, url, body }) => ({
      title,
      publishedAt,
      url,
      body,
    }));
    expect(articles.sort((a, b) => (a.title < b.title ? -1 : 1))).toEqual([
      { title: 'Opening hours', url: `${server.origin}/hours.html`, body: server.pages['/hours.html.md'] },
      { title: 'Prices', url: `${server.origin}/prices`, body: expect.stringContaining('Prices, paragraph 8') },
      {
        title: 'Who we are',
        publishedAt: '2026-10-01',
        url: `${server.origin}/about.md`,
        body: 'We are the *harbour* museum of Elva.\n',
      },
    ]);
    server.asked.length = 0;
    await sources.refresh('desk');
    // What has no mirror isn't asked for one again.
    expect(server.asked).toEqual(['/sitemap.xml', '/llms.txt', '/hours.html.md', '/about.md', '/prices']);
  });

  it('is no more than what is below the address', async () => {
    const { server, sources } = await openSite('/news/');
    const { origin } = server;
    server.pages['/sitemap.xml'] = urlset([[`${origin}/news/a.html`], [`${origin}/shop/b.html`]]);
    server.pages['/news/a.html'] = story('Alpha');
    server.pages['/shop/b.html'] = story('Shop');
    expect(await sources.refresh('desk')).toMatchObject({ added: 1 });
  });

  it('that names no pages is a sentence', async () => {
    const { sources } = await openSite();
    expect(await sources.refresh('desk')).toMatchObject({ error: /neither in a sitemap nor in llms\.txt/ });
  });

  it('whose sitemap unpacks to more than is read is a sentence', async () => {
    const { server, sources } = await openSite('/map.xml', '  limits: { bytes: 100000 }\n');
    server.pages['/map.xml'] = gzipSync(Buffer.alloc(2_000_000, ' '));
    expect(await sources.refresh('desk')).toMatchObject({ error: /damaged, or has more than/ });
  });

  it('keeps the article of a page that is gone, unless it is mirrored and the page no longer named', async () => {
    const { server, sources } = await openSite('/', '  mirror: true\n');
    const { origin } = server;
    const all: [string][] = [[`${origin}/a.html`], [`${origin}/b.html`], [`${origin}/c.html`]];
    server.pages['/sitemap.xml'] = urlset(all);
    for (const name of ['a', 'b', 'c']) server.pages[`/${name}.html`] = story(name);
    await sources.refresh('desk');
    server.pages['/a.html'] = status(410);
    server.pages['/b.html'] = status(500);
    expect(await sources.refresh('desk')).toMatchObject({ removed: 0, changed: false });
    expect(await sources.articles()).toHaveLength(3);
    server.pages['/sitemap.xml'] = urlset(all.slice(1));
    expect(await sources.refresh('desk')).toMatchObject({ removed: 1 });
  });

  it('has each page read in its turn where there are more than its limit', async () => {
    const { server, sources } = await openSite('/', '  limits: { articles: 2 }\n');
    const { origin } = server;
    const names = ['a', 'b', 'c', 'd', 'e'];
    server.pages['/sitemap.xml'] = urlset(names.map((name) => [`${origin}/${name}.html`, '2026-11-01']));
    for (const name of names) server.pages[`/${name}.html`] = story(name);
    for (const added of [2, 2, 1, 0]) expect(await sources.refresh('desk')).toMatchObject({ added });
  });

  it('is left alone in the middle where its server asks for that', async () => {
    const { server, sources } = await openSite();
    const { origin } = server;
    server.pages['/sitemap.xml'] = urlset([[`${origin}/a.html`], [`${origin}/b.html`], [`${origin}/c.html`]]);
    server.pages['/a.html'] = story('Alpha');
    server.pages['/b.html'] = status(429, { 'retry-after': '600' });
    server.pages['/c.html'] = story('Gamma');
    expect(await sources.refresh('desk')).toMatchObject({ added: 1 });
    expect(server.asked).not.toContain('/c.html');
    expect((await sources.list())[0].notBeforeMs).toBeDefined();
  });
});

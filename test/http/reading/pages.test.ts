/** Reading pages, over a real socket: what they show, to whom, and what strangers' articles can't do to them. */
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReadingLinks, READING_KEY, type ReadingRequest } from '../../../src/http/reading/reading-links.js';
import { FERRY, PLAIN } from '../../support/articles.js';
import { type SiteFixture, type SiteOptions, startSite } from '../../support/http-site.js';

const PUBLIC = 'https://footnote.example';

const HANDBOOK = `---
title: Running a panel
source: Handbook
url: javascript:alert(1)
---
# Running a panel

Read **all** of it first.

### Before you begin

1. Stop the server.
2. Copy the folder.
   - the database
   - the uploads

| Port | Used by |
| --- | --- |
| 8080 | the panel |
| 2022 | file transfer |

\`\`\`bash
panel stop --now
\`\`\`

> Nobody regrets a copy.
`;

const HOSTILE = `---
title: "<script>alert('title')</script><img src=x onerror=alert(1)>"
source: "</title><script>alert(2)</script>\\" onmouseover=\\"alert(3)"
published_at: "<b>soon</b>"
url: "https://evil.example/\\"><script>alert(4)</script>"
---
# </h2><script>alert(5)</script>

- </li></ul><iframe src="https://evil.example"></iframe>

\`\`\`
</code></pre><style>body{display:none}</style>
\`\`\`

A paragraph with &lt;script&gt;alert(6)&lt;/script&gt; and <a href="javascript:alert(7)">a link</a> \u202e.
`;

const RAW = JSON.stringify({
  id: '../../etc/passwd"><script>',
  title: `Raw \0\ud800</h1><svg onload=alert(8)>`,
  body: `</article><script>alert(9)</script>\0\u0007 \ud83d end.\n\n<!--`,
});

const ARTICLES = {
  'ferry.md': FERRY.replace('source:', 'url: https://harbour.example/ferry?a=1&b=2\nsource:'),
  'library.txt': PLAIN,
  'handbook.md': HANDBOOK,
  'hostile.md': HOSTILE,
  'raw.json': RAW,
};

let site: SiteFixture;
beforeAll(async () => {
  site = await startSite({ articles: ARTICLES, publicUrl: PUBLIC });
});
afterAll(() => site.stop());

/** The path of a page, as the bot links to it; its fragment is for the browser alone. */
async function pathOf({ state }: SiteFixture, request: ReadingRequest): Promise<string> {
  const link = createReadingLinks(await state.signingKeys.of(READING_KEY, 0), PUBLIC)(request)!;
  const { origin, pathname, search } = new URL(link);
  expect(origin).toBe(PUBLIC);
  return pathname + search;
}

async function open(request: ReadingRequest, on = site) {
  const got = await on.send(await pathOf(on, request));
  return { ...got, document: parseHTML(got.text).document };
}

/** A quote of the body, where it stands. */
function quoted(body: string, quote: string) {
  const start = body.indexOf(quote);
  return { quote, start, end: start + quote.length };
}

const bodyOf = ({ app }: SiteFixture, id: string) =>
  app.index.read((snapshot) => snapshot.content(snapshot.articleById(id)!).body);

describe('a reading page', () => {
  it('shows title, outlet, date, the original and the text, with the quoted words marked', async () => {
    const quote = quoted(
      await bodyOf(site, 'ferry.md'),
      'A crack was found in the ramp during an inspection on Monday.',
    );
    const { status, headers, document } = await open({ articleId: 'ferry.md', quote });
    expect(status).toBe(200);
    expect(document.querySelector('h1')!.textContent).toBe('Ferry to Skarholm stops for a week');
    expect(document.querySelector('.about')!.textContent).toBe('Harbour desk · 5 March 2024');
    expect(document.querySelector('a')!.getAttribute('href')).toBe('https://harbour.example/ferry?a=1&b=2');
    expect(document.querySelectorAll('mark')).toHaveLength(1);
    expect(document.querySelector('#quote')!.textContent).toBe(quote.quote);
    expect(document.querySelector('article')!.textContent).toContain("the island's shops were told");
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=UTF-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*style-src 'sha256-[\w+/]+=*'/),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
    });
    expect(document.querySelector('meta[name=robots]')!.getAttribute('content')).toBe('noindex');
    expect(document.querySelectorAll('script, link, img, iframe, form')).toHaveLength(0);
  });

  it('is what a link scrolls to, by text where a browser can and by the mark where not', async () => {
    const quote = { ...quoted(PLAIN, 'Mayor Ines Falk denied on Thursday that the town plans to close its library.') };
    const key = await site.state.signingKeys.of(READING_KEY, 0);
    const link = createReadingLinks(key, PUBLIC)({ articleId: 'library.txt', quote })!;
    expect(new URL(link).hash).toBe(
      '#quote:~:text=Mayor%20Ines%20Falk%20denied%20on,plans%20to%20close%20its%20library.',
    );
    expect(createReadingLinks(key, PUBLIC)({ articleId: 'x'.repeat(2000) })).toBeUndefined();
  });

  it('keeps headings, lists, tables, code and quotations, each heading one below the one above it', async () => {
    const body = await bodyOf(site, 'handbook.md');
    const { document } = await open({ articleId: 'handbook.md', quote: quoted(body, '| 2022 | file transfer |') });
    const article = document.querySelector('article')!;
    const tags = [...article.querySelectorAll('*')].map(({ localName }) => localName).join(' ');
    expect(tags).toBe('p h2 ol li li ul li li div table tr th th tr td td tr td mark td mark pre code blockquote');
    expect([...document.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
      '2022',
      'file transfer',
    ]);
    expect(document.querySelectorAll('#quote')).toHaveLength(1);
    expect(article.querySelector('p')!.textContent).toBe('Read all of it first.');
    expect(article.querySelector('pre')!.textContent).toBe('panel stop --now');
    // The address of its original is none that may be opened.
    expect(document.querySelectorAll('a')).toHaveLength(0);
  });

  it.each(['hostile.md', JSON.parse(RAW).id])('escapes whatever the article %j holds', async (articleId) => {
    const { status, document, text } = await open({ articleId });
    expect(status).toBe(200);
    const own = new Set(
      'html head meta title style body header main footer article h1 h2 p ul li pre code bdi a'.split(' '),
    );
    const strange = [...document.querySelectorAll('*')].filter(({ localName }) => !own.has(localName));
    expect(strange.map(({ localName }) => localName)).toEqual([]);
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name, value }) => /^on|^style$/.test(name) || /javascript:/i.test(value))).toEqual([]);
    expect(document.querySelectorAll('style')).toHaveLength(1);
    expect(document.querySelector('h1')!.textContent).toMatch(/<(?:img src=x onerror|svg onload)=alert/);
    expect(document.querySelector('article')!.textContent).toMatch(/<script>alert\(9\)|<\/code><\/pre><style>/);
    expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f]/);
  });
});

describe('a link to a reading page', () => {
  it('leads nowhere once a letter of it is another, and doesn’t say why', async () => {
    const path = await pathOf(site, { articleId: 'library.txt', guild: '123456789012345678' });
    const missing = await site.send('/a/nothing');
    expect(missing.status).toBe(404);
    expect(parseHTML(missing.text).document.querySelector('h1')!.textContent).toBe('This page isn’t here');
    const id = path.slice('/a/'.length);
    const altered = [...id].map((letter, at) => id.slice(0, at) + (letter === 'A' ? 'B' : 'A') + id.slice(at + 1));
    altered.push(`${id}A`, id.slice(0, -1), `${id}%00`, `${id}=`, id.replace('.', '..'), id.split('.')[0]);
    for (const other of altered)
      expect(await site.send(`/a/${other}`)).toMatchObject({ status: 404, text: missing.text });
    const gone = await site.send(await pathOf(site, { articleId: 'gone.md' }));
    expect(gone).toMatchObject({ status: 404, text: missing.text });
    expect((await site.send(path)).status).toBe(200);
  });

  it('made with another key leads nowhere', async () => {
    const link = createReadingLinks(Buffer.alloc(32, 7), PUBLIC)({ articleId: 'library.txt' })!;
    expect((await site.send(new URL(link).pathname)).status).toBe(404);
  });

  it('holds after a restart and in other processes', async () => {
    const path = await pathOf(site, { articleId: 'library.txt' });
    const { openState } = await import('../../../src/state/open-state.js');
    const other = await openState(site.folder);
    expect(await other.signingKeys.of(READING_KEY, 1)).toEqual(await site.state.signingKeys.of(READING_KEY, 2));
    await other.close();
    expect((await site.send(path)).status).toBe(200);
  });

  it('of a server shows what the server may see now', async () => {
    const [guild, articleId] = ['223456789012345678', 'ferry.md'];
    const path = await pathOf(site, { articleId, guild });
    expect((await site.send(path)).status).toBe(200);
    await site.state.changeSettings(guild, { sources: ['Handbook'] });
    const hidden = await site.send(path);
    expect(hidden).toMatchObject({ status: 404, text: (await site.send('/a/nothing')).text });
    expect((await site.send(await pathOf(site, { articleId, guild: '323456789012345678' }))).status).toBe(200);
    await site.state.changeSettings(guild, { sources: ['HARBOUR DESK'] });
    expect((await site.send(path)).status).toBe(200);
  });

  it('is there only where people can reach it', async () => {
    const closed = await startSite({ articles: { 'library.txt': PLAIN } } satisfies SiteOptions);
    const path = await pathOf(closed, { articleId: 'library.txt' });
    expect(await closed.send(path)).toMatchObject({ status: 404, text: expect.stringContaining('nothing here') });
  });
});

describe('a quote of an article that was changed', () => {
  it('is marked where it stands now, and said to be gone where it stands nowhere', async () => {
    const on = await startSite({ articles: { 'library.txt': PLAIN }, publicUrl: PUBLIC });
    const quote = quoted(PLAIN, 'Falk said the building would be repaired in the summer.');
    on.folder.write({ 'library.txt': `The council met twice.\n\n${PLAIN}` });
    await on.folder.reindex();
    const moved = await open({ articleId: 'library.txt', quote }, on);
    expect(moved.document.querySelector('mark')!.textContent).toBe(quote.quote);
    expect(moved.document.querySelector('[role=note]')).toBeNull();
    on.folder.write({ 'library.txt': PLAIN.replace('in the summer', 'in the autumn') });
    await on.folder.reindex();
    const gone = await open({ articleId: 'library.txt', quote }, on);
    expect(gone.document.querySelectorAll('mark')).toHaveLength(0);
    expect(gone.document.querySelector('[role=note]')!.textContent).toMatch(/no longer there word for word/);
    on.folder.remove('library.txt');
    await on.folder.reindex({ allowEmpty: true });
    expect((await open({ articleId: 'library.txt', quote }, on)).status).toBe(404);
  });

  it.each([
    '1-',
    '5-2',
    '0-999999',
    'a-b',
    '-1-4',
    '0-4&q=5-9',
    '1e3-2e3',
    '0-999999999',
    '%00-4',
  ])('is nothing to mark where ?q=%s says none', async (q) => {
    const { status, text } = await site.send(`${await pathOf(site, { articleId: 'library.txt' })}?q=${q}`);
    expect(status).toBe(200);
    expect(text.match(/<mark/g) ?? []).toHaveLength(q.startsWith('0-4') ? 1 : 0);
  });
});

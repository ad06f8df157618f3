/** Each format through the public door. .html, .pdf and .docx run in the worker of dist/, which `npm test` builds first. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFiles, readOne } from './read-folder.js';
import { makeDocx, makePdf, makeRawPdf, makeZip } from './sample-files.js';

const EMPTY_PDF = await makePdf([[]]);
/** Chinese by a table that is named and not there. */
const UNNAMED_PDF = makeRawPdf(
  '',
  Buffer.from('BT /F 12 Tf 100 300 Td <6E2F53E37684> Tj ET'),
  '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor<</FontName/STSong-Light/Flags 4>>>>]>>',
);
const NO_DOCUMENT = makeZip([['a.xml', Buffer.from('<a/>')]]);
const CUT_OFF_DOCX = makeDocx(['The text.']).subarray(0, 400);
const LARGE_DOCX = makeDocx([], { documentXml: Buffer.alloc(70 << 20, 0x20) });
const SLY_DOCX = makeDocx([], { documentXml: Buffer.alloc(30 << 20, 0x20) });

const FULL = {
  id: 'x1',
  title: 'A title',
  source: 'Reuters',
  published_at: '2022-11-04T10:00:00Z',
  url: 'https://example.org/a',
  body: ' The body.\n',
};
const FULL_ARTICLE = {
  id: 'x1',
  title: 'A title',
  source: 'Reuters',
  publishedAt: '2022-11-04T10:00:00Z',
  url: 'https://example.org/a',
  body: ' The body.\n',
};

describe('.txt', () => {
  it('is a body from the first character to the last, and a path as id', async () => {
    expect(await readOne('news/a b.txt', '\ufeff  The river rose.\r\n\r\nIt fell. \n')).toMatchObject({
      id: 'news/a b.txt',
      path: 'news/a b.txt',
      title: 'The river rose.',
      body: '  The river rose.\r\n\r\nIt fell. \n',
    });
  });

  it('takes source and date from its dateline', async () => {
    expect(await readOne('a.txt', 'KYIV, Nov. 4, 2022 (Reuters) — Russia said so.')).toMatchObject({
      source: 'Reuters',
      publishedAt: '2022-11-04',
      title: 'Russia said so.',
    });
  });

  it('has the title and the structure of the manual page that it is', async () => {
    const page = `PEEL(1)  Orchard  PEEL(1)\n\nNAME\n     peel - prepare apples\n\nUSE\n     peel takes the skin.\n`;
    const article = await readOne('peel.txt', page);
    expect(article).toMatchObject({ title: 'peel - prepare apples', body: page });
    expect(article.structure?.blocks.map(({ kind }) => kind)).toEqual(['heading', 'heading', 'paragraph']);
  });
});

describe('.md', () => {
  it('takes its fields from the front matter and its body from behind it', async () => {
    const article = await readOne(
      'a.md',
      '---\nid: x1\ntitle: A title\nsource: Reuters\npublished_at: 2022-11-04T10:00:00Z\nurl: https://example.org/a\n---\n The body.\n',
    );
    expect(article).toMatchObject(FULL_ARTICLE);
  });

  it('is skipped with the line of its broken front matter', async () => {
    const { articles, skipped } = await readFiles({ 'a.md': '---\ntitle: A\nb: {\n---\nBody' });
    expect([articles, skipped]).toEqual([[], [{ path: 'a.md', reason: expect.stringMatching(/YAML at line \d/) }]]);
  });
});

describe('.json', () => {
  it.each([
    ['one object', FULL, ['x1']],
    ['a list', [FULL, { body: 'Two.' }], ['x1', 'a.json#2']],
    ['an object of articles', { articles: [{ body: 'One.' }, FULL] }, ['a.json#1', 'x1']],
    ['"text" for a missing body', { text: 'One.' }, ['a.json']],
    ['"content" for a null body', { body: null, content: 'One.' }, ['a.json']],
    ['a number as id', { id: 17, body: 'One.' }, ['17']],
  ])('reads %s', async (_name, value, ids) => {
    const { articles, skipped } = await readFiles({ 'a.json': JSON.stringify(value) });
    expect([articles.map((article) => article.id), skipped]).toEqual([ids, []]);
  });

  const RIVER = { title: 'Rivers', publishedAt: '2022-11-04T10:00:00Z', url: 'https://x.y/a', body: '<p>It rose.</p>' };
  it.each([
    [
      'JSON Feed',
      {
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Daily',
        items: [
          { title: 'Rivers', date_published: RIVER.publishedAt, url: RIVER.url, content_html: RIVER.body, authors: [] },
        ],
      },
      { ...RIVER, source: 'Daily' },
    ],
    [
      'RSS in JSON',
      {
        status: 'ok',
        feed: { title: 'Daily' },
        items: [{ title: 'Rivers', pubDate: '2022-11-04 10:00:00', link: RIVER.url, description: RIVER.body }],
      },
      { ...RIVER, publishedAt: '2022-11-04 10:00:00', source: 'Daily' },
    ],
    [
      'the REST interface of WordPress',
      [
        {
          title: { rendered: 'Rivers &#038; <em>lakes</em>' },
          content: { rendered: RIVER.body, protected: false },
          date: '2022-11-04T11:00:00',
          date_gmt: '2022-11-04T10:00:00',
          link: RIVER.url,
        },
      ],
      { ...RIVER, title: 'Rivers & lakes', publishedAt: '2022-11-04T10:00:00' },
    ],
    [
      'an export of Ghost',
      {
        db: [
          {
            data: {
              posts: [{ title: 'Rivers', published_at: RIVER.publishedAt, canonical_url: RIVER.url, html: RIVER.body }],
            },
          },
        ],
      },
      RIVER,
    ],
    [
      'news interfaces, with an outlet that is an object',
      {
        response: {
          results: [
            {
              headline: 'Rivers',
              source: { id: 'd', name: 'Daily' },
              publishedAt: RIVER.publishedAt,
              url: RIVER.url,
              content: RIVER.body,
            },
          ],
        },
      },
      { ...RIVER, source: 'Daily' },
    ],
  ])('reads %s', async (_name, value, fields) => {
    expect(await readOne('a.json', JSON.stringify(value))).toMatchObject(fields);
  });

  it('takes the next name where one says nothing: a boolean is no date, and blank is no text', async () => {
    const { publishedAt, body, url } = await readOne(
      'a.json',
      JSON.stringify({
        published: true,
        date: '2022-11-04',
        body: ' ',
        text: 'Two.',
        url: '/a',
        link: 'https://x.y/a',
      }),
    );
    expect([publishedAt, body, url]).toEqual(['2022-11-04', 'Two.', 'https://x.y/a']);
  });

  it('keeps a body of HTML as it is, tells its structure, and takes its heading without tags for a title', async () => {
    const body = '<h2>Rivers &amp; <b>lakes</b></h2><p>They rose.</p>';
    const article = await readOne('a.json', JSON.stringify({ body }));
    expect([article.body, article.title]).toEqual([body, 'Rivers & lakes']);
    expect(article.structure?.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
    expect((await readOne('a.json', JSON.stringify({ body: 'Use <div> for boxes.' }))).structure).toBeUndefined();
  });

  it('has no tags in a title made from the first sentence', async () => {
    expect((await readOne('a.json', '{"body":"<p>The <b>toll</b> &amp; tax rose. It fell.</p>"}')).title).toBe(
      'The toll & tax rose.',
    );
  });

  it('keeps every field as given', async () => {
    expect(await readOne('a.json', JSON.stringify(FULL))).toMatchObject({ ...FULL_ARTICLE, path: 'a.json' });
  });

  it('keeps lone surrogates of a body', async () => {
    expect((await readOne('a.json', '{"body":"a\\ud800b"}')).body).toBe('a\ud800b');
  });

  it.each([
    ['nothing', '', /no text/],
    ['an empty list', '[]', /empty/],
    ['a cut-off object', '{"body":"One', /ends too early/],
    ['a number', '5', /it is a number/],
    ['null', 'null', /it is null/],
    ['__proto__ instead of a body', '{"__proto__":{"body":"x"}}', /there is none/],
    ['too many values', `[${'[],'.repeat(1_000_001)}[]]`, /more than 1,000,000 values/],
  ])('refuses %s', async (_name, content, reason) => {
    const { articles, skipped } = await readFiles({ 'a.json': content });
    expect([articles, skipped]).toEqual([[], [{ path: 'a.json', reason: expect.stringMatching(reason) }]]);
  });

  it('does not quote an article in a reason', async () => {
    const { skipped } = await readFiles({ 'a.json': '{"body": secret words here}' });
    expect(skipped[0]!.reason).not.toMatch(/secret/);
  });
});

describe('.jsonl and .jsonl.gz', () => {
  const LINES = `\ufeff${JSON.stringify(FULL)}\r\n\n{"body":"Two."}\nnot json\n{"body":5}\n{"body":"Six."}`;

  it.each([
    ['a.jsonl', Buffer.from(LINES)],
    ['a.jsonl.gz', gzipSync(LINES)],
  ])('%s is an article a line, numbered by line, with a reason for each that is none', async (name, content) => {
    const { articles, skipped } = await readFiles({ [name]: content });
    expect(articles.map(({ id, path }) => [id, path])).toEqual([
      ['x1', `${name}#1`],
      [`${name}#3`, `${name}#3`],
      [`${name}#6`, `${name}#6`],
    ]);
    expect(skipped.map((one) => one.path)).toEqual([`${name}#4`, `${name}#5`]);
  });

  it('reads what comes before the end of a cut-off .gz, and says that it is cut off', async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => JSON.stringify({ body: `Article ${i} ${Math.sin(i)}` })).join(
      '\n',
    );
    const whole = gzipSync(lines);
    const { articles, skipped } = await readFiles({ 'a.jsonl.gz': whole.subarray(0, whole.length >> 1) });
    expect(articles.length).toBeGreaterThan(100);
    expect(skipped).toEqual([{ path: 'a.jsonl.gz', reason: expect.stringMatching(/cut off/) }]);
  });

  it('keeps a line that is split between two reads whole', async () => {
    const bodies = Array.from({ length: 40 }, (_, i) => `${i} ${'é'.repeat(20_000 + i)}.`);
    const { articles } = await readFiles({ 'a.jsonl': bodies.map((body) => JSON.stringify({ body })).join('\n') });
    expect(articles.map((article) => article.body)).toEqual(bodies);
  });
});

describe('.html', () => {
  const paragraph =
    '<p>The river rose by <b>two metres</b>, the water\n authority&nbsp;said on Friday, after a storm had crossed the whole country.</p>';
  const page = (
    head: string,
    body = `<nav>Home News</nav><article><h1>Rivers rise</h1>${paragraph.repeat(4)}</article><script>document.write("no")</script><footer>Imprint</footer>`,
  ) => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

  it('is the article without navigation and scripts, a line break between paragraphs', async () => {
    const { body, title } = await readOne('a.html', page('<title>Rivers rise - Daily</title>'));
    expect(title).toBe('Rivers rise');
    expect(body).toBe(
      Array(4)
        .fill(
          'The river rose by two metres, the water authority said on Friday, after a storm had crossed the whole country.',
        )
        .join('\n\n'),
    );
  });

  it.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"H","datePublished":"2022-11-04T10:00:00Z","publisher":{"name":"Daily"},"url":"https://x.y/ld"}]}</script>',
      { title: 'H', source: 'Daily', publishedAt: '2022-11-04T10:00:00Z', url: 'https://x.y/ld' },
    ],
    [
      'Open Graph and meta',
      '<meta property="og:title" content="T &amp; U"><meta property="og:site_name" content="Daily"><meta property="article:published_time" content="2022-11-04"><link rel="canonical" href="https://x.y/c">',
      { title: 'T & U', source: 'Daily', publishedAt: '2022-11-04', url: 'https://x.y/c' },
    ],
    [
      'broken JSON-LD beside meta',
      '<script type="application/ld+json">{"@type":</script><meta name="date" content="November 4, 2022">',
      { publishedAt: '2022-11-04' },
    ],
  ])('takes its fields from %s', async (_name, head, fields) => {
    expect(await readOne('a.html', page(head))).toMatchObject(fields);
  });

  it('takes a date from <time>, and no address that is not of the web', async () => {
    const article = await readOne(
      'a.html',
      page(
        '<link rel="canonical" href="javascript:alert(1)">',
        `<h1>T</h1><time datetime="2022-11-04">Friday</time>${paragraph.repeat(3)}`,
      ),
    );
    expect(article.publishedAt).toBe('2022-11-04');
    expect(article.url).toBeUndefined();
  });

  it('falls back to all text where there is no article', async () => {
    expect(await readOne('a.htm', '<h1>Short</h1><p>One.<p>Two<br>lines.<ul><li>a<li>b</ul>')).toMatchObject({
      title: 'Short',
      body: 'Short\n\nOne.\n\nTwo\nlines.\n\na\nb',
    });
  });

  it('reads the encoding that the page declares', async () => {
    const content = Buffer.concat([
      Buffer.from('<meta charset="iso-8859-2"><p>'),
      Buffer.from([0xb9, 0xe8]),
      Buffer.from(' is the text.</p>'),
    ]);
    expect((await readOne('a.html', content)).body).toBe('šč is the text.');
  });

  it.each([
    ['no text', '<html><body><script>x</script></body></html>', /no text/],
    ['100,000 levels', `${'<div>'.repeat(49_000)}x${'</div>'.repeat(49_000)}`, /nested deeper/],
    ['too many tags', '<b>'.repeat(100_001), /100,000 tags/],
  ])('refuses a page with %s', async (_name, content, reason) => {
    const { articles, skipped } = await readFiles({ 'a.html': content });
    expect([articles, skipped]).toEqual([[], [{ path: 'a.html', reason: expect.stringMatching(reason) }]]);
  });
});

describe('.pdf', () => {
  const LINES = [
    'The river rose by two metres on Friday after a storm',
    'crossed the country, the water author-',
    'ity said.',
    '',
    'A second paragraph goes on to the next',
  ];

  it('joins the lines of a paragraph and keeps paragraphs apart, over pages too', async () => {
    const article = await readOne(
      'a.pdf',
      await makePdf([LINES, ['page and ends there.']], {
        title: 'Rivers rise',
        created: new Date('2022-11-04T09:00:00Z'),
      }),
    );
    // The day the file was made is not the day of the article.
    expect(article.publishedAt).toBeUndefined();
    expect(article).toMatchObject({
      title: 'Rivers rise',
      body: 'The river rose by two metres on Friday after a storm crossed the country, the water authority said.\n\nA second paragraph goes on to the next page and ends there.',
    });
  });

  it('does not take a file’s name for a title', async () => {
    expect((await readOne('a.pdf', await makePdf([LINES], { title: 'Microsoft Word - draft3.docx' }))).title).toMatch(
      /^The river rose/,
    );
  });

  it.each([
    ['no PDF', Buffer.from('just text'), /Expected a PDF/],
    ['nothing in it', Buffer.alloc(0), /damaged|Expected a PDF/],
    ['no text', EMPTY_PDF, /no text/],
    ['characters that only a table outside of it names', UNNAMED_PDF, /fonts don't say which letters/],
  ])('is skipped with %s', async (_name, content, reason) => {
    const { articles, skipped } = await readFiles({ 'a.pdf': content });
    expect([articles, skipped]).toEqual([[], [{ path: 'a.pdf', reason: expect.stringMatching(reason) }]]);
  });
});

describe('.docx', () => {
  it('is its paragraphs, with the title of its properties', async () => {
    const article = await readOne(
      'a.docx',
      makeDocx(['Rivers rise', 'The river rose &amp; fell.'], { title: 'Rivers &amp; lakes' }),
    );
    expect(article).toMatchObject({ title: 'Rivers & lakes', body: 'Rivers rise\n\nThe river rose & fell.' });
  });

  it('takes its first line for a title where the properties have none', async () => {
    expect((await readOne('a.docx', makeDocx(['Rivers rise', 'The river rose.']))).title).toBe('Rivers rise');
  });

  it('unpacks no pictures', async () => {
    expect(
      (await readOne('a.docx', makeDocx(['The text.'], { extra: [['word/media/a.png', Buffer.alloc(40 << 20)]] })))
        .body,
    ).toBe('The text.');
  });

  it.each([
    ['no zip', Buffer.from('just text'), /no complete zip/],
    ['cut off', CUT_OFF_DOCX, /no complete zip/],
    ['a zip of something else', NO_DOCUMENT, /holds none/],
    ['a bomb', LARGE_DOCX, /unpacks to more than 64 MiB/],
    ['a bomb under the limit of all parts', SLY_DOCX, /unpacks to more than 16 MiB/],
  ])('is skipped when it is %s', async (_name, content, reason) => {
    const { articles, skipped } = await readFiles({ 'a.docx': content });
    expect([articles, skipped]).toEqual([[], [{ path: 'a.docx', reason: expect.stringMatching(reason) }]]);
  });
});

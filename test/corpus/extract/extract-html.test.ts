import { describe, expect, it } from 'vitest';
import { extractHtml } from '../../../src/corpus/extract/extract-html.js';
import { DEFAULT_CORPUS_LIMITS } from '../../../src/corpus/limits.js';
import { makePage } from './make-page.js';

const read = (html: string) => extractHtml(Buffer.from(html), DEFAULT_CORPUS_LIMITS);
const bodyOf = (html: string) => String(read(html).body);

const STORY =
  '<p>The mill at Varby stopped on Tuesday, because the wheel had lost four of its blades in the night, the miller said.</p>' +
  '<p>A new wheel will take six weeks, according to the carpenter, who had warned of the old one two years ago.</p>';
const page = (body: string, head = '<title>Mill stopped</title>') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const withJsonLd = (text: string) =>
  page(`<article><h1>Mill stopped</h1>${STORY}</article>`, `<script type="application/ld+json">${text}</script>`);

describe('JSON-LD', () => {
  const KNOWN = { title: 'Mill & wheel', source: 'Valley Post', publishedAt: '2023-02-07T09:00:00Z' };
  const ARTICLE =
    '{"@type":"NewsArticle","headline":"Mill &amp; wheel","datePublished":"2023-02-07T09:00:00Z","publisher":{"name":"Valley Post"}}';
  it.each<[string, string, object?]>([
    ['plain', ARTICLE],
    ['in CDATA', `<![CDATA[${ARTICLE}]]>`],
    ['in CDATA behind script comments', `//<![CDATA[\n${ARTICLE}\n//]]>`],
    ['in CDATA within block comments', `/* <![CDATA[ */${ARTICLE}/* ]]> */`],
    ['in an HTML comment', `<!--\n${ARTICLE}\n-->`],
    ['with a semicolon behind', `${ARTICLE};`],
    ['with a comma too many', ARTICLE.replace('}}', ',},}')],
    ['with a raw line break in a string', ARTICLE.replace('Mill &amp; wheel', 'Mill &amp;\n wheel')],
    ['written with entities for quotes', ARTICLE.replace('&amp;', '&amp;amp;').replaceAll('"', '&quot;')],
    ['written twice with entities', ARTICLE.replace('&amp;', '&amp;amp;')],
    ['with tags in the headline', ARTICLE.replace('wheel', '<em>wheel</em>')],
    ['in a list', `[{"@type":"WebSite","name":"x"},${ARTICLE}]`],
    ['in a graph', `{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},${ARTICLE}]}`],
    ['as the main entity of a page', `{"@type":"WebPage","mainEntity":${ARTICLE}}`],
    ['as the page of a main entity', `{"@type":"BreadcrumbList","mainEntityOfPage":${ARTICLE}}`],
    ['of several types', ARTICLE.replace('"NewsArticle"', '["Thing","NewsArticle"]')],
    ['with its type as an address', ARTICLE.replace('NewsArticle', 'https://schema.org/NewsArticle')],
    ['with a publisher in words', ARTICLE.replace('{"name":"Valley Post"}', '"Valley Post"')],
    [
      'with publishers in a list',
      ARTICLE.replace('{"name":"Valley Post"}', '[{"name":"Valley Post"},{"name":"Other"}]'),
    ],
    [
      'with a publisher elsewhere in the graph',
      `{"@graph":[${ARTICLE.replace('{"name":"Valley Post"}', '{"@id":"#org"}')},{"@id":"#org","@type":"Organization","name":"Valley Post"}]}`,
    ],
    [
      'behind a teaser of another article',
      `[{"@type":"NewsArticle","headline":"Another","datePublished":"2020-01-01"},${ARTICLE.replace('Mill &amp; wheel', 'Mill stopped')}]`,
      { title: 'Mill stopped' },
    ],
  ])('is read %s', (_name, text, other?: object) => {
    const { title, source, publishedAt } = read(withJsonLd(text));
    expect({ title: String(title).replace(/\s+/g, ' '), source, publishedAt }).toEqual({ ...KNOWN, ...other });
  });

  it.each([
    '{"@type":',
    'null',
    '{"@type":"NewsArticle","headline":5,"publisher":[]}',
    `[${'['.repeat(5_000)}`,
  ])('that says nothing leaves the page readable: %j', (text) => {
    const { title, heading, body } = read(withJsonLd(text.slice(0, 4_000)));
    expect([title, heading]).toEqual([undefined, 'Mill stopped']);
    expect(body).toContain('four of its blades');
  });
});

describe('a page that browsers forgive', () => {
  it.each([
    [
      'messages of a server before it',
      '<br />\n<b>Notice</b>: Undefined index: x in <b>/srv/a.php</b> on line <b>7</b><br />',
      '',
    ],
    ['text and a comment before it', '<!-- cached -->stray', ''],
    ['a byte order mark in the middle', '\r\n\ufeff', ''],
    ['a second body', '', '<body class="x"><p>The last word was the miller’s.</p></body>'],
    ['another page behind it', '', '<html><head><title>Other</title></head><body><p>More.</p></body></html>'],
  ])('is read with %s', (_name, before, after) => {
    const { body, heading } = read(before + page(`<div>${STORY}</div>`) + after);
    expect(heading).toBe('Mill stopped');
    expect(body).toContain('four of its blades');
    expect(body).not.toMatch(/Undefined index|<|on line/);
  });

  it.each([
    ['no body tag', `<title>Mill stopped</title>${STORY}`],
    ['tags never closed', page(`<div><div><h1>Mill stopped${STORY.replaceAll('</p>', '')}`)],
    ['upper case', page(`<DIV><H1>Mill stopped</H1>${STORY.replaceAll('p>', 'P>')}</DIV>`)],
    [
      'an XHTML namespace',
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Mill stopped</title></head><body>${STORY}</body></html>`,
    ],
    ['a form in a form', page(`<form><form><input></form><div>${STORY}</div></form>`)],
    ['a table that is left open', page(`<table><tr><td>${STORY}`)],
  ])('is read with %s', (_name, html) => {
    const body = bodyOf(html);
    expect(body).toContain('four of its blades');
    expect(body).toContain('six weeks');
  });
});

describe('what stands beside an article', () => {
  const SHORT =
    '<div class="post"><h2>Mill stopped</h2><p>The mill stopped on Tuesday.</p><p>Its wheel is broken.</p></div>';
  const CONSENTS = [
    '<div id="cookie-law-info-bar"><p>This website uses cookies and other trackers. <a href="#">Accept</a></p></div>',
    '<div role="dialog" aria-label="Privacy"><h2>We value your privacy</h2><p>Our 842 partners store cookies.</p><button>Accept all</button></div>',
    '<section class="gdprBanner">By using this site you agree to our use of cookies.</section>',
    '<div class="x1"><span>We use cookies to measure visits.</span><button>Got it</button></div>',
    '<div id="didomi-notice">Wir verwenden Cookies. <button>Alle akzeptieren</button></div>',
  ];
  it.each(CONSENTS)('is no part of a short post: %s', (consent) => {
    for (const html of [page(SHORT + consent), page(consent + SHORT)]) {
      const body = bodyOf(html);
      expect(body).toContain('The mill stopped on Tuesday.');
      expect(body).toContain('Its wheel is broken.');
      expect(body).not.toMatch(/cookie|partners/i);
    }
  });

  it.each(CONSENTS)('is the reason where it is all there is: %s', (consent) => {
    expect(() => read(page(consent))).toThrow(/only a notice about cookies/);
  });

  it.each([
    [
      'readers’ comments',
      '<ol class="commentlist"><li><article><p>Rubbish! It was rubbish before.</p></article></li></ol>',
    ],
    ['teasers', '<div class="related-posts"><h3>Rubbish of the week</h3><p>Rubbish was found.</p></div>'],
    ['a newsletter box', '<div class="newsletterBox"><p>Get rubbish by e-mail.</p><input type="email"></div>'],
  ])('of %s is no part of it either', (_name, box) => {
    expect(bodyOf(page(SHORT + box))).not.toMatch(/rubbish/i);
  });

  it('stays where it is what the page is about', () => {
    const law =
      '<div class="cookie-law"><h1>New law on cookies</h1><p>Sites that use cookies must ask before, and accept a no, the court said.</p></div>';
    expect(bodyOf(page(law))).toContain('the court said');
    expect(bodyOf(page(`<div class="has-comments no-sidebar">${SHORT}</div>`))).toContain('Its wheel is broken.');
    expect(bodyOf(page(`<div class="comments"><p>Only comments are here.</p></div>`))).toContain('Only comments');
  });
});

describe('the date of a page', () => {
  const dated = (before: string, inside: string, after = '') =>
    read(page(`${before}<article><h1>Mill stopped</h1>${inside}${STORY}</article>${after}`)).publishedAt;
  it.each([
    ['<time> under the heading', '', '<p>By A. Miller, <time datetime="2023-02-07">7 February</time></p>', ''],
    [
      '<time> over the heading in the article’s header',
      '<header><time datetime="2023-02-07">Tuesday</time></header>',
      '',
      '',
    ],
    [
      'the publishing date where an update stands first',
      '',
      '<time class="updated" datetime="2023-03-01"></time><time datetime="2023-02-07"></time>',
      '',
    ],
    [
      'what is marked as the publishing date',
      '',
      '<time datetime="2023-03-01"></time><time itemprop="datePublished" datetime="2023-02-07"></time>',
      '',
    ],
    [
      'the article’s own, not a comment’s',
      '',
      '<time datetime="2023-02-07"></time>',
      '<div id="comments"><time datetime="2024-01-01"></time></div>',
    ],
  ])('is %s', (_name, before, inside, after) => {
    expect(dated(before, inside, after)).toBe('2023-02-07');
  });

  const OTHER = '<time datetime="2024-01-01">1 January 2024</time>';
  it.each([
    ['a reader’s comment', '', `<div class="comment-list"><div>${OTHER}<p>Still broken.</p></div></div>`],
    [
      'a comment without a telling name',
      '',
      `<section><h3>2 voices</h3><div>${OTHER}<p>Still broken.</p></div></section>`,
    ],
    ['a teaser in the sidebar', `<aside><h3>Fire at sea</h3>${OTHER}</aside>`, ''],
    ['a teaser without a telling name', `<div><h3>Fire at sea</h3>${OTHER}</div>`, ''],
    ['a list of news', `<ul><li><a href="/a">Fire at sea</a> ${OTHER}</li></ul>`, ''],
    ['the navigation', `<nav>${OTHER}</nav>`, ''],
    ['the footer', '', `<footer>${OTHER}</footer>`],
    ['far down in the text', '', `<p>${'The mill is old. '.repeat(60)}${OTHER}</p>`],
    [
      'a meta tag within a teaser',
      '<ul><li><meta itemprop="datePublished" content="2024-01-01">Fire at sea</li></ul>',
      '',
    ],
  ])('is none rather than that of %s', (_name, before, after) => {
    expect(dated(before, '', after)).toBeUndefined();
  });
});

it.each([
  [
    'frames',
    '<html><head><title>x</title></head><frameset cols="*"><frame src="a.htm"></frameset></html>',
    /frame around other pages/,
  ],
  ['scripts', '<html><body><div id="root"></div><script>start()</script></body></html>', /no text.*scripts/],
])('a page of %s alone has its true reason', (_name, html, reason) => {
  expect(() => read(html)).toThrow(reason);
});

describe('pages as sites build them', () => {
  it.each(
    Array.from({ length: 40 }, (_, i) => i + 1),
  )('page %i gives its whole article and nothing from beside it', (seed) => {
    const { html, paragraphs, beside } = makePage(seed);
    const { body, publishedAt } = read(html);
    const text = String(body).replace(/\s+/g, ' ');
    for (const paragraph of paragraphs) expect(text).toContain(paragraph);
    for (const word of beside) expect(text).not.toContain(word);
    expect(publishedAt).toBeUndefined();
  });
});

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/core/types.js';
import { blockText } from '../../src/corpus/extract/block-text.js';
import { parsePage } from '../../src/corpus/extract/html-tree.js';
import { toDom } from '../../src/corpus/extract/to-dom.js';
import { DEFAULT_CORPUS_LIMITS } from '../../src/corpus/limits.js';
import { listCorpus } from '../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../src/corpus/read-file.js';
import { cleanTitle } from '../../src/corpus/title.js';
import { type ArticleMeta, type ArticleText, writeArticleFile } from '../../src/sources/article-file.js';
import { ArticleFolder, fileNameOf } from '../../src/sources/article-folder.js';
import { asShown } from '../../src/text/as-shown.js';
import fc from '../support/fast-check.js';
import { makeFolder } from '../support/run-footnote.js';

async function readBack(meta: ArticleMeta, text: ArticleText): Promise<Article> {
  const folder = makeFolder();
  const { extension, content } = writeArticleFile(meta, text);
  await new ArticleFolder(folder).write(`a${extension}`, content);
  const [file] = (await listCorpus(folder)).files;
  for await (const item of readCorpusFile(file)) {
    if ('article' in item) return item.article;
    throw new Error(item.skipped.reason);
  }
  throw new Error('no article');
}

/** What people read of it, cell by cell: its blocks, or the lines of a plain text. */
function shownOf({ body, structure }: Pick<Article, 'body' | 'structure'>): string[] {
  const parts = structure ? structure.blocks.flatMap((one) => one.cells ?? [one]) : [{ start: 0, end: body.length }];
  return parts.map((part) => asShown({ body, structure }, part).text.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

const meta = fc.record({
  title: fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }).map((text) => cleanTitle(text, 300) ?? 'Title'),
  source: fc.constantFrom('The Elva Courier', 'AT&T <News>', '"Quoted": yes', '- list', 'Überall'),
  publishedAt: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  url: fc.webUrl({ withQueryParameters: true }),
});
/** Text with everything that HTML, Markdown and YAML read otherwise. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'dam',
        'AT&T',
        '&amp;',
        '&lt;b&gt;',
        '<b>',
        '</p>',
        '3 < 5',
        '<!--',
        '-->',
        '*not*',
        '# no',
        '---',
        'a: b',
        '”Quote”',
        '😀',
        '&',
        '&#38;',
        '&#x3c;',
        '<3',
        '\\',
        '`code`',
        '[x](y)',
        '$1',
        '&copy',
        '<br>',
      ),
      fc.string({ minLength: 1, maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(
    (list) =>
      list
        .join(' ')
        .replace(/[\u0000-\u001f\u007f]/g, '')
        .trim() || 'word',
  );
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const block = fc.oneof(
  words.map((text) => `<p>${html(text)}</p>`),
  words.map((text) => `<h2>${html(text)}</h2>`),
  fc
    .array(words, { minLength: 1, maxLength: 4 })
    .map((items) => `<ul>${items.map((one) => `<li>${html(one)}</li>`).join('')}</ul>`),
  fc
    .array(words, { minLength: 1, maxLength: 3 })
    .map(
      (items) => `<ol start="3">${items.map((one) => `<li>${html(one)}<ul><li>within</li></ul></li>`).join('')}</ol>`,
    ),
  words.map((text) => `<blockquote>${html(text)}</blockquote>`),
  words.map((text) => `<pre><code class="language-js">${html(text)}\n  second line</code></pre>`),
  fc
    .tuple(words, words)
    .map(
      ([a, b]) =>
        `<table><tr><th>Name</th><th>Value</th></tr><tr><td>${html(a)}</td><td>${html(b)}</td></tr><tr><td>x</td><td>y</td></tr></table>`,
    ),
);

describe('an article file', () => {
  it('reads back to the title, outlet, date, address and text that were fetched, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(meta, fc.array(block, { minLength: 1, maxLength: 6 }), async (given, blocks) => {
        const document = toDom(parsePage(blocks.join(''), DEFAULT_CORPUS_LIMITS));
        const { text: body, structure } = blockText(document.body ?? document);
        const article = await readBack(given, { kind: 'blocks', body, structure });
        expect(article).toMatchObject({
          title: given.title,
          source: given.source,
          publishedAt: given.publishedAt,
          url: given.url,
        });
        expect(shownOf(article)).toEqual(shownOf({ body, structure }));
        expect(article.structure!.blocks.map(({ kind }) => kind)).toEqual(structure.blocks.map(({ kind }) => kind));
      }),
      { numRuns: 60 },
    );
  });

  it('reads back a plain text to the same text', async () => {
    await fc.assert(
      fc.asyncProperty(meta, fc.array(words, { minLength: 1, maxLength: 4 }), async (given, paragraphs) => {
        const body = paragraphs.join('\n\n');
        const article = await readBack(given, { kind: 'blocks', body });
        expect(article).toMatchObject({ title: given.title, url: given.url });
        expect(shownOf(article).join(' ')).toBe(shownOf({ body }).join(' '));
      }),
      { numRuns: 60 },
    );
  });

  it('reads back Markdown to the same characters', async () => {
    await fc.assert(
      fc.asyncProperty(meta, fc.array(words, { minLength: 1, maxLength: 4 }), async (given, paragraphs) => {
        const body = paragraphs.join('\n\n');
        const article = await readBack(given, { kind: 'markdown', body });
        expect(article).toMatchObject({ title: given.title, source: given.source, url: given.url, body });
      }),
      { numRuns: 60 },
    );
  });

  it('has a name that its key alone decides, readable and safe', () => {
    expect(fileNameOf('https://example.org/2026/11/Der-D%C3%A4mm%20bricht.html?x=1')).toMatch(
      /^der-da-mm-bricht-[\da-f]{12}$/,
    );
    expect(fileNameOf('tag:example.org,2026:../../etc/passwd')).toMatch(/^passwd-[\da-f]{12}$/);
    expect(fileNameOf('日本')).toMatch(/^[\da-f]{12}$/);
    expect(fileNameOf('a')).not.toBe(fileNameOf('A'));
    expect(fileNameOf('x'.repeat(5_000)).length).toBeLessThan(64);
  });

  it('is not touched where it would be the same', async () => {
    const folder = makeFolder();
    const articles = new ArticleFolder(folder);
    expect(await articles.write('a.json', 'one')).toBe('added');
    const before = statSync(join(folder, 'a.json'), { bigint: true }).ctimeNs;
    expect(await articles.write('a.json', 'one')).toBe('unchanged');
    expect(statSync(join(folder, 'a.json'), { bigint: true }).ctimeNs).toBe(before);
    expect(await articles.write('a.json', 'two')).toBe('updated');
  });
});

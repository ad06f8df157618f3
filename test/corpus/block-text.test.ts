/** The text and the blocks of a page, read from its tree alone; what of a page is read at all, formats.test.ts says. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/core/types.js';
import { blockText } from '../../src/corpus/extract/block-text.js';
import fc, { type Arbitrary } from '../support/fast-check.js';
import { expectSoundBlocks } from './sound-blocks.js';

const RUNS = process.env.LONG_FUZZ ? 5_000 : 40;

const read = (html: string) => {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  const { text, structure } = blockText(document.body, true);
  const textOf = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return {
    text,
    structure,
    /** "kind: text" of each block. */
    lines: structure.blocks.map((block) => `${block.kind}: ${textOf(block)}`),
    /** "kind: cell, cell" of each row. */
    rows: structure.blocks
      .filter(({ cells }) => cells)
      .map((block) => `${block.kind}: ${block.cells!.map(textOf).join(', ')}`),
  };
};
const items = (html: string) =>
  read(html)
    .structure.blocks.filter(({ kind }) => kind === 'item')
    .map(({ level, group, number }) => ({ level, group, number }));

describe('blocks of a page', () => {
  it.each<[string, string, string[]]>([
    [
      'headings and paragraphs',
      '<h1>A</h1><p>B <b>c</b>.<h3>D</h3>e',
      ['heading: A', 'paragraph: B c.', 'heading: D', 'paragraph: e'],
    ],
    ['text beside paragraphs', '<div>a<p>b</p>c</div>', ['paragraph: a', 'paragraph: b', 'paragraph: c']],
    ['a line break within, two between paragraphs', 'a<br>b<br> <br>c', ['paragraph: a\nb', 'paragraph: c']],
    ['quotations', '<blockquote><p>a<p>b</blockquote>c', ['quotation: a', 'quotation: b', 'paragraph: c']],
    ['captions', '<figure><img><figcaption>a</figcaption></figure>', ['caption: a']],
    [
      'an item’s own text, and more in it',
      '<ul><li><p>a</p><p>b</p><li>c</ul>',
      ['item: a', 'paragraph: b', 'item: c'],
    ],
    ['a frame that is written as a list', '<ul><li><h2>a</h2>b</li></ul>', ['heading: a', 'paragraph: b']],
    ['a question above its answer', '<details><summary>a?</summary>b.</details>', ['heading: a?', 'paragraph: b.']],
    [
      'a line in bold above a paragraph',
      '<p><b>Our boats</b></p><p>There are four.</p>',
      ['heading: Our boats', 'paragraph: There are four.'],
    ],
    ['a sentence in bold', '<p><b>There are four.</b></p><p>a</p>', ['paragraph: There are four.', 'paragraph: a']],
    ['a bold line with a figure', '<p><b>Fee 20 euros</b></p><p>a</p>', ['paragraph: Fee 20 euros', 'paragraph: a']],
    ['words without their readings', '<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の', ['paragraph: 港の']],
    ['words without soft hyphens', 'Donau&shy;dampf', ['paragraph: Donaudampf']],
    ['nothing of a frame', '<nav>a</nav><p>b</p><footer>c</footer>', ['paragraph: b']],
  ])('tell %s', (_name, html, lines) => {
    expect(read(html).lines).toEqual(lines);
  });

  it('tell how deep an item is, which list it is of, and its number', () => {
    expect(items('<ul><li>a<ol><li>b</ol><li>c</ul><ol start="3"><li>d<li value="7">e<li>f</ol>')).toEqual([
      { level: 0, group: 0 },
      { level: 1, group: 0, number: 1 },
      { level: 0, group: 0 },
      { level: 0, group: 1, number: 3 },
      { level: 0, group: 1, number: 7 },
      { level: 0, group: 1, number: 8 },
    ]);
    expect(items('<ol reversed><li>a<li>b</ol>').map(({ number }) => number)).toEqual([2, 1]);
  });

  it('join a term and what explains it to one, apart by a mark', () => {
    const { text, structure, lines } = read('<dl><dt>Cox</dt><dd><p>Who steers.</p><p>Shouts.</p></dd></dl>');
    expect(lines).toEqual(['definition: Cox\tWho steers.', 'definition: Shouts.']);
    expect(structure.markup).toEqual([{ start: 3, end: 4, shown: ': ' }]);
    expect(text[3]).toBe('\t');
    expect(read('<dl><dt>How?</dt><dd>So.</dd><dt>Bow</dt></dl>c').lines).toEqual([
      'heading: How?',
      'definition: So.',
      'heading: Bow',
      'paragraph: c',
    ]);
  });

  it('keep code as it stands, with its language', () => {
    const { text, structure } = read(
      '<p>a</p><pre><code class="language-sh">\n  if a\n    b  c\n</code></pre><p>d</p>',
    );
    expect(text).toBe('a\n\n  if a\n    b  c\n\nd');
    expect(structure.blocks[1]).toEqual({ kind: 'code', language: 'sh', start: 5, end: 18 });
    expect(read('<div class="highlight-source-ts"><pre>x</pre></div>').structure.blocks[0]).toMatchObject({
      language: 'ts',
    });
    expect(read('<pre>a<br>b</pre>').lines).toEqual(['code: a\nb']);
  });
});

describe('tables of a page', () => {
  it.each<[string, string, string[]]>([
    ['names in a head', '<thead><tr><td>A<td>B</thead><tr><td>c<td>d', ['header: A, B', 'row: c, d']],
    ['names as headings', '<tr><th>A<th>B<tr><th>c<td>d', ['header: A, B', 'row: c, d']],
    ['names at the left', '<tr><th>A<td>b<tr><th>C<td>d', ['row: A, b', 'row: C, d']],
    ['names in bold', '<tr><td><td><b>B</b><tr><td>c<td>d', ['header: , B', 'row: c, d']],
    [
      'names above figures',
      '<tr><td>A<td>B<td>C<tr><td>d<td>1<td>e<tr><td>f<td>2<td>g',
      ['header: A, B, C', 'row: d, 1, e', 'row: f, 2, g'],
    ],
    ['no names', '<tr><td>a<td>1<tr><td>b<td>2', ['row: a, 1', 'row: b, 2']],
    [
      'empty cells',
      '<tr><th><th>B<th>C<tr><td>a<td><td>c<tr><td>d<td>e<td>',
      ['header: , B, C', 'row: a, , c', 'row: d, e, '],
    ],
    [
      'a cell over two rows',
      '<tr><th>A<th>B<tr><td rowspan=2>c<td>1<tr><td>2',
      ['header: A, B', 'row: c, 1', 'row: c, 2'],
    ],
    [
      'a cell over two columns',
      '<tr><th>A<th colspan=2>B<tr><td>c<td>1<td>2<tr><td>d<td colspan=2>3',
      ['header: A, B, B', 'row: c, 1, 2', 'row: d, 3, '],
    ],
    [
      'several lines in a cell',
      '<tr><th>A<th>B<tr><td><p>c</p><p>d</p><td>e<br>f<ul><li>g</ul>',
      ['header: A, B', 'row: c d, e f g'],
    ],
  ])('have rows and cells, with %s', (_name, rows, expected) => {
    const { text, structure, rows: found } = read(`<table>${rows}</table>`);
    expect(found).toEqual(expected);
    expectSoundBlocks(text, structure);
  });

  it('have bars between their cells, and what goes over all columns beside their rows', () => {
    expect(
      read('<table><caption>Deaths</caption><tr><th>A<th>B<tr><td>c<td>1<tr><td colspan=2>Source: d</table>').lines,
    ).toEqual(['caption: Deaths', 'header: A | B', 'row: c | 1', 'paragraph: Source: d']);
  });

  it.each([
    ['of one column', '<tr><td>a<tr><td>b'],
    ['with tables in it', '<tr><td>a<td><table><tr><td>b</table>'],
    ['that says so', '<tr><td>a<td>b</table>', ' role="presentation"'],
    ['with a menu beside a text', '<tr><td><ul><li>a</ul><td>b<tr><td>c<td>d'],
    ['with a column of text', `<tr><td>a<td>${'b '.repeat(200)}<tr><td>c<td>d`],
  ])('are none where it is a frame: %s', (_name, rows, attributes = '') => {
    expect(read(`<table${attributes}>${rows}</table>`).structure.blocks.every(({ cells }) => !cells)).toBe(true);
  });
});

/** A tree as HTML; "#" stands for a word that is read, "~" for one that isn't. */
const inline: Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      '#',
      '# #',
      '<b>#</b>',
      ' <i>#</i> ',
      '<a href="x"># #</a>',
      '#<br>#',
      '<br><br>',
      '\n',
      '<ruby>#<rt>~</rt></ruby>',
      '<script>~</script>',
      '<span></span>',
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(' '));
const { tree } = fc.letrec<{ tree: string; block: string }>((tie) => {
  const several = fc.array(tie('block'), { maxLength: 4 }).map((parts) => parts.join(''));
  const within = (...names: string[]) =>
    fc.tuple(fc.constantFrom(...names), several).map(([name, inside]) => `<${name}>${inside}</${name}>`);
  const listOf = (list: string, part: string) =>
    fc
      .array(tie('block'), { maxLength: 3 })
      .map((parts) => `<${list}>${parts.map((one) => `<${part}>${one}</${part}>`).join('')}</${list}>`);
  const cell = fc.tuple(
    fc.constantFrom('td', 'th'),
    fc.oneof(inline, tie('block')),
    fc.constantFrom('', ' colspan="2"'),
  );
  const table = fc
    .array(fc.array(cell, { maxLength: 3 }), { maxLength: 4 })
    .map(
      (rows) =>
        `<table><caption>#</caption>${rows.map((cells) => `<tr>${cells.map(([name, inside, span]) => `<${name}${span}>${inside}</${name}>`).join('')}</tr>`).join('')}</table>`,
    );
  return {
    tree: several,
    block: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      inline,
      fc
        .tuple(fc.constantFrom('p', 'h2', 'h5', 'div', 'pre', 'figcaption', 'summary'), inline)
        .map(([name, text]) => `<${name}>${text}</${name}>`),
      within('div', 'section', 'blockquote', 'figure'),
      listOf('ul', 'li'),
      listOf('ol', 'li'),
      listOf('div', 'li'),
      fc
        .array(fc.tuple(fc.constantFrom('dt', 'dd'), tie('block')))
        .map((parts) => `<dl>${parts.map(([name, one]) => `<${name}>${one}</${name}>`).join('')}</dl>`),
      table,
      fc.constantFrom('<nav>~</nav>', '<aside><p>~</p></aside>', '<footer>~</footer>', '<style>~</style>', '<hr>'),
    ),
  };
});

describe('any tree', () => {
  it('is in blocks that are in order, apart and without white space, each word in one', () => {
    fc.assert(
      fc.property(tree, (pattern) => {
        const visible: string[] = [];
        const html = pattern.replace(/[#~]/g, (mark, place: number) => {
          if (mark === '#') visible.push(`w${place}.`);
          return mark === '#' ? `w${place}.` : `hidden${place}`;
        });
        const { text, structure } = read(html);
        expectSoundBlocks(text, structure);
        const wordsOf = ({ start, end }: Block) => text.slice(start, end).match(/w\d+\./g) ?? [];
        expect(structure.blocks.flatMap(wordsOf)).toEqual(visible);
        expect(text).not.toContain('hidden');
      }),
      { numRuns: RUNS },
    );
  });
});

import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Block, Structure } from '../../../src/core/types.js';
import { isHtml, readHtmlStructure } from '../../../src/corpus/structure/html-structure.js';
import fc from '../../support/fast-check.js';

/** A block's text, with what is shown in place of its marks. */
function shownText(html: string, { start, end }: Block, marks: Structure['markup']): string {
  let text = '';
  let from = start;
  for (const mark of marks) {
    if (mark.start < start || mark.end > end) continue;
    text += html.slice(from, mark.start) + (mark.shown ?? '');
    from = mark.end;
  }
  return text + html.slice(from, end);
}

/** Kind and shown text of each block. */
const outline = (html: string) => {
  const { blocks, markup: marks } = readHtmlStructure(html);
  return blocks.map((block) => [block.kind, shownText(html, block, marks)]);
};

describe('readHtmlStructure', () => {
  it.each<[string, string, (readonly string[])[]]>([
    [
      'paragraphs',
      '<p>The <b>toll</b> of the bridge &amp; pier is &euro;3.</p>\n<p>It rose.</p>',
      [
        ['paragraph', 'The toll of the bridge & pier is €3.'],
        ['paragraph', 'It rose.'],
      ],
    ],
    [
      'headings',
      '<h2 class="x">Toll <em>rises</em></h2>From Monday.',
      [
        ['heading', 'Toll rises'],
        ['paragraph', 'From Monday.'],
      ],
    ],
    [
      'lists, closed or not',
      '<ul><li>one<li>two<ul><li>inner</ul></ul>',
      [
        ['item', 'one'],
        ['item', 'two'],
        ['item', 'inner'],
      ],
    ],
    [
      'a second paragraph of an item',
      '<ol><li><p>one</p><p>more</p></li></ol>',
      [
        ['item', 'one'],
        ['paragraph', 'more'],
      ],
    ],
    ['quotations', '<blockquote><p>Never.</p></blockquote>', [['quotation', 'Never.']]],
    ['code', '<pre><code class="language-bash">npm ci\nnpm start</code></pre>', [['code', 'npm ci\nnpm start']]],
    [
      'definitions',
      '<dl><dt>Toll<dd>What a bridge costs.</dl>',
      [
        ['heading', 'Toll'],
        ['definition', 'What a bridge costs.'],
      ],
    ],
    [
      'a question that opens its answer',
      '<details><summary>Is the pier open?</summary><br>\nFrom May.</details>',
      [
        ['heading', 'Is the pier open?'],
        ['paragraph', 'From May.'],
      ],
    ],
    ['captions', '<figure><img src="a"><figcaption>The pier</figcaption></figure>', [['caption', 'The pier']]],
    ['line breaks', 'one<br>two', [['paragraph', 'one\ntwo']]],
    [
      'scripts, styles and comments',
      '<style>p{}</style><p>one<!-- two --> three</p><script>if (a<b) "<p>no</p>"</script>',
      [['paragraph', 'one three']],
    ],
    [
      'a layout table',
      '<table><tr><td><h2>Toll</h2><p>It rose.</p></td></tr></table>',
      [
        ['heading', 'Toll'],
        ['paragraph', 'It rose.'],
      ],
    ],
    [
      'references without a semicolon, and none',
      'A&Tcopy AT&T &copy 2022 &nosuch; &#8217; &#x27;',
      [['paragraph', "A&Tcopy AT&T © 2022 &nosuch; ’ '"]],
    ],
    ['nothing', ' <p>&nbsp;</p><br>', []],
  ])('tells %s', (_name, html, blocks) => {
    expect(outline(html)).toEqual(blocks);
  });

  it('tells the rows of a table, their cells in the order of the columns, and its header', () => {
    const html =
      '<table><tr><th>Year<th>Toll &amp; tax</tr><tr><td></td><td>3</td></tr><tr><td>2023<td></td></tr><tr><th>2024</th><td>5</td></tr></table>';
    const { blocks } = readHtmlStructure(html);
    expect(
      blocks.map(({ kind, group, cells }) => [kind, group, cells?.map(({ start, end }) => html.slice(start, end))]),
    ).toEqual([
      ['header', 0, ['Year', 'Toll &amp; tax']],
      ['row', 0, ['', '3']],
      ['row', 0, ['2023', '']],
      ['row', 0, ['2024', '5']],
    ]);
  });

  it('tells the numbers, levels and groups of items', () => {
    const html = '<ol start="3"><li>c<ul><li>inner</ul><li>d</ol><ul><li>other</ul>';
    const told = readHtmlStructure(html).blocks.map(({ level, group, number }) => [level, group, number]);
    expect(told).toEqual([
      [0, 0, 3],
      [1, 0, undefined],
      [0, 0, 4],
      [0, 1, undefined],
    ]);
    expect(readHtmlStructure('<h3>x</h3>').blocks[0].level).toBe(3);
    expect(readHtmlStructure('<pre class="brush: js">x</pre>').blocks[0].language).toBe('js');
  });
});

it('reads hundreds of thousands of marks in one block, and lists nested without end', () => {
  expect(readHtmlStructure('x&amp;'.repeat(300_000)).markup).toHaveLength(300_000);
  expect(readHtmlStructure('<ul><li>x'.repeat(2_000)).blocks).toHaveLength(2_000);
});

describe('any HTML', () => {
  const leaf = fc.oneof(
    fc.constantFrom(
      'toll',
      'The mayor said so. ',
      ' ',
      '\r\n',
      '3 < 4',
      '&amp;',
      '&nbsp;',
      '&euro;',
      '&#8217;',
      '&copy',
      '&bad;',
      'AT&T',
    ),
    fc.constantFrom(
      '<br>',
      '<img src="a>b" alt="&lt;p>">',
      '<!-- note -->',
      '<script>x < "<p>"</script>',
      '<style>a{}</style>',
      '<svg><text>x</text></svg>',
      '</p>',
      '</b>',
      '<hr/>',
      '😀',
    ),
    fc.string({ maxLength: 6 }),
  );
  const { html: anyHtml } = fc.letrec<{ html: string }>((tie) => ({
    html: fc.oneof(
      { depthSize: 'medium' },
      fc.array(leaf, { maxLength: 4 }).map((parts) => parts.join('')),
      fc
        .tuple(
          fc.constantFrom(
            ...'p b i a div ul ol li table tr td th h2 pre code blockquote dl dt dd figure figcaption span section DIV'.split(
              ' ',
            ),
          ),
          fc.array(tie('html'), { maxLength: 4 }),
          fc.boolean(),
        )
        .map(([name, inner, isClosed]) => `<${name} class="x">${inner.join('')}${isClosed ? `</${name}>` : ''}`),
    ),
  }));

  it('has blocks and marks in order, without overlap, inside the text, and no white space at their ends', () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const { blocks, markup: marks } = readHtmlStructure(html);
        for (const list of [blocks, marks])
          list.forEach(({ start, end }, i) => {
            expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : list[i - 1].end);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(html.length);
          });
        const isIn = (start: number, end: number) => blocks.some((block) => block.start <= start && end <= block.end);
        for (const mark of marks) expect(isIn(mark.start, mark.end)).toBe(true);
        for (const block of blocks) {
          expect(html.slice(block.start, block.end)).toBe(html.slice(block.start, block.end).trim());
          expect(shownText(html, block, marks).trim()).not.toBe('');
          checkCells(block);
        }
      }),
      { numRuns: 300 },
    );
  });

  function checkCells({ start, end, cells = [] }: Block) {
    let at = start;
    for (const cell of cells) {
      expect(cell.start).toBeGreaterThanOrEqual(at);
      expect(cell.end).toBeGreaterThanOrEqual(cell.start);
      at = cell.end;
    }
    expect(at).toBeLessThanOrEqual(end);
  }

  it('shows what the standard’s own tree says, up to white space: no tag, no reference, no script', () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        // Where tables are broken the standard moves texts out of them; the letters stay the same.
        const { blocks, markup: marks } = readHtmlStructure(html);
        const shown = blocks.map((block) => shownText(html, block, marks)).join('');
        const letters = (text: string) =>
          Array.from(text.replace(/[\s\0\ufffd]/g, ''))
            .sort()
            .join('');
        expect(letters(shown)).toBe(letters(domText(html)));
      }),
      { numRuns: 300 },
    );
  });

  function domText(html: string): string {
    const texts: string[] = [];
    const walk = (node: DefaultTreeAdapterTypes.Node) => {
      if (/^(?:script|style|svg)$/.test(node.nodeName)) return;
      if (defaultTreeAdapter.isTextNode(node)) texts.push(node.value);
      if ('childNodes' in node) for (const child of node.childNodes) walk(child);
    };
    walk(parseFragment(html));
    return texts.join('');
  }
});

describe('isHtml', () => {
  it.each([
    '<p>One.</p>',
    'One <b>two</b>.',
    'a<br/>b<br>c',
    '<P CLASS="x">One',
    '<img src="a.jpg"> One.',
    'x <a href="/y">z</a>',
  ])('knows %j', (text) => expect(isHtml(text)).toBe(true));
  it.each([
    'One.',
    'Use <div> for boxes.',
    '3 < 4 and 5 > 2',
    'AT&amp;T',
    '<unknown>x</unknown>',
    'Mail <a@b.org>',
    'if (a<b) c>d',
    '',
  ])('takes %j for a text', (text) => expect(isHtml(text)).toBe(false));
});

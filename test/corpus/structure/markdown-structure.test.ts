import { describe, expect, it } from 'vitest';
import { readMarkdownStructure } from '../../../src/corpus/structure/markdown-structure.js';
import { asShown } from '../../../src/text/as-shown.js';
import { readableText } from '../../../src/text/readable-text.js';
import { splitBody } from '../../../src/text/split-body.js';
import { anyMarkdown } from '../../support/any-markdown.js';
import fc from '../../support/fast-check.js';
import { expectSoundBlocks } from '../sound-blocks.js';

const RUNS = process.env.LONG_FUZZ ? 20_000 : 300;

/** Each block as people see it, behind its kind. */
function read(body: string): string[] {
  const structure = readMarkdownStructure(body)!;
  return structure.blocks.map((block) => `${block.kind}: ${asShown({ body, structure }, block).text}`);
}

describe('Markdown', () => {
  it.each<[string, string, string[]]>([
    ['headings of both kinds', 'Ferry\n=====\n\n## Ramp *now* ##\n', ['heading: Ferry', 'heading: Ramp now']],
    ['bold, struck and code', 'A **bold** ~~old~~ `x_y` word.', ['paragraph: A bold old x_y word.']],
    [
      'links by address and by name',
      '[A](https://a.example "T") or [B][b] or <https://c.example>\n\n[b]: https://b.example',
      ['paragraph: A or B or https://c.example'],
    ],
    ['no link in brackets alone', 'The mayor [of Ost] left [sic].', ['paragraph: The mayor [of Ost] left [sic].']],
    ['no pictures, comments, tags', '![A ramp](a.png) It <b>broke</b>. <!-- check -->', ['paragraph: It broke.']],
    ['no block that is a comment', '<!-- a\nb -->\n\nIt broke.', ['paragraph: It broke.']],
    ['notes', 'It broke.[^1]\n\n[^1]: On Monday.', ['paragraph: It broke.', 'paragraph: On Monday.']],
    ['escapes and entities', '2 \\* 3 &amp; 4 &euro;', ['paragraph: 2 * 3 & 4 €']],
    ['a list with nested items', '- one\n  - two\n- [x] three', ['item: one', 'item: two', 'item: three']],
    ['a quotation', '> He said\n> so.', ['quotation: He said so.']],
    ['a callout', '> [!NOTE]\n> Mind the gap.', ['quotation: Mind the gap.']],
    ['code', '```js\nlet a\n  b\n```', ['code: let a\n  b']],
    ['code in a list', '1. Run\n\n   ```sh\n   a\n     b\n   ```', ['item: Run', 'code: a\n  b']],
    ['indented code', 'Run\n\n    a\n      b', ['paragraph: Run', 'code: a\n  b']],
    [
      'a table, an empty cell and an escaped bar',
      '| a | b | c |\n|---|---|---|\n| 1 |  | x \\| y |',
      ['header: a b c', 'row: 1 · c: x | y'],
    ],
    ['a table without outer bars', 'a | b\n--- | ---\n1 | 2', ['header: a b', 'row: 1 · b: 2']],
    [
      'what site generators write',
      ':::tip\nRun {{< ref "x" >}} it.\n:::\n\n## Port {#port}\n',
      ['paragraph: Run it.', 'heading: Port'],
    ],
  ])('%s', (_, body, blocks) => {
    expect(read(body)).toEqual(blocks);
  });

  it('numbers the items as they are, and knows how deep they are and what language code is in', () => {
    const { blocks } = readMarkdownStructure('3. a\n4. b\n   - c\n\n```bash\nls\n```')!;
    expect(blocks.map(({ kind, number, level, group, language }) => [kind, number, level, group, language])).toEqual([
      ['item', 3, 0, 1, undefined],
      ['item', 4, 0, 1, undefined],
      ['item', undefined, 1, 1, undefined],
      ['code', undefined, undefined, undefined, 'bash'],
    ]);
  });

  it('has no structure where its marks would take seconds to read', () => {
    expect(readMarkdownStructure('*a_ '.repeat(30_000))).toBeUndefined();
    expect(readMarkdownStructure('[a]('.repeat(30_000))).toBeUndefined();
    expect(readMarkdownStructure('*a* [b](c)\n\n'.repeat(3_000))).toBeDefined();
  });
});

describe('any Markdown', () => {
  it('is cut into blocks in order; every word is read once, and no mark is shown', () => {
    fc.assert(
      fc.property(anyMarkdown, ({ text: body, words }) => {
        const structure = readMarkdownStructure(body)!;
        expectSoundBlocks(body, structure);
        const sentences = splitBody(readableText(body, structure), structure);
        for (const [i, { start, end }] of sentences.entries())
          expect(start >= (sentences[i - 1]?.end ?? 0) && end > start).toBe(true);
        const shown = structure.blocks.map(
          (one) =>
            asShown(
              {
                body,
                structure: { ...structure, blocks: [{ ...one, kind: one.kind === 'row' ? 'paragraph' : one.kind }] },
              },
              one,
            ).text,
        );
        expect(
          shown
            .join(' ')
            .split(/[^a-z]+/)
            .filter(Boolean),
        ).toEqual(words);
        for (const text of shown) expect(text).not.toMatch(/[#*`|<>]|\]\(|---|~~|hidden|pixel/);
      }),
      { numRuns: RUNS },
    );
  });

  it('is read without an error, whatever it is, and its blocks are sound', () => {
    const piece = fc.constantFrom(
      '#',
      '*',
      '**',
      '_',
      '`',
      '```',
      '~~~',
      '>',
      '- ',
      '1. ',
      '|',
      '---',
      '\n',
      '\n\n',
      '    ',
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '<b>',
      '<!--',
      '-->',
      '&amp;',
      '\\',
      ':',
      '[^1]',
      'word',
      'ä',
      '😀',
      '\t',
      '\r\n',
      '{{<',
      '>}}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const body = pieces.join('');
        const structure = readMarkdownStructure(body)!;
        expectSoundBlocks(body, structure);
        const text = readableText(body, structure);
        expect(text.length).toBe(body.length);
        for (const { start, end } of splitBody(text, structure)) asShown({ body, structure }, { start, end });
      }),
      { numRuns: 3 * RUNS },
    );
  });
});

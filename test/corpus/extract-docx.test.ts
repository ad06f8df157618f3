/** The text and the blocks of Word documents; which files are read at all, formats.test.ts says. */
import { describe, expect, it } from 'vitest';
import type { Structure } from '../../src/core/types.js';
import { extractDocx } from '../../src/corpus/extract/extract-docx.js';
import { DEFAULT_CORPUS_LIMITS } from '../../src/corpus/limits.js';
import fc, { type Arbitrary } from '../support/fast-check.js';
import { bold, item, makeRichDocx, paragraph, run, styled, table } from './sample-docx.js';
import { expectSoundBlocks } from './sound-blocks.js';

const RUNS = process.env.LONG_FUZZ ? 2_000 : 40;

async function read(blocks: string[], notes: string[] = [], comments: string[] = []) {
  const fields = await extractDocx(makeRichDocx(blocks, notes, comments), DEFAULT_CORPUS_LIMITS);
  const { body, structure } = fields as { body: string; structure: Structure };
  const lines = structure.blocks.map(({ kind, start, end }) => `${kind}: ${body.slice(start, end)}`);
  return { body, structure, lines };
}

const BREAK = '<w:r><w:br/></w:r>';
const FOOTNOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>';
const COMMENT = '<w:r><w:commentReference w:id="1"/></w:r>';
const DROP = '<w:framePr w:dropCap="drop" w:lines="3"/>';

describe('a Word document', () => {
  it.each<[string, string[], string[]]>([
    [
      'headings by style in any language, and by outline',
      [
        styled('Titel', 'A'),
        styled('berschrift1', 'B'),
        styled('Kapitel', 'C'),
        paragraph('D', '<w:outlineLvl w:val="1"/>'),
        paragraph('e'),
      ],
      ['heading: A', 'heading: B', 'heading: C', 'heading: D', 'paragraph: e'],
    ],
    [
      'a bold line as a heading',
      [paragraph(bold('Our boats')), paragraph('Four.')],
      ['heading: Our boats', 'paragraph: Four.'],
    ],
    [
      'a line break as one',
      [paragraph(`${run('The quay,')}${BREAK}${run('which is new.')}`)],
      ['paragraph: The quay, which is new.'],
    ],
    [
      'line breaks between lines of a list',
      [paragraph(['9:00 Start', '10:00 Break', '12:00 Lunch'].map((line) => run(line)).join(BREAK))],
      ['paragraph: 9:00 Start\n10:00 Break\n12:00 Lunch'],
    ],
    ['tabs as white space', [paragraph(`${run('a')}<w:r><w:tab/></w:r>${run('b')}`)], ['paragraph: a b']],
    ['a drop cap in its word', [paragraph('T', DROP), paragraph('he council met.')], ['paragraph: The council met.']],
    ['a drop cap that is a word', [paragraph('A', DROP), paragraph(' council met.')], ['paragraph: A council met.']],
    [
      'a drop cap that nothing tells but the letter',
      [paragraph('T'), paragraph('he council met.')],
      ['paragraph: The council met.'],
    ],
    [
      'insertions without deletions',
      [paragraph(`<w:ins>${run('in')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>`)],
      ['paragraph: in'],
    ],
    [
      'quotations, captions and code',
      [styled('Quote', 'a'), styled('Caption', 'b'), styled('Code', 'if x'), styled('Code', '  y')],
      ['quotation: a', 'caption: b', 'code: if x\n  y'],
    ],
    [
      'terms with what explains them',
      [styled('Term', 'Cox'), styled('Meaning', 'Steers.')],
      ['definition: Cox\tSteers.'],
    ],
    ['no table of contents', [styled('TOC1', 'Fees 3'), paragraph('a')], ['paragraph: a']],
    [
      'a text box behind its paragraph',
      [
        paragraph(
          `${run('a')}<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph('box')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
        ),
        paragraph('b'),
      ],
      ['paragraph: a', 'paragraph: box', 'paragraph: b'],
    ],
    ['a box of one cell as paragraphs', [table([[paragraph('a') + paragraph('b')]])], ['paragraph: a', 'paragraph: b']],
  ])('has %s', async (_name, blocks, lines) => {
    expect((await read(blocks)).lines).toEqual(lines);
  });

  it('has its notes behind its text, and no comments of editors', async () => {
    const { body, lines } = await read(
      [paragraph(`${run('a')}${FOOTNOTE}${COMMENT}`), paragraph('b')],
      ['note'],
      ['comment'],
    );
    expect(lines).toEqual(['paragraph: a', 'paragraph: b', 'paragraph: note']);
    expect(body).toBe('a\n\nb\n\nnote');
  });

  it('has tables with rows and cells, those that go on in the row below repeated', async () => {
    const { body, structure, lines } = await read([
      table(
        [
          ['Town', 'Year', 'Votes'],
          ['v1', '2020', '5'],
          ['^', '2024', ''],
        ],
        true,
      ),
      paragraph('after'),
    ]);
    expect(lines).toEqual(['header: Town | Year | Votes', 'row: v1 | 2020 | 5', 'row: v1 | 2024', 'paragraph: after']);
    expect(structure.blocks[2]!.cells!.map(({ start, end }) => body.slice(start, end))).toEqual(['v1', '2024', '']);
  });

  it('has lists with depth and numbers, which go on behind a paragraph but not in another list', async () => {
    const { structure } = await read([
      item(1, 0, 'a'),
      item(1, 1, 'b'),
      item(1, 0, 'c'),
      paragraph('then'),
      item(2, 0, 'd'),
      item(2, 1, 'e'),
      paragraph('and'),
      item(2, 0, 'f'),
      paragraph('new'),
      item(3, 0, 'g'),
      paragraph('from five'),
      item(4, 0, 'h'),
    ]);
    const items = structure.blocks.filter(({ kind }) => kind === 'item');
    expect(items.map(({ level, group, number }) => [level, group, number])).toEqual([
      [0, 0, undefined],
      [1, 0, undefined],
      [0, 0, undefined],
      [0, 1, 1],
      [1, 1, 1],
      [0, 2, 2],
      [0, 3, 1],
      [0, 4, 5],
    ]);
  });
});

/** Blocks of a document; "#" stands for a word that is read, "~" for one that isn't. */
const words: Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      run('#'),
      bold('# #'),
      run(' '),
      BREAK,
      `<w:ins>${run('#')}</w:ins>`,
      `<w:del>${run('~')}</w:del>`,
      COMMENT,
      '<w:hyperlink><w:r><w:t>#</w:t></w:r></w:hyperlink>',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(run(' ')));
const text: Arbitrary<string> = fc.oneof(
  words.map((inside) => paragraph(inside)),
  fc
    .tuple(fc.constantFrom('berschrift1', 'Heading2', 'Quote', 'Caption', 'Code', 'Term', 'Meaning', 'Unknown'), words)
    .map(([style, inside]) => styled(style, inside)),
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }), words)
    .map(([list, level, inside]) => item(list, level, inside)),
);
const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small' },
    text,
    fc
      .array(fc.array(fc.oneof({ depthSize: 'small' }, text, tie('block')), { maxLength: 3 }), { maxLength: 3 })
      .map((rows) => table(rows, rows.length > 1)),
  ),
}));

describe('any Word document', () => {
  it('is in blocks that are in order, apart and without white space, each word in one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 6 }), async (pattern) => {
        const visible: string[] = [];
        let count = 0;
        const xml = pattern.join('').replace(/[#~]/g, (mark) => {
          const word = mark === '#' ? `w${count++}.` : 'hidden';
          if (mark === '#') visible.push(word);
          return word;
        });
        const { body, structure } = await read([xml], [], ['hidden']);
        expectSoundBlocks(body, structure);
        expect(structure.blocks.flatMap(({ start, end }) => body.slice(start, end).match(/w\d+\./g) ?? [])).toEqual(
          visible,
        );
        expect(body).not.toContain('hidden');
      }),
      { numRuns: RUNS },
    );
  });
});

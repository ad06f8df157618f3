/** The text and the blocks of PDFs; which files are read at all, formats.test.ts says. */
import { describe, expect, it } from 'vitest';
import type { Structure } from '../../src/core/types.js';
import { extractPdf } from '../../src/corpus/extract/extract-pdf.js';
import { DEFAULT_CORPUS_LIMITS } from '../../src/corpus/limits.js';
import { column, type Drawn, drawPdf, grid } from './sample-pdf.js';
import { expectSoundBlocks } from './sound-blocks.js';

async function read(...pages: Drawn[][]) {
  const fields = await extractPdf(await drawPdf(pages), DEFAULT_CORPUS_LIMITS);
  const { body, structure } = fields as { body: string; structure: Structure };
  expectSoundBlocks(body, structure);
  return {
    body,
    structure,
    lines: structure.blocks.map(({ kind, start, end }) => `${kind}: ${body.slice(start, end)}`),
  };
}

const FIRST = [
  'The ferry to the islands was late again on Friday, and',
  'the passengers of the morning boat waited for two',
];
const SECOND = [
  'hours in the rain before the captain let them board the',
  'ship. Nobody was hurt, the company said in the evening.',
];
const WHOLE = `${[...FIRST, ...SECOND].join(' ')}`;

describe('the pages of a PDF', () => {
  it('are without running heads, feet and numbers, and a sentence goes on over them', async () => {
    const page = (number: number, lines: string[]): Drawn[] => [
      { text: 'Harbour Gazette', x: 60, y: 780, size: 9 },
      { text: '4 May 2024', x: 480, y: 780, size: 9 },
      ...column(lines),
      { text: `Page ${number} of 2`, x: 280, y: 30, size: 9 },
    ];
    expect((await read(page(1, FIRST), page(2, SECOND))).body).toBe(WHOLE);
  });

  it.each(['7', '– 7 –', 'Page 7', 'Seite 7 von 9', 'vii'])('are without the number "%s" on one page', async (text) => {
    const { body } = await read(column(FIRST), [...column(SECOND), { text, x: 300, y: 30 }]);
    expect(body).toBe(WHOLE);
  });

  it('are without a head that counts them, whatever else it says', async () => {
    const pages = Array.from({ length: 5 }, (_, i) => [
      { text: `Chapter ${'ABCDE'[i]}: boats ${i + 3}`, x: 60, y: 754 },
      ...column(['The club keeps its boats clean and', 'in their places.']),
    ]);
    expect((await read(...pages)).body).not.toContain('Chapter');
  });

  it('are without a table of contents, but with a price list', async () => {
    const listed = (...numbers: number[]) =>
      column(numbers.map((number, i) => `Part ${'ABCDE'[i]} ${'. '.repeat(20)}${number}`));
    expect((await read([...listed(1, 3, 3, 8), ...column(['Boats are kept clean.'], { y: 640 })])).body).toBe(
      'Boats are kept clean.',
    );
    expect((await read(listed(4, 3, 9, 8))).body).toContain('Part D');
  });

  it('keep a number that ends a paragraph, and the head of a table at the top of each page', async () => {
    expect((await read(column(['The club has boats for', '12']))).body).toBe('The club has boats for 12');
    const rows = (name: string) => [
      ['Boat', 'Kind', 'Seats'],
      [name, 'single', '1'],
      ['Otter', 'double', '2'],
      ['Heron', 'four', '4'],
    ];
    const { lines } = await read(grid(rows('Swan'), [60, 200, 300]), grid(rows('Crane'), [60, 200, 300]));
    expect(lines.filter((line) => line.startsWith('header'))).toEqual(Array(2).fill('header: Boat | Kind | Seats'));
  });

  it('keep a sentence whole over the notes at the foot', async () => {
    const note: Drawn = { text: 'The company runs three boats.', x: 60, y: 60, size: 8 };
    const { lines } = await read([...column(FIRST), note], column(SECOND));
    expect(lines).toEqual([`paragraph: ${WHOLE}`, 'paragraph: The company runs three boats.']);
  });

  it('are without what runs another way or lies outside', async () => {
    const { body } = await read([
      ...column([...FIRST, ...SECOND]),
      { text: 'Archive copy', x: 580, y: 300, turned: 90 },
      { text: 'Cut off', x: 700, y: 400 },
    ]);
    expect(body).toBe(WHOLE);
  });

  it('of columns are read column by column, under a title over all', async () => {
    const one = [
      'The mayor opened the new',
      'bridge on Monday. It took',
      'three years to build, and',
      'it cost more than had been',
    ];
    const two = [
      'planned. The old bridge is',
      'to be pulled down in the',
      'autumn of this year, and a',
      'park is to take its place.',
    ];
    // Line by line across the page, as some programs write.
    const across = one.flatMap((text, i) => [
      { text, x: 60, y: 700 - 14 * i },
      { text: two[i]!, x: 320, y: 700 - 14 * i },
    ]);
    const { lines } = await read([
      { text: 'A bridge for the whole of the town and its guests', x: 60, y: 740, size: 20 },
      ...across,
    ]);
    expect(lines).toEqual([
      'heading: A bridge for the whole of the town and its guests',
      `paragraph: ${[...one, ...two].join(' ')}`,
    ]);
    const three = [60, 230, 400].flatMap((x, i) => column([one, two, one][i]!, { x }));
    expect((await read(three)).body).toBe(`${[...one, ...two].join(' ')}\n\n${one.join(' ')}`);
  });
});

describe('hyphens at line ends', () => {
  it.each([
    ['of a broken word go', 'the govern-', 'ment said', 'the government said'],
    ['of a word that the dictionary has stay', 'a well-', 'known sum', 'a well-known sum'],
    ['between two words stay', 'the state-', 'owned ferry', 'the state-owned ferry'],
    ['of a name stay', 'said Anne-', 'Marie Holt', 'said Anne-Marie Holt'],
    ['between figures stay', 'in 2022-', '23 it rose', 'in 2022-23 it rose'],
    ['of another language go', 'die Regie-', 'rung sagte', 'die Regierung sagte'],
    ['of a name that is made of words go', 'near Hart-', 'field Hall', 'near Hartfield Hall'],
    ['of capitals go', 'THE GOVERN-', 'MENT SAID', 'THE GOVERNMENT SAID'],
    ['with a space before are dashes', 'the crew -', 'and guests', 'the crew - and guests'],
    [
      'of a word that is written so elsewhere stay',
      'a Ferry-link card. The ferry-',
      'link card',
      'a Ferry-link card. The ferry-link card',
    ],
    [
      'of a word that is written as one elsewhere go',
      'a Seatram ticket. The sea-',
      'tram ticket',
      'a Seatram ticket. The seatram ticket',
    ],
  ])('%s', async (_name, first, second, body) => {
    expect((await read(column([first, second]))).body).toBe(body);
  });
});

describe('blocks of a PDF', () => {
  it('tell headings by their letters', async () => {
    const { structure, lines } = await read([
      { text: 'Rules', x: 60, y: 780, size: 24 },
      { text: 'Boats', x: 60, y: 740, size: 16 },
      ...column(FIRST, { y: 710 }),
      { text: 'Opening hours', x: 60, y: 668, bold: true },
      ...column(['We open at nine, and we close when', 'it gets dark.'], { y: 654 }),
    ]);
    expect(lines.slice(0, 4).map((line) => line.slice(0, 22))).toEqual([
      'heading: Rules',
      'heading: Boats',
      'paragraph: The ferry t',
      'heading: Opening hours',
    ]);
    expect(structure.blocks.map(({ level }) => level)).toEqual([1, 2, undefined, 3, undefined]);
  });

  it('tell paragraphs by a gap or an indent', async () => {
    const indented = ['They slept.', 'The next day they left.'].map((text, i) => ({
      text,
      x: 60 + 15 * i,
      y: 740 - 14 * i,
    }));
    expect((await read(indented)).body).toBe('They slept.\n\nThe next day they left.');
    expect((await read(column(['One line of', 'text.', '', 'Another line of', 'text.']))).body).toBe(
      'One line of text.\n\nAnother line of text.',
    );
  });

  it('tell items by bullets and by numbers in order, with depth', async () => {
    const { body, structure, lines } = await read([
      ...column(['Bring these:', '• a towel that is', 'dry', '• soap'], { y: 740 }),
      { text: '• of any kind', x: 80, y: 684 },
      ...column(['', '1. Sign.', '2. Row.', '', 'That was in 2024. It', 'was warm.'], { y: 684 }),
    ]);
    expect(lines).toEqual([
      'paragraph: Bring these:',
      'item: a towel that is dry',
      'item: soap',
      'item: of any kind',
      'item: Sign.',
      'item: Row.',
      'paragraph: That was in 2024. It was warm.',
    ]);
    expect(structure.blocks.map(({ level, number }) => [level, number]).slice(1, 6)).toEqual([
      [0, undefined],
      [0, undefined],
      [1, undefined],
      [0, 1],
      [0, 2],
    ]);
    expect(body).toContain('\n• soap\n');
  });

  it('take a number at a line’s start for no item where no other goes on', async () => {
    const { lines } = await read(column(['The club was founded on the', '4. of May by two brothers.']));
    expect(lines).toEqual(['paragraph: The club was founded on the 4. of May by two brothers.']);
  });

  it('tell tables by equal gaps, with cells of two lines', async () => {
    const rows = [
      ['Boat', 'Kind', 'Who may take it'],
      ['Heron', 'single', 'everyone after the'],
      ['Otter', '', 'members'],
      ['Swan', 'four', 'juniors'],
    ];
    const drawn = grid(rows, [60, 160, 260]).map((one, i) => ({ ...one, bold: i < 3 }));
    const { body, structure } = await read([
      ...drawn,
      { text: 'basic course', x: 260, y: 708 },
      ...column(['Boats are kept clean.'], { y: 620 }),
    ]);
    const cells = structure.blocks.map((block) => block.cells?.map(({ start, end }) => body.slice(start, end)));
    expect(structure.blocks.map(({ kind }) => kind)).toEqual(['header', 'row', 'row', 'row', 'paragraph']);
    expect(cells).toEqual([
      rows[0],
      ['Heron', 'single', 'everyone after the basic course'],
      rows[2],
      rows[3],
      undefined,
    ]);
  });

  it('tell the rows of a dense table, with and without a first cell', async () => {
    const rows = [
      ['North', 'Anna', '12'],
      ['', 'Bert', '15'],
      ['South', 'Cleo', '9'],
      ['East', 'Dora', '7'],
    ];
    const drawn = grid(rows, [60, 160, 260], { step: 14 });
    expect((await read(drawn)).lines).toEqual([
      'row: North | Anna | 12',
      'row: Bert | 15',
      'row: South | Cleo | 9',
      'row: East | Dora | 7',
    ]);
  });

  it('make no table of text with gaps in it', async () => {
    const justified = [
      ['The ferry to the', 'islands was late again'],
      ['on Friday, and all', 'passengers waited'],
    ];
    const drawn = justified.flatMap(([left, right], i) => [
      { text: left!, x: 60, y: 740 - 14 * i },
      { text: right!, x: 160 - 8 * i, y: 740 - 14 * i },
    ]);
    expect((await read(drawn)).structure.blocks.map(({ kind }) => kind)).toEqual(['paragraph']);
  });
});

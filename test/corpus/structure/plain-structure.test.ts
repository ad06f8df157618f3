import { describe, expect, it } from 'vitest';
import { readPlainStructure } from '../../../src/corpus/structure/plain-structure.js';
import { asShown } from '../../../src/text/as-shown.js';
import { readableText } from '../../../src/text/readable-text.js';
import { splitBody } from '../../../src/text/split-body.js';
import { tokenize } from '../../../src/text/tokenize.js';
import fc from '../../support/fast-check.js';
import { growth, MOST_TIMES } from '../../support/growth.js';
import { expectSoundBlocks } from '../sound-blocks.js';

/** Each block as people see it, behind its kind and a heading's level. */
function read(body: string): string[] {
  const structure = readPlainStructure(body);
  if (!structure) return [];
  expectSoundBlocks(body, structure);
  return structure.blocks.map(
    (block) =>
      `${block.kind}${block.kind === 'heading' ? block.level : ''}: ${asShown({ body, structure }, block).text}`,
  );
}

const MANUAL = `PEEL(1)                     Orchard Manual                     PEEL(1)

NAME
     peel, core — prepare apples for the kitchen

SYNOPSIS
     peel [-v] [-k knife] apple ...

DESCRIPTION
     peel removes the skin of each apple that is named and puts it beside
     the board.  The defaults are set in the kitchen's own configu‐
     ration file.

     -k knife
             Use the given knife.  It must be sharp, and no longer than the
             board is wide.

     -v      Say which apple is in hand.

     -t      Stop after the skin of as many apples as there are on the table
             has come off.

   Wet Apples
     An apple from the cellar is dried first, as in this example:

           peel -k long cox.apple
           core cox.apple

     •   Dry apples are quick.

     •   Wet apples are slow, and their skin sticks to the
         knife.

Kitchen                       May 3, 2021                       Kitchen
`;

const WRAPPED = `The gate is opened at six in the morning and stays open until
the last visitor has left, which may be late in the summer when
the evenings are long and the paths are dry enough to walk on
without boots.  Dogs may come in on a lead, and so may children,
who need none.  Bicycles stay in front of the gate.`;

describe('a manual page', () => {
  it('has sections below what it is for, options with their text, examples, and no running heads', () => {
    expect(read(MANUAL)).toEqual([
      'heading1: peel, core — prepare apples for the kitchen',
      'heading2: SYNOPSIS',
      'code: peel [-v] [-k knife] apple ...',
      'heading2: DESCRIPTION',
      "paragraph: peel removes the skin of each apple that is named and puts it beside the board. The defaults are set in the kitchen's own configuration file.",
      'item: -k knife: Use the given knife. It must be sharp, and no longer than the board is wide.',
      'item: -v: Say which apple is in hand.',
      'item: -t: Stop after the skin of as many apples as there are on the table has come off.',
      'heading3: Wet Apples',
      'paragraph: An apple from the cellar is dried first, as in this example:',
      'code: peel -k long cox.apple\ncore cox.apple',
      'item: Dry apples are quick.',
      'item: Wet apples are slow, and their skin sticks to the knife.',
    ]);
  });

  it('is read with a word that a line cuts as one word, and quoted as it is written', () => {
    const structure = readPlainStructure(MANUAL)!;
    const text = readableText(MANUAL, structure);
    expect(text).toHaveLength(MANUAL.length);
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toContain('configuration');
    const quotes = splitBody(text, structure).map(({ start, end }) => MANUAL.slice(start, end));
    expect(quotes).toContain("The defaults are set in the kitchen's own configu‐\n     ration file.");
  });

  it('is quoted whole where a sentence begins with a word that a line cuts', () => {
    const body = MANUAL.replace(
      "The defaults are set in the kitchen's own configu‐\n     ration file.",
      'Configu‐\n     ration comes first.',
    );
    const structure = readPlainStructure(body)!;
    const [, , , , second] = splitBody(readableText(body, structure), structure).slice(0, 6);
    expect(body.slice(second.start, second.end)).toMatch(/^peel removes/);
    const quotes = splitBody(readableText(body, structure), structure).map(({ start, end }) => body.slice(start, end));
    expect(quotes).toContain('Configu‐\n     ration comes first.');
  });

  it('has one heading of all for each page where several follow one another', () => {
    const headings = read(`${MANUAL}\n\n${MANUAL.replaceAll('PEEL', 'WASH').replace('peel, core —', 'wash —')}`);
    expect(headings.filter((block) => block.startsWith('heading1'))).toEqual([
      'heading1: peel, core — prepare apples for the kitchen',
      'heading1: wash — prepare apples for the kitchen',
    ]);
  });
});

describe('a text with sections', () => {
  it('has the levels of its underlines in the order in which they come', () => {
    const body = `=======\nOrchard\n=======\n\nOpening\n-------\n${WRAPPED}\n\nTickets\n-------\n* Adults pay four.\n* Children pay\n  nothing.\n`;
    expect(read(body).map((block) => block.slice(0, 40))).toEqual([
      'heading1: Orchard',
      'heading2: Opening',
      'paragraph: The gate is opened at six in ',
      'heading2: Tickets',
      'item: Adults pay four.',
      'item: Children pay nothing.',
    ]);
  });

  it('has numbered headings that go on from one another, and a sentence goes on behind the foot of a page', () => {
    const page = (number: number) => `\n\nOrchard Guide                       ${number}\n\n\n`;
    const body = `1.  Opening\n\n${WRAPPED}\n\n2.  Tickets\n\n2.1.  What do they cost?\n\n${WRAPPED.replace(
      'until\n',
      `until${page(1)}`,
    )}\n${page(2)}${WRAPPED}\n${page(3)}7.  Seven apples are a pound\n\n3.  Dogs\n\n${WRAPPED}\n`;
    const blocks = read(body);
    expect(blocks.filter((block) => block.startsWith('heading'))).toEqual([
      'heading1: 1. Opening',
      'heading1: 2. Tickets',
      'heading2: 2.1. What do they cost?',
      'heading1: 3. Dogs',
    ]);
    expect(blocks.join('\n')).not.toContain('Orchard Guide');
    expect(blocks[4]).toMatch(/in the morning and stays open until the last visitor/);
  });

  it('has questions as headings over their answers', () => {
    const answer = `A: ${WRAPPED}`;
    const body = `Q: When is it open?\n${answer}\n\nQ: May I bring the dog\n   of a friend?\n${answer}\n\nQ: Where do bicycles stay?\n${answer}\n\nQ: The gate\n   is shut in the evening.\n\n${answer}\n`;
    expect(read(body).map((block) => block.slice(0, 44))).toEqual([
      'heading3: When is it open?',
      'paragraph: The gate is opened at six in the ',
      'heading3: May I bring the dog of a friend?',
      'paragraph: The gate is opened at six in the ',
      'heading3: Where do bicycles stay?',
      'paragraph: The gate is opened at six in the ',
      'heading3: The gate is shut in the evening.',
      'paragraph: The gate is opened at six in the ',
    ]);
  });
});

describe('running text', () => {
  const line = WRAPPED.replaceAll('\n', ' ');
  it.each<[string, string]>([
    ['prose in lines of a terminal', `${WRAPPED}\n\n${WRAPPED}`],
    ['an interview', ['Q: Will you run?', 'Q: Why not?', 'Q: When?'].map((q) => `${q}\n\nA: ${line}`).join('\n\n')],
    ['five things to know', [1, 2, 3, 4, 5].map((n) => `${n}. The gate\n\n${line}`).join('\n\n')],
    ['one underlined headline', `The gate opens\n==============\n\n${line}\n\n* * *\n\n${line}`],
    ['an agency between rules', `KYIV (Reuters) — ${line}\n-----\n\n${line}\n\n-----\nReporting by A. Writer`],
    ['a list between paragraphs', `${WRAPPED}\n\n- one\n- two\n\n1. three\n2. four\n\n${WRAPPED}`],
  ])('has no structure: %s', (_, body) => {
    expect(readPlainStructure(body)).toBeUndefined();
  });
});

describe('any lines', () => {
  const piece = fc.constantFrom(
    'NAME',
    'A(1)   B   A(1)',
    '     text goes on and on with words of no mean‐',
    '     ing.',
    '=====',
    'Title',
    '- item',
    '   sub',
    '\t1. two\t\tx',
    'Q: Why?',
    'A: So.',
    '2.1. Next',
    '|  a  |  b  |',
    '',
    '\f',
    'Guide      3',
    '-x  one',
    'SYNOPSIS',
  );
  it('give blocks in order, and sentences that are slices of the body', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), (pieces, end) => {
        const body = [`A(1)   B   A(1)`, 'NAME', '     a - b', 'TEXT', ...pieces].join(end);
        const structure = readPlainStructure(body);
        if (!structure) return;
        expectSoundBlocks(body, structure);
        expect(readableText(body, structure)).toHaveLength(body.length);
        let last = 0;
        for (const { start, end: to } of splitBody(readableText(body, structure), structure)) {
          expect(start >= last && to > start).toBe(true);
          last = to;
        }
      }),
    );
  });

  const among = (lines: string) => MANUAL.replace('     peel removes', `${lines}$&`);
  it.each<[string, (chars: number) => string]>([
    ['one line', (chars) => 'x'.repeat(chars)],
    ['rules', (chars) => '=\n'.repeat(chars / 2)],
    ['long rules', (chars) => `${'='.repeat(1_990)}\n`.repeat(chars / 1_991)],
    ['a manual of short lines', (chars) => `${MANUAL}${'a\n'.repeat(chars / 2)}`],
    ['a manual of short deeper lines', (chars) => among('         b\n'.repeat(chars / 11))],
    ['a manual of heads', (chars) => `${MANUAL}${'A(1)  A(1)\n'.repeat(chars / 11)}`],
    ['a manual of bullets', (chars) => among('     - b\n'.repeat(chars / 9))],
    ['leaders', (chars) => `${MANUAL}${`     ${'. '.repeat(900)}x\n`.repeat(chars / 1_807)}`],
    ['apostrophes', (chars) => among(`     a${"'".repeat(1_900)}(\n`.repeat(chars / 1_908))],
    ['cut words', (chars) => among('     zq‐\n     xj well-\n'.repeat(chars / 23))],
    [
      'numbered lines',
      (chars) => `${WRAPPED}\n\n${Array.from({ length: chars / 8 }, (_, i) => `1.${i % 99} a\n\n`).join('')}`,
    ],
    ['questions', (chars) => `${WRAPPED}\n\n${'Q: a\nb\nc\n'.repeat(chars / 9)}`],
  ])('are read in a time that grows with their length: %s', (_, make) => {
    expect(growth(readPlainStructure, make, 60_000)).toBeLessThanOrEqual(MOST_TIMES);
  });
});

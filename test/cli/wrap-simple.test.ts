import { describe, expect, it } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { wrapSimple } from '../../src/cli/wrap-simple.js';
import fc from '../support/fast-check.js';

const word = fc.constantFrom(
  'a',
  'ferry',
  'sometimes',
  'größe',
  'Київ',
  '“quoted”',
  '—',
  '[1]',
  '東京',
  'नहीं',
  '🙂',
  'e\u0301',
  '\u200b',
  '',
);
const styled = fc
  .tuple(fc.constantFrom([1, 22], [2, 22], [36, 39]), fc.array(word, { minLength: 1, maxLength: 4 }))
  .map(([[begin, end], words]) => `\u001b[${begin}m${words.join(' ')}\u001b[${end}m`);
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: word }, styled), { maxLength: 40 })
  .map((parts) => parts.join(' '));

describe('text of simple letters', () => {
  it('is broken as wrap-ansi breaks it, and what is not simple is left to it', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 10, max: 92 }), (line, columns) => {
        const wrapped = wrapSimple(line, columns);
        if (wrapped !== undefined) expect(wrapped).toBe(wrapAnsi(line, columns, { hard: true }));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['The ferry sails at nine.', 12, 'The ferry\nsails at\nnine.'],
    ['Der Kapitän der „Größe“ sagte – nein. [1]', 20, 'Der Kapitän der\n„Größe“ sagte –\nnein. [1]'],
    [
      'It was \u001b[1mInes Falk\u001b[22m who \u001b[36m[1]\u001b[39m',
      16,
      'It was \u001b[1mInes Falk\u001b[22m\nwho \u001b[36m[1]\u001b[39m',
    ],
  ])('needs no wrap-ansi: %j', (line, columns, expected) => {
    expect(wrapSimple(line, columns)).toBe(expected);
  });

  it.each([
    ['東京 から', 20],
    ['two  blanks', 20],
    ['https://example.org/a/long/path', 20],
    ['It was \u001b[1mInes Falk\u001b[22m', 13],
  ])('leaves %j to wrap-ansi', (line, columns) => {
    expect(wrapSimple(line, columns)).toBeUndefined();
  });
});

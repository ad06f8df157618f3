import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../src/text/numbers.js';
import fc from '../support/fast-check.js';

const values = (text: string) => numbersIn(text).map(({ value }) => value);

describe('numbersIn', () => {
  it.each([
    ['separators', '1,000 and 12,345,678.50', ['1000', '12345678.5']],
    ['decimals', '3.5 percent, 0.50, 007', ['3.5', '0.5', '7']],
    ['digits with a multiplier', '1.1 million, 2 billion and 15 thousand', ['1100000', '2000000000', '15000']],
    ['attached multipliers', '$5bn, £1.5m, 20k and 100m', ['5000000000', '1500000', '20000', '100']],
    ['words', 'one, Twelve and twenty-five', ['1', '12', '25']],
    [
      'words with a multiplier',
      'two hundred and fifty thousand, five hundred, a million',
      ['250000', '500', '1000000'],
    ],
    ['neighbouring words apart', 'two three, ten one, 2020 three', ['2', '3', '10', '1', '2020', '3']],
    ['dates and times', '2022-10-28 at 10:05', ['2022', '10', '28', '10', '5']],
    ['ordinals and decades', 'the 4th, the 1990s', ['4', '1990s']],
    ['lists', 'May 10,12 and 2020,300', ['10', '12', '2020', '300']],
    ['other digits', '٢٠٢٢', ['2022']],
    ['money and per cent alike', '$30 or 30%', ['30', '30']],
    ['versions', '1.2.3', ['1.2.3']],
    ['nothing vague', 'several hundred, hundreds, half a million, no one, one another', []],
    ['no names', 'G7, B52 and Q3, but F-16', ['16']],
  ])('reads %s', (_, text, expected) => {
    expect(values(text as string)).toEqual(expected);
  });

  it('gives offsets into the whole text', () => {
    const text = 'It cost $1.5 million in 2020.';
    expect(numbersIn(text, 3).map(({ start, end }) => text.slice(start, end))).toEqual(['1.5 million', '2020']);
    expect(numbersIn(text, 3, 12)).toEqual([{ value: '1.5', start: 9, end: 12 }]);
  });

  it('keeps slices inside the range for any text', () => {
    const parts = fc.constantFrom(
      '1',
      '000',
      ',',
      '.',
      ' ',
      'million',
      'two',
      'hundred',
      'and',
      'a',
      '-',
      's',
      'bn',
      '$',
      '٣',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (list) => {
        const text = list.join('');
        let before = 0;
        for (const { value, start, end } of numbersIn(text)) {
          expect(value).toMatch(/^[\d.]+s?$/);
          expect(start >= before && end > start && end <= text.length).toBe(true);
          before = end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['1', 300_000, 1],
    ['1,', 150_000, 150_000],
    ['1,000,', 50_000, 50_000],
    ['1.', 150_000, 1],
    ['two ', 75_000, 75_000],
    ['hundred ', 37_500, 0],
    ['one hundred and ', 18_750, 9_375],
  ])('reads %j %i times over as %i numbers', (piece, times, count) => {
    expect(numbersIn(piece.repeat(times))).toHaveLength(count);
  });
});

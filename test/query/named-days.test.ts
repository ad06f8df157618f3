import { describe, expect, it } from 'vitest';
import { namedDays } from '../../src/query/named-days.js';

const DAY = Date.UTC(2023, 10, 4);

describe('namedDays', () => {
  it.each([
    'the report of 2023-11-04',
    'the report of November 4, 2023',
    'the report of november 4th 2023',
    'the report of 4 November 2023',
    'the report of the 4th of November, 2023',
  ])('finds the day in "%s"', (text) => {
    expect(namedDays(text)).toEqual([DAY]);
  });

  it('finds several, in order', () => {
    expect(namedDays('between 2023-11-04 and 5 November 2023')).toEqual([DAY, DAY + 86_400_000]);
  });

  it.each(['in November 2023', 'in 2023', 'on the 4th', 'no day at all'])('finds none in "%s"', (text) => {
    expect(namedDays(text)).toEqual([]);
  });
});

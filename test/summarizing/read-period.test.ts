import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { readPeriod } from '../../src/summarizing/read-period.js';

const NOW = Date.parse('2022-11-03T15:00:00Z');

describe('a period', () => {
  it.each([
    ['today', '2022-11-03', '2022-11-03'],
    ['Yesterday', '2022-11-02', '2022-11-02'],
    ['last-7-days', '2022-10-28', '2022-11-03'],
    ['last 7 days', '2022-10-28', '2022-11-03'],
    ['last-week', '2022-10-28', '2022-11-03'],
    ['last-1-day', '2022-11-03', '2022-11-03'],
    ['this-month', '2022-11-01', '2022-11-03'],
    ['This month', '2022-11-01', '2022-11-03'],
    ['2022-10', '2022-10-01', '2022-10-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2021', '2021-01-01', '2021-12-31'],
    ['2022-10-05', '2022-10-05', '2022-10-05'],
    ['2022-10-01..2022-10-14', '2022-10-01', '2022-10-14'],
    [' 2022-09 .. 2022-10 ', '2022-09-01', '2022-10-31'],
  ])('is read: %s', (text, from, to) => {
    expect(readPeriod(text, NOW)).toEqual({ from, to });
  });

  it.each([
    ['soon', 'bad-period'],
    ['', 'bad-period'],
    ['2022-13', 'bad-period'],
    ['2023-02-29', 'bad-period'],
    ['2022-02-01..2022-02-30', 'bad-period'],
    ['..', 'bad-period'],
    ['2022-10..', 'bad-period'],
    ['2022..2023..2024', 'bad-period'],
    ['last-0-days', 'bad-period'],
    ['2022-10-14..2022-10-01', 'bad-range'],
  ])('is refused with what was expected: %s', (text, code) => {
    expect(() => readPeriod(text, NOW)).toThrow(UserError);
    expect(() => readPeriod(text, NOW)).toThrow(expect.objectContaining({ code, exitCode: 64 }));
  });

  it('needs no clock where days are named, and says so where one is needed', () => {
    expect(readPeriod('2022-10', undefined).to).toBe('2022-10-31');
    expect(() => readPeriod('today', undefined)).toThrow(/No article has a date/);
  });
});

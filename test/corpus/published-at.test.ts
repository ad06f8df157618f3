import { describe, expect, it } from 'vitest';
import { parsePublishedAt } from '../../src/corpus/published-at.js';

describe('parsePublishedAt', () => {
  it.each([
    '2022',
    '2022-11',
    '2022-11-04',
    '2022-11-04T10:30',
    '2022-11-04 10:30:00',
    '2022-11-04T10:30:00Z',
    '2022-11-04T10:30:00.123+02:00',
    '2023-09-26T17:01:22+00:00',
    '2024-02-29',
  ])('keeps %s as given', (text) => {
    expect(parsePublishedAt(text)).toBe(text);
  });

  it.each([
    [' 2022-11-04 ', '2022-11-04'],
    ['November 4, 2022', '2022-11-04'],
    ['Nov. 4, 2022', '2022-11-04'],
    ['Sept. 9 2022', '2022-09-09'],
    ['4 Nov 2022', '2022-11-04'],
    ['4th of November, 2022', '2022-11-04'],
    ['4-Nov-2022', '2022-11-04'],
    ['Friday, November 4, 2022 10:30 AM EDT', '2022-11-04'],
    ['Published November 4th, 2022 at 9:00', '2022-11-04'],
    ['Fri, 04 Nov 2022 23:30:00 -0500', '2022-11-04'],
    ['Fri Nov 04 2022 10:00:00 GMT+0100', '2022-11-04'],
    ['2022/11/04', '2022-11-04'],
    ['20221104', '2022-11-04'],
    ['November 2022', '2022-11'],
    [2022, '2022'],
  ])('reads %j as %s', (given, expected) => {
    expect(parsePublishedAt(given)).toBe(expected);
  });

  it.each([
    '2022-02-30',
    '2022-13-01',
    '0000-01-01',
    '04/11/2022',
    'yesterday',
    'May I ask',
    'February 30, 2022',
    '4 Nov',
    '',
    'x'.repeat(10_000),
    1667556000,
    Number.NaN,
    null,
    undefined,
    {},
    ['2022-11-04'],
  ])('knows no date in %j', (given) => {
    expect(parsePublishedAt(given)).toBeUndefined();
  });
});

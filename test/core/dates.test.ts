import { describe, expect, it } from 'vitest';
import { dayOf, formatDate, isoEndMs, parseIsoMs, startOfDayMs } from '../../src/core/dates.js';

describe('an ISO date', () => {
  it.each([
    ['2024', Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1) - 1, '2024'],
    ['2024-02', Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1) - 1, 'February 2024'],
    ['2024-02-29', Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1) - 1, '29 February 2024'],
    ['2024-02-29T23:30:00Z', Date.UTC(2024, 1, 29, 23, 30), Date.UTC(2024, 2, 1) - 1, '29 February 2024'],
    ['2024-03-01T01:30:00+02:00', Date.UTC(2024, 1, 29, 23, 30), Date.UTC(2024, 2, 1) - 1, '29 February 2024'],
    ['2024-02-28T23:30:00-05', Date.UTC(2024, 1, 29, 4, 30), Date.UTC(2024, 2, 1) - 1, '29 February 2024'],
    [
      '2024-02-28 23:30:00,5 +0000',
      Date.UTC(2024, 1, 28, 23, 30, 0, 500),
      Date.UTC(2024, 1, 29) - 1,
      '28 February 2024',
    ],
    ['2024-02-29T23:30', Date.UTC(2024, 1, 29, 23, 30), Date.UTC(2024, 2, 1) - 1, '29 February 2024'],
  ])('%s begins, ends and reads as it should', (iso, start, end, shown) => {
    expect(parseIsoMs(iso)).toBe(start);
    expect(isoEndMs(iso)).toBe(end);
    expect(formatDate(iso)).toBe(shown);
    expect(parseIsoMs(dayOf(iso))).toBe(startOfDayMs(start));
  });

  it.each(['', 'yesterday', '12/31/2024', '2024-13-01', '24-01-01', '2024-1-1'])('%j is none', (text) => {
    expect(parseIsoMs(text)).toBeUndefined();
    expect(isoEndMs(text)).toBeUndefined();
    expect(dayOf(text)).toBeUndefined();
  });

  it('days are UTC days', () => {
    expect(startOfDayMs(Date.UTC(2024, 1, 29, 23, 59))).toBe(Date.UTC(2024, 1, 29));
    expect(startOfDayMs(-1)).toBe(-86_400_000);
  });
});

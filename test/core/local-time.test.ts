import { describe, expect, it } from 'vitest';
import { isTimeZone, nextTime, previousTime, type Schedule } from '../../src/core/local-time.js';
import fc from '../support/fast-check.js';

const at = (iso: string) => Date.parse(iso);
const next = (schedule: Schedule, iso: string) => new Date(nextTime(schedule, at(iso))).toISOString();

const daily = (hour: number, zone: string): Schedule => ({ hour, zone });

describe('the next time of a schedule', () => {
  it.each<[string, Schedule, string, string]>([
    ['later today', daily(8, 'UTC'), '2026-03-05T07:59:59Z', '2026-03-05T08:00:00.000Z'],
    ['tomorrow, where it is just that time', daily(8, 'UTC'), '2026-03-05T08:00:00Z', '2026-03-06T08:00:00.000Z'],
    ['east of Greenwich', daily(8, 'Asia/Tokyo'), '2026-03-05T00:00:00Z', '2026-03-05T23:00:00.000Z'],
    ['west of Greenwich', daily(20, 'America/Los_Angeles'), '2026-01-05T00:00:00Z', '2026-01-05T04:00:00.000Z'],
    ['in a zone of half hours', daily(0, 'Asia/Kolkata'), '2026-03-05T00:00:00Z', '2026-03-05T18:30:00.000Z'],
    ['before the clocks go forward', daily(8, 'Europe/Kyiv'), '2026-03-27T12:00:00Z', '2026-03-28T06:00:00.000Z'],
    ['after the clocks went forward', daily(8, 'Europe/Kyiv'), '2026-03-28T12:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['after the clocks went back', daily(8, 'Europe/Kyiv'), '2026-10-24T12:00:00Z', '2026-10-25T06:00:00.000Z'],
    ['an hour that is left out', daily(2, 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['the day after it', daily(2, 'Europe/Berlin'), '2026-03-29T01:00:00Z', '2026-03-30T00:00:00.000Z'],
    ['an hour that comes twice', daily(2, 'Europe/Berlin'), '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z'],
    ['not the second one', daily(2, 'Europe/Berlin'), '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],
    ['south of the equator', daily(2, 'Australia/Sydney'), '2026-10-03T12:00:00Z', '2026-10-03T16:00:00.000Z'],
    ['a midnight that is left out', daily(0, 'America/Havana'), '2026-03-07T12:00:00Z', '2026-03-08T05:00:00.000Z'],
    [
      'the wanted weekday, by the zone’s own calendar',
      { weekday: 1, hour: 8, zone: 'Pacific/Auckland' },
      '2026-06-01T00:00:00Z',
      '2026-06-07T20:00:00.000Z',
    ],
    [
      'a week later, where it is just that time',
      { weekday: 1, hour: 8, zone: 'UTC' },
      '2026-06-01T08:00:00Z',
      '2026-06-08T08:00:00.000Z',
    ],
  ])('is %s', (_what, schedule, now, expected) => {
    expect(next(schedule, now)).toBe(expected);
  });

  const schedules = fc.record({
    weekday: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.constantFrom('UTC', 'Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  });
  const moments = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });

  it('comes after now, once a day or a week, and leads back to the one before', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, ms) => {
        const first = nextTime(schedule, ms);
        const second = nextTime(schedule, first);
        const days = (second - first) / 86_400_000;
        const [least, most] = schedule.weekday === undefined ? [0.9, 1.1] : [6.9, 7.1];
        expect(first).toBeGreaterThan(ms);
        expect(days).toBeGreaterThan(least);
        expect(days).toBeLessThan(most);
        expect(previousTime(schedule, second)).toBe(first);
        expect(nextTime(schedule, first - 1)).toBe(first);
      }),
      { numRuns: 2000 },
    );
  });
});

it('knows which time zones there are', () => {
  expect(['UTC', 'Europe/Kyiv', 'America/New_York'].filter(isTimeZone)).toHaveLength(3);
  expect(['', 'Mars/Olympus', 'Kyiv', '8'].filter(isTimeZone)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { fitsTimes, placeTimes, readTimes, timeTerms } from '../../src/query/named-times.js';

/** A Wednesday. */
const NOW = Date.UTC(2022, 10, 16);
const day = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : 'open');
const told = (text: string, nowMs: number | undefined = NOW) =>
  placeTimes(readTimes(text), nowMs).map(({ fromMs, toMs, isNewestFirst }) => [day(fromMs), day(toMs), isNewestFirst]);

describe('namedTimes', () => {
  it.each([
    ['What did Kuleba say in July?', '2022-07-01', '2022-07-31'],
    ['What happened in December?', '2021-12-01', '2021-12-31'],
    ['What happened in early November 2021?', '2021-11-01', '2021-11-10'],
    ['the talks of mid-October', '2022-10-11', '2022-10-20'],
    ['sanctions in late October', '2022-10-21', '2022-10-31'],
    ['at the end of September 2022', '2022-09-21', '2022-09-30'],
    ['What did he say on 28 October?', '2022-10-28', '2022-10-28'],
    ['What did he say on October 28?', '2022-10-28', '2022-10-28'],
    ['What happened last week?', '2022-11-07', '2022-11-13'],
    ['What happened this week?', '2022-11-10', '2022-11-16'],
    ['Who resigned yesterday?', '2022-11-15', '2022-11-15'],
    ['Who resigned last month?', '2022-10-01', '2022-10-31'],
    ['Who resigned this year?', '2022-01-01', '2022-11-16'],
    ['in the past three days', '2022-11-13', '2022-11-16'],
    ['since September', '2022-09-01', '2022-11-16'],
    ['after September', '2022-10-01', '2022-11-16'],
    ['before 5 October 2022', 'open', '2022-10-04'],
    ['between March and May 2021', '2021-03-01', '2021-05-31'],
    ['between March and May', '2022-03-01', '2022-05-31'],
    ['from 3 to 10 May 2021', '2021-05-03', '2021-05-10'],
    ['between 3 May and 10 May 2021', '2021-05-03', '2021-05-10'],
    ['from November 28 to December 3, 2021', '2021-11-28', '2021-12-03'],
    ['between December and February', '2021-12-01', '2022-02-28'],
    ['from December 2020 until February 2021', '2020-12-01', '2021-02-28'],
  ])('reads "%s"', (text, from, to) => {
    expect(told(text)).toEqual([[from, to, false]]);
  });

  it.each([
    ['How many as of early November?', '2022-11-10'],
    ['by 5 October 2022', '2022-10-05'],
    ['What is the latest toll?', '2022-11-16'],
    ['the most recent figure', '2022-11-16'],
    ['What is the current figure?', '2022-11-16'],
    ['Who is current chancellor?', '2022-11-16'],
    ["Lindvik's current mayor", '2022-11-16'],
    ['Current water level?', '2022-11-16'],
  ])('prefers the newest for "%s"', (text, to) => {
    expect(told(text)).toEqual([['open', to, true]]);
  });

  it.each([
    'Who may lead?',
    'They march on Kyiv.',
    'the weak currency',
    'How strong is the ocean current at Elva?',
    'Which electric current kills?',
    'on 31 February 2022',
    'between 31 February and 2 March 2022',
    'In 1999?',
    'Where did it happen?',
  ])('finds none in "%s"', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('tells only what has a year where there is no clock', () => {
    expect(placeTimes(readTimes('in July, last week, the latest'), undefined)).toEqual([]);
    expect(placeTimes(readTimes('in July 2022'), undefined)).toHaveLength(1);
  });
});

describe('fitsTimes', () => {
  const july = placeTimes(readTimes('in July'), NOW);
  it.each([
    ['2022-07-01', 1],
    ['2022-07-31', 1],
    ['2022-08-03', 0.5],
    ['2022-08-20', 0],
    ['2022-06-30', 0],
  ])('gives %s its share of July: %d', (iso, share) => {
    expect(fitsTimes(Date.parse(iso), july)).toBe(share);
  });

  it('counts the newer for more where the latest is asked for, and nothing without a date', () => {
    const latest = placeTimes(readTimes('the latest'), NOW);
    expect(fitsTimes(Date.parse('2022-11-10'), latest)).toBeGreaterThan(fitsTimes(Date.parse('2022-10-10'), latest));
    expect(fitsTimes(Date.parse('2022-11-17'), latest)).toBe(0);
    expect(fitsTimes(Number.NaN, latest)).toBe(0);
  });
});

describe('timeTerms', () => {
  it.each([
    ['Which bank failed in March 2023?', ['march', '2023']],
    ['How many had died as of 13 February 2023?', ['13', 'februari', '2023']],
    ['What was said on 2023-11-04 of the march?', ['2023', '11', '04']],
    ['Who led the march of 2023?', []],
  ])('of "%s"', (text, terms) => {
    expect([...timeTerms(text)].sort()).toEqual([...terms].sort());
  });
});

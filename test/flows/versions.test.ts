/** One figure in several dated articles of the shipped corpus: which one is given, and in what order. */

import { describe, expect, it } from 'vitest';
import { useShippedApp } from '../support/shipped-app.js';

const app = useShippedApp();

const JULY_RATE = 'markets/2022-07-27-fed-rate-july.md';
const SEPTEMBER_RATE = 'markets/2022-09-21-fed-rate-september.md';
const NOVEMBER_RATE = 'markets/2022-11-02-fed-rate-november.md';
const FIRST_TOLL = 'world/2023-02-07-earthquake-first-toll.md';
const SECOND_TOLL = 'world/2023-02-13-earthquake-toll-35000.md';
const LAST_TOLL = 'world/2023-02-25-earthquake-toll-50000.md';

/** `first` is cited first; the answer's sentences come from days in falling order, from `newest` on. */
const CASES = [
  { question: 'To what per cent did the Federal Reserve raise its rate in July?', now: '2022-08-01', first: JULY_RATE },
  { question: 'To what per cent did the Federal Reserve raise its rate in July?', now: '2022-11-10', first: JULY_RATE },
  {
    question: 'What percentage was the rate of the Federal Reserve as of early November?',
    now: '2022-11-20',
    first: NOVEMBER_RATE,
  },
  { question: 'What percentage was the rate of the Federal Reserve as of late September 2022?', first: SEPTEMBER_RATE },
  { question: 'What percentage is the latest rate of the Federal Reserve?', now: '2022-11-03', first: NOVEMBER_RATE },
  {
    question: 'To what per cent did the Federal Reserve raise its rate last week?',
    now: '2022-09-28',
    first: SEPTEMBER_RATE,
  },
  {
    question: 'How many people are known to have died in the earthquakes in Turkey and Syria as of 8 February 2023?',
    first: FIRST_TOLL,
  },
  {
    question: 'How many people are known to have died in the earthquakes in Turkey and Syria by 14 February 2023?',
    first: SECOND_TOLL,
  },
  {
    question: 'What is the latest number of people known to have died in the earthquakes in Turkey and Syria?',
    now: '2023-02-26',
    first: LAST_TOLL,
  },
];

describe('a figure that changes', () => {
  it.each(CASES)('is given as of the time that is named: $question ($now)', async ({ first, ...question }) => {
    const { status, evidence } = await app().ask(question);
    expect(status).toBe('answered');
    expect(evidence[0].articleId).toBe(first);
  });

  it.each([
    { question: 'To what per cent did the Federal Reserve raise its rate in July?', now: '2022-11-10', old: JULY_RATE },
    { question: 'How many people are known to have died in the earthquakes in Turkey and Syria?', old: SECOND_TOLL },
    {
      question: 'How many people are known to have died in the earthquakes in Turkey and Syria as of 8 February 2023?',
      old: FIRST_TOLL,
    },
  ])('is given beside a later one, the newest first: $question', async ({ old, ...question }) => {
    const { sentences, citations } = await app().ask(question);
    const days = sentences.map(({ citations: [place] }) => citations[place].publishedAt ?? '');
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(days).size).toBeGreaterThan(1);
    expect(citations.map(({ articleId }) => articleId)).toContain(old);
    expect(days[0] > citations.find(({ articleId }) => articleId === old)!.publishedAt!).toBe(true);
  });

  it('is left alone where the other article counts something else', async () => {
    const { citations } = await app().ask({ question: 'How many Shahed drones has Russia ordered from Iran?' });
    expect(citations[0].articleId).toBe('drones/2022-10-11-zelensky-2400-drones-ordered.md');
    expect(citations[0].quote).toContain('2,400');
  });
});

describe('what many deny and one grants', () => {
  it('is told from both sides, the newest first', async () => {
    const { sentences, citations } = await app().ask({ question: 'Did Iran send drones to Russia?' });
    const told = sentences.map(({ text }) => text);
    expect(told.some((text) => text.includes('acknowledged on Saturday for the first time'))).toBe(true);
    expect(told.some((text) => /had not sent drones|has sent Russia no drones/.test(text))).toBe(true);
    const days = citations.map(({ publishedAt }) => publishedAt!);
    expect(days).toEqual([...days].sort().reverse());
  });

  it('is told of the one who is asked about, and of nobody else who admitted something', async () => {
    for (const question of ['did bolsonaro admit he lost', 'would the turkish drone company ever sell to putin']) {
      const { citations } = await app().ask({ question });
      expect(new Set(citations.map(({ articleId }) => articleId)).size, question).toBe(1);
    }
    const { citations } = await app().ask({ question: 'did bolsonaro admit he lost' });
    expect(citations[0].quote).toMatch(/^Bolsonaro said nothing/);
  });
});

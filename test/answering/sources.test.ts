import { describe, expect, it } from 'vitest';
import { daysBehind, marksOf, sourcesOf } from '../../src/answering/sources.js';
import type { Citation } from '../../src/answering/types.js';

const cited = (articleId: string, rest: Partial<Citation> = {}): Citation => ({
  articleId,
  field: 'body',
  title: `On ${articleId}`,
  quote: 'A quote.',
  start: 0,
  end: 8,
  ...rest,
});

describe('sources', () => {
  const citations = [cited('dam', { source: 'Coast herald' }), cited('quarry'), cited('dam', { start: 9, end: 17 })];

  it('are the articles in order of first appearance, each with all places where it is cited', () => {
    expect(sourcesOf({ citations })).toEqual([
      { articleId: 'dam', title: 'On dam', source: 'Coast herald', n: 1, places: [0, 2] },
      { articleId: 'quarry', title: 'On quarry', n: 2, places: [1] },
    ]);
    expect(sourcesOf({ citations: [] })).toEqual([]);
  });

  it('give each sentence its marks, each once, in order', () => {
    const sentences = [
      { text: 'One.', citations: [0] },
      { text: 'Two.', citations: [1, 2, 0] },
      { text: 'Three.', citations: [2, 0] },
    ];
    expect(marksOf({ sentences, citations })).toEqual([[1], [2, 1], [1]]);
  });

  it('an article quoted by headline and by body is one source', () => {
    expect(sourcesOf({ citations: [cited('dam', { field: 'title' }), cited('dam')] })).toHaveLength(1);
  });
});

describe('the day of a sentence stands behind it', () => {
  it.each([
    ['where sources are of several days', ['2024-05-02', '2024-05-03'], true],
    ['where one has no day', ['2024-05-02', undefined], true],
    ['not where all are of one day', ['2024-05-02T08:00:00Z', '2024-05-02'], false],
    [
      'where instants are of one day in their zones, and of two in UTC',
      ['2024-05-02T23:30:00-05:00', '2024-05-02'],
      true,
    ],
    ['not where none has a day', [undefined, undefined], false],
    ['not of one source', ['2024-05-02'], false],
  ])('%s', (_, days, isShown) => {
    const citations = days.map((publishedAt, i) => cited(`${i}`, { publishedAt }));
    const sentences = days.map((_day, i) => ({ text: `Sentence ${i}.`, citations: [i] }));
    expect(daysBehind({ sentences, citations })).toEqual(days.map((day) => (isShown ? day : undefined)));
  });

  it('once for sentences in a row that are of one source', () => {
    const citations = [cited('dam', { publishedAt: '2024-05-02' }), cited('flood', { publishedAt: '2024-05-03' })];
    const sentences = [0, 0, 1, 0].map((place, i) => ({ text: `Sentence ${i}.`, citations: [place] }));
    expect(daysBehind({ sentences, citations })).toEqual(['2024-05-02', undefined, '2024-05-03', '2024-05-02']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/types.js';
import { readKeptAnswer, toKeptAnswer } from '../../src/discord/kept-answer.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { answerControls } from '../../src/discord/render/answer-controls.js';
import { en } from '../../src/discord/words/en.js';
import { EMPTY_TRACE } from '../support/empty-trace.js';

/** An answer as it was kept before sources had the numbers: each quote had one of its own. */
const BEFORE = {
  status: 'answered',
  sentences: [
    { text: '5 March 2024: A crack was found in the ramp.', citations: [1] },
    { text: 'Ada Berg: “We will not take people across.”', citations: [0, 1] },
  ],
  citations: [
    { articleId: 'ferry.md', title: 'Ferry stops', quote: '“We will not take people across.”', start: 40, end: 73 },
    {
      articleId: 'ferry.md',
      title: 'Ferry stops',
      source: 'Harbour desk',
      publishedAt: '2024-03-05',
      url: 'https://harbour.example.org/ferry',
      quote: 'A crack was found in the ramp.',
      start: 0,
      end: 30,
    },
  ],
  nearest: [],
  missing: [],
  confidence: 0.8,
  composer: 'extractive',
  trace: {
    words: [{ word: 'ramp', isFound: true, isEarlier: false }],
    answerType: 'other',
    speaker: [],
    sentences: [{ articleId: 'ferry.md', title: 'Ferry stops', text: 'A crack was found in the ramp.', score: 1.2 }],
    parts: [{ name: 'article', value: 1, adds: 2 }],
    threshold: 0.5,
    indexVersion: 3,
  },
};

const citation = (quote: string) => ({
  articleId: 'ferry.md',
  field: 'body' as const,
  title: 'Ferry stops',
  quote,
  start: 0,
  end: quote.length,
});
const DRAFT = {
  sentences: [
    { text: 'Ada Berg: It broke.', citations: [2, 0], highlight: { start: 0, end: 8 } },
    { text: 'Repairs take long.', citations: [1] },
  ],
  citations: [citation('Ada Berg came.'), citation('Repairs take long.'), citation('It broke.')],
};
const ABSTAINED: Answer = {
  status: 'abstained',
  kind: 'question',
  sentences: [],
  citations: [],
  evidence: [],
  confidence: 0.4,
  composer: 'extractive',
  nearest: [],
  missing: [],
  draft: DRAFT,
  trace: EMPTY_TRACE,
};

describe('what was kept before', () => {
  const kept = readKeptAnswer(BEFORE)!;

  it('is read: a question whose quotes are of the body, each with a number', () => {
    expect(kept).toMatchObject({ kind: 'question', numbered: 'quotes' });
    expect(kept.citations.map(({ field }) => field)).toEqual(['body', 'body']);
  });

  it('is shown again with the marks that its message has', () => {
    expect(renderAnswer(kept, en)[0].split('\n')).toEqual([
      '5 March 2024: A crack was found in the ramp. [2]',
      'Ada Berg: “We will not take people across.” [1][2]',
      '',
      '[1] Ferry stops',
      '[2] [Ferry stops](<https://harbour.example.org/ferry>) · Harbour desk · 5 March 2024',
    ]);
    const [menu] = answerControls('abcdefghijklmnop', kept, false, en)[0].components as unknown as [
      { custom_id: string; options: { label: string; value: string }[] },
    ];
    expect(menu.custom_id).toBe('evidence:abcdefghijklmnop');
    expect(menu.options.map(({ label, value }) => [label, value])).toEqual([
      ['[1] Ferry stops', '0'],
      ['[2] Ferry stops', '1'],
    ]);
  });

  it('by a version that kept something else is nothing', () => {
    expect(readKeptAnswer({ ...BEFORE, sentences: 'A crack.' })).toBeUndefined();
    expect(readKeptAnswer({ ...BEFORE, kind: 'poem' })).toBeUndefined();
  });
});

describe('what is kept now', () => {
  it('comes back as it went, with its kind and what found no answer', () => {
    const answer: Answer = {
      ...ABSTAINED,
      status: 'answered',
      kind: 'timeline',
      ...DRAFT,
      draft: undefined,
      unanswered: ['Who paid?'],
    };
    const kept = toKeptAnswer(answer, { filters: { source: 'Harbour desk' } });
    expect(readKeptAnswer(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(kept).toMatchObject({ kind: 'timeline', numbered: 'sources', unanswered: ['Who paid?'], ...DRAFT });
  });

  it('of an abstention is the nearest sentence with what it cites, where it is near enough', () => {
    const { draft } = toKeptAnswer(ABSTAINED, {});
    expect(draft?.sentences).toEqual([{ ...DRAFT.sentences[0], citations: [0, 1] }]);
    expect(draft?.citations.map(({ quote }) => quote)).toEqual(['It broke.', 'Ada Berg came.']);
    expect(toKeptAnswer({ ...ABSTAINED, confidence: 0.1 }, {}).draft).toBeUndefined();
  });

  it('is nothing that rests on no article', () => {
    expect(() => toKeptAnswer({ ...ABSTAINED, status: 'told' }, {})).toThrow(TypeError);
  });
});

import { describe, expect, it } from 'vitest';
import { buildQuery } from '../../src/query/query.js';
import { relatedTerms } from '../../src/retrieval/related-terms.js';
import { normaliseWord } from '../../src/text/normalise-word.js';
import { findIn, textsOf } from '../support/find-in.js';

const sharesOf = (question: string, word: string) =>
  relatedTerms(buildQuery({ question }), new Map()).get(normaliseWord(word)) ?? [];

describe('words that stand for a word of the question', () => {
  it.each([
    ['When was its strength reduced?', 'diminish', 'reduc'],
    ['When did the keeper die?', 'death', 'die'],
    ['Who invented it?', 'inventor', 'invent'],
    ['Which Iranian port is it?', 'Iran', 'iranian'],
  ])('%s: %s', (question, word, term) => {
    expect(sharesOf(question, word)).toEqual([{ term, share: 1 }]);
  });

  it('counts a kind of it less', () => {
    const [{ term, share }] = sharesOf('Which boat sank?', 'ferry');
    expect(term).toBe('boat');
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  });

  it('looks up what tells most of a long question', () => {
    const query = buildQuery({ question: 'boat storm garden kitchen forest school die' });
    const important = relatedTerms(query, new Map([['die', 2]]));
    expect(important.get('death')).toEqual([{ term: 'die', share: 1 }]);
    expect(
      relatedTerms(query, new Map(query.terms.map(({ term }) => [term, term === 'die' ? 0 : 1]))).get('death'),
    ).toBe(undefined);
  });

  it('leaves out what the question itself says, and what earlier turns said', () => {
    expect(sharesOf('Did the keeper die a sudden death?', 'death')).toEqual([]);
    const history = [{ role: 'user' as const, text: 'Who died?' }];
    expect(relatedTerms(buildQuery({ question: 'Where was it?', history }), new Map()).size).toBe(0);
  });
});

it('prefers the sentence that says it in other words', async () => {
  const found = await findIn(
    {
      'herring.txt':
        'The boats of Lindvik go out at four in the night. The herring catch was landed at the old quay for a hundred years. The herring catch was diminished by warm water for a hundred years.',
    },
    'What reduced the herring catch?',
  );
  expect(textsOf(found.evidence)[0]).toContain('diminished');
});

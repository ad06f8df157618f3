import { describe, expect, it } from 'vitest';
import { buildQuery } from '../../src/query/query.js';
import { NearTerms } from '../../src/retrieval/near-terms.js';
import { NumberedWords } from '../../src/retrieval/numbered-words.js';
import { termNumbers } from '../../src/retrieval/term-numbers.js';
import { tokenize } from '../../src/text/tokenize.js';
import { findIn, textsOf } from '../support/find-in.js';

function nearest(question: string, sentence: string) {
  const near = new NearTerms(buildQuery({ question }), new Map());
  const values = near.nearestOf(new NumberedWords(tokenize(sentence), termNumbers()).terms);
  return Object.fromEntries(near.terms.map((term, i) => [term, values[i]]));
}

describe('how near a sentence comes to the words of a question', () => {
  it('tells it word by word', () => {
    const { marri, harbour } = nearest('Was she married at the harbour?', 'Her husband is a lawyer.');
    expect(marri).toBeGreaterThan(0.5);
    expect(harbour ?? 0).toBeLessThan(0.2);
  });

  it('takes the nearest of its words', () => {
    const question = 'How expensive was it?';
    const alone = nearest(question, 'The cost was high.').expens;
    expect(nearest(question, 'The ferry sailed and the cost was high.').expens).toBe(alone);
    expect(alone).toBeGreaterThan(nearest(question, 'The ferry sailed.').expens);
  });

  it('compares what tells most of a long question', () => {
    const query = buildQuery({ question: 'boat storm garden kitchen forest school married' });
    const weights = (least: string) => new Map(query.terms.map(({ term }) => [term, term === least ? 0 : 1]));
    expect(new NearTerms(query, weights('boat')).terms).toContain('marri');
    expect(new NearTerms(query, weights('marri')).terms).not.toContain('marri');
  });

  it('is nothing for what the question says itself, for names, figures and light words', () => {
    expect(nearest('Who married Anna Berg in 1901?', 'Anna Berg married in 1901.')).toEqual({ marri: 0 });
    expect(nearest('What did much take place?', 'A lot happened.')).toEqual({});
  });
});

it('prefers the sentence whose words come near', async () => {
  const found = await findIn(
    {
      'berg.txt':
        'Anna Berg of Lindvik kept the light for thirty years. Anna Berg of Lindvik often wrote about the weather at sea. Anna Berg of Lindvik had a husband who built boats.',
    },
    'Was Anna Berg of Lindvik ever married?',
  );
  expect(textsOf(found.evidence)[0]).toContain('husband');
});

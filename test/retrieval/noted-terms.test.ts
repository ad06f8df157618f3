import { expect, it } from 'vitest';
import { buildQuery } from '../../src/query/query.js';
import { notedTerms, notice } from '../../src/retrieval/noted-terms.js';
import { NumberedWords } from '../../src/retrieval/numbered-words.js';
import type { OtherForm } from '../../src/retrieval/score-words.js';
import { termNumbers } from '../../src/retrieval/term-numbers.js';
import { tokenize } from '../../src/text/tokenize.js';

const other = (...phrase: string[]): OtherForm => ({
  found: phrase,
  phrase,
  share: 0.8,
  kind: 'word',
  isAcronym: false,
});

it('finds the words of a question, what stands and speaks for them, and its pairs, in one reading', () => {
  const query = buildQuery({ question: 'When did the old ferry sink?' });
  const term = (term: string, others: OtherForm[] = []) => ({ term, found: term, weight: 1, share: 1, others });
  const related = new Map([['disast', [{ term: 'sink', share: 0.65 }]]]);
  const noted = notedTerms(
    query,
    [term('old'), term('ferri', [other('boat')]), term('sink', [other('go', 'down')])],
    related,
  );
  const read = (sentence: string, held: string[]) =>
    notice(new NumberedWords(tokenize(sentence), termNumbers()), new Map(held.map((word) => [word, 1])), noted);

  expect(read('It was an old ferry, a disaster.', ['old', 'ferri'])).toEqual({
    places: [3, 4],
    terms: ['old', 'ferri'],
    related: new Map([['sink', 0.65]]),
    pairs: 1,
  });
  // What the postings don't say that it holds isn't held; what it holds needs nothing that speaks of it.
  expect(read('The boat did go down, a disaster.', ['sink'])).toEqual({
    places: [3],
    terms: ['sink'],
    related: new Map(),
    pairs: 0,
  });
});

import { describe, expect, it } from 'vitest';
import { definedLetters } from '../../src/text/defined-letters.js';
import { impliedTerms } from '../../src/text/implied-terms.js';
import { tokenize } from '../../src/text/tokenize.js';

const implied = (text: string) => [...impliedTerms(text, tokenize(text), definedLetters(text))];

describe('what a text says without writing the word', () => {
  it.each([
    ['It rose by 44% in May.', 'percent'],
    ['It rose by 44 per cent.', 'percent'],
    ['They paid $44 for it.', 'dollar'],
    ['They paid £4bn for it.', 'pound'],
    ['They paid 44 billion.', '44000000000'],
    ['Two hundred came.', '200'],
    ['Ada Berg, 42, said so.', 'ag'],
    ['At 42 he is the youngest.', 'ag'],
    ['She was 96.', 'ag'],
    ['A 42-year-old was hurt.', 'ag'],
    ['The head of the International Atomic Energy Agency led it.', '=iaea'],
    ['The Organization for Security and Co-operation in Europe said so.', '=osce'],
    ['Tests run in continuous integration (CI) every night.', '=ci'],
    ['The Alliance of Ferries, or AOF, has ten ships.', '=aof'],
  ])('%s ← %s', (text, term) => {
    expect(implied(text)).toContain(term);
  });

  it.each([
    ['On July 22, they came.', 'ag', 'a day'],
    ['The score was 42 to 3.', 'ag', 'a count'],
    ['the international atomic energy agency', '=iaea', 'no name'],
    ['INTERNATIONAL ATOMIC ENERGY AGENCY', '=iaea', 'capitals throughout, which may be anything'],
    ['They agreed (see above) on it.', '=sa', 'words in brackets that are no letters'],
  ])('%s, but not %s: %s', (text, term) => {
    expect(implied(text)).not.toContain(term);
  });

  it('is quick over a text that nearly defines letters again and again', () => {
    expect(implied('International Atomic Energy (IAEX) '.repeat(5_000))).not.toContain('=iaex');
  });
});

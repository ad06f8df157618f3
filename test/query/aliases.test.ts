import { describe, expect, it } from 'vitest';
import { aliasesOf } from '../../src/query/aliases.js';
import { findIn } from '../support/find-in.js';

/** The terms of the question that the text holds by another name. */
const held = (question: string, text: string) =>
  aliasesOf(question).flatMap(({ terms, pattern }) => (text.search(pattern) >= 0 ? terms : []));

describe('names by their letters', () => {
  it.each([
    ['Who led the IAEA mission?', 'The head of the International Atomic Energy Agency led it.', ['iaea']],
    ['What did the O.S.C.E. say?', 'The Organization for Security and Co-operation in Europe said so.', ['osc']],
    ['What does MSF demand?', 'Médecins Sans Frontières demands access.', ['msf']],
    ['What did the UN decide?', 'The United\nNations decided nothing.', ['un']],
    ['Who leads the European Union?', 'The EU is led by its council.', ['european', 'union']],
    ['What did the International Criminal Court do?', 'The I.C.C. issued a warrant.', ['intern', 'crimin', 'court']],
    ['What does the Bank of New England lend?', 'The BNE lends nothing.', ['bank', 'new', 'england']],
  ])('%s ← %s', (question, text, terms) => {
    expect(held(question, text)).toEqual(terms);
  });

  it.each([
    ['What did the IAEA say?', 'In Ankara, a deputy said so.', 'the letters in the middle of words'],
    ['What did the IAEA say?', 'the international atomic energy agency', 'words without capitals'],
    ['What did the IAEA say?', 'INTERNATIONAL ATOMIC ENERGY AGENCY', 'words all in capitals, which may be anything'],
    ['What is AI?', 'Alan Ives is here.', 'two letters'],
    ['Who is Anna Berg?', 'AB is here.', 'two words'],
    ['What did the International Criminal Court do?', 'The ICCO paid.', 'other letters'],
    ['WHAT DID THE IAEA SAY?', 'The International Atomic Energy Agency said so.', 'a question all in capitals'],
  ])('%s, not: %s (%s)', (question, text) => {
    expect(held(question, text)).toEqual([]);
  });

  it('is quick over a text that nearly fits again and again', () => {
    const text = 'International Atomic Energy '.repeat(20_000);
    const [{ pattern }] = aliasesOf('Who led the IAEA mission?');
    expect([...text.matchAll(pattern)].length).toBe(0);
  });
});

describe('an article that writes a name in another way', () => {
  const files = {
    'plant.txt':
      'Rafael Grossi led the mission of the International Atomic Energy Agency to the plant at Lindvik on Monday. Two inspectors stayed there. The weather was cold for the season, people said.',
    'other.txt': 'The harbour of Skarholm was closed for a week. A storm had broken the quay.',
  };

  it('is answered from', async () => {
    const { evidence, verdict } = await findIn(files, 'Who led the IAEA mission to Lindvik?');
    expect(verdict.isEnough).toBe(true);
    expect(evidence.sentences[0].start).toBe(0);
    expect(evidence.sentences[0].matched).toContain('iaea');
    expect(verdict.missingWords).toEqual([]);
    expect(verdict.features.missingName).toBe(0);
  });

  it('isn’t taken for another', async () => {
    const { verdict } = await findIn(files, 'Who led the OPCW mission to Lindvik?');
    expect(verdict.features.missingName).toBeGreaterThan(0);
    expect(verdict.missingWords).toContain('OPCW');
  });
});

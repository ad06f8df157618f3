import { describe, expect, it } from 'vitest';
import { findIn, openCorpus, textsOf } from '../support/find-in.js';

const FILES = {
  'plant.txt':
    'Rafael Grossi led the mission of the International Atomic Energy Agency to the plant at Lindvik on Monday. Two inspectors stayed there. The weather was cold for the season, people said.',
  'bank.txt':
    'The Lindvik Savings Bank collapsed on Friday. Its customers tried to withdraw 42 billion crowns within a day. The state put in an administrator.',
  'coach.txt':
    'Maria Kessler succeeded Otto Brandt as head coach of Skarholm United in June. Brandt had been expelled from the league.',
  'austria.txt': 'Voters in Austria elected a new parliament in September. Turnout was 80 per cent, the ministry said.',
};

describe('an article that says it in other words', () => {
  it.each([
    ['Who led the IAEA mission to Lindvik?', 'Rafael Grossi'],
    ['who replaced otto brandt', 'Maria Kessler succeeded'],
    ['who was kicked out of the league', 'expelled'],
    ['what percent voted in austria', '80 per cent'],
  ])('answers %s', async (question, said) => {
    const { evidence, verdict } = await findIn(FILES, question);
    expect(textsOf(evidence)[0]).toContain(said);
    expect(verdict.isEnough).toBe(true);
    expect(verdict.missingWords).toEqual([]);
  });

  it.each([
    ['Who led the OPCW mission to Lindvik?', 'OPCW'],
    ['Who was elected in Australia in September?', 'Australia'],
  ])('isn’t taken for another: %s', async (question, missing) => {
    const { verdict } = await findIn(FILES, question);
    expect(verdict.features.missingName).toBeGreaterThan(0);
    expect(verdict.missingWords).toContain(missing);
  });

  it('holds one of two words that are asked with, where one word of it stands for both', async () => {
    const { evidence } = await findIn({ 'hall.txt': 'The machine hums in the hall.' }, 'does my laptop hum or my pc');
    expect([...evidence.sentences[0].matched].sort()).toEqual(['hum', 'laptop']);
  });

  it('is worth no more than one that says it in the question’s own words', async () => {
    const files = { ...FILES, 'own.txt': 'Nora Vik replaced Otto Brandt as chair of the choir at Lindvik.' };
    const { find, close } = await openCorpus(files);
    expect(textsOf((await find('Who replaced Otto Brandt?')).evidence)[0]).toContain('Nora Vik');
    close();
  });
});

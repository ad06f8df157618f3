import { describe, expect, it } from 'vitest';
import { findIn, textsOf } from '../support/find-in.js';

const FILES = {
  'arrest.txt':
    'Ada Berg was arrested in Lindvik on Friday after a dispute at the ferry. The police said that she had been drunk, and denied that she was beaten. Her father, Olaf Berg, said that he did not believe the police. Berg is a harbour master and 42 years of age.',
  'visit.txt':
    'King Harald received the mayor of Skarholm at the castle, which the town said was cold. The bridge of Skarholm was repaired in May. It is 900 metres long and carries two lanes. The ferry to the bridge was sold.',
  'tensalor.txt':
    'Some 340,000 people take Tensalor in Norland. The drug was withdrawn in March after 27 patients fell ill and five of them died.',
  'ferries.txt':
    'The council of Lindvik rejected on Friday what it called lies about new ferries, saying that Lindvik was as much against new ferries as against new roads. Lindvik lost two boats and is therefore against new ferries, a reader wrote. It was on Monday that the ferry strike began again, said the council. The strike began in 1998 at the pier.',
};
const firstOf = async (question: string) => {
  const { evidence, verdict } = await findIn(FILES, question);
  return { text: textsOf(evidence)[0], isEnough: verdict.isEnough, features: verdict.features };
};

describe('the sentence that comes first', () => {
  it.each([
    ['What did the police deny about Ada Berg?', /^The police said/, 'a body without a name'],
    ["What did Ada Berg's father say?", /^Her father/, 'a relation beside a name'],
    ['How long is the bridge of Skarholm?', /900 metres/, 'a figure of the kind that is asked for'],
    ['How old is Ada Berg?', /42 years of age/, 'an age'],
    ['why is lindvik against new ferries', /^Lindvik lost two/, 'a cause, and no accusation'],
    ['what year did the ferry strike begin', /^The strike began in 1998/, 'a year, and no day of the week'],
    ['how many ppl died from tensalor', /five of them died/, 'the dead, and no others'],
  ])('to "%s" has it (%s)', async (question, said) => {
    const { text, isEnough } = await firstOf(question);
    expect(text).toMatch(said);
    expect(isEnough).toBe(true);
  });

  it('is on what somebody’s words are asked on, though another of theirs has more of the question', async () => {
    const files = {
      'talk.txt':
        'Iris Berg rejected all claims on the harbour of Norrvik, saying that Norrvik wanted no quarrel. She spoke for an hour. Nobody asked about the ferry. She warned that some pilots were careless. The fog lifted at noon.',
    };
    const { evidence, verdict } = await findIn(files, 'What did Iris Berg say about pilots?');
    expect(textsOf(evidence)[0]).toMatch(/pilots were careless/);
    expect(verdict.isEnough).toBe(true);
  });

  it('is said by nobody who stands in another clause', async () => {
    const { features, isEnough } = await firstOf('What did King Harald say about the ferry?');
    expect(features.otherSpeaker).toBe(1);
    expect(isEnough).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { highlightOf } from '../../src/answering/highlight.js';
import { findIn } from '../support/find-in.js';

const FILES = {
  'quarry.md': `The quarry at Norrvik opened again on Thursday, 2 May 2024, after nine winters. Its owner, Signe Holm, promised sixty jobs for stonecutters.
The new crane cost about 3.5 million dollars and weighs 44 tonnes. The council of Norrvik lent $1,200 to the school.
Anna Maria van der Berg painted the gate of the quarry. Engineers pumped water out of the pit for eleven weeks. Nearly 40% of the granite goes to Ost.`,
  'other.txt': 'The circus Bellini pitched its tent on the meadow at Ost. Bread costs more.',
};

/** What is in bold in the best sentence. */
async function bold(question: string): Promise<string | undefined> {
  const { query, evidence } = await findIn(FILES, question);
  const [best] = evidence.sentences;
  const span = highlightOf(query, best);
  return span && best.article.body.slice(span.start, span.end);
}

describe('what is asked for is', () => {
  it.each([
    ['a person', 'Who promised jobs for stonecutters?', 'Signe Holm'],
    ['a person with little words in the name', 'Who painted the gate of the quarry?', 'Anna Maria van der Berg'],
    ['a day', 'When did the quarry at Norrvik open again?', 'Thursday, 2 May 2024'],
    ['a number with its unit', 'How many jobs did the owner promise?', 'sixty jobs'],
    ['a measure', 'How many tonnes does the new crane weigh?', '44 tonnes'],
    ['a sum', 'How much did the new crane cost?', 'about 3.5 million dollars'],
    ['a sum with its sign', 'How much money did the council lend to the school?', '$1,200'],
    ['a share', 'What percentage of the granite goes to Ost?', 'Nearly 40%'],
    ['a place', 'Where did the circus Bellini pitch its tent?', 'Ost'],
  ])('%s', async (_, question, expected) => {
    expect(await bold(question)).toBe(expected);
  });

  it.each([
    'Why did engineers pump water out of the pit?',
    'What happened at the quarry?',
    'Was the gate painted?',
  ])('nothing that could be set in bold: %s', async (question) => {
    expect(await bold(question)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { answeredInOne } from '../../src/answering/answered-in-one.js';
import { buildQuery } from '../../src/query/query.js';
import { findIn } from '../support/find-in.js';

const HARBOUR =
  'Olaf Berg opened the harbour of Skarholm on 4 May. The harbour was built by prisoners. Ada Lind sold the ferry to Norrvik in June. It carries 900 passengers.';
const only = (question: string) => findIn({ 'harbour.txt': HARBOUR }, question);
const worthOf = async (question: string) => answeredInOne(buildQuery({ question }), (await only(question)).evidence);

describe('what one sentence answers', () => {
  it.each([
    'Who opened the harbour of Skarholm?',
    'When was the ferry sold?',
    'when did olaf berg open the harbour',
    'Was the harbour built by prisoners?',
  ])('is all of "%s"', async (question) => {
    expect(await worthOf(question)).toBe(1);
  });

  it.each([
    ['When was the harbour built?', 'When was the harbour opened?', 'the day is that of something else'],
    ['Who painted the ferry?', 'Who sold the ferry?', 'nobody did'],
    ['When did Ada Lind open the harbour?', 'When did Olaf Berg open the harbour?', 'another did'],
    [
      'When did Olaf Berg become harbour master?',
      'When did Olaf Berg open the harbour?',
      'it tells of another deed of his',
    ],
    ['Why did Ada Lind sell the ferry to Norrvik?', 'Did Ada Lind sell the ferry to Norrvik?', '"to" gives no reason'],
  ])('is less of "%s" than of "%s": %s', async (unsaid, said, _why) => {
    expect(await worthOf(unsaid)).toBeLessThan((await worthOf(said)) - 0.2);
  });

  it('is a yes or a no by the opposite as well, and by what was denied', async () => {
    const files = { 'toll.txt': 'Rude denied the claims of the harbour letter. The gate was closed on Sunday.' };
    for (const [question, answer] of [
      ['did rude admit to it?', /^Rude denied/],
      ['Was the gate open on Sunday?', /^The gate was closed/],
    ] as const) {
      const { evidence, verdict } = await findIn(files, question);
      expect(verdict.isEnough, question).toBe(true);
      const [{ article, start, end }] = evidence.sentences;
      expect(article.text.slice(start, end)).toMatch(answer);
    }
  });

  it('is how long something lasted, whatever the verb', async () => {
    const files = { 'war.txt': 'The country has seen an eight-year war. Its people are tired.' };
    expect((await findIn(files, 'how long did the war last')).verdict.isEnough).toBe(true);
  });

  it('counts what the sentence before it speaks of, as far as "it" may mean that', async () => {
    const worth = await worthOf('How many passengers does the ferry carry?');
    expect(worth).toBeGreaterThan(0.6);
    expect(worth).toBeLessThan(1);
  });

  it('counts what the title speaks of, and what a table’s header says of a row', async () => {
    const fees = { 'fees.md': '---\ntitle: Membership fees\n---\nAdults pay 60 euros a year. Children pay nothing.' };
    expect((await findIn(fees, 'How much is the membership fee?')).verdict.isEnough).toBe(true);
    const table = {
      'quake.md':
        '# Figures\n\n| Province | Dead | Hurt |\n| --- | --- | --- |\n| Ost | 219 | 307 |\n| West | 83 | 174 |\n',
    };
    expect((await findIn(table, 'How many people were hurt in Ost?')).verdict.isEnough).toBe(true);
  });

  it('decides where there is one article alone, and nothing where there are fifty', async () => {
    expect((await only('Who painted the ferry?')).verdict.isEnough).toBe(false);
    expect((await only('Who sold the ferry?')).verdict.isEnough).toBe(true);
    const others = Array.from({ length: 60 }, (_, i) => [`${i}.txt`, `Parcel ${i} waits on shelf ${i} of the depot.`]);
    const { verdict } = await findIn(
      Object.fromEntries([['harbour.txt', HARBOUR], ...others]),
      'Who painted the ferry?',
    );
    expect(verdict.features).toMatchObject({ unanswered: 0, smallness: 0 });
  });
});

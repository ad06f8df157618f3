import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../support/find-in.js';

const TOLL = `---
title: The toll on the bridge
published_at: 2024-03-01
---
The toll brought dismay among the readers of the harbour letter, among them the novelist Maren Tveit, who has a boat there.
"Forty crowns to cross my own bridge?" she wrote on Monday, and left the rest to her readers.
Shortly after the plan came out, Skarholm Ferries released a sharp reply, calling the toll a gift to smugglers.
Norland will not pay for the toll unless it is asked in writing, its transport minister, Olof Rude, said on Friday.
The harbour master, Ada Berg, said that Tveit had misread the plan for the toll.
Before the ferry of Holm, Rude said that it had been a rough crossing.
The county owns the bridge.
`;

/** How each sentence begins that the one who is asked about may have said, up to a sign. */
async function saidIn(find: Awaited<ReturnType<typeof openCorpus>>['find'], question: string, upTo: string) {
  const { evidence } = await find(question);
  return evidence.sentences
    .filter(({ features }) => features.speaker >= 0.5)
    .map(({ article, start, end }) => article.text.slice(start, end).split(upTo)[0]);
}

describe('whoever may be the one that is asked about', () => {
  let corpus: Awaited<ReturnType<typeof openCorpus>>;
  beforeAll(async () => {
    corpus = await openCorpus({ 'toll.md': TOLL });
  });
  afterAll(() => corpus.close());

  const speakerOf = async (question: string, part: RegExp) => {
    const { evidence } = await corpus.find(question);
    const found = [...evidence.sentences, ...evidence.further].find(({ article, start, end }) =>
      part.test(article.text.slice(start, end)),
    );
    return found?.features.speaker ?? 0;
  };

  it.each([
    ['is named just before somebody speaks', 'What did Maren Tveit think of the toll?', /Forty crowns/],
    ['is named where a statement was made', 'What did Skarholm Ferries say about the toll?', /gift to smugglers/],
    ['is whose minister speaks', 'What does Norland say about the toll?', /in writing/],
  ])('%s', async (_, question, part) => {
    expect(await speakerOf(question, part)).toBeGreaterThanOrEqual(0.5);
  });

  it('is not whose mother or friend is asked about', async () => {
    expect(await speakerOf('What did Rude say about the ferry?', /rough crossing/)).toBeGreaterThanOrEqual(0.5);
    expect(await speakerOf('What did Rude’s mother say about the ferry?', /rough crossing/)).toBeLessThan(0.5);
  });

  it('goes by another name, and holds an office of what the article is about', async () => {
    const files = {
      'strike.md': `---
title: Strike on Kyiv
published_at: 2024-03-01
---
Drones hit Kyiv on Monday, Ukrainian officials said.
The mayor, Ada Berg, said that a school was among what was hit.
Olof Rude, a member of the European Commission, said that it was a crime.
Holm's mayor, Signe Lund, said that Holm would send glass.
`,
    };
    const { find, close } = await openCorpus(files);
    const saidBy = (question: string) => saidIn(find, question, ',');
    expect(await saidBy('What did the mayor of Kyiv say about the strike?')).toEqual(['The mayor']);
    expect(await saidBy('What did the EU say about the strike?')).toEqual(['Olof Rude']);
    expect(await saidBy('What did Kyiv say about the strike?')).toEqual(['Drones hit Kyiv on Monday']);
    close();
  });

  it('has the office, the country and the first name that are asked about', async () => {
    const files = {
      'call.txt': `Norwegian Foreign Minister Ada Berg has rejected the claims about the drones of Sweden.
Norway said that it sends no drones.
Pebble, the oldest dog, died after a long life, owner Julie Gregory said of the drones.
Her husband Bobby Gregory brought flowers.
`,
    };
    const { find, close } = await openCorpus(files);
    const saidBy = (question: string) => saidIn(find, question, ' ');
    expect(await saidBy('What did the Norwegian foreign minister say about the drones?')).toContain('Norwegian');
    expect(await saidBy('What did the Swedish foreign minister say about the drones?')).toEqual([]);
    expect(await saidBy("What did Norway's president say about the drones?")).toEqual([]);
    expect(await saidBy('What did the Norwegian prime minister say about the drones?')).not.toContain('Norwegian');
    expect(await saidBy('What did Julie Gregory say about the drones?')).toEqual(['Pebble,']);
    expect(await saidBy('What did Bobby Gregory say about the drones?')).toEqual([]);
    close();
  });

  it('is not whoever speaks where that one is only near, nor a spokesman of the same country', async () => {
    const files = {
      'port.txt': `Paula Falk took over the port of Holm.
Senator Per Lund disagreed, saying that the port of Holm was a ruin.
A spokesman for the Danish Foreign Ministry, Olof Rude, said that the port of Holm was safe.
`,
    };
    const { find, close } = await openCorpus(files);
    const saidBy = (question: string) => saidIn(find, question, ' ');
    expect(await saidBy('What did Falk say about the port of Holm?')).toEqual([]);
    expect(await saidBy('What did Lund say about the port of Holm?')).toEqual(['Senator']);
    expect(await saidBy('What did the Danish president say about the port of Holm?')).toEqual([]);
    expect(await saidBy('What did the Danish foreign ministry say about the port of Holm?')).toEqual(['A']);
    close();
  });

  it('is nobody of whom another one speaks, and nobody where nothing is said', async () => {
    expect(await speakerOf('What did Tveit say about the toll?', /misread/)).toBeLessThan(0.5);
    expect(await speakerOf('What did the county say about the bridge?', /owns/)).toBe(0);
  });

  it('is not the one who is named beside the one who speaks', async () => {
    expect(await speakerOf('What did Holm say about the ferry?', /rough crossing/)).toBeLessThan(0.5);
    expect(await speakerOf('What did Rude say about the ferry?', /rough crossing/)).toBe(1);
  });

  it('speaks on what is asked, in the sentence or beside it', async () => {
    const otherSpeaker = async (question: string) => (await corpus.find(question)).verdict.features.otherSpeaker;
    expect(await otherSpeaker('What did Ada Berg say about the plan?')).toBe(0);
    expect(await otherSpeaker('What did Ada Berg say about the lighthouse?')).toBe(1);
  });

  it.each([
    ["Berg's reaction to the toll", ['berg']],
    ["what's the county's current line on smugglers", ['counti']],
    ['the response to the toll', []],
  ])('is whose reaction is asked for: %s', async (question, terms) => {
    expect((await corpus.find(question)).query.speakerTerms).toEqual(terms);
  });

  it('is asked about where words are asked for, not where a figure or a person is', async () => {
    expect((await corpus.find('What does Norland say about the toll?')).query.speakerTerms).toHaveLength(1);
    for (const question of ['How many crowns does Norland say it costs?', 'Who did Norland offer to pay?'])
      expect((await corpus.find(question)).query.speakerTerms, question).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/types.js';
import type { EarlierAnswer } from '../../src/flows/converse.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { TOWN } from '../support/town.js';

const STRIKE = `---
title: Strike at the port of Lindvik
source: Coast herald
published_at: 2023-03-10
---
Dockers at the port of Lindvik walked out on Friday because the owner had cancelled the night bus. The mayor, Ada Berg, said that the town would not take sides. About 300 dockers stayed away. Ships waited in the bay of Skarholm. A crane driver fell ill during the walkout and was taken to hospital.
`;
const REGATTA = `---
title: Regatta off Skarholm
source: Stone gazette
published_at: 2023-03-10
---
Nora Dahl won the regatta off Skarholm on Friday in a boat that she had built herself. The race took four hours. Nobody was hurt.
`;
const FEE = `---
title: Ferry fee in March
source: Coast herald
published_at: 2022-03-05
---
The council raised the ferry fee to 9 crowns in spring. It had been 7 crowns.
`;
const FEE_IN_MAY = `---
title: Ferry fee again
source: Coast herald
published_at: 2023-05-04
---
The council lowered the ferry fee to 8 crowns.
`;
const FILES = { ...TOWN, 'strike.md': STRIKE, 'regatta.md': REGATTA, 'fee.md': FEE, 'fee-in-may.md': FEE_IN_MAY };

/** The answers to some turns of one conversation. */
async function converse(
  turns: string[],
  change?: { before: number; files: Record<string, string> },
): Promise<Answer[]> {
  const folder = makeIndexFolder(FILES);
  await folder.reindex();
  let app = folder.open();
  const earlier: EarlierAnswer[] = [];
  const answers: Answer[] = [];
  for (const [i, text] of turns.entries()) {
    if (change?.before === i) {
      app.close();
      folder.write(change.files);
      await folder.reindex();
      app = folder.open();
    }
    const answer = await app.converse({ text, earlier });
    if (answer.status !== 'told') earlier.push({ question: text, answer });
    answers.push(answer);
  }
  app.close();
  return answers;
}
const textsOf = ({ sentences }: Answer) => sentences.map(({ text }) => text);
const lastOf = async (...turns: string[]) => (await converse(turns)).at(-1)!;

describe('a conversation', () => {
  it('tells what an answer rests on, a sentence for each article', async () => {
    const [answer, sources] = await converse(['Why did the dockers walk out?', 'source?']);
    expect(sources).toMatchObject({ status: 'answered', kind: 'follow-up' });
    expect(textsOf(sources)).toEqual([textsOf(answer)[0]]);
    expect(sources.citations).toEqual([answer.citations[0]]);
  });

  it('shortens an answer to its first sentence', async () => {
    const [answer, shorter] = await converse(['What happened at the port of Lindvik?', 'shorter please']);
    expect(answer.sentences.length).toBeGreaterThan(1);
    expect(textsOf(shorter)).toEqual([textsOf(answer)[0]]);
  });

  it('tells who said it', async () => {
    const [, said] = await converse(['Will the town of Lindvik take sides?', 'who said that']);
    expect(textsOf(said)).toEqual(['The mayor, Ada Berg, said that the town would not take sides.']);
    const { text, highlight } = said.sentences[0];
    expect(text.slice(highlight!.start, highlight!.end)).toContain('Ada Berg');
  });

  it('goes on with what nobody was told yet, also behind one sentence', async () => {
    const [answer, more, again] = await converse(['Why did the dockers walk out?', 'tell me more', 'tell me more']);
    const told = new Set(textsOf(answer));
    expect(more.sentences.length).toBeGreaterThan(0);
    expect(textsOf(more).filter((text) => told.has(text))).toEqual([]);
    expect(textsOf(again).filter((text) => told.has(text) || textsOf(more).includes(text))).toEqual([]);
    const [, , second] = await converse(['Why did the dockers walk out?', 'tell me more', 'explain the first one']);
    expect(second.citations.every(({ articleId }) => articleId === 'strike.md')).toBe(true);
  });

  it('says nothing of an article that changed since it was quoted', async () => {
    const changed = { 'strike.md': STRIKE.replace('because', 'since') };
    const answers = await converse(['Why did the dockers walk out?', 'source?'], { before: 1, files: changed });
    expect(answers[1].citations.filter(({ articleId }) => articleId === 'strike.md')).toEqual([]);
  });

  it('doesn’t repeat what it told where something else is asked that no article tells', async () => {
    for (const asked of ['what about france?', 'and the bakers?', 'xyzzy'])
      expect((await lastOf('Why did the dockers walk out?', asked)).status, asked).toBe('abstained');
  });

  it('holds a further question to its own words and to what was asked before', async () => {
    const [first] = textsOf(await lastOf('What happened at the port of Lindvik?', 'did anybody fall ill?'));
    expect(first).toMatch(/crane driver/);
  });

  it.each([
    'ok something else: who won the regatta?',
    'new question: who won the regatta?',
    'who won the regatta?',
    'haha ok. who won the regatta?',
  ])('leaves its topic: %s', async (asked) => {
    const { kind, sentences } = await lastOf('Why did the dockers walk out?', asked);
    expect(kind).toBe('question');
    expect(sentences[0].text).toMatch(/^Nora Dahl won/);
  });

  it('understands a correction, and which one is meant', async () => {
    expect(textsOf(await lastOf('What did the repair of the dam cost?', 'no i meant the ferry fee'))[0]).toMatch(
      /crowns/,
    );
    const [first] = textsOf(await lastOf('Who won the regatta?', 'no i meant the quarry owner'));
    expect(first).toMatch(/Signe Holm/);
  });

  it('knows the day of what it told', async () => {
    const told = textsOf(await lastOf('Why did the dockers walk out?', 'what else happened that day'));
    expect(told.join(' ')).toMatch(/Nora Dahl won the regatta/);
  });

  it('takes a month for the last one that articles are of', async () => {
    const [first] = textsOf(await lastOf('What is the ferry fee?', 'and in march?'));
    expect(first).toMatch(/9 crowns/);
    expect(textsOf(await lastOf('What happened with the ferry fee in March?'))[0]).toMatch(/9 crowns/);
  });
});

/** What is no single fact, asked of the shipped articles as a person asks it. */
import { describe, expect, it } from 'vitest';
import { isVerbatim } from '../support/find-in.js';
import { useShippedApp } from '../support/shipped-app.js';

const app = useShippedApp();

const GRAIN = [
  'war/2022-07-23-grain-initiative-signed.md',
  'war/2022-10-29-russia-suspends-grain-deal.md',
  'war/2022-11-02-russia-rejoins-grain-deal.md',
  'war/2022-11-17-grain-agreement-extended.md',
];
const cited = async (question: string) => {
  const answer = await app().ask({ question });
  expect(answer.status).toBe('answered');
  return { ...answer, ids: answer.citations.map(({ articleId }) => articleId) };
};

describe('an answer that is no single fact', () => {
  it('tells a timeline in time, also where the articles call the deal an agreement', async () => {
    const { kind, ids } = await cited('give me a timeline of the grain deal');
    expect(kind).toBe('timeline');
    expect(ids).toEqual(GRAIN);
  });

  it('tells the latest first', async () => {
    const { kind, ids } = await cited('whats the latest on the grain deal');
    expect(kind).toBe('latest');
    expect(ids).toEqual([...GRAIN].reverse().slice(0, ids.length));
  });

  it.each([
    'what happened in october 2022',
    'What happened in October 2022?',
    'news of october 2022',
  ])('tells the news of a month: %s', async (question) => {
    const { citations } = await cited(question);
    expect(citations.length).toBeGreaterThan(2);
    expect(citations.filter(({ publishedAt }) => !publishedAt!.startsWith('2022-10'))).toEqual([]);
  });

  it('lists titles as titles', async () => {
    const { kind, sentences, citations } = await cited('articles about the fed');
    expect(kind).toBe('list');
    expect(sentences.map(({ text }) => text)).toEqual(citations.map(({ title }) => title));
    expect(new Set(citations.map(({ field }) => field))).toEqual(new Set(['title']));
  });

  it('compares two things by a sentence on each', async () => {
    const { kind, sentences } = await cited('compare the TB2 and the Shahed');
    expect(kind).toBe('compare');
    const text = sentences.map((sentence) => sentence.text).join(' ');
    expect(text).toContain('Bayraktar TB2');
    expect(text).toContain('Shahed');
  });

  it('compares nothing where no article speaks of what it is asked within', async () => {
    const asked = async (within: string) =>
      (await app().ask({ question: `${within}what’s the difference between the TB2 and the Shahed` })).kind;
    expect(await asked('')).toBe('compare');
    expect(await asked('chess: ')).not.toBe('compare');
  });

  it('quotes what stands there, word for word', async () => {
    const bodies = await app().index.read(
      (snapshot) => new Map([...snapshot.articles()].map((meta) => [meta.id, snapshot.content(meta).body])),
    );
    for (const question of ['give me a timeline of the grain deal', 'whats new', 'summary of november 2022']) {
      const { citations } = await cited(question);
      expect(citations.filter((citation) => !isVerbatim(citation, (id) => bodies.get(id)))).toEqual([]);
    }
  });

  it('is a plain one where the topic is told nowhere', async () => {
    expect(await app().ask({ question: 'give me a timeline of the chess championship' })).toMatchObject({
      status: 'abstained',
      sentences: [],
    });
  });
});

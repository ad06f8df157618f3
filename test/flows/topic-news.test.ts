/** News on a topic: what counts, what is quoted of it, and that it stands there. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewsRequest, TopicNews } from '../../src/flows/topic-news.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { MAY } from '../support/may.js';

async function newsOn(files: Record<string, string>, request: NewsRequest): Promise<TopicNews> {
  const folder = makeIndexFolder(files);
  await folder.reindex();
  const app = folder.open();
  onTestFinished(() => void app.close());
  const news = await app.news(request);
  await app.index.read((snapshot) => {
    for (const { articleId, quote, start, end } of news.citations)
      expect(snapshot.content(snapshot.articleById(articleId)!).body.slice(start, end)).toBe(quote);
  });
  return news;
}

const article = (title: string, body: string, day: string, source = 'Desk') =>
  `---\ntitle: ${title}\nsource: ${source}\npublished_at: ${day}\n---\n${body}\n`;
const LAMP = 'The pier got its new lamp on Monday.';
const PIER = {
  'lamp.md': article('Notes', `Anders likes herring. ${LAMP} Nobody saw a seal.`, '2024-05-02'),
  'price.md': article('The pier lamp was dear', 'It cost 900 crowns. The mayor paid.', '2024-05-09', 'Gazette'),
  'seal.md': article('A seal came', 'A seal came to the harbour. It slept.', '2024-05-05'),
  'ramp.md': article('A ramp', 'The ramp by the pier is closed.', '2024-05-06'),
};

describe('news on a topic', () => {
  it('is of the articles that speak of all of it, the newest first, a sentence each', async () => {
    const { articles, sentences } = await newsOn(PIER, { topic: 'pier lamp' });
    expect(articles).toEqual(['price.md', 'lamp.md']);
    expect(sentences.map(({ text }) => text)).toEqual(['It cost 900 crowns.', LAMP]);
  });

  it('is of the given articles alone, whatever became of them, and of the given outlets', async () => {
    const among = new Set(['lamp.md', 'seal.md', 'gone.md']);
    expect((await newsOn(PIER, { topic: 'pier lamp', among })).articles).toEqual(['lamp.md']);
    expect((await newsOn(PIER, { topic: 'pier lamp', sources: ['gazette'] })).articles).toEqual(['price.md']);
    expect(await newsOn(PIER, { topic: 'pier lamp', among: new Set(['seal.md']) })).toEqual({
      articles: [],
      sentences: [],
      citations: [],
    });
  });

  it('of a topic that no article knows is none', async () => {
    expect((await newsOn(MAY, { topic: 'volcano eruption' })).articles).toEqual([]);
  });

  it('among more than are read takes those that rank best', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`n${i}.md`, article(`Note ${i}`, `Item ${i} was sold.`, '2024-05-01')]),
    );
    const files = { ...many, ...PIER };
    const news = await newsOn(files, { topic: 'pier lamp', among: new Set(Object.keys(files)) });
    expect(news.articles).toEqual(['price.md', 'lamp.md']);
  });
});

import { PromptTemplate } from '@langchain/core/prompts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NoIndexError, UserError } from '../../src/core/errors.js';
import { FootnoteRetriever, type FootnoteRetrieverOptions } from '../../src/langchain/index.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { makeIndexPlace } from '../support/index-place.js';
import { startPostgres } from '../support/postgres/databases.js';
import { makeFolder } from '../support/run-footnote.js';
import { LEAK, TOWN } from '../support/town.js';

async function open(options: Partial<FootnoteRetrieverOptions> = {}) {
  const folder = makeIndexFolder(TOWN);
  await folder.reindex();
  const retriever = new FootnoteRetriever({ dataDir: folder.dataDir, ...options });
  onTestFinished(() => retriever.close());
  return { folder, retriever };
}

describe('FootnoteRetriever', () => {
  it('gives passages with where they stand, best first', async () => {
    const { folder, retriever } = await open();
    const documents = await retriever.invoke('When did the dam at Elva leak?');
    const [best] = documents;
    expect(best.metadata).toEqual({
      article_id: 'leak.md',
      title: 'Dam at Elva leaks',
      source: 'Coast herald',
      published_at: '2023-01-10',
      url: null,
      start: expect.any(Number),
      end: expect.any(Number),
      score: expect.any(Number),
    });
    const { start, end } = best.metadata;
    expect(best.id).toBe(`leak.md#${start}-${end}`);
    expect(best.pageContent).toContain('began to leak');
    expect(LEAK.split('---\n')[2].slice(start, end)).toBe(best.pageContent);
    const scores = documents.map(({ metadata }) => metadata.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const app = folder.open();
    onTestFinished(() => app.close());
    const hits = await app.search({ question: 'When did the dam at Elva leak?' }, { top: 5 });
    expect(documents.map(({ metadata }) => metadata.article_id)).toEqual(hits.map(({ article }) => article.id));
  });

  it('keeps to top and filters', async () => {
    const { retriever } = await open({ top: 1 });
    expect(await retriever.invoke('dam')).toHaveLength(1);
    const { retriever: filtered } = await open({ filters: { source: 'stone gazette' } });
    expect((await filtered.invoke('dam')).map(({ metadata }) => metadata.article_id)).toEqual(['mended.md']);
  });

  it('gives nothing where nothing is found, and sees the next version', async () => {
    const { folder, retriever } = await open();
    expect(await retriever.invoke('lighthouse')).toEqual([]);
    folder.write({ 'new.txt': 'The lighthouse keeper of Ost paints stars.' });
    await folder.reindex();
    expect((await retriever.invoke('lighthouse'))[0].metadata.article_id).toBe('new.txt');
  });

  it('serves in a chain', async () => {
    const { retriever } = await open({ top: 1 });
    const chain = retriever
      .pipe((documents) => ({ context: documents[0].pageContent }))
      .pipe(PromptTemplate.fromTemplate('Only from this: {context}'));
    expect((await chain.invoke('elephant of the circus')).toString()).toMatch(/^Only from this: .*elephant/);
  });

  it('says what is wrong', async () => {
    expect(() => new FootnoteRetriever({ dataDir: makeFolder() })).toThrow(NoIndexError);
    const { retriever } = await open({ filters: { from: 'yesterday' } });
    await expect(retriever.invoke('dam')).rejects.toThrow(UserError);
  });

  it('asks an index in PostgreSQL as well', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const database = await server.create();
    const place = makeIndexPlace(TOWN, database);
    const early = new FootnoteRetriever({ databaseUrl: database.url });
    await expect(early.invoke('dam')).rejects.toThrow(NoIndexError);
    await early.close();
    await place.reindex();
    const retriever = new FootnoteRetriever({ databaseUrl: database.url });
    const { retriever: embedded } = await open();
    const question = 'When did the dam at Elva leak?';
    expect(await retriever.invoke(question)).toEqual(await embedded.invoke(question));
    await retriever.close();
  });
});

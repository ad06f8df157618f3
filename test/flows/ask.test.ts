import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/types.js';
import { UserError } from '../../src/core/errors.js';
import type { Question } from '../../src/query/query.js';
import { openCorpus } from '../support/find-in.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { LEAK, QUARRY, TOWN } from '../support/town.js';

const QUESTIONS = [
  'What happened to the dam at Elva?',
  'How many jobs did the owner promise?',
  'What did Signe Holm say about wages?',
  'Where does the elephant live?',
  'Who won the regatta?',
];

/** An answer over these files, by one who asks once. */
async function ask(question: string | Question, files: Record<string, string> = TOWN): Promise<Answer> {
  const corpus = await openCorpus(files);
  const answer = await corpus.ask(typeof question === 'string' ? { question } : question);
  corpus.close();
  return answer;
}

describe('an answer', () => {
  it('has sentences with quotes, and nothing that belongs to an abstention', async () => {
    const answer = await ask('What did the repair of the dam cost?');
    expect(answer).toMatchObject({ status: 'answered', composer: 'extractive', nearest: [], missing: [] });
    expect(answer.sentences).toEqual([
      { text: 'The repair of the dam cost 3 million crowns.', citations: [0], highlight: { start: 27, end: 43 } },
    ]);
    expect(answer.citations).toEqual([
      {
        articleId: 'mended.md',
        field: 'body',
        title: 'Dam at Elva mended',
        source: 'Stone gazette',
        publishedAt: '2023-02-20',
        quote: 'The repair of the dam cost 3 million crowns.',
        start: expect.any(Number),
        end: expect.any(Number),
      },
    ]);
    expect(answer).not.toHaveProperty('reason');
    expect(answer).not.toHaveProperty('draft');
  });

  it('shows at most five of the sentences found, the best first', async () => {
    const { evidence, trace } = await ask('the dam, the quarry and the circus');
    expect(trace.sentences.length).toBeGreaterThan(5);
    expect(evidence).toHaveLength(5);
    expect(evidence.map(({ quote }) => quote)).toEqual(trace.sentences.slice(0, 5).map(({ text }) => text));
    const scores = evidence.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('tells in its trace why each sentence was used or left out', async () => {
    const { trace, sentences } = await ask('How many jobs did the owner promise?');
    expect(trace).toMatchObject({ answerType: 'quantity', indexVersion: 1 });
    expect(trace.sentences.filter(({ leftOut }) => leftOut === undefined)).toHaveLength(sentences.length);
    expect(trace.words.every(({ isFound }) => isFound)).toBe(true);
  });
});

describe('an abstention', () => {
  it('names what is near, and not what only shares a word; what is missing; and says nothing', async () => {
    const answer = await ask('Who painted the dam and the quarry violet?', {
      ...TOWN,
      'more.txt': 'Another dam was built by beavers, far from any quarry.',
    });
    expect(answer).toMatchObject({ status: 'abstained', sentences: [], citations: [] });
    const near = answer.nearest.map(({ articleId }) => articleId);
    expect(near).toEqual(['more.txt', 'quarry.md']);
    expect([...answer.missing].sort()).toEqual(['painted', 'violet']);
    expect(answer.reason).toMatch(/^What was found says nothing of “(painted|violet)” or “(painted|violet)”\.$/);
  });

  it('keeps what would have been said, verified, apart', async () => {
    const answer = await ask('Which violinist played at the dam?');
    expect(answer.status).toBe('abstained');
    expect(answer.draft?.sentences.length).toBeGreaterThan(0);
  });

  it('says so where no article speaks of it at all', async () => {
    const answer = await ask('zeppelin', { 'quarry.md': QUARRY });
    expect(answer).toMatchObject({
      status: 'abstained',
      confidence: 0,
      evidence: [],
      nearest: [],
      missing: ['zeppelin'],
      reason: 'No article speaks of any of this.',
    });
    expect(answer).not.toHaveProperty('draft');
  });
});

describe('a follow-up', () => {
  const history = [
    { role: 'user' as const, text: 'Where is the circus Bellini with its elephant?' },
    { role: 'assistant' as const, text: 'The circus Bellini pitched its tent on the meadow at Ost.' },
  ];

  it.each([
    ['what was asked before', history.slice(0, 1)],
    ['the last answer', history.slice(1)],
    ['both', history],
  ])('is understood from %s', async (_, turns) => {
    const question = 'And how much does it cost?';
    expect((await ask(question)).evidence[0].articleId).toBe('mended.md');
    expect((await ask({ question, history: turns })).evidence[0]).toMatchObject({
      articleId: 'circus.txt',
      quote: expect.stringContaining('12 crowns'),
    });
  });

  it('counts its own words for more than those of earlier turns', async () => {
    const answer = await ask({ question: 'What did the repair of the dam cost?', history });
    expect(answer.citations[0]).toMatchObject({ articleId: 'mended.md' });
  });
});

describe('filters', () => {
  it.each([
    ['a source', { source: 'STONE GAZETTE' }, ['mended.md']],
    ['one of several sources', { sources: ['Coast Herald', 'nobody'] }, ['leak.md']],
    ['a first day', { from: '2023-02-01' }, ['mended.md']],
    ['a last day', { to: '2023-01-31' }, ['leak.md']],
    ['the very day', { from: '2023-01-10', to: '2023-01-10' }, ['leak.md']],
    ['a month', { from: '2023-02', to: '2023-02' }, ['mended.md']],
    ['an article', { article: 'leak.md' }, ['leak.md']],
    ['nothing', {}, ['leak.md', 'mended.md']],
  ])('by %s let only such articles be quoted', async (_, filters, articles) => {
    const { citations } = await ask({ question: 'What happened to the dam at Elva?', filters });
    expect([...new Set(citations.map(({ articleId }) => articleId))].sort()).toEqual(articles);
  });

  it('that let nothing through end in an abstention', async () => {
    const answer = await ask({ question: 'What happened to the dam at Elva?', filters: { from: '2030' } });
    expect(answer).toMatchObject({ status: 'abstained', confidence: 0, nearest: [] });
  });

  it('leave articles without a date out where a day is asked for', async () => {
    const answer = await ask({ question: 'Where does the elephant live?', filters: { from: '1900' } });
    expect(answer).toMatchObject({ status: 'abstained' });
    expect(JSON.stringify([answer.evidence, answer.nearest])).not.toContain('circus.txt');
  });

  it.each([
    ['a date that is none', { question: 'dam', filters: { from: 'soon' } }, 'bad-date'],
    ['days in the wrong order', { question: 'dam', filters: { from: '2024', to: '2023' } }, 'bad-range'],
    ['a clock that is none', { question: 'dam', now: 'now' }, 'bad-date'],
    ['an empty question', { question: ' \n ' }, 'empty-question'],
  ])('and questions that can not be read are refused: %s', async (_, question, code) => {
    await expect(ask(question)).rejects.toMatchObject({ code });
    await expect(ask(question)).rejects.toBeInstanceOf(UserError);
  });
});

describe('answers', () => {
  it('are the same when asked twice', async () => {
    const { ask: askAgain, close } = await openCorpus(TOWN);
    for (const question of QUESTIONS)
      expect(JSON.stringify(await askAgain({ question }))).toBe(JSON.stringify(await askAgain({ question })));
    close();
  });

  it('are the same whatever the history of updates', async () => {
    const folder = makeIndexFolder({ 'leak.md': QUARRY, 'gone.txt': 'A whale swam into the harbour of Elva.' });
    await folder.reindex();
    for (const [name, content] of Object.entries(TOWN)) {
      folder.write({ [name]: content });
      await folder.reindex();
    }
    folder.write({ 'wages.md': LEAK });
    await folder.reindex();
    folder.write({ 'wages.md': TOWN['wages.md'] });
    folder.remove('gone.txt');
    await folder.reindex();
    const updated = folder.open();
    const fresh = await openCorpus(TOWN);
    for (const question of QUESTIONS) {
      const { trace: before, ...then } = await updated.ask({ question });
      const { trace: after, ...now } = await fresh.ask({ question });
      expect(then).toEqual(now);
      expect({ ...before, indexVersion: 0 }).toEqual({ ...after, indexVersion: 0 });
    }
    updated.close();
    fresh.close();
  });

  it('stop at an abort', async () => {
    const { ask: askOnce, close } = await openCorpus(TOWN);
    await expect(askOnce({ question: 'dam' }, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    close();
  });
});

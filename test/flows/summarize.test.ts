import { describe, expect, it } from 'vitest';
import type { App } from '../../src/compose.js';
import type { PeriodScope, Summary } from '../../src/summarizing/types.js';
import { summarizeWithoutHoldUp } from '../../src/threads/summarize-apart.js';
import { isVerbatim } from '../support/find-in.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { TOWN } from '../support/town.js';

const article = (title: string, publishedAt: string, source: string, body: string) =>
  `---\ntitle: ${title}\nsource: ${source}\npublished_at: ${publishedAt}\n---\n${body}\n`;

/** A story over three months, told by two outlets, with a claim and its denial. */
const STORY = {
  'a.md': article(
    'Bridge at Hult closed',
    '2024-01-08',
    'Stone gazette',
    'The bridge at Hult was closed on Monday after a crack was found in its oldest arch. Lorries now drive over the pass.',
  ),
  'b.md': article(
    'Crack closes Hult bridge',
    '2024-01-09',
    'Coast herald',
    'The bridge at Hult is closed since Monday because a crack was found in its oldest arch. Lorries drive over the pass now.',
  ),
  'c.md': article(
    'Who broke the bridge at Hult?',
    '2024-02-12',
    'Coast herald',
    'Mayor Ines Falk accused the saw mill of breaking the bridge at Hult with lorries that were too heavy. The saw mill denied that its lorries broke the bridge at Hult, and showed the weight of each.',
  ),
  'd.md': article(
    'Bridge at Hult opens',
    '2024-03-30',
    'Stone gazette',
    'The bridge at Hult opened again on Saturday with an arch of granite. Its repair cost 4 million crowns, the county said.',
  ),
  'e.md': article(
    'Prize for bread',
    '2024-03-30',
    'Food desk',
    'A bakery in Ost has won the national prize for rye bread.',
  ),
  'f.txt': 'An owl lives in the tower of the church at Ost.',
};

async function using<T>(
  files: Record<string, string>,
  use: (summarize: App['summarize'], app: App) => Promise<T>,
): Promise<T> {
  const folder = makeIndexFolder(files);
  await folder.reindex();
  const app = folder.open();
  try {
    return await use(app.summarize, app);
  } finally {
    app.close();
  }
}

const textOf = ({ sentences }: Summary) => sentences.map(({ text }) => text).join('\n');
/** Of each sentence the day of the article that it is quoted from. */
const daysOf = ({ sentences, citations }: Summary) =>
  sentences.map(({ citations: [place] }) => citations[place].publishedAt);
const topic = (text: string, files: Record<string, string> = STORY, rest = {}) =>
  using(files, (summarize) => summarize.topic({ topic: text, ...rest }));
const period = (text: string, files: Record<string, string> = STORY, rest = {}) =>
  using(files, (summarize) => summarize.period({ period: text, ...rest }));

describe('a summary of an article', () => {
  it('is found by id or title and says what it is of', async () => {
    const summary = await using(TOWN, (summarize) =>
      summarize.article({ idOrTitle: 'quarry opens again', length: 'long' }),
    );
    expect(summary).toMatchObject({
      status: 'answered',
      composer: 'extractive',
      articles: ['quarry.md'],
      scope: {
        kind: 'article',
        articleId: 'quarry.md',
        source: 'Stone gazette',
        publishedAt: '2024-05-02',
        length: 'long',
      },
    });
    expect(summary.sentences[0].text).toMatch(/^The quarry at Norrvik opened again/);
    expect(summary).not.toHaveProperty('reason');
  });

  it('does not change when other articles come', async () => {
    const of = (files: Record<string, string>) =>
      using(files, (summarize) => summarize.article({ idOrTitle: 'leak.md' }));
    expect(await of({ 'leak.md': TOWN['leak.md'] })).toEqual(await of(TOWN));
  });

  it('of an unknown title is refused', async () => {
    await expect(using(TOWN, (summarize) => summarize.article({ idOrTitle: 'zeppelin' }))).rejects.toMatchObject({
      code: 'no-article',
    });
  });
});

describe('a summary of a topic', () => {
  it('tells how it began, what is disputed and where it stands, in time order, near-duplicates once', async () => {
    const summary = await topic('the bridge at Hult');
    expect(summary.scope).toMatchObject({ kind: 'topic', counts: { articles: 4, outlets: 2, stories: 3 } });
    const text = textOf(summary);
    expect(text).toMatch(/^The bridge at Hult was closed/);
    expect(daysOf(summary)[0]).toMatch(/^2024-01-0[89]$/);
    expect(text).toContain('accused the saw mill');
    expect(text).toContain('The saw mill denied');
    expect(text).toMatch(/The bridge at Hult opened again .*$/);
    expect(daysOf(summary).at(-1)).toBe('2024-03-30');
    expect(daysOf(summary)).toEqual([...daysOf(summary)].sort());
    expect(text.match(/crack was found/g)).toHaveLength(1);
    expect(summary.articles.sort()).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
  });

  it.each([
    ['one outlet', { source: 'COAST HERALD' }, ['b.md', 'c.md']],
    ['first days', { from: '2024-02-01' }, ['c.md', 'd.md']],
    ['last days', { to: '2024-01-31' }, ['a.md', 'b.md']],
    ['a server’s outlets', { sources: ['Stone gazette'] }, ['a.md', 'd.md']],
  ])('keeps to %s', async (_, rest, articles) => {
    const summary = await topic('bridge at Hult', STORY, rest);
    expect([...summary.articles].sort()).toEqual(articles);
    for (const { articleId } of summary.citations) expect(articles).toContain(articleId);
  });

  it.each([
    ['of which nothing speaks', 'zeppelin', /No article speaks of any of this/],
    ['of which a word is missing', 'zeppelin over the bridge', /“zeppelin”/],
    ['whose words stand apart', 'bakery bridge owl', /none of them speaks of all this together/],
  ])('abstains from one %s', async (_, text, reason) => {
    const summary = await topic(text);
    expect(summary).toMatchObject({
      status: 'abstained',
      sentences: [],
      citations: [],
      articles: [],
      reason: expect.stringMatching(reason),
    });
  });

  it('is given from a corpus of one article too', async () => {
    const files = { 'a.md': STORY['a.md'] };
    expect(textOf(await topic('bridge at Hult', files))).toContain('crack');
    expect(await topic('chess', files)).toMatchObject({ status: 'abstained' });
  });

  it('is refused where the days are in the wrong order, or nothing is asked', async () => {
    await expect(topic('bridge', STORY, { from: '2024-02', to: '2024-01' })).rejects.toMatchObject({
      code: 'bad-range',
    });
    await expect(topic(' ')).rejects.toMatchObject({ code: 'empty-question' });
  });
});

describe('a summary of a period', () => {
  const scopeOf = ({ scope }: Summary) => scope as PeriodScope;

  it('lists its stories, the most covered first, each with outlets, and counts every article once', async () => {
    const summary = await period('2024');
    expect(scopeOf(summary)).toMatchObject({
      from: '2024-01-01',
      to: '2024-12-31',
      counts: { articles: 5, outlets: 3, stories: 4, listed: 4, undated: 1 },
    });
    expect(scopeOf(summary).stories[0]).toEqual({
      articles: ['a.md', 'b.md'],
      outlets: ['Coast herald', 'Stone gazette'],
    });
    expect(scopeOf(summary).stories.flatMap(({ articles }) => articles)).toEqual(summary.articles);
    expect([...summary.articles].sort()).toEqual(['a.md', 'b.md', 'c.md', 'd.md', 'e.md']);
    summary.sentences.forEach(({ citations: [place] }, i) => {
      expect(scopeOf(summary).stories[i].articles).toContain(summary.citations[place].articleId);
    });
  });

  it('tells how many articles it reads before it reads them', async () => {
    const seen: unknown[] = [];
    await using(STORY, (summarize) =>
      summarize.period({ period: '2024' }, { onProgress: (progress) => seen.push(progress) }),
    );
    expect(seen).toEqual([{ phase: 'reading', articles: 5 }]);
  });

  it('read apart tells the same, and ends at once when it is interrupted', async () => {
    const folder = makeIndexFolder(STORY);
    await folder.reindex();
    const app = folder.open();
    const apart = summarizeWithoutHoldUp(app, folder, 1);
    const seen: unknown[] = [];
    const told = await apart.period({ period: '2024' }, { onProgress: (progress) => seen.push(progress) });
    expect(told).toEqual(await app.summarize.period({ period: '2024' }));
    expect(seen).toEqual([{ phase: 'reading', articles: 5 }]);
    const interruption = new AbortController();
    const interrupted = apart.period({ period: '2024' }, { signal: interruption.signal });
    interruption.abort();
    await expect(interrupted).rejects.toBe(interruption.signal.reason);
    app.close();
  });

  it('has the day of every line', async () => {
    const days = daysOf(await period('2024'));
    expect(days.length).toBeGreaterThan(1);
    for (const day of days) expect(day).toMatch(/^2024-\d\d-\d\d$/);
  });

  it('tells twelve stories and counts the others', async () => {
    const words = 'otter lamp kiln organ choir ferry clock dam quarry circus bear owl lynx mill well'.split(' ');
    const files = Object.fromEntries(
      words.map((word, i) => [
        `${word}.md`,
        article(
          `The ${word}`,
          '2024-05-02',
          `Outlet ${i % 3}`,
          `The ${word} number ${i} of the ${word}s was sold to the ${word}maker.`,
        ),
      ]),
    );
    const summary = await period('2024-05', files);
    expect(scopeOf(summary).counts).toEqual({ articles: 15, outlets: 3, stories: 15, listed: 12, undated: 0 });
    expect(summary.sentences).toHaveLength(12);
    expect(new Set(summary.articles).size).toBe(15);
  });

  it.each([
    ['the newest article’s day for today', 'today', {}, ['d.md', 'e.md']],
    ['the given day for today', 'today', { now: '2024-01-08' }, ['a.md']],
    ['the day before', 'yesterday', { now: '2024-01-09T08:00:00Z' }, ['a.md']],
    ['a month', '2024-01', {}, ['a.md', 'b.md']],
    ['both its days', '2024-01-09..2024-02-12', {}, ['b.md', 'c.md']],
    ['an outlet', '2024', { source: 'food desk' }, ['e.md']],
    ['a topic', '2024', { topic: 'bridge at Hult' }, ['a.md', 'b.md', 'c.md', 'd.md']],
  ])('takes %s', async (_, text, rest, articles) => {
    expect([...(await period(text, STORY, rest)).articles].sort()).toEqual(articles);
  });

  it('in which nothing was published abstains, and says from when to when there is something', async () => {
    expect(await period('2031-05-01..2031-05-02')).toMatchObject({
      status: 'abstained',
      articles: [],
      reason:
        'No article was published from 1 May 2031 to 2 May 2031. The articles run from 8 January 2024 to 30 March 2024. 1 has no date.',
    });
    expect((await period('2024', STORY, { topic: 'zeppelin' })).reason).toMatch(/^No article about “zeppelin” was/);
  });

  it('of articles without dates abstains, and says so where today is asked for', async () => {
    const files = { 'f.txt': STORY['f.txt'] };
    expect(await period('2024', files)).toMatchObject({
      status: 'abstained',
      reason: expect.stringContaining('No article has a date.'),
    });
    await expect(period('today', files)).rejects.toMatchObject({ code: 'no-clock', exitCode: 1 });
  });

  it('is refused where it ends before it begins, or is none', async () => {
    await expect(period('2024-02..2024-01')).rejects.toMatchObject({ code: 'bad-range' });
    await expect(period('soon')).rejects.toMatchObject({ code: 'bad-period' });
    await expect(period('today', STORY, { now: 'soon' })).rejects.toMatchObject({ code: 'bad-date' });
  });
});

describe('summaries', () => {
  const all = (summarize: App['summarize']) =>
    Promise.all([
      summarize.article({ idOrTitle: 'c.md' }),
      summarize.topic({ topic: 'bridge at Hult' }),
      summarize.period({ period: '2024' }),
    ]);

  it('cite verbatim in every sentence', async () => {
    await using(STORY, async (summarize, app) => {
      const bodies = await app.index.read(
        (snapshot) => new Map([...snapshot.articles()].map((meta) => [meta.id, snapshot.content(meta).body])),
      );
      for (const { sentences, citations } of await all(summarize)) {
        expect(sentences.length).toBeGreaterThan(0);
        for (const { citations: places } of sentences) expect(places.length).toBeGreaterThan(0);
        for (const citation of citations) expect(isVerbatim(citation, (id) => bodies.get(id))).toBe(true);
      }
    });
  });

  it('are the same whatever the history of updates', async () => {
    const folder = makeIndexFolder({ 'a.md': STORY['c.md'], 'gone.md': TOWN['leak.md'] });
    await folder.reindex();
    for (const [name, content] of Object.entries(STORY).reverse()) {
      folder.write({ [name]: content });
      await folder.reindex();
    }
    folder.remove('gone.md');
    await folder.reindex();
    const app = folder.open();
    const updated = await all(app.summarize);
    app.close();
    expect(updated).toEqual(await using(STORY, all));
  });
});

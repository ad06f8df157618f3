import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/query/query.js';
import { makeIndexFolder } from '../support/index-folder.js';

const story = (source: string, date: string, body: string) =>
  `---\ntitle: Harbour\nsource: ${source}\n${date && `published_at: ${date}\n`}---\n${body}\n`;

const FILES = {
  'a.md': story('North Post', '2024-01-10', 'The harbour was closed by ice.'),
  'b.md': story('South Times', '2024-02-10', 'The harbour was closed by ice.'),
  'c.md': story('North Post', '2024-03-10', 'The harbour was closed by ice.'),
  'd.md': story('South Times', '', 'The harbour was closed by ice.'),
};

async function ranked(question: Omit<Question, 'question'>, text = 'harbour ice'): Promise<string[]> {
  const folder = makeIndexFolder(FILES);
  await folder.reindex();
  const app = folder.open();
  try {
    return (await app.search({ question: text, ...question })).map(({ article }) => article.id);
  } finally {
    app.close();
  }
}

describe('filters', () => {
  it.each([
    ['an outlet, whatever its case', { source: 'north POST' }, ['a.md', 'c.md']],
    ['several outlets', { sources: ['South Times', 'nobody'] }, ['b.md', 'd.md']],
    ['a first day; what has no date falls out', { from: '2024-02-10' }, ['b.md', 'c.md']],
    ['a last day, all of it', { to: '2024-02-10' }, ['a.md', 'b.md']],
    ['a month', { from: '2024-02', to: '2024-02' }, ['b.md']],
    ['an article', { article: 'd.md' }, ['d.md']],
    ['all at once', { source: 'North Post', from: '2024-03-01' }, ['c.md']],
    ['nothing that there is', { source: 'East Mail' }, []],
  ])('let through %s', async (_what, filters, expected) => {
    expect((await ranked({ filters })).sort()).toEqual(expected);
  });
});

describe('the order', () => {
  it('of equals is that of their ids', async () => {
    expect(await ranked({})).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
  });

  it('prefers what was published shortly before the clock, and not what comes well after it', async () => {
    expect(await ranked({ now: '2024-03-11' })).toEqual(['c.md', 'b.md', 'a.md', 'd.md']);
    expect(await ranked({ now: '2024-01-11' })).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
  });

  it('prefers the outlet that the question names', async () => {
    expect(await ranked({}, 'harbour ice according to South Times')).toEqual(['b.md', 'd.md', 'a.md', 'c.md']);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { NewerFigure } from '../../src/answering/standing/newer-figure.js';
import type { Answer } from '../../src/answering/types.js';
import { createReadNewerFigures } from '../../src/flows/newer-figures.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { type LaterArticle, NEWER, NOT_NEWER } from './newer-figures.js';

const asFile = (title: string, body: string, publishedAt: string | null = '2024-05-06') =>
  [
    '---',
    `title: ${title}`,
    'source: Planted post',
    ...(publishedAt ? [`published_at: ${publishedAt}`] : []),
    '---',
    body,
    '',
  ].join('\n');

interface Outcome {
  before: Answer;
  found: NewerFigure | undefined;
}

/** All articles in one index, each asked about before and after all the later ones came. */
async function tryAll(cases: Record<string, LaterArticle>): Promise<Map<string, Outcome>> {
  const rows = Object.entries(cases);
  const folder = makeIndexFolder(
    Object.fromEntries(rows.map(([, { title, body }], i) => [`a${i}.md`, asFile(title, body)])),
  );
  await folder.reindex();
  const app = folder.open();
  const before: Answer[] = [];
  for (const [, { question }] of rows) before.push(await app.ask({ question }));
  const { newestKey } = await app.current();
  for (const [i, [, { later }]] of rows.entries())
    folder.write({
      [`b${i}.md`]: asFile(later.title, later.body, later.publishedAt === undefined ? '2024-05-09' : later.publishedAt),
    });
  await folder.reindex();
  const figures = await createReadNewerFigures(app.index)(newestKey);
  const outcomes = new Map<string, Outcome>();
  for (const [i, [what, { question }]] of rows.entries())
    outcomes.set(what, { before: before[i], found: figures.find(question, before[i], newestKey) });
  app.close();
  return outcomes;
}

describe('a newer figure', () => {
  let outcomes: Map<string, Outcome>;
  beforeAll(async () => {
    outcomes = await tryAll(NEWER);
  });

  it.each(Object.keys(NEWER))('is found: %s', (what) => {
    const { before, found } = outcomes.get(what)!;
    expect(before.status).toBe('answered');
    expect(found?.now.quote).toBe(NEWER[what].later.body.split('. ')[1]);
  });
});

describe('no newer figure', () => {
  let outcomes: Map<string, Outcome>;
  beforeAll(async () => {
    outcomes = await tryAll(NOT_NEWER);
  });

  it.each(Object.keys(NOT_NEWER))('is what only looks like one: %s', (what) => {
    const { before, found } = outcomes.get(what)!;
    expect(before.status).toBe('answered');
    expect(found).toBeUndefined();
  });
});

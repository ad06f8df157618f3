import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/types.js';
import { createStanding, type ExaminedAnswer } from '../../src/flows/examine-answer.js';
import { LATER_COSMETIC, LATER_REAL } from '../answering/standing/later-changes.js';
import { COSMETIC_CHANGES, type PlantedChange, REAL_CHANGES } from '../answering/standing/planted-changes.js';
import { makeIndexFolder } from '../support/index-folder.js';

const asFile = (title: string, body: string) =>
  `---\ntitle: ${title}\nsource: Planted post\npublished_at: 2024-05-06\n---\n${body}\n`;

function edited({ body, edits = [] }: PlantedChange): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
    return text.replace(from, to);
  }, body);
}

const fileOf = (change: PlantedChange) => asFile(change.newTitle ?? change.title, edited(change));

interface Outcome {
  answer: Answer;
  examined: ExaminedAnswer;
}

/** All articles in one index, each asked about, changed and re-indexed once. */
async function examineAll(changes: Record<string, PlantedChange>): Promise<Map<string, Outcome>> {
  const rows = Object.entries(changes);
  const name = (i: number) => `a${i}.md`;
  const folder = makeIndexFolder(
    Object.fromEntries(rows.map(([, { title, body }], i) => [name(i), asFile(title, body)])),
  );
  await folder.reindex();
  const app = folder.open();
  const answers: Answer[] = [];
  for (const [, { question }] of rows) answers.push(await app.ask({ question }));
  for (const [i, [, change]] of rows.entries())
    if (change.isRemoved) folder.remove(name(i));
    else folder.write({ [name(i)]: fileOf(change) });
  await folder.reindex();
  const { examine } = createStanding(app.index);
  const outcomes = new Map<string, Outcome>();
  for (const [i, [what]] of rows.entries())
    outcomes.set(what, { answer: answers[i], examined: await examine(answers[i]) });
  app.close();
  return outcomes;
}

const REAL = { ...REAL_CHANGES, ...LATER_REAL };
const COSMETIC = { ...COSMETIC_CHANGES, ...LATER_COSMETIC };

describe('an answer whose article says something else now', () => {
  let outcomes: Map<string, Outcome>;
  beforeAll(async () => {
    outcomes = await examineAll(REAL);
  });

  it.each(Object.keys(REAL))('has one sentence that doesn’t stand: %s', (what) => {
    const { answer, examined } = outcomes.get(what)!;
    expect(answer.status).toBe('answered');
    expect(examined.sentences.filter(({ standing }) => standing !== 'carried')).toHaveLength(1);
  });

  it('is told what is said now, word for word', async () => {
    for (const [what, { examined }] of outcomes)
      for (const sentence of examined.sentences)
        if (sentence.standing === 'changed') expect(fileOf(REAL[what]), what).toContain(sentence.now.quote);
  });

  it.each([
    ['a number of people', ['number']],
    ['a name of a person', ['name']],
    ['a date', ['date']],
    ['not put in', ['negation']],
    ['who won', ['turn']],
    ['the police said', ['speaker']],
  ])('is told in what respect: %s', (what, kinds) => {
    const [sentence] = outcomes.get(what)!.examined.sentences;
    expect(sentence).toMatchObject({ standing: 'changed', what: kinds });
  });

  it.each([
    'the sentence is withdrawn',
    'the paragraph gives way to another',
    'the article is removed',
  ])('has lost what it rests on: %s', (what) =>
    expect(outcomes.get(what)!.examined.sentences[0].standing).toBe('gone'));
});

describe('an answer whose article says the same in other words', () => {
  let outcomes: Map<string, Outcome>;
  beforeAll(async () => {
    outcomes = await examineAll(COSMETIC);
  });

  it.each(Object.keys(COSMETIC))('stands: %s', (what) => {
    const { answer, examined } = outcomes.get(what)!;
    expect(answer.status).toBe('answered');
    expect(examined.sentences.filter(({ standing }) => standing !== 'carried')).toEqual([]);
  });

  it('keeps quotes that stand in the article as it is now', () => {
    for (const [what, { examined }] of outcomes)
      for (const citation of examined.citations)
        expect(citation.standing === 'carried' && fileOf(COSMETIC[what]).includes(citation.now.quote), what).toBe(true);
  });
});

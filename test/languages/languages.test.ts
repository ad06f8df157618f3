import { beforeAll, describe, expect, it } from 'vitest';
import { tellLanguage } from '../../src/text/languages/tell-language.js';
import { type Figures, LANGUAGES, measure, measureMixed, readCorpus, sumOf, tableOf } from './measure.js';

/** Of ten questions with an answer and five without one, in the worst language. */
const FLOORS = { rightFirst: 9, firstQuote: 7, kept: 8, refused: 4 };
/** Over seventeen languages: of 170 questions with an answer, and of 85 without one. */
const FLOORS_OF_ALL = { rightFirst: 166, firstQuote: 142, kept: 159, refused: 82 };
/** The same in one corpus of all languages. */
const FLOORS_OF_MIXED = { rightFirst: 166, firstQuote: 140, kept: 159, refused: 80 };

const report = (rows: Figures[]) => {
  console.log(tableOf(rows));
  if (process.env.MISSES) for (const { language, misses } of rows) console.log([language, ...misses].join('\n'));
};

describe('each language by itself', () => {
  const rows: Figures[] = [];
  beforeAll(async () => {
    for (const language of LANGUAGES) rows.push(await measure(language));
    report(rows);
  });

  it('is measured in seventeen', () => {
    expect(rows).toHaveLength(17);
  });

  it.each(Object.keys(FLOORS) as (keyof typeof FLOORS)[])('keeps to the floor of %s', (name) => {
    const below = rows.filter((row) => row[name] < FLOORS[name]).map((row) => `${row.language} ${row[name]}`);
    expect(below).toEqual([]);
    expect(sumOf(rows, name)).toBeGreaterThanOrEqual(FLOORS_OF_ALL[name]);
  });

  it('finds the right article more often than plain word searches', () => {
    expect(sumOf(rows, 'rightFirst')).toBeGreaterThan(Math.max(sumOf(rows, 'miniSearch'), sumOf(rows, 'segmented')));
  });
});

it('finds and refuses in one corpus of all languages', async () => {
  const rows = await measureMixed();
  report(rows);
  for (const name of Object.keys(FLOORS_OF_MIXED) as (keyof typeof FLOORS_OF_MIXED)[])
    expect(sumOf(rows, name), name).toBeGreaterThanOrEqual(FLOORS_OF_MIXED[name]);
});

it('tells the language of every article, and of nearly every question', () => {
  const wrong = (texts: string[], language: string) => texts.filter((text) => tellLanguage(text) !== language);
  const articles = LANGUAGES.flatMap((language) =>
    wrong(
      readCorpus(language).articles.map(([, body]) => body),
      language,
    ),
  );
  expect(articles).toEqual([]);
  const questions = LANGUAGES.flatMap((language) =>
    wrong(
      readCorpus(language).questions.map(([question]) => question),
      language,
    ),
  );
  expect(questions.length).toBeLessThanOrEqual(6);
  expect(questions.map(tellLanguage).filter(Boolean)).toEqual([]);
});

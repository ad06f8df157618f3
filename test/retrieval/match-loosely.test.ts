import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/retrieval/match-loosely.js';
import { normaliseWord } from '../../src/text/tokenize.js';
import fc from '../support/fast-check.js';
import { findIn } from '../support/find-in.js';
import { makeIndexFolder } from '../support/index-folder.js';

/** Edits by every way there is: slow, and plainly right. Swapped neighbours count one, as long as nothing else is edited there. */
function slowDistance(a: string, b: string): number {
  const known = new Map<string, number>();
  const between = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i} ${j}`;
    let least = known.get(key);
    if (least === undefined) {
      least = Math.min(
        between(i - 1, j) + 1,
        between(i, j - 1) + 1,
        between(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, between(i - 2, j - 2) + 1);
      known.set(key, least);
    }
    return least;
  };
  return between(a.length, b.length);
}

it('counts edits as the definition does, up to its bound', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
      expect(Math.min(editDistance(a, b, most), most + 1)).toBe(Math.min(slowDistance(a, b), most + 1));
    }),
    { numRuns: 3000 },
  );
});

describe('a typing error', () => {
  const files = { 'a.txt': 'The lighthouse of Skarholm was painted red.', 'b.txt': 'A goat ate the tulip in May.' };
  const first = async (question: string, folder = makeIndexFolder(files)) => {
    await folder.reindex();
    const app = folder.open();
    try {
      return (await app.search({ question }))[0]?.article.id;
    } finally {
      app.close();
    }
  };

  it.each([
    ['one letter too few', 'lighthous'],
    ['one letter wrong', 'lightheuse'],
    ['neighbours swapped', 'ligthhouse'],
    ['two of a long word', 'lihtuhouse'],
    ['in a name', 'Skarhlom'],
  ])('is forgiven: %s', async (_what, word) => {
    expect(await first(word)).toBe('a.txt');
  });

  it.each([
    ['a wrong letter in a short word', 'goet'],
    ['another first letter', 'bighthouse'],
    ['a name in mixed case', 'tulipX'],
    ['three edits', 'lghthos'],
  ])('is not guessed: %s', async (_what, word) => {
    expect(await first(word)).toBeUndefined();
  });

  it('may be two words that an article has side by side', async () => {
    const apart = { 'a.txt': 'A stack of plates. The bath may overflow.' };
    expect(await first('stackoverflow', makeIndexFolder(apart))).toBeUndefined();
    const beside = { ...apart, 'b.txt': 'The site Stack Overflow was closed.' };
    expect(await first('stackoverflow', makeIndexFolder(beside))).toBe('b.txt');
  });

  it('is never matched with a word that only removed articles held', async () => {
    const folder = makeIndexFolder(files);
    await folder.reindex();
    folder.remove('a.txt');
    expect(await first('lighthous', folder)).toBeUndefined();
  });
});

describe('a word of the dictionary that no article writes', () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`${i}.txt`, `The lighthouse of Skarholm has ${i} lamps and ${i} windows.`]),
  );
  it.each([
    ['less than a name in a corpus of many', many, 0.7],
    ['as much as a name where there is one article', { 'a.txt': many['1.txt'] }, 1],
  ])('counts %s', async (_, files, share) => {
    const { evidence } = await findIn(files, 'did smacking the lighthouse of Zorbograd help');
    const importanceOf = (word: string) => evidence.importance.get(normaliseWord(word))!;
    expect(importanceOf('smacking') / importanceOf('Zorbograd')).toBeCloseTo(share);
    expect(importanceOf('help') / importanceOf('Zorbograd')).toBeCloseTo(share);
  });
});

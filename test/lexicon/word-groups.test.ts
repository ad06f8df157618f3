import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { everydayWords } from '../../src/lexicon/everyday-words.js';
import { groupsOf, readRelations, readSynonyms, type WordGroups } from '../../src/lexicon/word-groups.js';
import { tokenize } from '../../src/text/tokenize.js';

/** What may be told for the words of `asked`. */
const toldFor = (groups: WordGroups, asked: string) =>
  (
    groups.longestAt(
      tokenize(asked).map(({ term }) => term),
      0,
    )?.values ?? []
  ).map((phrase) => phrase.join(' '));

describe('lines of words that may be said for one another', () => {
  it('read any for any, and the right for the left alone where there is an arrow', () => {
    const groups = groupsOf(readRelations('quay, pier # both are there\n\nhow bad > damage, death toll\n', 'own.txt'));
    expect(toldFor(groups, 'quay')).toEqual(['pier']);
    expect(toldFor(groups, 'piers')).toEqual(['quai']);
    expect(toldFor(groups, 'how bad')).toEqual(['damag', 'death toll']);
    expect(toldFor(groups, 'damage')).toEqual([]);
  });

  it('find a verb and its little word with two words between, and no more', () => {
    const groups = groupsOf(readRelations('kick out, expel', 'own.txt'));
    expect(toldFor(groups, 'kicked him out')).toEqual(['expel']);
    expect(toldFor(groups, 'kicked the old man out')).toEqual([]);
  });

  it.each([
    ['quay', 'Line 1 of own.txt is "quay"'],
    ['quay, pier\nquay, , pier', 'Line 2 of own.txt'],
    ['a > b > c', 'Line 1 of own.txt'],
    ['quay > ', 'Line 1 of own.txt'],
  ])('refuse %j with the line and what was expected', (text, said) => {
    expect(() => readRelations(text, 'own.txt')).toThrow(UserError);
    expect(() => readRelations(text, 'own.txt')).toThrow(said);
    expect(() => readRelations(text, 'own.txt')).toThrow(/expected words or phrases with commas between/);
  });

  it('say which setting names a file that isn’t there', () => {
    expect(() => readSynonyms('/no/such/file.txt')).toThrow(/SYNONYMS_FILE.*can't be read/);
  });
});

describe('the everyday words that come with the program', () => {
  it('can all be read, and no line stands there twice', () => {
    const text = readFileSync(new URL('../../src/lexicon/everyday-words.txt', import.meta.url), 'utf8');
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
    expect(() => readRelations(text, 'everyday-words.txt')).not.toThrow();
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.filter((line, i) => lines.indexOf(line) !== i)).toEqual([]);
  });

  it.each([
    ['jobless', 'unemploy'],
    ['replaced', 'succeed'],
    ['deal', 'agreement'],
    ['kicked out', 'expel'],
    ['resign', 'step down'],
  ])('tell %s as %s', (asked, told) => {
    expect(toldFor(everydayWords(), asked)).toContain(told);
  });
});

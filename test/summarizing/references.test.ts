import { describe, expect, it } from 'vitest';
import { leansOn, startsWithPronoun } from '../../src/summarizing/references.js';
import { read, textOf } from './read.js';

/** What the sentence that holds `words` leans on. */
function leaning(body: string, words: string) {
  const article = read(body);
  const number = article.sentences.findIndex((_, i) => textOf(article, i).includes(words));
  return leansOn(article, number);
}

describe('a sentence', () => {
  it.each([
    ['He left.', true],
    ['“They lied,” Berg said.', true],
    ['But it rained.', true],
    ['Still, this is new.', true],
    ['It’s over.', true],
    ['Their boat sank.', true],
    ['This week the boat sank.', false],
    ['Those who can swim swam.', false],
    ['Thistles grow here.', false],
    ['Hers Island is small.', true],
    ['Itzhak left.', false],
    ['There is a boat.', false],
  ])('begins with a pronoun or not: %s', (text, expected) => {
    expect(startsWithPronoun(text)).toBe(expected);
  });

  it.each([
    ['a name', 'Ada Berg closed the quay. The quay is old.', 'is old', 'nothing'],
    ['he who is named', 'Olof Krans spoke. He said the quay is old.', 'is old', 'nothing'],
    ['a thing before', 'A bear came. It ate bread.', 'ate', 0],
    ['nothing that is there', 'It ate bread. A bear came.', 'ate', 'unknown'],
    ['a chain of pronouns', 'A bear came. It ate bread. It left at noon.', 'left', 'unknown'],
    ['a person whom nobody names', 'The quay was closed. He was sad.', 'sad', 'unknown'],
    ['a person before', 'Ada Berg closed the quay. She was born in Ost.', 'born', 0],
    ['a quotation of nobody', '“We will not take people across on this ramp.” It rained.', 'ramp', 'unknown'],
    ['the middle of a quotation', 'The end is near. It is not over yet," Berg heard.', 'over', 'unknown'],
    ['an unnamed speaker', 'Boats came. The quay is old, he said.', 'is old', 'unknown'],
  ])('leans on %s', (_, body, words, expected) => {
    expect(leaning(body, words)).toBe(expected);
  });

  it('that is led by a speaker still leans on what “these” are', () => {
    const body = 'Ada Berg said that boats sank. These included the ferry, which she called “an old box”.';
    expect(leaning(body, 'ferry')).toBe(0);
  });
});

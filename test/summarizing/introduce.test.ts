import { describe, expect, it } from 'vitest';
import { draftSentences, type Quotable } from '../../src/answering/draft-sentences.js';
import { excerptsOf } from '../../src/summarizing/cut-sentence.js';
import { namingSpeakers } from '../../src/summarizing/introduce.js';
import { read, verified } from './read.js';

/** The sentences that hold these words, as a summary gives them. */
function told(body: string, ...words: string[]): string[] {
  const article = read(body);
  const quotables: Quotable[] = words.map((word) => {
    const number = article.sentences.findIndex(({ start, end }) => body.slice(start, end).includes(word));
    return excerptsOf(article, number)[0].quotable;
  });
  const { sentences, dropped } = verified(draftSentences(quotables, namingSpeakers()), article);
  expect(dropped).toEqual([]);
  return sentences.map(({ text }) => text);
}

describe('who speaks', () => {
  it.each([
    [
      'with what stands beside the name',
      'Ada Berg, the harbour master of Lindvik, said the quay is old.',
      'Ada Berg, the harbour master of Lindvik: The planks are rotten and the nails are gone',
    ],
    [
      'with the role before the name',
      'A hearing was held by Lindvik harbour master Ada Berg, who said the quay is old.',
      'Lindvik harbour master Ada Berg: The planks are rotten and the nails are gone',
    ],
    [
      'without what she did on the way',
      'Ada Berg, in a letter to the town, said the quay is old.',
      'Ada Berg: The planks are rotten and the nails are gone',
    ],
  ])('is introduced %s', (_, first, expected) => {
    expect(told(`${first} “The planks are rotten and the nails are gone,” she said.`, 'planks')).toEqual([expected]);
  });

  it('is introduced once, and then called as the article does', () => {
    const body =
      'Ada Berg, the harbour master, said the quay is old. “The planks are rotten and the nails are gone,” Berg said. “Nobody will pay for a new quay of stone,” she said.';
    expect(told(body, 'planks', 'stone')).toEqual([
      'Ada Berg, the harbour master: The planks are rotten and the nails are gone',
      'Berg: Nobody will pay for a new quay of stone',
    ]);
  });

  it('keeps the whole name where the last word of it is nobody’s', () => {
    const body =
      'The Harbour Department spoke on Monday, and the Harbour Department said the quay is old. “The planks are rotten and the nails are gone,” the Harbour Department said. “Nobody will pay for a new quay of stone,” the Harbour Department said.';
    expect(told(body, 'planks', 'stone').map((text) => text.split(':')[0])).not.toContain('Department');
  });

  it('has the first name that an earlier sentence tells', () => {
    const body =
      'Divers went down with their teacher Jonas Lien on Monday. The rest of the town watched. “The planks are rotten and the nails are gone,” Lien said.';
    expect(told(body, 'planks')).toEqual(['Jonas Lien: The planks are rotten and the nails are gone']);
  });
});

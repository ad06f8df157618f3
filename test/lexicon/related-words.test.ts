import { describe, expect, it } from 'vitest';
import { relatedWords } from '../../src/lexicon/related-words.js';

describe('related words', () => {
  it.each([
    ['bought', 'purchase'],
    ['physicians', 'doctor'],
    ['largest', 'big'],
    ['ended', 'finish'],
    ['sang', 'sing'],
  ])('of %s hold %s, which says the same', (word, other) => {
    expect(relatedWords(word).same).toContain(other);
  });

  it.each([
    ['last', 'first'],
    ['unlikely', 'likely'],
    ['men', 'woman'],
    ['advance', 'retreat'],
    ['highest', 'low'],
    ['inactive', 'active'],
  ])('of %s hold %s, which says the opposite', (word, other) => {
    expect(relatedWords(word).opposite).toContain(other);
  });

  it('are none for names, figures and other languages', () => {
    for (const word of ['skarholm', '1755', 'großartig', 'перемога', '東京', 'x_y', '']) {
      expect(relatedWords(word), word).toEqual({ same: [], opposite: [] });
    }
  });

  it('are found for the first and the last word of the dictionary', () => {
    expect(relatedWords("'hood").same).toContain("'hood");
    expect(relatedWords('zymotic').same).toContain('zymotic');
    expect(relatedWords('abaxial').opposite).toContain('adaxial');
    expect(relatedWords('zionism').same).toContain('zionism');
  });

  it('leave out what takes several words', () => {
    expect(relatedWords('die').same).toContain('perish');
    expect(relatedWords('die').same.filter((word) => /[ _]/.test(word))).toEqual([]);
  });
});

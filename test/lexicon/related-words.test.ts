import { describe, expect, it } from 'vitest';
import { type RelatedWords, relatedWords } from '../../src/lexicon/related-words.js';

const related = (word: string, how: keyof RelatedWords = 'same') => [...relatedWords(word)[how]];

describe('related words', () => {
  it.each([
    ['bought', 'purchase'],
    ['physicians', 'doctor'],
    ['largest', 'big'],
    ['ended', 'finish'],
    ['sang', 'sing'],
  ])('of %s hold %s, which says the same', (word, other) => {
    expect(related(word)).toContain(other);
  });

  it.each([
    ['last', 'first'],
    ['unlikely', 'likely'],
    ['men', 'woman'],
    ['advance', 'retreat'],
    ['highest', 'low'],
    ['inactive', 'active'],
  ])('of %s hold %s, which says the opposite', (word, other) => {
    expect(related(word, 'opposite')).toContain(other);
  });

  it('are its derived words, its irregular forms, and kinds of it', () => {
    expect(related('died', 'derived')).toContain('death');
    expect(related('eat', 'derived')).toContain('ate');
    expect(related('boat', 'narrower')).toContain('ferry');
    expect(related('person', 'narrower').length).toBeLessThan(300);
  });

  it('are none for names, figures and other languages', () => {
    for (const word of ['skarholm', '1755', 'großartig', 'перемога', '東京', 'x_y', '']) {
      expect(relatedWords(word), word).toEqual({
        same: new Set(),
        opposite: new Set(),
        derived: new Set(),
        narrower: new Set(),
      });
    }
  });

  it('are found for the first and the last word of the dictionary', () => {
    expect(related("'hood")).toContain("'hood");
    expect(related('zymotic')).toContain('zymotic');
    expect(related('abaxial', 'opposite')).toContain('adaxial');
    expect(related('zionism')).toContain('zionism');
  });

  it('leave out what takes several words', () => {
    expect(related('die')).toContain('perish');
    for (const how of ['same', 'derived', 'narrower'] as const)
      expect(related('die', how).filter((word) => /[ _]/.test(word))).toEqual([]);
  });
});

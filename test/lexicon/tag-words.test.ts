import { describe, expect, it } from 'vitest';
import { tagWords } from '../../src/lexicon/tag-words.js';

describe('tagWords', () => {
  it('says what each word is, with its place in the text', () => {
    const text = 'The ship  leaves Odesa, and the agreement lasts 120 days.';
    const tagged = tagWords(text).map(({ start, end, part }) => [text.slice(start, end), part]);
    expect(tagged).toContainEqual(['leaves', 'verb']);
    expect(tagged).toContainEqual(['agreement', 'noun']);
    expect(tagged).toContainEqual(['lasts', 'verb']);
    expect(tagged).toContainEqual(['120', 'number']);
    expect(tagged.map(([word]) => word)).not.toContain(',');
  });

  it('says nothing of nothing', () => {
    expect(tagWords('')).toEqual([]);
  });
});

/** Where sentences end, against what a reader of the language would say: abbreviations, ordinals, initials and quotations among them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/text/languages/languages.js';
import { splitSentences } from '../../../src/text/split-sentences.js';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
/** Of each language sentences as they follow each other; in a quotation each ends by itself. */
const SENTENCES: Partial<Record<Language, string[]>> = read('sentences.json');
const UNSPACED: Language[] = ['zh', 'ja'];
const FLOORS: Partial<Record<Language, number>> = { de: 0.99 };
const FLOOR = 0.95;
const MOST_THAI_CHARS = 250;

/** The harmonic mean of how many found ends are ends, and how many ends are found. */
function f1Of(language: Language, sentences: string[]): number {
  const between = UNSPACED.includes(language) ? '' : ' ';
  const text = sentences.join(between);
  const ends = new Set<number>();
  let at = 0;
  for (const sentence of sentences) {
    ends.add(at + sentence.length);
    at += sentence.length + between.length;
  }
  const found = splitSentences(text, 0, text.length, language);
  const right = found.filter(({ end }) => ends.has(end)).length;
  return (2 * right) / (found.length + ends.size);
}

describe('sentences end where they should', () => {
  it.each(Object.entries(SENTENCES) as [Language, string[]][])('in %s', (language, sentences) => {
    expect(f1Of(language, sentences)).toBeGreaterThanOrEqual(FLOORS[language] ?? FLOOR);
  });

  it('in every language that marks them', () => {
    expect(Object.keys(SENTENCES).sort()).toEqual(LANGUAGES.filter((language) => language !== 'th').sort());
  });

  it('in Thai, which marks none, at spaces, so that a quote can be read', () => {
    const lengths = (read('../../languages/th.json').articles as [string, string][]).flatMap(([, body]) =>
      splitSentences(body, 0, body.length, 'th').map(({ start, end }) => end - start),
    );
    lengths.sort((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(MOST_THAI_CHARS);
  });
});

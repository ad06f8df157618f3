import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../src/core/types.js';
import { splitPassages } from '../../src/text/split-passages.js';
import fc from '../support/fast-check.js';

/** Sentences of these lengths, one space between them. */
function ofLengths(...lengths: number[]): Sentence[] {
  let at = 0;
  return lengths.map((length) => {
    const sentence = { start: at, end: at + length };
    at += length + 1;
    return sentence;
  });
}
const counts = (lengths: number[], maxChars: number) =>
  splitPassages(ofLengths(...lengths), maxChars).map(({ sentenceCount }) => sentenceCount);

describe('splitPassages', () => {
  it('fills a passage with whole sentences as long as they fit', () => {
    expect(counts([40, 40, 60, 39, 90], 100)).toEqual([2, 2, 1]);
  });

  it('lets a sentence that is too long stand alone', () => {
    expect(counts([30, 300, 30, 30], 100)).toEqual([1, 1, 2]);
  });

  it('evens out a tiny end', () => {
    expect(counts([30, 30, 30, 5], 95)).toEqual([2, 2]);
    expect(counts([90, 5], 95)).toEqual([1, 1]);
  });

  it('makes nothing of nothing', () => {
    expect(splitPassages([])).toEqual([]);
  });

  it('puts every sentence into exactly one passage, in order, and keeps to the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 40 }),
        fc.integer({ min: 20, max: 120 }),
        (lengths, maxChars) => {
          const sentences = ofLengths(...lengths);
          let next = 0;
          for (const { start, end, firstSentence, sentenceCount } of splitPassages(sentences, maxChars)) {
            expect(firstSentence).toBe(next);
            expect(sentenceCount).toBeGreaterThan(0);
            next += sentenceCount;
            expect({ start, end }).toEqual({ start: sentences[firstSentence].start, end: sentences[next - 1].end });
            if (sentenceCount > 1) expect(end - start).toBeLessThanOrEqual(maxChars);
          }
          expect(next).toBe(sentences.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

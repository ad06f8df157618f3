import { describe, expect, it } from 'vitest';
import { bestByBounds, NONE } from '../../src/retrieval/best-by-bounds.js';
import fc from '../support/fast-check.js';

describe('the best by bounds', () => {
  it('are those of scoring all, ties among them, and none is scored twice', () => {
    const one = fc.record({ score: fc.integer({ min: 1, max: 9 }), above: fc.nat(5), isFound: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 300 }), fc.integer({ min: 1, max: 120 }), (all, count) => {
        const bounds = Float64Array.from(all, ({ score, above, isFound }) => (isFound ? score + above : NONE));
        const asked: number[] = [];
        const scored = bestByBounds(bounds, count, (places) => {
          asked.push(...places);
          return places.map((place) => ({ place, score: all[place].score }));
        });
        expect(new Set(asked).size).toBe(asked.length);
        const found = all.flatMap(({ score, isFound }, place) => (isFound ? [{ place, score }] : []));
        const order = (a: { place: number; score: number }, b: typeof a) => b.score - a.score || a.place - b.place;
        expect(scored.sort(order).slice(0, count)).toEqual(found.sort(order).slice(0, count));
      }),
    );
  });
});

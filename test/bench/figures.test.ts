import { describe, expect, it } from 'vitest';
import { quantile, ratioOf } from '../../src/bench/figures.js';

describe('figures', () => {
  it('take a quantile that was measured, whatever the order', () => {
    expect(quantile([9, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([9, 1, 3, 2], 0.95)).toBe(9);
    expect(quantile([4], 0.5)).toBe(4);
  });

  it('compare medians of all rounds, and each round with the same one of the other', () => {
    const own = [
      [2, 2, 2],
      [6, 6, 6],
    ];
    const other = [
      [4, 4, 4],
      [4, 4, 4],
    ];
    expect(ratioOf(own, other)).toEqual({ ratio: 0.5, lowest: 0.5, highest: 1.5 });
    expect(ratioOf(own, own)).toEqual({ ratio: 1, lowest: 1, highest: 1 });
  });
});

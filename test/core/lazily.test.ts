import { expect, it } from 'vitest';
import { lazily } from '../../src/core/lazily.js';

it('loads at the first call and once, and tries again where that failed', async () => {
  let loads = 0;
  const double = lazily(async () => {
    if (++loads === 1) throw new Error('too many open files');
    return async (number: number) => number * 2;
  });
  expect(loads).toBe(0);
  await expect(double(2)).rejects.toThrow('too many open files');
  expect([await double(2), await double(3)]).toEqual([4, 6]);
  expect(loads).toBe(2);
});

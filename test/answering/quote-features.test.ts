import { describe, expect, it } from 'vitest';
import { howMany } from '../../src/answering/quote-features.js';

describe('howMany', () => {
  it('is one where one sentence stands out', () => {
    expect(howMany([0.9, 0.05, 0.05], 4)).toBe(1);
  });

  it('is all that are likely, and no more than allowed', () => {
    expect(howMany([0.8, 0.8, 0.8, 0.1], 4)).toBe(3);
    expect(howMany([0.8, 0.8, 0.8, 0.8, 0.8], 4)).toBe(4);
  });

  it('does not depend on the order of the chances', () => {
    expect(howMany([0.1, 0.8, 0.8], 4)).toBe(howMany([0.8, 0.1, 0.8], 4));
  });

  it('is one at least, whatever the chances', () => {
    expect(howMany([0, 0], 4)).toBe(1);
    expect(howMany([0.01], 4)).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { opensWithReference } from '../../src/text/opens-with-reference.js';

describe('a sentence', () => {
  it.each([
    'She left the ferry.',
    'But both were hurt.',
    '“It was the second step of that size in a row,” she said.',
    'It was the first flight of the rocket that the agency had built.',
    'In that case the ramp stays shut.',
    'Others said that it was late.',
  ])('points at the one before it: %s', (sentence) => {
    expect(opensWithReference(sentence)).toBe(true);
  });

  it.each([
    'Ada Berg left the ferry.',
    'It is said that the ferry was late.',
    'It was clear on Monday that the ramp would stay shut.',
    'This week the ramp opens.',
    'Those who wait get wet.',
  ])('stands by itself: %s', (sentence) => {
    expect(opensWithReference(sentence)).toBe(false);
  });
});

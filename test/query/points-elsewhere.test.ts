import { describe, expect, it } from 'vitest';
import { pointsElsewhere } from '../../src/query/points-elsewhere.js';

describe('a mention', () => {
  it.each([
    '',
    '?',
    '^',
    '👆',
    'help',
    'can you answer this?',
    'please answer',
    'answer this question pls',
    'thoughts?',
    'what do you think?',
    'do you know?',
    'any idea?',
    'is this true?',
    'what about this?',
    'fact check',
    'hey, can you help with this one please',
  ])('points at another message: %j', (text) => {
    expect(pointsElsewhere(text)).toBe(true);
  });

  it.each([
    'thanks',
    'bye',
    'why?',
    'who is he?',
    'when was that?',
    'how much does it cost?',
    'what did Signe Holm say?',
    'look at the ferry',
    'what is the latest on the dam?',
  ])('asks something itself, or nothing at all: %j', (text) => {
    expect(pointsElsewhere(text)).toBe(false);
  });
});

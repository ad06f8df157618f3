import { describe, expect, it } from 'vitest';
import { reachesBeyond } from '../../src/query/reaches-beyond.js';

/** The newest article is of 20 February 2024, and it is asked on 9 May 2024. */
const asked = (question: string) => reachesBeyond(question, Date.UTC(2024, 1, 20), Date.UTC(2024, 4, 9, 12));

describe('a question', () => {
  it.each([
    'Who owns the quarry now?',
    'Does the dam still leak?',
    'Is the ramp mended yet?',
    'What happened at the dam this week?',
    'What did the council do since January?',
    'What is the latest on the ferry?',
    'Who currently owns the bakery?',
    'What happened in April?',
  ])('reaches beyond what is known: %s', (question) => {
    expect(asked(question)).toBe(true);
  });

  it.each([
    'Who is Signe Holm?',
    'What is the ramp made of?',
    'Where is the quarry?',
    'What happened in January?',
    'What happened between March and May 2023?',
    'Who owned the bakery before February 2024?',
  ])('asks for what is known: %s', (question) => {
    expect(asked(question)).toBe(false);
  });
});

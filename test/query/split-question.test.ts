import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../src/query/split-question.js';

describe('splitQuestion', () => {
  it('tells the clauses of a question about two things', () => {
    const question =
      'Did the harbour master of Lindvik close the old ferry ramp, while the council paid for new lorries and bridges in spring?';
    expect(splitQuestion(question)).toEqual([
      'Did the harbour master of Lindvik close the old ferry ramp',
      'while the council paid for new lorries, bridges in spring?',
    ]);
  });

  it.each([
    'Who closed the ramp?',
    'Which ferries run between Lindvik, Elva and Holm?',
    'When did the harbour master and the mayor of Lindvik meet?',
    '',
  ])('leaves whole what is about one thing: "%s"', (question) => {
    expect(splitQuestion(question)).toEqual([]);
  });
});

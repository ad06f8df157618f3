import { describe, expect, it } from 'vitest';
import { standing } from '../../src/query/stands-alone.js';

describe('can be understood', () => {
  it.each([
    'Who owns the quarry at Norrvik?',
    'Is it raining in Lindvik?',
    'How long does it take to cross to Skarholm?',
    'Is there a ferry to Skarholm?',
    'Did the owner say that the quarry would open?',
    'Who said that the dam was safe?',
    'What happened this week in Lindvik?',
    'What did Signe Holm say about her quarry?',
    'Did Ada Berg say when she would mend the ramp?',
    'What became of the granite it sold?',
    'Did Ada Berg say she would mend the ramp?',
    'Why did the councillors think they would win?',
    'Who trained the elephant before it retired?',
    'What do those who live in Ost say about the circus?',
    'Can the farmers sue the county for their losses?',
    'What time does the ferry leave?',
    'How is this bot called?',
  ])('alone: %s', (text) => {
    expect(standing(text)).toBe('alone');
  });

  it.each([
    'and who owns the bakery in Lindvik?',
    'the ferry',
    'whats granite',
  ])('alone or with what was said before: %s', (text) => {
    expect(standing(text)).toBe('either');
  });

  it.each([
    'And what did the council say?',
    'how many died',
    'wages?',
    'and the bank that went bust?',
  ])('with what was said before, or alone: %s', (text) => {
    expect(standing(text)).toBe('brief');
  });

  it.each([
    'the Russian one',
    'not the first one',
    'tell me more about the other ones',
  ])('only as one of what was told: %s', (text) => {
    expect(standing(text)).toBe('leans');
  });

  it('depends on what stood before it in the same message', () => {
    expect(standing('When did the quarry open?')).toBe('alone');
    expect(standing('When did the quarry open?', { isFurther: true })).toBe('leans');
    expect(standing('What did the council lend to the school in Ost?', { isFurther: true })).toBe('either');
  });

  it.each([
    'And in Ost?',
    'What about the dam?',
    'why?',
    'who?',
    'since when?',
    'by whom?',
    'in March?',
    'And?',
    'tell me more',
    'anything else?',
    'who else was there?',
    'What did she say about it?',
    'Who is he?',
    'When did that happen?',
    'How much did it cost?',
    'How long will it take?',
    'Which of them is older?',
    'Where does their granite come from?',
    'How did the town react to that?',
    'What did the mayor do after that?',
    'Does Tomas Hell bake it himself?',
    'Did the owner sell it?',
    'no, the dam',
    'Why did they do that?',
    'What was its name?',
  ])('with what was said before alone: %s', (text) => {
    expect(standing(text)).toBe('leans');
  });
});

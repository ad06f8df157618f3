import { describe, expect, it } from 'vitest';
import { asksNothing, asksWhatIsNot } from '../../src/query/how-asked.js';
import { buildQuery } from '../../src/query/query.js';

describe('what asks nothing', () => {
  it.each([
    'Signe Holm and the otters of Norrvik',
    'Lindvik regatta 2021 winners',
    'the stonecutters of Norrvik were paid with',
    'granite quarry history',
  ])('is a heading or half a sentence: %s', (text) => {
    expect(asksNothing(text)).toBe(true);
  });

  it.each([
    'who owns the quarry',
    'the dam at Elva is how high',
    "what's the price of milk",
    'Did the dam leak',
    "isn't the quarry closed",
    "can't the dam be mended",
    'describe the repair of the dam',
    'List the owners of the quarry',
    'milk prices?',
    'wer besitzt den Steinbruch',
    'Quién ganó la regata',
    'où vit l’éléphant',
    'хто виграв регату',
    '東京の天気',
  ])('is not a question or an order: %s', (text) => {
    expect(asksNothing(text)).toBe(false);
  });

  it.each([
    'the ferry, can i bring a bike on it',
    'norrvik: do boats land in winter',
    'is that a toll or a fee',
    'if two of us come do we pay twice',
    'my boat sinks when it rains',
    'the pump cant be opened',
    'Error: no pump found',
  ])('isn’t somebody’s trouble, or a question behind what it is about: %s', (text) => {
    expect(asksNothing(text)).toBe(false);
  });

  it('is nothing that is said behind earlier turns', () => {
    const history = [{ role: 'user' as const, text: 'Who owns the quarry?' }];
    expect(buildQuery({ question: 'the one at Norrvik' }).asksNothing).toBe(true);
    expect(buildQuery({ question: 'the one at Norrvik', history }).asksNothing).toBe(false);
  });
});

describe('what asks for what isn’t so', () => {
  it.each([
    "What wasn't mended by the county?",
    'Who never visited the lighthouse?',
    'Which towns were not flooded?',
    'It rained. Which towns had no rain?',
    'How many people didn’t vote?',
  ])('has a negation behind its question word: %s', (text) => {
    expect(asksWhatIsNot(text)).toBe(true);
  });

  it.each([
    'Which towns were flooded?',
    'What did the owner promise, and what not only he promised?',
    'Who decides whether or not the dam is repaired?',
    'Who will no longer own the quarry?',
    'The owner did not come. Who came?',
    "I'm not sure what a weir is.",
    'How far does the ferry go without charging?',
    "Isn't the quarry closed?",
    "The owner came, didn't he?",
  ])('is not: %s', (text) => {
    expect(asksWhatIsNot(text)).toBe(false);
  });
});

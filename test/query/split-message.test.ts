import { expect, it } from 'vitest';
import { splitMessage } from '../../src/query/split-message.js';

it.each<[string, string[]]>([
  ['Who owns the quarry?', ['Who owns the quarry?']],
  ['Who owns the quarry? And when did it open?', ['Who owns the quarry?', 'And when did it open?']],
  [
    'My boat is stuck in Lindvik. When does the ferry sail? Who can help me?',
    ['My boat is stuck in Lindvik. When does the ferry sail?', 'Who can help me?'],
  ],
  ['Who owns the quarry and when did it open again?', ['Who owns the quarry?', 'when did it open again?']],
  [
    'What did Signe Holm say and what did the council answer?',
    ['What did Signe Holm say?', 'what did the council answer?'],
  ],
  [
    'How many loaves did the jury taste, and who won the prize?',
    ['How many loaves did the jury taste?', 'who won the prize?'],
  ],
  ['Tell me about the dam. How much did the repair cost?', ['Tell me about the dam.', 'How much did the repair cost?']],
  [
    '1. Who owns the quarry?\n2) When did it open?\n- How many jobs?',
    ['Who owns the quarry?', 'When did it open?', 'How many jobs?'],
  ],
  ['Thanks! And who owns the bakery?', ['And who owns the bakery?']],
  ['good bot! who owns the quarry?', ['who owns the quarry?']],
  [
    'Who dug it? Who sold it? Who bought it? Who runs it? Who likes it?',
    ['Who dug it?', 'Who sold it?', 'Who bought it?', 'Who runs it? Who likes it?'],
  ],
])('asks several things: %s', (text, questions) => {
  expect(splitMessage(text)).toEqual(questions);
});

it.each([
  'who and when?',
  'The dam leaks. It is old.',
  'Who owns the quarry? I heard that it was sold.',
  'Who paid the crews and the engineers?',
  'Did Dr. Lund say when it opens?',
  'what is the quarry who owns it',
  'Who said “why me?” to the council?',
  'Who knows what happened and why?',
  'ferry Skarholm',
])('asks one thing: %s', (text) => {
  expect(splitMessage(text)).toEqual([text]);
});

import { describe, expect, it } from 'vitest';
import { requestIn } from '../../src/query/requests.js';

describe.each([
  [
    'latest',
    [
      ['What’s the latest on the Elva dam?', 'Elva dam'],
      ['latest on the ferry', 'ferry'],
      ['Any news on the quarry?', 'quarry'],
      ['is there any news about the otters', 'otters'],
      ['the latest news from Lindvik', 'Lindvik'],
      ['ferry news', 'ferry'],
      ['Skarholm ferry update', 'Skarholm ferry'],
      ['update me on the hearing', 'hearing'],
      ['catch me up on the strike', 'strike'],
      ['What is happening with the dam?', 'dam'],
      ['what’s going on in Norrvik right now', 'Norrvik'],
      ['what is new in version 2?', 'version 2'],
    ],
  ],
  [
    'timeline',
    [
      ['give me a timeline of the repairs', 'repairs'],
      ['Timeline of the Elva dam', 'Elva dam'],
      ['quarry timeline', 'quarry'],
      ['How did the strike unfold?', 'strike'],
      ['how has the library dispute developed over the years', 'library dispute'],
      ['What happened at the dam, step by step?', 'at the dam'],
      ['history of the circus Bellini', 'circus Bellini'],
    ],
  ],
  [
    'events',
    [
      ['What happened in Norrvik on 2 May?', 'Norrvik on 2 May'],
      ['what happened in October?', 'October'],
      ['What went on at the dam?', 'dam'],
    ],
  ],
  [
    'list',
    [
      ['Which articles are about the ferry?', 'ferry'],
      ['what articles do you have about bread', 'bread'],
      ['list all articles on the dam', 'dam'],
      ['show me articles mentioning Signe Holm', 'Signe Holm'],
      ['Do you have anything about otters?', 'otters'],
      ['Which articles mention the council?', 'council'],
      ['which stories cover the strike', 'strike'],
    ],
  ],
  [
    'summary',
    [
      ['Summarize the hearing', 'hearing'],
      ['tl;dr the hearing', 'hearing'],
      ['Give me a short summary of the strike', 'strike'],
      ['tell me about the circus', 'circus'],
      ['Tell me more about the circus', 'circus'],
      ['What do you know about otters?', 'otters'],
      ['overview of the repairs', 'repairs'],
      ['What’s the story with the elephant?', 'elephant'],
      ['what is the matter with the ramp?', 'ramp'],
    ],
  ],
])('asks for: %s', (kind, rows) => {
  it.each(rows)('%s', (text, topic) => {
    expect(requestIn(text)).toEqual({ kind, topic });
  });
});

describe('asks for all there is', () => {
  it.each([
    ['What’s new?', 'latest'],
    ['any news today?', 'latest'],
    ['show me the latest headlines', 'latest'],
    ['show me the latest articles', 'latest'],
    ['news', 'latest'],
    ['what is going on', 'latest'],
    ['list the articles', 'list'],
    ['show me all your sources', 'list'],
  ])('%s', (text, kind) => {
    expect(requestIn(text)).toEqual({ kind });
  });
});

describe('asks to compare', () => {
  it.each([
    ['Compare the quarry and the dam', 'quarry', 'dam'],
    ['what’s the difference between rye bread and wheat bread?', 'rye bread', 'wheat bread'],
    ['Norrvik vs Elva', 'Norrvik', 'Elva'],
    ['How does the old ramp differ from the new one?', 'old ramp', 'new one'],
    ['how is granite different from gneiss', 'granite', 'gneiss'],
  ])('%s', (text, ...sides) => {
    expect(requestIn(text)).toEqual({ kind: 'compare', sides });
  });

  it('within what is said before', () => {
    expect(requestIn('norrvik quarry: whats the difference between granite and gneiss')).toEqual({
      kind: 'compare',
      sides: ['granite', 'gneiss'],
      within: 'norrvik quarry: whats the',
    });
  });
});

describe('asks a question', () => {
  it.each([
    'Who owns the quarry?',
    'What did Signe Holm say about wages?',
    'Where is the ferry now?',
    'What is the current price of rye bread?',
    'What is the latest date for claims?',
    'What is the news agency of Lindvik called?',
    'Has anything changed at the dam?',
    'How many articles did the editor write?',
    'Who wrote the summary of the report?',
    'Who wrote the history of Ost?',
    'when was the history of Ost published',
    'Did the update of the system fail?',
    'What changed between March and May?',
    'The difference is 3 million crowns',
    'Who sent the news to the council?',
    'How do I update the firmware?',
    'Give me the recipe of rye bread',
    'ferry or helicopter?',
    'compare',
    `Tell me about ${'the quarry and '.repeat(30)}the dam`,
  ])('%s', (text) => {
    expect(requestIn(text)).toEqual({ kind: 'question' });
  });
});

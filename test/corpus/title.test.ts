import { describe, expect, it } from 'vitest';
import { cleanTitle, cutAtWord, firstSentence } from '../../src/corpus/title.js';
import fc from '../support/fast-check.js';
import { readOne } from './read-folder.js';

describe('titles', () => {
  it('never exceed their limit, end inside a word or split a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', ' ', '😀', 'word'), maxLength: 80 }),
        fc.integer({ min: 2, max: 40 }),
        (text, max) => {
          const cut = cutAtWord(text, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(text.startsWith(cut)).toBe(true);
          expect(cut).not.toMatch(/[\ud800-\udbff]$/);
          if (cut.length < text.length && text.slice(0, max + 1).lastIndexOf(' ') > 0)
            expect(text[cut.length]).toBe(' ');
        },
      ),
    );
  });

  it.each([
    ['white space is collapsed', ' A\n\ttitle\u00a0with  gaps ', 'A title with gaps'],
    ['control characters go', 'A\u0007title\u2028here', 'A title here'],
    ['a title of exactly 100 characters stays', 'x'.repeat(100), 'x'.repeat(100)],
    ['a longer one is cut at a word', `${'word '.repeat(19)}12345 more`, `${'word '.repeat(19)}12345`],
    ['nothing is no title', ' \n', undefined],
    ['a number is no title', 5, undefined],
  ])('%s', (_name, given, expected) => {
    expect(cleanTitle(given, 100)).toBe(expected);
  });

  it.each([
    ['\n\n  The river rose. It fell again.', 'The river rose.'],
    ['A headline without a stop\n\nThe text begins here.', 'A headline without a stop'],
    [' \n', undefined],
  ])('the first sentence of %j is %j', (text, expected) => {
    expect(firstSentence(text, 100)).toBe(expected);
  });

  it.each([
    ['the given one, over the heading', 'a.md', '---\ntitle: Given\n---\n# Heading\nText.', 'Given'],
    [
      'the first heading of Markdown',
      'a.md',
      'Some text.\n\n## The *heading* [here](http://x.y) ##\n',
      'The heading here',
    ],
    ['an underlined heading', 'a.md', 'The heading\n===\nText.', 'The heading'],
    ['no heading in a code fence', 'a.md', 'The first. The second.\n\n```\n# no\n```\n', 'The first.'],
    ['the first sentence', 'a.txt', 'The river rose. It fell.', 'The river rose.'],
    ['the sentence behind a dateline', 'a.txt', 'GENEVA, March 16 (AP) - Talks went on. More.', 'Talks went on.'],
    ['the first sentence where the title is blank', 'a.json', '{"title":" ","body":"One. Two."}', 'One.'],
    ['the first sentence where the title is no text', 'a.json', '{"title":5,"body":"One. Two."}', 'One.'],
  ])('an article takes %s', async (_name, name, content, title) => {
    expect((await readOne(name, content)).title.replace(/\s+/g, ' ')).toBe(title);
  });
});

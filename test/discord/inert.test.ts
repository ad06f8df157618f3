import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/core/safe-url.js';
import { codeBlock, cutInert, inert, inertWithin, orElse, plain } from '../../src/discord/render/inert.js';
import { linkToQuote, maskedLink } from '../../src/discord/render/links.js';
import { MESSAGE_MAX_CHARS, splitMessages } from '../../src/discord/render/split-messages.js';
import { parseDiscord } from '../support/discord-markdown.js';
import fc from '../support/fast-check.js';
import { hostileText } from '../support/hostile-text.js';

/** What Discord would act on. */
const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/|\bdiscord(?:app)?\.(?:gg|com)|\bwww\./i;
const MENTION = /@(?:everyone|here)|<(?:@|#|\/|:|a:|t:|id:)/;
/** Markup that no backslash stands before. */
const MARKUP = /(?<!\\)(?:\\\\)*[*_~`|[\]]/;
const LINE_START = /^(?:#|-|>|\+|\d+[.)])/m;

const RUNS = process.env.LONG_FUZZ ? 100_000 : 1000;

describe('text of strangers', () => {
  it.each([
    ['a mention of everyone', '@everyone'],
    ['a mention of a person', '<@123456789012345678>'],
    ['an address', 'see https://evil.example/x?y=1'],
    ['an address behind hidden characters', 'http:\u202e//evil.example'],
    ['an invitation', 'join discord.gg/abc or DISCORD.com/invite/abc'],
    ['a masked link', '[bank](https://evil.example)'],
    ['a spoiler, bold and code', '||x|| **y** `z` ```w```'],
    ['a heading', '# big'],
    ['a list', '1. one'],
    ['a quotation', '> said'],
    ['small text', '-# small'],
    ['a time stamp', '<t:1700000000:R>'],
    ['an emoji', '<:smile:123456789012345678>'],
    ['a command', '</ask:123456789012345678>'],
    ['lines', 'one\n# two\n- three'],
    ['its own escapes', '\\*\\_\\'],
  ])('is shown and not acted on: %s', (_what, text) => {
    const shown = inert(text);
    expect(shown).not.toMatch(ADDRESS);
    expect(shown).not.toMatch(MENTION);
    expect(shown).not.toMatch(MARKUP);
    expect(shown).not.toMatch(LINE_START);
    expect(shown).not.toContain('\n');
  });

  it('is inert whatever it is', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const shown = inert(text);
        return (
          !ADDRESS.test(shown) &&
          !MENTION.test(shown) &&
          !MARKUP.test(shown) &&
          !LINE_START.test(shown) &&
          !shown.includes('\n') &&
          shown.isWellFormed()
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('has no direction marks and no invisible joins', () => {
    const shown = inert('a\u061cb\u180ec\u206ad\u206fe\u202ef');
    expect(shown).toBe('abcdef');
    expect(inert('_www.evil.example x.discord.gg/a')).not.toMatch(/www\.|discord\.gg/);
  });

  it.each([
    ['abc\\\\', 5, 'abc\\\\'],
    ['abc\\*d', 4, 'abc'],
    ['abc\\\\*d', 5, 'abc\\\\'],
    ['abc😀', 4, 'abc'],
  ])('is cut between what belongs together: %s', (text, most, expected) => {
    expect(cutInert(text, most)).toBe(expected);
  });

  it('is one block of code that fits into a message, whatever the code is made of', () => {
    for (const code of ['`'.repeat(1500), '```\n# x\n```', '😀`'.repeat(700), '']) {
      const block = codeBlock(code, 'js');
      expect(block.length).toBeLessThan(MESSAGE_MAX_CHARS - 100);
      expect(block.isWellFormed()).toBe(true);
      expect(block.match(/```/g)).toHaveLength(2);
    }
  });

  it('has a substitute where it is drawn as nothing', () => {
    for (const text of ['', ' ', '\u061c\u200b', '\u3164', '\u2800 \ufe0f', undefined])
      expect(orElse(text, 'untitled')).toBe('untitled');
    expect(orElse('a', 'untitled')).toBe('a');
  });

  it('keeps every letter and digit in its order', () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => letters(inert(text)) === letters(text)),
      { numRuns: 2000 },
    );
  });

  it('stays within a limit, in labels as in text', () => {
    fc.assert(
      fc.property(hostileText(), fc.integer({ min: 8, max: 120 }), (text, limit) => {
        expect(plain(text, limit).length).toBeLessThanOrEqual(limit);
        expect(plain(text, limit)).not.toMatch(ADDRESS);
        const shown = inertWithin(text, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown).not.toMatch(MARKUP);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:secret@example.org/',
    'ftp://example.org/',
    'https://localhost/',
    'https://evil.example```js/',
    'https://bank.example-/',
    'not an address',
    `https://example.org/${'x'.repeat(500)}`,
    '',
  ])('are not made of %j', (url) => {
    expect(safeUrl(url)).toBeUndefined();
    expect(maskedLink('a title', url)).toBe('a title');
  });

  it('can’t be left by what stands in an address or a title', () => {
    const link = maskedLink('a](<https://evil.example>) title', 'https://example.org/a)>b[c]"d e');
    expect(link).toMatch(/^a\\\]\\\(.* titl\S* \(\[example\.org\]\(<https:\/\/example\.org\/[^()<>[\]\s]*>\)\)$/);
    expect(link.match(/https?:\/\//g)).toHaveLength(1);
  });

  it.each([
    ['https://bank.example', 'https://evil.example/a'],
    ['Log in at bank.example/login now', 'https://evil.example/a'],
    ['www.bank.example', 'https://evil.example/a'],
    ['bank\u2024example', 'https://evil.example/a'],
    ['https://desk.example/other', 'https://desk.example/a'],
    ['http://10.0.0.1/', 'https://evil.example/a'],
  ])('don’t read as another address: %s', (label, url) => {
    const { hostname } = new URL(url);
    expect(parseDiscord(maskedLink(label, url)).links).toEqual([{ label: hostname, url }]);
  });

  it.each([
    ['Node.js 22 reads README.md', 'https://desk.example/a'],
    ['What desk.example said', 'https://www.desk.example/a'],
    ['https://desk.example/a', 'https://desk.example/a/b'],
    ['The U.S. and J.R.R. Tolkien at 3.5 p.m.', 'https://desk.example/a'],
  ])('stand under what is no other address: %s', (label, url) => {
    expect(parseDiscord(maskedLink(label, url)).links).toMatchObject([{ url }]);
    expect(maskedLink(label, url)).toMatch(/^\[.*\]\(<[^>]*>\)$/);
  });

  it.each(['a [b', 'a ] b', '[x](y', 'a]](', '[[]'])('aren’t taken apart by brackets: %s', (label) => {
    expect(parseDiscord(maskedLink(label, 'https://desk.example/a')).links).toHaveLength(1);
  });

  it('scroll to the quote, and keep a fragment that is there', () => {
    expect(linkToQuote('https://example.org/a', 'One, two-three.')).toBe(
      'https://example.org/a#:~:text=One%2C%20two%2Dthree.',
    );
    expect(linkToQuote('https://example.org/a#b', 'one two three four five six seven eight nine ten eleven')).toBe(
      'https://example.org/a#b:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven',
    );
  });

  it('leave the quote out where a button has no room for it', () => {
    expect(linkToQuote('https://example.org/a', '語'.repeat(300))).toBe('https://example.org/a');
  });
});

describe('messages', () => {
  it('are cut between lines, with the ending on the last', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `${i} ${'word '.repeat(100)}`.trim());
    const messages = splitMessages(lines, ['[1] one', '[2] two']);
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.join('\n').split('\n').filter(Boolean)).toEqual([...lines, '[1] one', '[2] two']);
    expect(messages.at(-1)).toMatch(/\[1\] one\n\[2\] two$/);
  });

  it('fit whatever is in them, and lose nothing', () => {
    const words = (text: string) => text.split(/\s+/).filter(Boolean).join('');
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ maxLength: 3000 }).map((text) => inert(text)),
          { maxLength: 6 },
        ),
        // Two or more empty lines of an ending alone would make an empty message; no ending has an empty line.
        fc.array(
          fc.string({ minLength: 1, maxLength: 700 }).map((text) => inert(text) || '-'),
          { maxLength: 6 },
        ),
        (lines, ending) => {
          const messages = splitMessages(lines, ending);
          expect(messages.every((message) => message.length <= MESSAGE_MAX_CHARS && message.length > 0)).toBe(true);
          expect(words(messages.join(' '))).toBe(words([...lines, ...ending].join(' ')));
        },
      ),
      { numRuns: 500 },
    );
  });
});

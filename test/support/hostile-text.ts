/** Text that tries to be more than text: mentions, links, markup, hidden characters, in any mixture. */
import fc from './fast-check.js';

const PARTS = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '<:a:123456789012345678>',
  '<t:1700000000:R>',
  '</ask:123456789012345678>',
  'https://evil.example/a',
  'HTTP://evil.example',
  'http:\u200b//evil.example',
  'ht\u00adtps://evil.example',
  'discord.gg/abc',
  'discord.com/invite/abc',
  'discordapp.com/invite/abc',
  'www.evil.example',
  '[text](https://evil.example)',
  '](<https://evil.example>)',
  '**',
  '__',
  '~~',
  '||',
  '`',
  '```js\n',
  '\\',
  '\n# ',
  '\n> ',
  '\n- ',
  '-# ',
  '\n1. ',
  '<',
  '>',
  '@',
  ':',
  '//',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\ud83d',
  '\udc00',
  '😀',
  'Kyiv',
  ' ',
];

export const hostileText = (maxParts = 12) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PARTS) }, fc.string({ maxLength: 12 })), {
      maxLength: maxParts,
    })
    .map((parts) => parts.join(''));

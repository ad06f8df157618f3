import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/corpus/decode.js';
import fc from '../support/fast-check.js';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: (number[] | string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (Array.isArray(part) ? Buffer.from(part) : Buffer.from(part as string))));

describe('decodeText', () => {
  it.each([
    ['plain ASCII', bytes('Oil prices rose.'), 'Oil prices rose.'],
    ['UTF-8', bytes('Zoë – “ja” 😀'), 'Zoë – “ja” 😀'],
    ['UTF-8 with a byte order mark', bytes([0xef, 0xbb, 0xbf], 'Zoë'), 'Zoë'],
    ['UTF-16LE with a byte order mark', bytes([0xff, 0xfe], Buffer.from('Zoë 😀', 'utf16le')), 'Zoë 😀'],
    ['UTF-16BE with a byte order mark', bytes([0xfe, 0xff], utf16be('Zoë 😀')), 'Zoë 😀'],
    ['UTF-16LE without one', Buffer.from('The river rose.', 'utf16le'), 'The river rose.'],
    ['UTF-16BE without one', utf16be('The river rose.'), 'The river rose.'],
    [
      'UTF-16LE half in Chinese',
      Buffer.from('Beijing: 北京市 reports rain.', 'utf16le'),
      'Beijing: 北京市 reports rain.',
    ],
    ['a lone surrogate in UTF-16', bytes([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00]), 'A\ud800B'],
    [
      'Windows-1252 where it is no UTF-8',
      bytes('caf', [0xe9], ' ', [0x93], 'ja', [0x94], ' ', [0x80], '5'),
      'café “ja” €5',
    ],
    ['line ends of all kinds', bytes('a\r\nb\rc\n\n d '), 'a\r\nb\rc\n\n d '],
    ['a second byte order mark', bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], 'x'), '\ufeffx'],
    ['nothing', bytes(''), ''],
  ])('reads %s, changing nothing else', (_name, input, expected) => {
    expect(decodeText(input)).toBe(expected);
  });

  it.each([
    ['a zero byte', bytes('abc', [0], 'def and some more text'), /zero byte/],
    ['control characters', bytes('a', [1, 2, 3, 4, 5, 6, 7, 8], 'b'), /control characters/],
    ['an odd number of bytes in UTF-16', bytes([0xff, 0xfe, 0x41]), /odd/],
    ['UTF-32', bytes([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), /zero byte/],
    ['a PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 0x0d], 'IHDR'), /binary/],
  ])('refuses %s with a reason', (_name, input, reason) => {
    expect(() => decodeText(input)).toThrow(reason);
  });

  it('gives back any text that was written as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff]/.test(text));
        expect(decodeText(Buffer.from(text))).toBe(text);
      }),
    );
  });
});

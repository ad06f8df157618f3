/** Bytes to text. The text is what the bytes say less a byte order mark, never otherwise changed: offsets count in it. */
import { isUtf8 } from 'node:buffer';
import { Unreadable } from './formats/format.js';

/** Bytes looked at to tell UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 8_192;
/** Share of zero bytes at one parity that makes UTF-16: Latin text has nearly 1, mixed text with some CJK far more than this. */
const UTF16_ZERO_SHARE = 0.3;
/** More control characters than this is no text. */
const MAX_CONTROL_SHARE = 0.01;

/** What Windows-1252 has at 0x80 to 0x9f; a space stands for nothing, where the control character stays, as in the WHATWG's table. */
const WINDOWS_1252 = Array.from('€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ', (char) => (char === ' ' ? undefined : char));

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Text in the encoding its byte order mark names, else UTF-16 told by its zero bytes, else UTF-8, else Windows-1252.
 * Throws Unreadable for what is no text: zero bytes, or more than 1 % control characters.
 */
export function decodeText(bytes: Uint8Array): string {
  const { encoding, skip } = detectEncoding(bytes);
  const text = decodeAs(encoding, bytes.subarray(skip));
  const problem = binaryProblem(text);
  if (problem) throw new Unreadable(`Expected text, but the file ${problem}; it is binary or damaged.`);
  return text;
}

/** The encoding and the length of the byte order mark. */
export function detectEncoding(bytes: Uint8Array): { encoding: Encoding; skip: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  const utf16 = detectUtf16(bytes);
  if (utf16) return { encoding: utf16, skip: 0 };
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', skip: 0 };
}

function detectUtf16(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 4) return undefined;
  let zeroAtEven = 0;
  let zeroAtOdd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) zeroAtEven++;
    if (bytes[i + 1] === 0) zeroAtOdd++;
  }
  const needed = (length / 2) * UTF16_ZERO_SHARE;
  if (zeroAtOdd >= needed && zeroAtEven === 0) return 'utf-16le';
  if (zeroAtEven >= needed && zeroAtOdd === 0) return 'utf-16be';
  return undefined;
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    if (buffer.length % 2 === 1)
      throw new Unreadable('Expected UTF-16 text, but the number of bytes is odd; the file is cut off.');
    // Buffer, unlike TextDecoder, keeps lone surrogates as they are.
    return (encoding === 'utf-16le' ? buffer : Buffer.from(buffer).swap16()).toString('utf16le');
  }
  if (encoding === 'utf-8') return buffer.toString('utf8');
  // Not TextDecoder: Node 20 and 22 take its 'windows-1252' for Latin-1, which has no quotation marks or dashes.
  return buffer.toString('latin1').replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);
}

function binaryProblem(text: string): string | undefined {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) return `has a zero byte at character ${i}`;
    // Tab, line feed, vertical tab, form feed and carriage return are white space; NEL (0x85) is a line break.
    if ((code < 0x20 && (code < 0x09 || code > 0x0d)) || (code >= 0x7f && code <= 0x9f && code !== 0x85)) controls++;
  }
  return controls > 1 + text.length * MAX_CONTROL_SHARE
    ? `has ${controls} control characters among ${text.length}`
    : undefined;
}

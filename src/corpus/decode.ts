/** Bytes to text. The text is what the bytes say less a byte order mark, never otherwise changed: offsets count in it. */
import { isUtf8 } from 'node:buffer';
import { Unreadable } from './formats/format.js';
import { detectLegacyEncoding, hasLegacyEncodings } from './legacy-encoding.js';

/** Bytes looked at to tell UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 8_192;
/** Share of zero bytes at one parity that makes UTF-16: Latin text has nearly 1, mixed text with some CJK far more than this. */
const UTF16_ZERO_SHARE = 0.3;
/** More control characters than this is no text. */
const MAX_CONTROL_SHARE = 0.01;

/** What Windows-1252 has at 0x80 to 0x9f; a space stands for nothing, where the control character stays, as in the WHATWG's table. */
const WINDOWS_1252 = Array.from('€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ', (char) => (char === ' ' ? undefined : char));

/** So much of a text may be broken UTF-8 (an editor's stray byte, a cut in the middle of a character) for it still to be UTF-8. */
const MAX_BROKEN_SHARE = 0.05;

type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Text in the encoding its byte order mark names, else UTF-16 told by its zero bytes, else UTF-8, else what `declared` or the
 * content names. Throws Unreadable for what is no text (zero bytes, or more than 1 % control characters) or makes sense in no
 * encoding.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const unicode = detectUnicode(bytes);
  const text = unicode ? decodeAs(unicode.encoding, bytes.subarray(unicode.skip)) : decodeLegacy(bytes, declared);
  const problem = binaryProblem(text);
  if (problem) throw new Unreadable(`Expected text, but the file ${problem}; it is binary or damaged.`);
  return text;
}

/** The encoding and the length of the byte order mark. */
function detectUnicode(bytes: Uint8Array): { encoding: Unicode; skip: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  const utf16 = detectUtf16(bytes);
  if (utf16) return { encoding: utf16, skip: 0 };
  return isUtf8(bytes) ? { encoding: 'utf-8', skip: 0 } : undefined;
}

function decodeLegacy(bytes: Uint8Array, declared?: string): string {
  const nearly = decodeAs('utf-8', bytes);
  const broken = nearly.match(/\ufffd/g)?.length ?? 0;
  if (broken <= (nearly.match(/[^\x00-\x7f\ufffd]/g)?.length ?? 0) * MAX_BROKEN_SHARE) return nearly;
  const label = detectLegacyEncoding(bytes, declared);
  if (label === 'windows-1252') return decodeWindows1252(bytes);
  // Reading the bytes as Western all the same finds what is binary, which is the better reason.
  const problem = label === undefined && binaryProblem(decodeWindows1252(bytes));
  if (problem) throw new Unreadable(`Expected text, but the file ${problem}; it is binary or damaged.`);
  if (label === undefined)
    throw new Unreadable(
      hasLegacyEncodings()
        ? 'Expected text, but its characters make no sense in any known encoding; save it as UTF-8.'
        : 'Expected UTF-8, and this Node was built without the tables of other encodings; save it as UTF-8.',
    );
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}

function detectUtf16(bytes: Uint8Array): Unicode | undefined {
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

function decodeAs(encoding: Unicode, bytes: Uint8Array): string {
  const buffer = toBuffer(bytes);
  if (encoding === 'utf-8') return buffer.toString('utf8');
  if (buffer.length % 2 === 1)
    throw new Unreadable('Expected UTF-16 text, but the number of bytes is odd; the file is cut off.');
  // Buffer, unlike TextDecoder, keeps lone surrogates as they are.
  return (encoding === 'utf-16le' ? buffer : Buffer.from(buffer).swap16()).toString('utf16le');
}

/** Not by TextDecoder: Node 20 and 22 take its 'windows-1252' for Latin-1, which has no quotation marks or dashes. */
function decodeWindows1252(bytes: Uint8Array): string {
  return toBuffer(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);
}

const toBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

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

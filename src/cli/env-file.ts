/**
 * `.env` as editors write it: UTF-8 or UTF-16, with a byte order mark or without, with any line ends. What can't be meant as a
 * setting is named by its line, and never left out without a word.
 */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { errorCode, errorText, UserError } from '../core/errors.js';

/** "export NAME = …"; a value in quotes may go on over lines. */
const SETTING = /^\s*(?:export\s+)?[\w.-]+\s*=[^\S\n]*/;
/** "DISCORD_TОKEN" with an О of another script. */
const FOREIGN_NAME = /^\s*(?:export\s+)?(?=\S*[^\s\x00-\x7f])[\p{L}\p{M}\p{N}\p{Cf}_.-]+\s*=/u;
const QUOTES = /^["'`]/;

/** Sets what the file says and the environment doesn't. Without a file nothing happens. Throws UserError. */
export function loadEnvFile(path: string, environment: NodeJS.ProcessEnv = process.env): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw new UserError('bad-env-file', `${path} can't be read (${errorText(error)}); mend or remove it.`);
  }
  for (const [name, value] of Object.entries(parseEnvText(decodeEnvFile(bytes, path), path)))
    environment[name] ??= value;
}

/** The settings of a file's text. Throws UserError with the first line that is none. */
export function parseEnvText(text: string, path = '.env'): Record<string, string> {
  const unified = text.replace(/^\ufeff/, '').replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  // Node takes no space but this one around a name, a value and "=".
  const plain = unified.replace(/[\t\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g, ' ');
  checkLines(plain, path);
  return Object.fromEntries(
    Object.entries(parseEnv(plain)).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function checkLines(text: string, path: string): void {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (/^\s*(?:#|$)/.test(line)) continue;
    const name = SETTING.exec(line);
    // The line itself may hold a secret.
    if (FOREIGN_NAME.test(line))
      throw badLine(
        path,
        at,
        'has a letter in its name that no variable has, such as a look-alike; type the name anew',
      );
    if (!name) throw badLine(path, at, 'is no setting; write NAME=value, or # before a remark');
    const value = line.slice(name[0].length);
    const [quote] = QUOTES.exec(value) ?? [];
    if (!quote || value.includes(quote, 1)) continue;
    const end = lines.findIndex((later, place) => place > at && later.includes(quote));
    if (end === -1) throw badLine(path, at, `opens a quotation mark ${quote} that nothing closes`);
    const isSwallowed = lines.slice(at + 1, end + 1).some((later) => SETTING.test(later));
    if (isSwallowed)
      throw badLine(path, at, `opens a quotation mark ${quote} that is closed behind another setting only`);
    at = end;
  }
}

const badLine = (path: string, at: number, what: string) =>
  new UserError('bad-env-file', `Line ${at + 1} of ${path} ${what}.`, 64);

/** By its byte order mark or, without one, by the zeros that UTF-16 puts beside each letter. */
export function decodeEnvFile(bytes: Buffer, path: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const line = bytes.subarray(0, firstBadByte(bytes)).toString('latin1').split('\n').length;
    throw badLine(path, line - 1, `isn't ${encoding.toUpperCase()}; save the file as UTF-8`);
  }
}

function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[1] === 0 && bytes[0] !== 0) return 'utf-16le';
  return bytes[0] === 0 && bytes.length > 1 ? 'utf-16be' : 'utf-8';
}

/** Where the first character is that UTF-8 doesn't know. */
function firstBadByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  const place = text.indexOf('\ufffd');
  return place === -1 ? 0 : Buffer.byteLength(text.slice(0, place));
}

/**
 * Secrets by their value: the bot's token, keys, passwords. Whatever is said to people or written to a log passes `redact`, for an
 * error of a library may hold an address or a header with one in it, and no field's name tells that.
 */
import { decodePercent } from './decode-percent.js';

/** What stands in a secret's place. */
export const LEFT_OUT = '[left out]';

/** Variables that hold secrets, those of every provider's client among them: "ANTHROPIC_API_KEY", "HTTP_TOKENS", "PGPASSWORD". */
const SECRET_NAME = /(?:_API_KEYS?|_ACCESS_KEY|_TOKENS?|_SECRETS?|_SECRET_KEY|PASSWORD)$/;
const MIN_CHARS = 6;
/** A word such as "ollama" given for a key that nobody checks: leaving it out would only make sentences unreadable. */
const WORD = /^[a-z]{1,11}$/i;
/** `//NAME:PASSWORD@`, of whatever address. */
const CREDENTIALS = /(\/\/[^\s/:@"'<>]*:)[^\s/@"'<>]+(?=@)/g;

const hidden = new Set<string>();
let pattern: RegExp | undefined;

/** Remembers the secrets of an environment, for as long as the process lives. */
export function hideSecretsOf(environment: NodeJS.ProcessEnv): void {
  for (const [name, value = ''] of Object.entries(environment)) {
    if (SECRET_NAME.test(name)) for (const one of listed(value)) hideSecret(one);
    for (const password of passwordsIn(value)) hideSecret(password);
  }
}

/** Remembers one. What is too short to be one, or a mere word, is not. */
export function hideSecret(value: string): void {
  if (value.length < MIN_CHARS || WORD.test(value) || hidden.has(value)) return;
  for (const form of formsOf(value)) hidden.add(form);
  const forms = [...hidden].sort((a, b) => b.length - a.length);
  pattern = new RegExp(forms.map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'), 'g');
}

/** The text without any of the secrets, in any of the forms that they come in. */
export function redact(text: string): string {
  const without = pattern ? text.replace(pattern, LEFT_OUT) : text;
  return without.includes('@') ? without.replace(CREDENTIALS, `$1${LEFT_OUT}`) : without;
}

/** A variable's value, and what it lists: "desk:s3cret-1, s3cret-2". */
function listed(value: string): string[] {
  const whole = value.trim();
  const items = whole.split(/[\s,;]+/);
  return [whole, ...items, ...items.flatMap((item) => item.split(/[:=]/).slice(1))];
}

/** Of addresses: as written there, and as it is. */
function passwordsIn(value: string): string[] {
  const [, password] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*?:([^/?#]*)@/i.exec(value.trim()) ?? [];
  return password ? [password, decodePercent(password)] : [];
}

/** As it is, in an address, in JSON, and within base64 that may begin at any of three places. */
function formsOf(value: string): string[] {
  const encoded = encodeURIComponent(value);
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [
    value,
    encoded,
    lower,
    new URLSearchParams([['', value]]).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
  ].concat([0, 1, 2].flatMap((before) => base64Within(value, before)));
}

/** The part of the base64 text that the value alone decides, where `before` bytes stand before it. */
function base64Within(value: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
  const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
  const inner = bytes.toString('base64').slice(from, to);
  return inner.length < MIN_CHARS ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
}

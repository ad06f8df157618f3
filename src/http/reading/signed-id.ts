/**
 * Names of reading pages that nobody can make but this program: what is shown, and a code over it under a key of the state. So an
 * article can't be reached by guessing, and a link holds for as long as the key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The article, and the server that was shown it: its limits hold for the page, too. Without a server there are none. */
export interface Reading {
  articleId: string;
  guild?: string;
}

/** Half of an HMAC-SHA-256: nobody guesses 128 bits. */
const CODE_BYTES = 16;
const ID = /^([\w-]{1,1200})\.([\w-]{22})$/;

function codeOf(key: Buffer, payload: string): string {
  return createHmac('sha256', key).update(payload).digest().subarray(0, CODE_BYTES).toString('base64url');
}

/** Letters, digits, "-", "_" and one ".". Undefined for an id that UTF-8 would alter. */
export function signId(key: Buffer, { articleId, guild = '' }: Reading): string | undefined {
  if (!articleId.isWellFormed()) return undefined;
  const payload = Buffer.from(`${guild}\n${articleId}`).toString('base64url');
  return `${payload}.${codeOf(key, payload)}`;
}

/** Undefined for whatever `signId` didn't make with this key, to the last letter. */
export function readId(key: Buffer, id: string): Reading | undefined {
  const [, payload, code] = ID.exec(id) ?? [];
  if (payload === undefined || !timingSafeEqual(Buffer.from(code), Buffer.from(codeOf(key, payload)))) return undefined;
  const [guild, ...rest] = Buffer.from(payload, 'base64url').toString().split('\n');
  return { articleId: rest.join('\n'), ...(guild && { guild }) };
}

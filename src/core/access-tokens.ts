/** Tokens for programs: each with a name, what it may be used for, and how often a day. */

/** What a token may be for. */
export const SCOPES = ['ask', 'search', 'metrics', 'mcp'] as const;
export type Scope = (typeof SCOPES)[number];

export interface AccessToken {
  /** Stands in the log and in counts, where the token never does. */
  name: string;
  token: string;
  scopes: ReadonlySet<Scope>;
  /** Requests that it may make in a UTC day; Infinity for no bound. */
  perDay: number;
}

const STANDARD_PER_DAY = 1000;
const NAME = /^[a-z0-9][a-z0-9_-]{0,31}$/i;
/** What a Bearer token may hold (RFC 6750), long enough not to be guessed. */
const TOKEN = /^[A-Za-z0-9._~+/=-]{16,200}$/;

const isScope = (word: string): word is Scope => SCOPES.some((scope) => scope === word);

/**
 * Reads `NAME:TOKEN:SCOPE+SCOPE` and `NAME:TOKEN:SCOPE:PER-DAY`, with commas or blanks between several. Returns what is wrong as
 * the end of a sentence, which repeats no value.
 */
export function parseAccessTokens(text: string): AccessToken[] | string {
  const tokens: AccessToken[] = [];
  for (const [i, entry] of text
    .split(/[\s,]+/)
    .filter(Boolean)
    .entries()) {
    const which = `in its entry ${i + 1}`;
    const [name, token, words, perDay = String(STANDARD_PER_DAY), ...rest] = entry.split(':');
    if (token === undefined || words === undefined || rest.length > 0)
      return `has ${which} something else than NAME:TOKEN:SCOPES or NAME:TOKEN:SCOPES:PER-DAY`;
    if (!NAME.test(name)) return `has ${which} a name that is none; expected up to 32 letters, digits and hyphens`;
    if (tokens.some((other) => other.name === name || other.token === token))
      return `has ${which} a name or a token that stands before it already; expected each once`;
    if (!TOKEN.test(token))
      return `has ${which} a token that is none; expected 16 to 200 letters, digits and - . _ ~ + / =, as "openssl rand -hex 24" makes one`;
    const scopes = words.split('+');
    if (!scopes.every(isScope))
      return `has ${which} a scope that is none; expected ${SCOPES.join(', ')}, with + between`;
    if (!/^\d{1,9}$/.test(perDay))
      return `has ${which} a bound that is none; expected a number of requests a day, 0 for no bound`;
    tokens.push({ name, token, scopes: new Set(scopes), perDay: Number(perDay) || Number.POSITIVE_INFINITY });
  }
  return tokens;
}

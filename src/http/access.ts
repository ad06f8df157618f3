/** Who may ask for what: a Bearer token with a scope. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { AccessToken, Scope } from '../core/access-tokens.js';
import { refuse } from './refuse.js';
import type { SiteEnv } from './site-env.js';

/** Tokens by their digests under a key of this process: how long a comparison takes tells nothing of any of them. */
export class Access {
  readonly #key = randomBytes(32);
  readonly #known: { digest: Buffer; token: AccessToken }[];

  constructor(tokens: readonly AccessToken[]) {
    this.#known = tokens.map((token) => ({ digest: this.#digest(token.token), token }));
  }

  #digest(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }

  /** Undefined where an Authorization header names none of the tokens; all are compared, always. */
  holder(authorization: string | undefined): AccessToken | undefined {
    const given = this.#digest(/^bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1] ?? '');
    return this.#known.filter(({ digest }) => timingSafeEqual(digest, given)).at(0)?.token;
  }

  /** Lets through who has a token with this scope, and remembers the token. */
  readonly demand =
    (scope: Scope): MiddlewareHandler<SiteEnv> =>
    async (context, next) => {
      const token = this.holder(context.req.header('authorization'));
      if (!token) {
        context.header('WWW-Authenticate', 'Bearer');
        return refuse(context, 401, 'Expected "Authorization: Bearer TOKEN" with a token of HTTP_TOKENS.');
      }
      if (!token.scopes.has(scope))
        return refuse(context, 403, `This token lacks the scope ${scope}; HTTP_TOKENS gives it.`);
      context.set('token', token);
      return next();
    };
}

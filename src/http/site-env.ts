/** What the routes share of one request. */
import type { HttpBindings } from '@hono/node-server';
import type { AccessToken } from '../core/access-tokens.js';

export interface SiteEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Who asks, behind `Access.demand`. */
    token: AccessToken;
  };
}

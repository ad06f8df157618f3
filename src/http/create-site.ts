/** All that is served, put together: what every request has to pass, then the routes. */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { HttpConfig } from '../config.js';
import { errorCode, errorText } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import { newId, type State } from '../state/state.js';
import { Access } from './access.js';
import { type ApiParts, apiRoutes, refusalFor } from './api.js';
import { healthRoutes } from './health.js';
import type { HttpLimits } from './limits.js';
import { mcpRoutes } from './mcp-route.js';
import type { Metrics } from './metrics.js';
import { isOwnHost, isOwnOrigin } from './own-host.js';
import type { Readiness } from './readiness.js';
import { type ReadingParts, readingRoutes } from './reading/routes.js';
import { STYLE_SOURCE } from './reading/style.js';
import { refuse } from './refuse.js';
import type { SiteEnv } from './site-env.js';
import { Turns } from './turns.js';

/** What a question is answered with. */
export interface SiteParts extends ApiParts, ReadingParts {
  app: ApiParts['app'] & ReadingParts['app'] & { current(): Promise<unknown> };
  state: State;
}

export interface Site {
  fetch: Hono<SiteEnv>['fetch'];
  /** From now on questions are answered. */
  serve(parts: SiteParts): void;
}

export interface SiteOptions {
  http: HttpConfig;
  limits: HttpLimits;
  readiness: Readiness;
  metrics: Metrics;
  logger: Logger;
  nowMs: () => number;
  /** Aborted when the server ends. */
  signal: AbortSignal;
}

/** Probes of orchestrators come with any name, and learn nothing that is worth hiding. */
const PROBES = new Set(['/healthz', '/readyz']);
const MCP = '/mcp';
const ROUTES = ['/healthz', '/readyz', '/metrics', '/api/ask', '/api/search', MCP];
const READING = '/a';
/** Of whoever asks before the index and the state are open. */
const RETRY_SECONDS = '5';

/** No page is framed, no script runs, nothing is loaded: all there is to see is in the page itself. */
const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    styleSrc: [STYLE_SOURCE],
  },
  referrerPolicy: 'no-referrer',
  // Whether this address is reached by HTTPS, and for how long, is for the proxy to say.
  strictTransportSecurity: false,
});

export function createSite({ http, limits, readiness, metrics, logger, nowMs, signal }: SiteOptions): Site {
  let opened: SiteParts | undefined;
  // Behind the middleware that refuses while there are none.
  const parts = () => opened!;
  const access = new Access(http.tokens);
  const site = new Hono<SiteEnv>();
  site.use(async (context, next) => {
    await next();
    metrics.requested(routeOf(context), context.res.status);
  });
  site.use(HEADERS, async (context, next) => {
    context.header('Cache-Control', 'no-store');
    context.header('X-Robots-Tag', 'noindex');
    const { req } = context;
    const host = req.header('host');
    if (PROBES.has(req.path)) return next();
    if (!isOwnHost(host, http)) return refuse(context, 421, 'This server has another name; PUBLIC_URL says which.');
    if (!isOwnOrigin(req.header('origin'), host, http)) return refuse(context, 403, 'Other sites may not ask here.');
    return next();
  });
  site.route('/', healthRoutes({ http, readiness, metrics, access }));
  const untilOpen: MiddlewareHandler<SiteEnv> = async (context, next) => {
    if (opened) return next();
    context.header('Retry-After', RETRY_SECONDS);
    return refuse(context, 503, 'This server is starting; try again in a moment.');
  };
  const turns = new Turns(() => parts().state, limits, nowMs, signal);
  site.use('/api/*', untilOpen);
  site.route('/api', apiRoutes({ parts, access, turns, limits, metrics, logger, nowMs }));
  site.use(MCP, untilOpen);
  site.route(MCP, mcpRoutes({ parts, access, turns, limits, metrics, logger }));
  if (http.publicUrl !== undefined) {
    site.use(`${READING}/*`, untilOpen);
    site.route(READING, readingRoutes(parts, nowMs));
  }
  site.notFound((context) => refuse(context, 404, 'There is nothing here.'));
  site.onError((error, context) => {
    const refusal = refusalFor(error, context);
    if (refusal) return refusal;
    const reference = newId().slice(0, 8);
    const failure = { route: routeOf(context), reference, name: error.name, code: errorCode(error) };
    logger.error({ event: 'http-failed', ...failure, content: { reason: errorText(error) } });
    return refuse(context, 500, `Something went wrong; the log has more under ${reference}.`);
  });
  return { fetch: site.fetch, serve: (served) => (opened = served) };
}

/** One of a few, whatever was asked for: figures have no room for strangers' words. */
const routeOf = ({ req: { path } }: Context) =>
  path.startsWith(`${READING}/`) ? READING : (ROUTES.find((route) => path === route) ?? 'other');

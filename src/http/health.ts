/** Whether the process lives, whether it can answer, and its figures. */
import { Hono } from 'hono';
import type { HttpConfig } from '../config.js';
import type { Access } from './access.js';
import type { Metrics } from './metrics.js';
import { isLoopback, isLoopbackHost } from './own-host.js';
import type { Readiness } from './readiness.js';
import type { SiteEnv } from './site-env.js';

/** What proxies add: behind one, everybody comes from this machine. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

export interface HealthParts {
  http: Pick<HttpConfig, 'publicUrl'>;
  readiness: Readiness;
  metrics: Metrics;
  access: Access;
}

export function healthRoutes({ http, readiness, metrics, access }: HealthParts): Hono<SiteEnv> {
  return new Hono<SiteEnv>()
    .get('/healthz', (context) => context.text('ok\n'))
    .get('/readyz', async (context) => {
      const parts = await readiness.read();
      const isReady = Object.values(parts).every(Boolean);
      return context.json({ ready: isReady, ...parts }, isReady ? 200 : 503);
    })
    .get(
      '/metrics',
      async (context, next) => {
        const { req, env } = context;
        const isHere = isLoopback(env.incoming.socket.remoteAddress) && isLoopbackHost(req.header('host'));
        const isProxied = http.publicUrl !== undefined || PROXIED.some((name) => req.header(name) !== undefined);
        return isHere && !isProxied ? next() : access.demand('metrics')(context, next);
      },
      async (context) =>
        context.body(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType }),
    );
}

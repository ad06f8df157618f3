/**
 * The HTTP server of a process. It listens before anything else is there, so that an orchestrator sees a process that waits for its
 * database as living and not ready; what answers comes with `open`.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { HttpConfig } from '../config.js';
import { errorCode, UserError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import { readKeeperReport } from '../flows/keep-current.js';
import { createSite, type Site, type SiteParts } from './create-site.js';
import { HTTP_LIMITS, type HttpLimits } from './limits.js';
import { Metrics } from './metrics.js';
import { type Part, Readiness } from './readiness.js';

export interface HttpOptions {
  http: HttpConfig & { port: number };
  /** What has to be there for an answer. */
  parts: readonly Part[];
  logger: Logger;
  limits?: Partial<HttpLimits>;
  nowMs?: () => number;
}

export interface HttpServer {
  /** `http://127.0.0.1:8080`. */
  url: string;
  readiness: Readiness;
  metrics: Metrics;
  /** From now on questions are answered. */
  serve(parts: SiteParts): void;
  /** Takes nothing more, and ends what is at work. */
  close(): Promise<void>;
}

/** Throws UserError where the port can't be opened. */
export async function startHttp({
  http,
  parts,
  logger,
  nowMs = Date.now,
  ...options
}: HttpOptions): Promise<HttpServer> {
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const readiness = new Readiness(parts);
  const metrics = new Metrics(nowMs);
  metrics.watchReadiness(readiness);
  const ending = new AbortController();
  const site = createSite({ http, limits, readiness, metrics, logger, nowMs, signal: ending.signal });
  const server = createLimitedServer(site, limits);
  await listen(server, http);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${port}`,
    readiness,
    metrics,
    serve: (opened) => {
      const { app, state } = opened;
      readiness.set('index', () => app.current().then(() => true));
      readiness.set('database', () => state.isReady);
      metrics.watchIndex(() => app.index.status());
      metrics.watchSources(async () => (await readKeeperReport(state))?.sources ?? []);
      site.serve(opened);
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      ending.abort();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** For answers that are being sent. */
const GRACE_MS = 1_000;

function createLimitedServer({ fetch }: Pick<Site, 'fetch'>, limits: HttpLimits): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkMs,
      insecureHTTPParser: false,
    },
    getRequestListener(fetch, { overrideGlobalObjects: false }),
  );
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  server.setTimeout(limits.idleMs);
  return server;
}

function listen(server: Server, { host, port }: HttpOptions['http']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portFault(error, host, port))).listen(port, host, resolve);
  });
}

function portFault(error: Error, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `another program has port ${port} of ${host}; set HTTP_PORT to a free one, or end that program`,
    EACCES: `port ${port} may not be opened by this user; set HTTP_PORT to one above 1023`,
    EADDRNOTAVAIL: `this machine has no address ${host}; set HTTP_HOST to one of its own, or 0.0.0.0`,
    ENOTFOUND: `this machine knows no address ${host}; set HTTP_HOST to one of its own, or 0.0.0.0`,
  };
  const reason = reasons[errorCode(error) ?? ''];
  return reason ? new UserError('no-port', `Nothing can be served over HTTP: ${reason}.`) : error;
}

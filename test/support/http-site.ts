/** The HTTP server of one process over a real index and state, and plain requests to it with any header. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { Writable } from 'node:stream';
import { onTestFinished, TestRunner } from 'vitest';
import type { App } from '../../src/compose.js';
import { type ModelsConfig, readConfig } from '../../src/config.js';
import { createLogger } from '../../src/core/logger.js';
import type { HttpLimits } from '../../src/http/limits.js';
import { type HttpServer, startHttp } from '../../src/http/start-http.js';
import { openState } from '../../src/state/open-state.js';
import type { State } from '../../src/state/state.js';
import { BAKERY, FERRY, PLAIN } from './articles.js';
import { type IndexFolder, makeIndexFolder } from './index-folder.js';

export const DESK = 'desk-token-0123456789abcdef';
export const PROMETHEUS = 'prometheus-token-0123456789';
const TOKENS = `desk:${DESK}:ask+search+mcp:0,prometheus:${PROMETHEUS}:metrics`;

export interface SiteOptions {
  articles?: Record<string, string>;
  tokens?: string;
  publicUrl?: string;
  host?: string;
  limits?: Partial<HttpLimits>;
  models?: Partial<ModelsConfig>;
  /** In place of the folder's own, to hold it or to break it. */
  ask?: App['ask'];
  nowMs?: () => number;
}

export interface SiteFixture {
  server: HttpServer;
  port: number;
  app: App;
  state: State;
  folder: IndexFolder;
  log: () => string;
  send(path: string, asked?: Asked): Promise<Got>;
  /** With the token of the desk, as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Got>;
  stop(): Promise<void>;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export function send(port: number, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
      response.on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

export async function startSite(options: SiteOptions = {}): Promise<SiteFixture> {
  const folder = makeIndexFolder(
    options.articles ?? { 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN },
    options.models,
  );
  await folder.reindex();
  let logged = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const { http } = readConfig({
    HTTP_TOKENS: options.tokens ?? TOKENS,
    PUBLIC_URL: options.publicUrl ?? '',
    HTTP_HOST: options.host ?? '127.0.0.1',
  });
  const app = folder.open();
  const state = await openState(folder);
  const server = await startHttp({
    http: { ...http, port: 0 },
    parts: ['index', 'database'],
    logger: createLogger({ level: 'info', hasContent: false, destination }),
    ...(options.limits && { limits: options.limits }),
    ...(options.nowMs && { nowMs: options.nowMs }),
  });
  const { budget } = readConfig({}).models;
  server.serve({ app: { ...app, ...(options.ask && { ask: options.ask }) }, state, budget });
  const port = Number(new URL(server.url).port);
  const fixture: SiteFixture = {
    ...{ server, port, app, state, folder, log: () => logged },
    send: (path, asked) => send(port, path, asked),
    post: (path, body, headers) =>
      send(port, path, {
        method: 'POST',
        headers: { authorization: `Bearer ${DESK}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    stop: async () => {
      await server.close();
      await state.close();
      await app.close();
    },
  };
  if (TestRunner.getCurrentTest()) onTestFinished(fixture.stop);
  return fixture;
}

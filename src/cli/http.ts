/** The HTTP server of a command; nothing of it is loaded, and nothing listens, where HTTP_PORT isn't set. */
import type { App } from '../compose.js';
import type { Config } from '../config.js';
import type { Logger } from '../core/logger.js';
import type { Metrics } from '../http/metrics.js';
import type { Part } from '../http/readiness.js';
import type { ReadingLink } from '../http/reading/reading-links.js';
import type { HttpServer } from '../http/start-http.js';
import { hasNoRoom } from '../state/no-room.js';
import type { State } from '../state/state.js';
import type { ModelWatch } from './open.js';

/** Undefined without HTTP_PORT. Shard processes of one machine each have their own port: the number of their shard is added to it. */
export async function openHttp(
  { http }: Pick<Config, 'http'>,
  parts: readonly Part[],
  logger: Logger,
  shard = 0,
): Promise<HttpServer | undefined> {
  const { port } = http;
  if (port === undefined) return undefined;
  const { startHttp } = await import('../http/start-http.js');
  const server = await startHttp({ http: { ...http, port: port && port + shard }, parts, logger });
  logger.info({ event: 'http-listening', url: server.url });
  return server;
}

/** Undefined without PUBLIC_URL. Any process may serve the pages: the key is the state's. */
export async function readingLinks(
  { http: { publicUrl } }: Pick<Config, 'http'>,
  { signingKeys }: Pick<State, 'signingKeys'>,
  logger: Logger,
): Promise<ReadingLink | undefined> {
  if (publicUrl === undefined) return undefined;
  const { createReadingLinks, READING_KEY } = await import('../http/reading/reading-links.js');
  try {
    return createReadingLinks(await signingKeys.of(READING_KEY, Date.now()), publicUrl);
  } catch (error) {
    // Answers are given on a full disk, too.
    if (!hasNoRoom(error)) throw error;
    logger.error({ event: 'no-reading-links', reason: 'The disk has no room for the key of reading pages.' });
    return undefined;
  }
}

/** Faults of models go to the log; with figures, replies and faults are counted. */
export const modelWatch = (logger: Logger, metrics: Metrics | undefined): ModelWatch => ({
  onModelFault: (fault) => {
    logger.warn({ event: 'model-failed', ...fault });
    metrics?.modelFailed(fault);
  },
  onModelReply: (spent) => metrics?.modelReplied(spent),
});

/** What people ask in Discord, counted. */
export function watchBotApp<Asked extends Pick<App, 'converse' | 'summarize'>>(metrics: Metrics, app: Asked): Asked {
  const { article, topic, period } = app.summarize;
  return {
    ...app,
    converse: metrics.counted('discord', 'ask', app.converse),
    summarize: {
      article: metrics.counted('discord', 'summarize', article),
      topic: metrics.counted('discord', 'summarize', topic),
      period: metrics.counted('discord', 'summarize', period),
    },
  };
}

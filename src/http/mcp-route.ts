/** `/mcp`: the tools over HTTP, each request by itself; the SDK is loaded with the first. */
import { Hono } from 'hono';
import type { Logger } from '../core/logger.js';
import type { McpApp } from '../mcp/answers.js';
import type { Access } from './access.js';
import type { HttpLimits } from './limits.js';
import type { Metrics } from './metrics.js';
import { refuse } from './refuse.js';
import type { SiteEnv } from './site-env.js';
import { Refused, type Turns } from './turns.js';

export interface McpRouteOptions {
  parts: () => { app: McpApp };
  access: Access;
  turns: Turns;
  limits: Pick<HttpLimits, 'bodyBytes'>;
  metrics: Metrics;
  logger: Logger;
}

export function mcpRoutes({ parts, access, turns, limits, metrics, logger }: McpRouteOptions): Hono<SiteEnv> {
  const load = () =>
    Promise.all([
      import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
      import('../mcp/create-mcp-server.js'),
    ]);
  const ask = metrics.counted('mcp', 'ask', (...given: Parameters<McpApp['ask']>) => parts().app.ask(...given));
  return new Hono<SiteEnv>()
    .post('/', access.demand('mcp'), async (context) => {
      const token = context.get('token');
      const [{ WebStandardStreamableHTTPServerTransport: Transport }, { createMcpServer }] = await load();
      const server = createMcpServer({
        app: { ...parts().app, ask },
        inTurn: (work, signal) => turns.take(token, AbortSignal.any([signal, context.req.raw.signal]), work),
        tell: (error) =>
          error instanceof Refused ? `${error.reason} Try again in ${error.retrySeconds} seconds.` : undefined,
        onFault: (reason) => logger.error({ event: 'mcp-failed', program: token.name, content: { reason } }),
      });
      const transport = new Transport({ enableJsonResponse: true, maxRequestBodySize: limits.bodyBytes });
      try {
        await server.connect(transport);
        return await transport.handleRequest(context.req.raw);
      } finally {
        await server.close();
      }
    })
    .all('/', (context) => {
      // Nothing is held between requests, so there is no stream to open and no session to end.
      context.header('Allow', 'POST');
      return refuse(context, 405, 'Expected POST.');
    });
}

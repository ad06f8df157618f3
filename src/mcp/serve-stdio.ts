/** The tools over standard input and output, which hold the protocol and nothing else. */
import { setImmediate } from 'node:timers/promises';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createMcpServer, type McpOptions } from './create-mcp-server.js';

/** Serves until the signal is aborted, or standard input ends and what was asked by then is answered. */
export async function serveStdio(options: Omit<McpOptions, 'inTurn'>, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<unknown>>();
  const server = createMcpServer({
    ...options,
    inTurn: async (work, until) => {
      const doing = work(until);
      running.add(doing);
      return doing.finally(() => running.delete(doing));
    },
  });
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  if (!signal.aborted) await ended;
  // The last line may have come together with the end.
  await setImmediate();
  while (running.size > 0 && !signal.aborted) {
    await Promise.allSettled(running);
    await setImmediate();
  }
  await server.close();
}

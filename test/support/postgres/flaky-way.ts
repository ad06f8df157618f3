/** The way to a database, which can be cut and mended: what a process sees when its server goes and comes back. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { DatabaseConfig } from '../../../src/config.js';

export interface FlakyWay {
  /** The same database through this way. */
  config: DatabaseConfig;
  /** Ends every connection, and refuses new ones. */
  cut(): void;
  mend(): Promise<void>;
  /** How many connections were cut so far. */
  ended: number;
  /** Called with what the server answered to, before the answer is handed on; the way is cut where it says so. */
  onAnswer: (request: Buffer) => 'cut' | undefined;
  stop(): Promise<void>;
}

export async function openFlakyWay(config: DatabaseConfig): Promise<FlakyWay> {
  const target = new URL(config.url);
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(target.port || 5432), target.hostname);
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
    let request = Buffer.alloc(0);
    from.on('data', (bytes) => {
      request = Buffer.concat([request, bytes]);
      to.write(bytes);
    });
    to.on('data', (bytes) => {
      if (way.onAnswer(request) === 'cut') way.cut();
      else from.write(bytes);
      request = Buffer.alloc(0);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(config.url);
  url.host = `127.0.0.1:${port}`;
  const way: FlakyWay = {
    config: { ...config, url: url.href },
    onAnswer: () => undefined,
    ended: 0,
    cut: () => {
      server.close();
      way.ended += sockets.size / 2;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => listen(port),
    stop: async () => {
      if (server.listening) way.cut();
    },
  };
  return way;
}

/**
 * Before the tests: servers on 127.0.0.1 must be reachable. Where the run was cut off from every network (unshare -rn), even
 * the loopback interface is down; it is brought up within that namespace, which has no other.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Sets the flag IFF_UP of lo, for machines that have neither ip nor ifconfig. */
const PYTHON = `import fcntl, socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
flags = struct.unpack('16sh', fcntl.ioctl(s, 0x8913, struct.pack('16sh', b'lo', 0)))[1]
fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', flags | 1))`;

const WAYS = [
  ['ip', 'link', 'set', 'lo', 'up'],
  ['/usr/sbin/ip', 'link', 'set', 'lo', 'up'],
  ['ifconfig', 'lo', 'up'],
  ['python3', '-c', PYTHON],
];

export default async function bringUpLoopback(): Promise<void> {
  if (await isReachable()) return;
  for (const [command, ...args] of WAYS) {
    spawnSync(command, args, { stdio: 'ignore' });
    if (await isReachable()) return;
  }
  throw new Error('127.0.0.1 cannot be reached, and its interface could not be brought up; the tests need it.');
}

async function isReachable(): Promise<boolean> {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).ok;
  } catch {
    return false;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

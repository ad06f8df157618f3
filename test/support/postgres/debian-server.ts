/** Debian's PostgreSQL in a folder of its own, for as long as one test file runs. It has no pgvector. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const INSTALLED = '/usr/lib/postgresql';
export const ROLE = 'footnote';
/** Stands in no message and no log, which tests look for. */
export const PASSWORD = 'S3cret-of-the-URL';

/** A file system that may be lost is fast. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '60',
  shared_buffers: '32MB',
  autovacuum: 'off',
};

export interface DebianServer {
  port: number;
  stop(): Promise<void>;
}

export async function startDebianServer(): Promise<DebianServer> {
  const bin = join(INSTALLED, newestVersion(), 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'footnote-postgres-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  const as = otherUser();
  if (as.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, as.uid, as.gid!);
  const options = { cwd: folder, ...(as.uid !== undefined && { uid: as.uid, gid: as.gid }) };
  const command = (name: string, args: string[]): [string, string[]] => {
    const [first, ...rest] = [...as.prefix, join(bin, name), ...args];
    return [first, rest];
  };
  const initdb = ['-D', data, '-U', ROLE, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'];
  await promisify(execFile)(...command('initdb', [...initdb, '--locale=C.UTF-8']), options);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(...command('postgres', ['-D', data, ...settings]), {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const killed = () => void child.kill('SIGQUIT');
  process.on('exit', killed);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await isListening(child);
  return {
    port,
    stop: async () => {
      process.off('exit', killed);
      // At once: nothing in it is worth keeping.
      child.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newestVersion(): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).map(Number).filter(Boolean) : [];
  if (versions.length === 0)
    throw new Error(`There is no PostgreSQL in ${INSTALLED}; install Debian's postgresql, or set PG_TEST_URL.`);
  return String(Math.max(...versions));
}

/** PostgreSQL refuses to run as root: then it is somebody else, or root of nobody but itself in a name space of its own. */
function otherUser(): { uid?: number; gid?: number; prefix: string[] } {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const isWholeMap = /\s4294967295\s*$/.test(readFileSync('/proc/self/uid_map', 'utf8'));
  if (!isWholeMap) return { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'] };
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8'))!;
  return { uid: Number(uid), gid: Number(gid), prefix: [] };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isListening(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/ready to accept connections/.test(said)) resolve();
    });
    child.once('error', reject).once('close', () => reject(new Error(`PostgreSQL didn't start: ${said}`)));
  });
}

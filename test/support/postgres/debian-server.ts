/** Debian's PostgreSQL in a folder of its own: one for all test files of a run. It has no pgvector. */
import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../../../src/core/errors.js';

const INSTALLED = '/usr/lib/postgresql';
const ROLE = 'footnote';
/** Stands in no message and no log, which tests look for. */
export const PASSWORD = 'S3cret-of-the-URL';

/** A file system that may be lost is fast. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '120',
  shared_buffers: '32MB',
  autovacuum: 'off',
  // Not in /dev/shm, where it would outlast a server that is ended at once.
  dynamic_shared_memory_type: 'mmap',
};

const placesIn = (temporary: string) => {
  const folder = join(temporary, 'postgres');
  return { folder, data: join(folder, 'data'), port: join(folder, 'port'), log: join(folder, 'log') };
};

/** The server of this run, started by whoever asks first; `stopDebianServer` ends it. */
export async function debianServerUrl(): Promise<string> {
  const places = placesIn(tmpdir());
  for (;;) {
    if (existsSync(places.port))
      return `postgres://${ROLE}:${PASSWORD}@127.0.0.1:${readFileSync(places.port, 'utf8')}/postgres`;
    try {
      mkdirSync(places.folder);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      // Another worker is starting it.
      await setTimeout(50);
      continue;
    }
    try {
      await start(places);
    } catch (error) {
      const log = existsSync(places.log) ? readFileSync(places.log, 'utf8') : '';
      rmSync(places.folder, { recursive: true, force: true });
      throw new Error(`PostgreSQL didn't start: ${error} ${log}`);
    }
  }
}

async function start({ folder, data, port: portFile, log }: ReturnType<typeof placesIn>): Promise<void> {
  const bin = join(INSTALLED, newestVersion(), 'bin');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  const as = otherUser();
  if (as.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, as.uid, as.gid!);
  const options = { cwd: folder, ...(as.uid !== undefined && { uid: as.uid, gid: as.gid }) };
  const run = (name: string, args: string[]) => {
    const [first, ...rest] = [...as.prefix, join(bin, name), ...args];
    return promisify(execFile)(first, rest, options);
  };
  const initdb = ['-D', data, '-U', ROLE, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'];
  await run('initdb', [...initdb, '--locale=C.UTF-8']);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).map(([name, value]) => `-c ${name}='${value}'`);
  await run('pg_ctl', ['start', '-w', '-D', data, '-l', log, '-o', settings.join(' ')]);
  writeFileSync(`${portFile}.new`, `${port}`);
  renameSync(`${portFile}.new`, portFile);
}

/** Ends the server of the run whose temporary folder this is, if it has one: at once, for nothing in it is worth keeping. */
export async function stopDebianServer(temporary: string): Promise<void> {
  const pidFile = join(placesIn(temporary).data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const signal = (name: NodeJS.Signals | 0) => {
    try {
      return process.kill(pid, name);
    } catch {
      return false;
    }
  };
  signal('SIGQUIT');
  while (signal(0)) await setTimeout(20);
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

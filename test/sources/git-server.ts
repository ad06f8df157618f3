/** A Git folder behind http on 127.0.0.1, by git's own `http-backend`. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { makeFolder } from '../support/run-footnote.js';
import { startNewsServer } from './news-server.js';

export async function startGitServer(files: Record<string, string | Buffer>, links: Record<string, string> = {}) {
  const root = makeFolder();
  const work = join(root, 'desk.git');
  mkdirSync(work);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Desk', '-c', 'user.email=desk@example.org', ...args], {
      cwd: work,
      stdio: 'pipe',
    });
  git('init', '-q', '-b', 'main');
  const commit = (changed: Record<string, string | Buffer | undefined>) => {
    for (const [name, content] of Object.entries(changed)) {
      if (content === undefined) git('rm', '-q', name);
      else {
        mkdirSync(dirname(join(work, name)), { recursive: true });
        writeFileSync(join(work, name), content);
      }
    }
    git('add', '-A');
    git('commit', '-q', '-m', 'news');
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(work, name));
  commit(files);
  const server = await startNewsServer();
  server.pages = new Proxy(server.pages, {
    getOwnPropertyDescriptor: (pages, name) =>
      Object.getOwnPropertyDescriptor(pages, name) ??
      (String(name).startsWith('/desk.git/')
        ? { configurable: true, enumerable: true, value: backend(root) }
        : undefined),
    get: (pages, name: string) => pages[name] ?? (name.startsWith('/desk.git/') ? backend(root) : undefined),
  });
  return { server, address: `${server.origin}/desk.git`, commit, work };
}

/** CGI, as far as git's client uses it. */
const backend = (root: string) => (request: IncomingMessage, response: ServerResponse) => {
  const [path, query = ''] = (request.url ?? '').split('?');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path.replace('/desk.git', '/desk.git/.git'),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  body.pipe(child.stdin);
  child.stdin.on('error', () => {});
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    const headers = whole
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': '));
    const code = headers.find(([name]) => name === 'Status')?.[1];
    response.writeHead(
      Number.parseInt(code ?? '200', 10),
      Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
    );
    response.end(whole.subarray(end + 4));
  });
};

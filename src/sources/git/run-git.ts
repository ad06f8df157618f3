/**
 * The `git` that there is, held short: no shell, no configuration but what is given here, no protocol but https, no redirects, hooks,
 * submodules, filters or questions; ended with all that it started when it takes too long or too much.
 */
import { spawn } from 'node:child_process';
import { FetchFault } from '../fetch/fetch-fault.js';
import type { FoundAddress } from '../fetch/guarded-connect.js';
import { shownAddress } from '../source-state.js';

export interface GitOptions {
  url: URL;
  /** The checked addresses of the host, one of which is connected to. */
  addresses: FoundAddress[];
  /** An empty folder that stands for the home folder, so that no passwords are read from the real one. */
  home: string;
  timeoutMs: number;
  /** Looked at while git runs; a fault ends it. */
  watch?: () => Promise<FetchFault | undefined>;
  signal?: AbortSignal;
}

const WATCH_MS = 500;
const MAX_OUTPUT_CHARS = 20_000;

/** What git writes to standard output. Throws FetchFault, or the signal's reason. */
export function runGit(args: readonly string[], options: GitOptions): Promise<string> {
  const { url, home, timeoutMs, watch, signal } = options;
  signal?.throwIfAborted();
  const protocol = url.protocol.slice(0, -1);
  return new Promise((resolve, reject) => {
    const git = spawn('git', [...settings(options), ...args], {
      // A group of its own: git starts helpers, which have to end with it.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        ...(process.env.SYSTEMROOT && { SYSTEMROOT: process.env.SYSTEMROOT }),
        HOME: home,
        LC_ALL: 'C',
        GIT_ALLOW_PROTOCOL: protocol,
        GIT_TERMINAL_PROMPT: '0',
        GIT_ASKPASS: 'true',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_ATTR_NOSYSTEM: '1',
        GIT_LFS_SKIP_SMUDGE: '1',
      },
    });
    let [output, errors] = ['', ''];
    let ended: unknown;
    git.stdout.on('data', (chunk) => (output = (output + chunk).slice(0, MAX_OUTPUT_CHARS)));
    git.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-MAX_OUTPUT_CHARS)));
    const end = (reason: unknown) => {
      ended ??= reason;
      try {
        if (process.platform === 'win32') git.kill('SIGKILL');
        else if (git.pid !== undefined) process.kill(-git.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const onAbort = () => end(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(
      () =>
        end(new FetchFault('slow', `git took longer than ${timeoutMs / 1000} seconds to get ${shownAddress(url)}.`)),
      timeoutMs,
    );
    const watcher = setInterval(
      () =>
        void watch?.().then(
          (fault) => fault && end(fault),
          () => {},
        ),
      WATCH_MS,
    );
    const finish = () => {
      clearTimeout(timer);
      clearInterval(watcher);
      signal?.removeEventListener('abort', onAbort);
    };
    git.on('error', () => {
      finish();
      reject(new FetchFault('unreachable', 'git could not be started; install it, or take the source out.'));
    });
    git.on('close', (code) => {
      finish();
      if (ended !== undefined) reject(ended);
      else if (code === 0) resolve(output);
      else reject(faultOf(errors, url));
    });
  });
}

function settings({ url, addresses }: GitOptions): string[] {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // git looks the name up once more by itself: this makes it connect to what was checked (since git 2.37).
  const addressed = addresses.map(({ address, family }) => (family === 6 ? `[${address}]` : address)).join(',');
  const given = {
    'http.curloptResolve': `${host}:${port}:${addressed}`,
    'http.followRedirects': 'false',
    'http.proxy': '',
    'http.lowSpeedLimit': '500',
    'http.lowSpeedTime': '30',
    'core.hooksPath': '/dev/null',
    'core.fsmonitor': 'false',
    'core.protectHFS': 'true',
    'core.protectNTFS': 'true',
    'credential.helper': '',
    'protocol.allow': 'never',
    [`protocol.${url.protocol.slice(0, -1)}.allow`]: 'always',
    'protocol.ext.allow': 'never',
    'submodule.recurse': 'false',
    'transfer.bundleURI': 'false',
  };
  return Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Whatever git says stays with us: it may repeat what the server says. */
function faultOf(errors: string, url: URL): FetchFault {
  const shown = shownAddress(url);
  if (/could not read Username|Authentication failed|error: 40[13]\b/i.test(errors))
    return new FetchFault(
      'auth',
      `${url.host} does not show ${shown} to everybody; it may want a login, which is never given.`,
    );
  if (/not found|does not exist|error: 404\b|does not appear to be a git/i.test(errors))
    return new FetchFault('missing', `There is no Git folder at ${shown}; check the address.`);
  if (/redirect|error: 30\d\b/i.test(errors))
    return new FetchFault(
      'redirect',
      `${shown} leads on to another address, which git may not follow; give that address.`,
    );
  if (/certificate|SSL/i.test(errors))
    return new FetchFault('certificate', `The certificate of ${url.host} can't be trusted.`);
  if (/Could not resolve|Failed to connect|Couldn't connect|timed out/i.test(errors))
    return new FetchFault('unreachable', `${url.host} can't be reached; is it running, and is there a network?`);
  return new FetchFault('broken', `git could not get ${shown}; it is asked again later.`);
}

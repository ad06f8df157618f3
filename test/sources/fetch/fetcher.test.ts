import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Fetcher, type FetcherOptions } from '../../../src/sources/fetch/fetcher.js';
import { findAddresses, isPublicAddress } from '../../../src/sources/fetch/guarded-connect.js';
import { nextHop } from '../../../src/sources/fetch/next-hop.js';
import { readBody } from '../../../src/sources/fetch/read-body.js';
import { readRetryAfter } from '../../../src/sources/fetch/retry-after.js';
import { Robots } from '../../../src/sources/fetch/robots.js';
import { readWebAddress } from '../../../src/sources/fetch/web-address.js';
import { startNewsServer, status } from '../news-server.js';

const MIB = 1024 * 1024;
const NOW_MS = Date.parse('2026-11-30T12:00:00Z');

/** One that may fetch from the test's server, unless a test says otherwise. */
function makeFetcher(options: FetcherOptions = {}): Fetcher {
  const fetcher = new Fetcher({
    isPrivateAllowed: true,
    pauseMs: 0,
    connectMs: 1_000,
    silentMs: 1_000,
    wholeMs: 2_000,
    nowMs: () => NOW_MS,
    ...options,
  });
  onTestFinished(() => fetcher.close());
  return fetcher;
}
const get = (fetcher: Fetcher, address: string, maxBytes = MIB) => fetcher.get(address, { maxBytes });

/** A network in which news.test is this machine, as if it were a public server. */
const publicHere: FetcherOptions = {
  isPrivateAllowed: false,
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: (address, hostname) => hostname === 'news.test' || isPublicAddress(address),
};

describe('the guard of addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '198.18.0.1',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    'not an address',
  ])('calls %s private', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111'])('calls %s public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://%31%32%37.0.0.1/',
    'http://127。0。0。1/',
    'http://localhost/',
    'http://169.254.169.254/latest/meta-data/',
  ])('never connects to %s', async (address) => {
    const fetcher = makeFetcher({ isPrivateAllowed: false });
    await expect(get(fetcher, address)).rejects.toMatchObject({ kind: 'private', message: /FETCH_PRIVATE=1/ });
  });

  it('keeps only the public ones of several addresses', async () => {
    const resolve = async () => [
      { address: '64:ff9b::808:808', family: 6 },
      { address: '8.8.8.8', family: 4 },
    ];
    expect(await findAddresses('mixed.test', { resolve })).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it('connects to the address that was checked, whatever the name answers the next moment', async () => {
    const server = await startNewsServer({
      '/': (_request, response) => response.writeHead(200, { connection: 'close' }).end('news'),
    });
    const answers = ['127.0.0.1', '10.0.0.1'];
    let lookUps = 0;
    const fetcher = makeFetcher({
      isPrivateAllowed: false,
      resolve: async () => [{ address: answers[Math.min(lookUps++, 1)], family: 4 }],
      isAllowed: (address) => address === '127.0.0.1',
    });
    const robots = new Map([[`http://rebind.test:${server.port}`, { atMs: NOW_MS, text: '' }]]);
    const options = { maxBytes: MIB, robots };
    expect((await fetcher.get(`http://rebind.test:${server.port}/`, options)).bytes.toString()).toBe('news');
    expect(lookUps).toBe(1);
    // A new connection is judged anew, and by then the name means another machine.
    await expect(fetcher.get(`http://rebind.test:${server.port}/`, options)).rejects.toMatchObject({ kind: 'private' });
    expect(server.asked).toEqual(['/']);
  });

  it.each([
    'http://127.0.0.1:PORT/secret',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://localhost:PORT/secret',
  ])('does not follow a redirect to %s', async (target) => {
    const server = await startNewsServer({ '/secret': 'the secret' });
    server.pages['/'] = status(302, { location: target.replace('PORT', String(server.port)) });
    await expect(get(makeFetcher(publicHere), `http://news.test:${server.port}/`)).rejects.toMatchObject({
      kind: 'private',
    });
    expect(server.asked).toEqual(['/']);
  });

  it.each([
    ['file:///etc/passwd', /begins with https/],
    ['ftp://example.org/', /begins with https/],
    ['https://name:word@example.org/', /no name or password/],
    ['no address', /it is none/],
    [`https://example.org/${'a'.repeat(3_000)}`, /longer/],
  ])('refuses %s before anything is looked up', (address, sentence) => {
    expect(() => readWebAddress(address)).toThrow(sentence);
  });
});

describe('fetching', () => {
  it('says who asks, sends neither cookies nor anything else, and takes what is packed', async () => {
    const server = await startNewsServer({
      '/a': (_request, response) =>
        response
          .writeHead(200, {
            'content-encoding': 'gzip',
            'set-cookie': 'spy=1',
            'content-type': 'text/HTML; charset="ISO-8859-1"',
          })
          .end(gzipSync('packed news')),
    });
    const fetcher = makeFetcher();
    const answer = await get(fetcher, `${server.origin}/a`);
    expect(answer).toMatchObject({ contentType: 'text/html', charset: 'ISO-8859-1', isUnchanged: false });
    expect(answer.bytes.toString()).toBe('packed news');
    await get(fetcher, `${server.origin}/a`);
    for (const { headers } of server.requests) {
      expect(headers['user-agent']).toMatch(/^Footnote\/\d+\.\d+\.\d+$/);
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    }
  });

  it('follows at most five redirects', async () => {
    const server = await startNewsServer({ '/end': 'here' });
    for (let i = 1; i <= 6; i++)
      server.pages[`/${i}`] = status(301 + (i % 2), { location: i === 1 ? '/end' : `./${i - 1}` });
    const fetcher = makeFetcher();
    expect((await get(fetcher, `${server.origin}/5`)).url.pathname).toBe('/end');
    await expect(get(fetcher, `${server.origin}/6`)).rejects.toMatchObject({
      kind: 'redirect',
      message: /more than 5 times/,
    });
  });

  it.each([
    ['a circle', { location: '/' }, 'redirect', /more than 5 times/],
    ['nowhere', {}, 'redirect', /does not say to where/],
    ['a file', { location: 'file:///etc/passwd' }, 'address', /begins with https/],
    ['somebody’s password', { location: 'http://a:b@127.0.0.1/' }, 'address', /no name or password/],
  ])('ends a redirect to %s with a sentence', async (_what, headers, kind, message) => {
    const server = await startNewsServer({ '/': status(302, headers as Record<string, string>) });
    await expect(get(makeFetcher(), `${server.origin}/`)).rejects.toMatchObject({ kind, message });
  });

  it.each([
    ['never answers', () => {}],
    [
      'is silent in the middle',
      (_: unknown, response: { writeHead(code: number): { write(text: string): void } }) =>
        response.writeHead(200).write('a'),
    ],
  ])('gives up on a server that %s', async (_what, answer) => {
    const server = await startNewsServer({ '/robots.txt': '', '/': answer as never });
    const fetcher = makeFetcher({ silentMs: 200, wholeMs: 400 });
    await expect(get(fetcher, `${server.origin}/`)).rejects.toMatchObject({ kind: 'slow', message: /took too long/ });
  });

  it('does not follow from https to http, where anybody may change what is read', () => {
    const [secure, open] = [new URL('https://a.example/'), new URL('http://a.example/')];
    expect(() => nextHop(secure, 'http://a.example/b', 0)).toThrow(/from https to http/);
    expect(nextHop(open, 'https://a.example/b', 0).href).toBe('https://a.example/b');
    expect(nextHop(secure, '//b.example/c', 0).href).toBe('https://b.example/c');
  });

  it('gives up on a name that is never looked up to the end', async () => {
    const resolve = () => new Promise<never>(() => {});
    const slow = { kind: 'slow', message: /took too long/ };
    await expect(get(makeFetcher({ resolve, wholeMs: 200 }), 'http://silent.test/')).rejects.toMatchObject(slow);
    await expect(get(makeFetcher({ resolve, connectMs: 200 }), 'http://silent.test/')).rejects.toMatchObject(slow);
    const signal = AbortSignal.timeout(100);
    const ended = makeFetcher({ resolve }).get('http://silent.test/', { maxBytes: MIB, signal });
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('does not send an odd ETag back, which would make each later request fail', async () => {
    const server = await startNewsServer({
      '/a': (_request, response) =>
        response.writeHead(200, { etag: '"\u00e9"', 'last-modified': 'x'.repeat(600) }).end('news'),
    });
    const answer = await get(makeFetcher(), `${server.origin}/a`);
    expect([answer.etag, answer.lastModified]).toEqual([undefined, undefined]);
  });

  it('gives up on a server that sends a byte now and then', async () => {
    const server = await startNewsServer({
      '/robots.txt': '',
      '/': (_request, response) => {
        const timer = setInterval(() => response.write('a'), 20);
        response.writeHead(200).on('close', () => clearInterval(timer));
      },
    });
    await expect(get(makeFetcher({ wholeMs: 400 }), `${server.origin}/`)).rejects.toMatchObject({ kind: 'slow' });
  });

  it('reads no more of an endless answer than is allowed, and ends it', async () => {
    let sent = 0;
    const ended = deferred();
    const server = await startNewsServer({
      '/robots.txt': '',
      '/': (_request, response) => {
        const chunk = Buffer.alloc(64 * 1024, 'a');
        const send = () => {
          while (!response.destroyed && response.write(chunk)) sent += chunk.length;
          sent += chunk.length;
        };
        response
          .writeHead(200)
          .on('drain', send)
          .on('close', () => ended.resolve(undefined));
        send();
      },
    });
    await expect(get(makeFetcher(), `${server.origin}/`)).rejects.toMatchObject({
      kind: 'large',
      message: /more than 1 MiB/,
    });
    await ended.promise;
    // What stands in the system's buffers was never read.
    expect(sent).toBeLessThan(16 * MIB);
  });

  it('unpacks no more of a gzip bomb than is allowed', async () => {
    // A megabyte that says it is a gigabyte.
    const bomb = gzipSync(Buffer.alloc(64 * MIB));
    const server = await startNewsServer({
      '/robots.txt': '',
      '/': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    });
    await expect(get(makeFetcher(), `${server.origin}/`)).rejects.toMatchObject({ kind: 'large' });
    let pulled = 0;
    const body = Readable.from(
      (function* () {
        for (;;) {
          pulled += bomb.length;
          yield bomb;
        }
      })(),
    );
    await expect(readBody(body, { encoding: 'gzip', maxBytes: MIB, from: 'here' })).rejects.toMatchObject({
      kind: 'large',
    });
    expect(pulled).toBeLessThan(4 * MIB);
  });

  it.each([
    ['no gzip at all', 'gzip', Buffer.from('plain')],
    ['half a gzip', 'gzip', gzipSync('x'.repeat(5_000)).subarray(0, 20)],
    ['a packing that nobody asked for', 'zstd', Buffer.from('plain')],
  ])('calls %s damaged', async (_what, encoding, bytes) => {
    const server = await startNewsServer({
      '/robots.txt': '',
      '/': (_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
    });
    await expect(get(makeFetcher(), `${server.origin}/`)).rejects.toMatchObject({ kind: 'broken' });
  });

  it.each([
    [401, 'auth', /may want a login/],
    [403, 'auth', /may want a login/],
    [404, 'missing', /nothing at/],
    [410, 'gone', /gone for good/],
    [418, 'refused', /418/],
    [500, 'closed', /fault of its own/],
    [503, 'closed', /fault of its own/],
  ])('says what %d means', async (code, kind, message) => {
    const server = await startNewsServer({ '/robots.txt': '', '/feed?key=hidden-word': status(code) });
    const fault = await get(makeFetcher(), `${server.origin}/feed?key=hidden-word`).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind, message });
    expect(String(fault)).not.toContain('hidden-word');
  });

  it('asks a server that wants to be left alone no more until then', async () => {
    const server = await startNewsServer({ '/robots.txt': '', '/': status(429, { 'retry-after': '120' }), '/b': 'b' });
    const fetcher = makeFetcher();
    const fault = {
      kind: 'wait',
      notBeforeMs: NOW_MS + 120_000,
      message: /no more requests before 2026-11-30 12:02 UTC/,
    };
    await expect(get(fetcher, `${server.origin}/`)).rejects.toMatchObject(fault);
    await expect(get(fetcher, `${server.origin}/b`)).rejects.toMatchObject(fault);
    expect(server.asked).toEqual(['/']);
  });

  it.each([
    ['90', 90_000],
    ['1', 60_000],
    ['99999999999', 24 * 3_600_000],
    ['Mon, 30 Nov 2026 12:05:00 GMT', 300_000],
    ['Mon, 30 Nov 2020 12:05:00 GMT', 60_000],
    [undefined, 30 * 60_000],
    ['soon', 30 * 60_000],
  ])('reads Retry-After: %s within bounds', (header, ms) => {
    expect(readRetryAfter(header, NOW_MS)).toBe(NOW_MS + ms);
  });

  it('has one request at a time at a host', async () => {
    let open = 0;
    let most = 0;
    const answer = (_request: unknown, response: { end(text: string): void }) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        response.end('news');
      });
    };
    const server = await startNewsServer({
      '/robots.txt': answer as never,
      '/a': answer as never,
      '/b': answer as never,
    });
    const fetcher = makeFetcher();
    await Promise.all(['/a', '/b', '/a', '/b'].map((path) => get(fetcher, server.origin + path)));
    expect(most).toBe(1);
  });

  it('ends at the signal with its reason', async () => {
    const server = await startNewsServer({ '/robots.txt': '', '/': () => abort.abort(new Error('enough')) });
    const abort = new AbortController();
    await expect(makeFetcher().get(`${server.origin}/`, { maxBytes: 9, signal: abort.signal })).rejects.toThrow(
      'enough',
    );
  });
});

describe('robots.txt', () => {
  it('is heeded for the address and for each redirect, and asked for once', async () => {
    const server = await startNewsServer({
      '/robots.txt':
        'User-agent: *\nDisallow: /private\n\nUser-agent: Footnote\nDisallow: /not-for-footnote\nAllow: /private/open\n',
      '/private/x': 'x',
      '/not-for-footnote': 'x',
      '/leads': status(302, { location: '/not-for-footnote' }),
    });
    const fetcher = makeFetcher();
    const robots = new Map();
    const ask = (path: string) => fetcher.get(server.origin + path, { maxBytes: MIB, robots });
    await expect(ask('/not-for-footnote')).rejects.toMatchObject({ kind: 'robots', message: /robots.txt/ });
    await expect(ask('/leads')).rejects.toMatchObject({ kind: 'robots' });
    // Its own group alone holds for it.
    expect((await ask('/private/x')).bytes.toString()).toBe('x');
    expect(server.requests.map(({ url }) => url)).toEqual(['/robots.txt', '/leads', '/private/x']);
  });

  it.each([401, 403, 404, 410])('allows all where it is %d', async (code) => {
    const server = await startNewsServer({ '/robots.txt': status(code), '/': 'news' });
    expect((await get(makeFetcher(), `${server.origin}/`)).bytes.toString()).toBe('news');
  });

  it('allows nothing for now where it is 500, and is asked again', async () => {
    const server = await startNewsServer({ '/robots.txt': status(500), '/': 'news' });
    const fetcher = makeFetcher();
    const robots = new Map();
    const ask = () => fetcher.get(`${server.origin}/`, { maxBytes: MIB, robots });
    await expect(ask()).rejects.toMatchObject({ kind: 'closed' });
    expect(server.asked).toEqual([]);
    server.pages['/robots.txt'] = '';
    expect((await ask()).bytes.toString()).toBe('news');
  });

  it('may ask for a pause, up to half a minute', () => {
    const delay = (text: string) => new Robots('https://a.example', text).delayMs;
    expect(delay('User-agent: *\nCrawl-delay: 2.5\n')).toBe(2_500);
    expect(delay('User-agent: *\nCrawl-delay: 86400\n')).toBe(30_000);
    expect(delay('User-agent: *\nCrawl-delay: soon\n')).toBe(0);
  });

  it('is read again after a day', async () => {
    const server = await startNewsServer({ '/robots.txt': '', '/': 'news' });
    let nowMs = NOW_MS;
    const fetcher = makeFetcher({ nowMs: () => nowMs });
    const robots = new Map();
    const ask = () => fetcher.get(`${server.origin}/`, { maxBytes: MIB, robots });
    await ask();
    nowMs += 24 * 3_600_000;
    server.pages['/robots.txt'] = 'User-agent: *\nDisallow: /';
    await expect(ask()).rejects.toMatchObject({ kind: 'robots' });
  });
});

function deferred(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => {};
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

/** What strangers send to the server, over raw sockets: every request is answered safely, and the server goes on. */
import { connect } from 'node:net';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, PROMETHEUS, type SiteFixture, startSite } from '../support/http-site.js';
import { HOSTILE, type Hostile, SLOW } from './hostile-requests.js';

let site: SiteFixture;
/** Whose times are short; a busy machine must not take an honest request for a slow one. */
let impatient: SiteFixture;
beforeAll(async () => {
  const publicUrl = 'https://footnote.example';
  site = await startSite({ publicUrl, limits: { keepAliveMs: 100 } });
  impatient = await startSite({ publicUrl, limits: { headersMs: 150, requestMs: 300, checkMs: 30, idleMs: 1_000 } });
});
afterAll(() => Promise.all([site.stop(), impatient.stop()]));

/** Sends bytes and collects what comes until the server ends the connection. */
const exchange = (bytes: Buffer, { port } = site): Promise<string> =>
  new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (chunk) => (got += chunk));
    socket.on('error', () => {}).on('close', () => resolve(got));
  });

const statusOf = (got: string) => Number(/^HTTP\/1\.[01] (\d{3}) /.exec(got)?.[1]) || ('closed' as const);

/** What no answer may hold: what was put into the request, what is on this machine, secrets, and a way in. */
const UNSAFE = new RegExp(
  `^(?:set-cookie|x-injected|access-control-allow)|root:x:|"name": "footnote"|node_modules|\\n +at |${DESK}|${PROMETHEUS}`,
  'im',
);

/** Of an answer, what is wrong with it. */
function faultOf({ safe }: Hostile, got: string): string | undefined {
  const status = statusOf(got);
  if (!safe.includes(status)) return `answered ${status}`;
  const unsafe = UNSAFE.exec(got);
  if (unsafe) return `holds ${unsafe[0]}`;
  // Node's own refusals have no head.
  const isOurs = /^content-type:/im.test(got);
  if (isOurs && !/^x-content-type-options: nosniff\r$/im.test(got)) return 'lacks nosniff';
  if (isOurs && /^content-type: text\/html/im.test(got) && !/^content-security-policy: default-src 'none'/im.test(got))
    return 'lacks a policy';
  return undefined;
}

async function faultsOf(all: readonly Hostile[], on = site): Promise<string[]> {
  const faults = await pMap(
    all,
    async (hostile) => {
      const fault = faultOf(hostile, await exchange(hostile.bytes, on));
      return fault ? [`${hostile.name}: ${fault}`] : [];
    },
    { concurrency: 60 },
  );
  return faults.flat();
}

async function expectToAnswer(): Promise<void> {
  expect((await site.send('/healthz')).status).toBe(200);
  const { status, text } = await site.post('/api/ask', { question: 'What was found in the ramp?' });
  expect([status, JSON.parse(text).status]).toEqual([200, 'answered']);
}

describe('a hostile request', () => {
  it('is answered safely, whichever of hundreds it is, and the next honest one too', async () => {
    expect(HOSTILE.length).toBeGreaterThan(300);
    const before = process.memoryUsage().heapUsed;
    expect(await faultsOf(HOSTILE)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await expectToAnswer();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
    expect(site.log()).not.toMatch(UNSAFE);
    expect(site.log()).not.toContain('http-failed');
  });

  it('that never ends is ended, however many there are', async () => {
    const many = Array.from({ length: 20 }, () => SLOW).flat();
    expect(await faultsOf(many, impatient)).toEqual([]);
    expect((await impatient.send('/healthz')).status).toBe(200);
  });

  it('that pours in a body without end isn’t read to it', async () => {
    const sent = await new Promise<number>((resolve) => {
      const socket = connect(site.port, '127.0.0.1');
      socket.on('error', () => {}).on('close', () => resolve(socket.bytesWritten));
      socket.write(
        `POST /api/ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${DESK}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
      const pour = () => {
        while (!socket.destroyed && socket.bytesWritten < 1e9 && socket.write(chunk));
        if (!socket.destroyed) socket.once('drain', pour);
      };
      pour();
    });
    expect(sent).toBeLessThan(20e6);
    await expectToAnswer();
  });

  it('behind another on one connection is a request of its own', async () => {
    const honest = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n';
    const got = await exchange(
      Buffer.from([...Array(49).fill(honest), `${honest}Connection: close\r\n`, ''].join('\r\n')),
    );
    expect(got.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(50);
    const hidden = 'GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n';
    const smuggled = await exchange(
      Buffer.from(
        `POST /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
      ),
    );
    expect(smuggled.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

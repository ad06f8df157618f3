/** What programs get over HTTP: the command line's JSON, within bounds. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { App } from '../../src/compose.js';
import { DESK, PROMETHEUS, type SiteFixture, startSite } from '../support/http-site.js';
import { runInProcess } from '../support/run-in-process.js';

const QUESTION = 'What was found in the ramp?';
const NOW = Date.parse('2024-05-01T22:00:00Z');

const withoutMs = (text: string) => ({ ...JSON.parse(text), ms: 0 });

/** An `ask` that waits until it is let go, and says how many it was given. */
function heldAsk(app: Pick<App, 'ask'>) {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const asked: string[] = [];
  const ask: App['ask'] = async (question, options) => {
    asked.push(question.question);
    await Promise.race([
      free,
      new Promise((_, reject) => options?.signal?.addEventListener('abort', () => reject(options.signal!.reason))),
    ]);
    return app.ask(question);
  };
  return { ask, asked, letGo };
}

async function withHeldAsk(options: Parameters<typeof startSite>[0] = {}) {
  let held: ReturnType<typeof heldAsk> | undefined;
  const site: SiteFixture = await startSite({ ...options, ask: (...given) => held!.ask(...given) });
  held = heldAsk(site.app);
  onTestFinished(held.letGo);
  return { site, ...held };
}

describe('/api', () => {
  it.each([
    ['ask', { question: QUESTION }, []],
    ['ask', { question: 'What won a prize?', source: 'food DESK', from: '2024-03-01', to: '2024-03-31' }, []],
    ['ask', { question: 'Who won the chess olympiad on Mars?' }, []],
    ['ask', { question: 'hello' }, []],
    ['search', { question: 'library' }, []],
    ['search', { question: 'Lindvik', top: 1 }, ['--top', '1']],
  ] as const)('%s gives for %j what the command line prints', async (command, body, more) => {
    const site = await startSite();
    const { question, ...filters } = body as { question: string; top?: number };
    const options = Object.entries(filters).flatMap(([name, value]) =>
      name === 'top' ? [] : [`--${name}`, String(value)],
    );
    const args = [command, question, '--json', '--data', site.folder.dataDir, ...options, ...more];
    const printed = await runInProcess(args, { cwd: site.folder.root });
    const got = await site.post(`/api/${command}`, body);
    expect(got.status).toBe(200);
    expect(got.headers['content-type']).toBe('application/json');
    expect(withoutMs(got.text)).toEqual(withoutMs(printed.stdout));
    expect(site.log()).not.toContain(question);
  });

  it('refuses with one sentence who may not ask, and what is no question', async () => {
    const site = await startSite({ tokens: `desk:${DESK}:ask,prometheus:${PROMETHEUS}:metrics` });
    const json = { 'content-type': 'application/json' };
    const rows: [path: string, body: unknown, headers: Record<string, string>, status: number][] = [
      ['/api/ask', { question: QUESTION }, { authorization: '' }, 401],
      ['/api/ask', { question: QUESTION }, { authorization: DESK }, 401],
      ['/api/ask', { question: QUESTION }, { authorization: `Bearer ${DESK.toUpperCase()}` }, 401],
      ['/api/ask', { question: QUESTION }, { authorization: `Bearer ${PROMETHEUS}` }, 403],
      ['/api/search', { question: QUESTION }, {}, 403],
      ['/api/ask', { question: QUESTION }, { origin: 'https://evil.example' }, 403],
      ['/api/ask', { question: QUESTION }, { host: 'evil.example' }, 421],
      ['/api/ask', { question: QUESTION }, { 'content-type': 'text/plain' }, 415],
      ['/api/ask', { question: 'x'.repeat(20_000) }, json, 413],
      ['/api/ask', { question: 'x'.repeat(2_001) }, json, 400],
      ['/api/ask', { question: '' }, json, 400],
      ['/api/ask', { question: QUESTION, admin: true }, json, 400],
      ['/api/ask', { question: QUESTION, from: 'yesterday-ish' }, json, 400],
      ['/api/ask', '{"question":', json, 400],
      ['/api/ask', [QUESTION], json, 400],
    ];
    for (const [path, body, headers, status] of rows) {
      const got = await site.post(path, body, headers);
      expect([got.status, JSON.parse(got.text)], JSON.stringify([path, headers])).toEqual([
        status,
        { id: null, status: 'error', reason: expect.stringMatching(/^\S.+\.$/) },
      ]);
    }
    const got = await site.send('/api/ask');
    expect([got.status, got.headers.allow]).toEqual([405, 'POST']);
    expect(site.log()).not.toMatch(new RegExp(`${DESK}|${PROMETHEUS}`));
  });

  it('takes a body in pieces, and no more of it than it wants', async () => {
    const site = await startSite();
    const headers = {
      ...{ authorization: `Bearer ${DESK}`, 'content-type': 'application/json' },
      'transfer-encoding': 'chunked',
    };
    const post = (body: string) => site.send('/api/ask', { method: 'POST', headers, body });
    expect((await post(JSON.stringify({ question: QUESTION }))).status).toBe(200);
    expect((await post(JSON.stringify({ question: 'x'.repeat(40_000) }))).status).toBe(413);
  });

  it('answers one question of a token at a time, lets a few wait and sends the others away', async () => {
    const { site, asked, letGo } = await withHeldAsk({ limits: { waiting: 2 } });
    const ask = (i: number) => site.post('/api/ask', { question: `${QUESTION} ${i}` });
    const got = [1, 2, 3, 4, 5].map(ask);
    const refused = await Promise.any(got);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '2']);
    // Another token isn't held up by this one's line.
    expect((await site.post('/api/search', { question: QUESTION })).status).toBe(429);
    while (asked.length === 0) await new Promise(setImmediate);
    expect(asked).toHaveLength(1);
    letGo();
    const statuses = (await Promise.all(got)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await ask(6)).status).toBe(200);
  });

  it('counts a token’s day over restarts, and says when it begins anew', async () => {
    const options = { tokens: `desk:${DESK}:ask+search:2`, nowMs: () => NOW };
    const site = await startSite(options);
    for (const status of [200, 200, 429]) {
      const got = await site.post('/api/search', { question: 'library' });
      expect([got.status, got.headers['retry-after']]).toEqual([status, status === 429 ? '7200' : undefined]);
    }
    const { openState } = await import('../../src/state/open-state.js');
    const other = await openState(site.folder);
    expect(await other.tokenUses.take('desk', 2, NOW)).toBe(false);
    await other.close();
  });

  it('lets a model write while the token’s day and the day’s money last', async () => {
    const mayWrite: unknown[] = [];
    const site: SiteFixture = await startSite({
      ask: async (question, options) => {
        mayWrite.push(options?.mayWrite);
        const answer = await site.app.ask(question);
        return { ...answer, spending: { inputTokens: 190_000, outputTokens: 20_000, costUsd: 0.1 } };
      },
    });
    for (let i = 0; i < 2; i++) expect((await site.post('/api/ask', { question: QUESTION })).status).toBe(200);
    expect(mayWrite).toEqual([true, false]);
  });

  it('gives up after its time, when nobody waits any more, and when it ends', async () => {
    const { site, asked } = await withHeldAsk({ limits: { answerMs: 30 } });
    expect((await site.post('/api/ask', { question: QUESTION })).status).toBe(504);
    const ending = await withHeldAsk();
    const waiting = ending.site.post('/api/ask', { question: QUESTION });
    while (ending.asked.length === 0) await new Promise(setImmediate);
    await ending.site.server.close();
    expect((await waiting).status).toBe(503);
    expect(asked).toHaveLength(1);
  });
});

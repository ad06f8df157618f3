/** Health, readiness and figures, over a real socket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, PROMETHEUS, type SiteFixture, startSite } from '../support/http-site.js';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('/healthz and /readyz', () => {
  it('say that the process lives, and which of its parts are there', async () => {
    const { send, server } = await startSite();
    expect(await send('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await send('/readyz')).toMatchObject({
      status: 200,
      text: JSON.stringify({ ready: true, index: true, database: true }),
    });
    server.readiness.set('gateway', () => false);
    server.readiness.set('database', () => {
      throw new Error('away');
    });
    const { status, text } = await send('/readyz', { headers: { host: 'probe.cluster.example' } });
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({ ready: false, index: true, database: false, gateway: false });
    expect((await send('/healthz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  it('count questions by outcome, tokens and re-indexes, and hold no text', async () => {
    const { send, server, app } = await startSite();
    const { metrics } = server;
    const ask = metrics.counted('discord', 'ask', app.ask);
    await ask({ question: 'What was found in the ramp?' });
    await ask({ question: 'Who won the chess olympiad on Mars?' });
    await expect(ask({ question: '' })).rejects.toThrow();
    metrics.modelReplied({ inputTokens: 100, outputTokens: 20, costUsd: 0.5 });
    metrics.modelFailed({ task: 'writing', fault: 'rate' });
    await metrics.countedReindex(async () => {})();
    metrics.watchQueue(() => ({ running: 2, waiting: 3 }));
    const { status, text } = await send('/metrics');
    expect(status).toBe(200);
    const lines = text.split('\n');
    for (const line of [
      'footnote_questions_total{door="discord",task="ask",outcome="answered",composer="extractive"} 1',
      'footnote_questions_total{door="discord",task="ask",outcome="abstained",composer="extractive"} 1',
      'footnote_questions_total{door="discord",task="ask",outcome="failed",composer="none"} 1',
      'footnote_answer_seconds_count{door="discord",task="ask"} 3',
      'footnote_model_tokens_total{direction="in"} 100',
      'footnote_model_cost_usd_total 0.5',
      'footnote_model_faults_total{task="writing",fault="rate"} 1',
      'footnote_reindexes_total{outcome="done"} 1',
      'footnote_queue{state="waiting"} 3',
      'footnote_ready{part="index"} 1',
      'footnote_index{figure="version"} 1',
      'footnote_index{figure="articles"} 3',
    ])
      expect(lines).toContain(line);
    expect(text).toMatch(/footnote_index\{figure="age_seconds"\} \d/);
    expect(text).not.toMatch(/ramp|chess|Lindvik/);
  });

  it('tell how late sources are, whichever process refreshes them', async () => {
    const nowMs = Date.parse('2024-05-01T12:00:00Z');
    const { send, state } = await startSite({ nowMs: () => nowMs });
    const source = { kind: 'feed', address: 'https://a.example/', everyMs: 60_000, nextMs: 0, articles: 1 };
    const sources = [
      { ...source, name: 'late', lastSucceededMs: nowMs - 600_000 },
      { ...source, name: 'fresh', lastSucceededMs: nowMs - 30_000 },
    ];
    const duty = { name: 'keeper', holder: 'another' };
    await state.duties.take(duty, nowMs, nowMs + 1000);
    await state.duties.report(duty, { host: 'h', place: '/p', sources });
    const { text } = await send('/metrics');
    expect(text).toContain('footnote_source_late{source="late"} 1');
    expect(text).toContain('footnote_source_late{source="fresh"} 0');
    expect(text).toContain('footnote_source_age_seconds{source="late"} 600');
  });

  const sites: Record<string, SiteFixture> = {};
  beforeAll(async () => {
    sites.here = await startSite();
    sites.public = await startSite({ publicUrl: 'https://footnote.example' });
  });
  afterAll(() => Promise.all(Object.values(sites).map(({ stop }) => stop())));

  it.each([
    ['from this machine', 'here', {}, 200],
    ['by another name', 'here', { host: 'evil.example' }, 421],
    ['by an address in figures', 'here', { host: '10.1.2.3:8080' }, 401],
    ['through a proxy', 'here', { 'x-forwarded-for': '10.0.0.1' }, 401],
    ['through a proxy that speaks RFC 7239', 'here', { forwarded: 'for=10.0.0.1' }, 401],
    ['where people come from outside', 'public', {}, 401],
    ['with a token', 'public', bearer(PROMETHEUS), 200],
    ['with a token of another scope', 'public', bearer(DESK), 403],
    ['with a wrong token', 'public', bearer(`${PROMETHEUS}x`), 401],
    ['with half a token', 'public', bearer(PROMETHEUS.slice(0, -1)), 401],
    ['from a page of another site', 'here', { origin: 'https://evil.example' }, 403],
  ] as const)('asked %s', async (_how, site, headers, status) => {
    const { send, log } = sites[site];
    const got = await send('/metrics', { headers: { host: 'localhost', ...headers } });
    expect(got.status).toBe(status);
    expect(got.text + log()).not.toContain(PROMETHEUS);
  });
});

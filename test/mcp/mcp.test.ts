/** The tools as the official client calls them, over standard input and output and over HTTP. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedQuote } from '../../src/mcp/answers.js';
import { DESK, PROMETHEUS, type SiteFixture, startSite } from '../support/http-site.js';
import { CLI, cleanEnvironment, makeFolder, runFootnote } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const QUESTION = 'What was found in the ramp?';

let site: SiteFixture;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const clientOf = () => new Client({ name: 'test', version: '1.0.0' });

const overStdio = async (): Promise<Client> => {
  const client = clientOf();
  const args = [CLI, 'mcp', '--data', site.folder.dataDir];
  const env = cleanEnvironment({}) as Record<string, string>;
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'ignore' }));
  return client;
};

const overHttp = async (token = DESK, on = site): Promise<Client> => {
  const client = clientOf();
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${on.server.url}/mcp`), { requestInit: { headers } }),
  );
  return client;
};

type Result = Record<string, unknown> & { citations: NamedQuote[]; hits: NamedQuote[]; evidence: NamedQuote[] };

async function call(client: Client, name: string, given: object) {
  const result = await client.callTool({ name, arguments: { ...given } });
  const [{ text }] = result.content as { text: string }[];
  return { isError: result.isError ?? false, text, value: result.structuredContent as Result };
}

describe.each([
  ['standard input and output', overStdio],
  ['HTTP', overHttp],
] as const)('over %s', (_how, connect) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  it('there are four tools, which only read and take nothing that they don’t know', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['ask', 'search', 'read', 'verify']);
    for (const { annotations, inputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    }
    for (const [name, given] of [
      ['ask', { question: QUESTION, index: true }],
      ['ask', {}],
      ['search', { query: 'x', top: 5000 }],
      ['read', { article_id: 'ferry.md', start: -1 }],
      ['verify', { article_id: 'ferry.md' }],
    ] as const)
      expect((await call(client, name, given)).isError).toBe(true);
  });

  it('ask answers in the articles’ words, each of which verify knows again', async () => {
    const { value, text } = await call(client, 'ask', { question: QUESTION });
    expect(JSON.parse(text)).toEqual(value);
    expect(value).toMatchObject({ status: 'answered', composer: 'extractive' });
    expect(value.citations[0]).toMatchObject({
      article_id: 'ferry.md',
      quote: expect.stringMatching(/^A crack was found in the ramp/),
      article_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    for (const { article_id, article_hash, quote, start, end } of [...value.citations, ...value.evidence]) {
      const named = { article_id, article_hash, quote, start, end };
      expect((await call(client, 'verify', named)).value).toMatchObject({ verified: true, reason: null });
      for (const wrong of [
        { ...named, quote: `${quote}!` },
        { ...named, start: start + 1 },
        { ...named, end: end - 1 },
        { ...named, article_hash: article_hash.replace(/^./, 'x') },
        { ...named, article_id: 'library.txt' },
        { ...named, article_id: 'nowhere' },
        { ...named, field: 'title' },
      ])
        expect((await call(client, 'verify', wrong)).value).toMatchObject({
          verified: false,
          reason: expect.stringMatching(/\.$/),
        });
    }
  });

  it('search gives passages and read an article word for word, with what verifies them', async () => {
    const { value } = await call(client, 'search', { query: 'library', top: 1 });
    expect(value.hits).toHaveLength(1);
    const [hit] = value.hits;
    expect(hit).toMatchObject({ article_id: 'library.txt', rank: 1, source: null });
    const verify = ({ article_id, article_hash, quote, start, end }: NamedQuote) =>
      call(client, 'verify', { article_id, article_hash, quote, start, end });
    expect((await verify(hit)).value.verified).toBe(true);
    const body = await site.app.index.read((snapshot) => snapshot.content(snapshot.articleById('library.txt')!).body);
    let [text, start] = ['', 0 as number | null];
    while (start !== null) {
      const part = (await call(client, 'read', { article_id: 'library.txt', start, max_chars: 100 })).value;
      expect((await verify(part as unknown as NamedQuote)).value.verified).toBe(true);
      text += part.quote;
      start = part.next_start as number | null;
    }
    expect(text).toBe(body);
    expect(await call(client, 'read', { article_id: '../../etc/passwd' })).toMatchObject({
      isError: true,
      text: 'There is no article with this id; search finds ids.',
    });
    const beyond = (await call(client, 'read', { article_id: 'library.txt', start: 1e6 })).value;
    expect(beyond).toMatchObject({ quote: '', next_start: null });
  });

  it('abstains as the command line does, and says what is no date', async () => {
    const { value } = await call(client, 'ask', { question: 'Who won the chess olympiad on Mars?' });
    expect(value).toMatchObject({ status: 'abstained', citations: [], sentences: [] });
    expect(await call(client, 'ask', { question: QUESTION, from: 'soon' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/expected an ISO date/),
    });
  });
});

describe('over HTTP', () => {
  it('wants a token with the scope, and no other site’s page', async () => {
    await expect(overHttp('wrong-token-0123456789')).rejects.toThrow();
    await expect(overHttp(PROMETHEUS)).rejects.toThrow();
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const accept = { accept: 'application/json, text/event-stream' };
    for (const [headers, status] of [
      [{}, 200],
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ host: 'evil.example' }, 421],
      [{ authorization: '' }, 401],
      [{ 'content-type': 'text/plain' }, 415],
    ] as const)
      expect((await site.post('/mcp', body, { ...accept, ...headers })).status).toBe(status);
    expect((await site.post('/mcp', { ...body, params: { x: 'x'.repeat(20_000) } }, accept)).status).toBe(413);
    expect((await site.send('/mcp', { headers: { authorization: `Bearer ${DESK}` } })).status).toBe(405);
  });

  it('heeds the token’s day', async () => {
    const on = await startSite({ tokens: `desk:${DESK}:mcp:1` });
    const client = await overHttp(DESK, on);
    expect((await call(client, 'search', { query: 'library' })).isError).toBe(false);
    expect(await call(client, 'search', { query: 'library' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/has used up its 1 requests of today/),
    });
    await client.close();
  });
});

describe('footnote mcp', () => {
  it('without an index says so, exits with 2, and writes none', async () => {
    const cwd = makeFolder({ 'corpus/a.txt': 'A short text.' });
    const { status, stdout, stderr } = await runInProcess(['mcp'], { cwd });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^footnote: [^\n]*"footnote index"[^\n]*\n$/);
    expect(readdirSync(cwd)).toEqual(['corpus']);
  });

  it('has an example that verifies quotes with nothing but a result', async () => {
    const example = fileURLToPath(new URL('../../examples/verify-quote.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [example, QUESTION], { cwd: site.folder.root });
    expect(stdout).toMatch(/^verified "A crack was found in the ramp[^\n]*"\n/);
    expect(readFileSync(example, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  it('is what footnote ask doesn’t load, as it doesn’t load what serves HTTP', async () => {
    const coverage = makeFolder();
    const env = { NODE_V8_COVERAGE: coverage };
    const run = await runFootnote(['ask', QUESTION, '--data', site.folder.dataDir], { cwd: site.folder.root, env });
    expect(run.status).toBe(0);
    const loaded = readdirSync(coverage).flatMap((name) =>
      JSON.parse(readFileSync(join(coverage, name), 'utf8')).result.map(({ url }: { url: string }) => url),
    );
    expect(loaded.length).toBeGreaterThan(50);
    expect(
      loaded.filter((url) => /modelcontextprotocol|\/hono\/|prom-client|\/dist\/(?:http|mcp)\//.test(url)),
    ).toEqual([]);
  });
});

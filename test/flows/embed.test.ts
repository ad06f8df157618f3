import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelsConfig } from '../../src/config.js';
import { type ReindexProgress, type ReindexRequest, reindex } from '../../src/flows/reindex.js';
import { embeddedStore } from '../../src/index/embedded-store.js';
import type { Embedder } from '../../src/models/embedder.js';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { type IndexFolder, makeIndexFolder } from '../support/index-folder.js';
import { FAULTS } from '../support/openai-server/faults.js';
import {
  hashedVector,
  listOf,
  type OpenAiServer,
  sendJson,
  startOpenAiServer,
  vectorsReply,
} from '../support/openai-server/server.js';
import { CLI, runFootnote } from '../support/run-footnote.js';

const QUESTION = 'Why will the ferry between Lindvik and Skarholm not sail?';

let server: OpenAiServer;
let folder: IndexFolder;
beforeEach(async () => {
  server = await startOpenAiServer();
  folder = makeIndexFolder({ 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN });
});
afterEach(() => server.close());

const tiny = (model = 'tiny'): Partial<ModelsConfig> => ({
  embeddingModel: `openai:${model}`,
  openAiBaseUrl: server.url,
  chatModel: 'none',
  retries: { pauseMs: 10 },
});
const sent = () => server.requests.flatMap(({ body }) => listOf(body.input));

/** What an index gives for a question, and what was warned of. */
async function search(models: Partial<ModelsConfig> = tiny()) {
  const warnings: string[] = [];
  const app = folder.with(models).open((sentence) => warnings.push(sentence));
  const hits = await app.search({ question: QUESTION });
  const { status } = await app.ask({ question: QUESTION });
  const { embedder } = await app.index.status();
  app.close();
  return { first: hits[0]?.article.id, status, embedder, warnings };
}

describe('embeddings of a provider', () => {
  it('are asked for once, as numbers, and make the index semantic', async () => {
    const report = await folder.with(tiny()).reindex();
    expect(report.embedded).toBe(3);
    expect(server.requests.every(({ body }) => body.encoding_format === 'float')).toBe(true);
    expect(await search()).toEqual({ first: 'ferry.md', status: 'answered', embedder: 'openai:tiny:32', warnings: [] });
    const before = server.requests.length;
    const again = await folder.with(tiny()).reindex();
    expect(again.embedded).toBe(0);
    expect(server.requests.length).toBe(before);
  });

  it('are put in their order where a server sends them in another', async () => {
    server.misbehaves('embeddings', (reply, { body }) => {
      const data = listOf(body.input).map((text, index) => ({
        object: 'embedding',
        index,
        embedding: hashedVector(text),
      }));
      return sendJson(reply, 200, { object: 'list', model: 'tiny', data: data.reverse(), usage: {} });
    });
    await folder.with(tiny()).reindex();
    expect((await search()).first).toBe('ferry.md');
  });

  it('say how far they are and what they cost, and a dry run what they would', async () => {
    const { estimate } = await folder
      .with({ embeddingModel: 'openai:text-embedding-3-small', openAiKey: 'sk-1', chatModel: 'none' })
      .reindex({ dryRun: true });
    expect(estimate).toEqual({ passages: 3, tokens: expect.any(Number), usd: expect.any(Number) });
    expect(estimate!.usd).toBeGreaterThan(0);
    const seen: ReindexProgress[] = [];
    await folder.with(tiny()).reindex({ onProgress: (progress) => seen.push(progress) });
    expect(seen.find(({ tokens }) => tokens !== undefined)).toMatchObject({
      phase: 'embedding',
      done: 3,
      total: 3,
      usd: 0,
    });
    const run = await runFootnote(
      ['index', '--dry-run', '--corpus', folder.corpusDir, '--data', `${folder.root}/other`],
      {
        cwd: folder.root,
        env: { OPENAI_API_KEY: 'sk-1', CHAT_MODEL: 'none' },
      },
    );
    expect(run.stdout).toMatch(/at most 3 passages to embed, about \d+ tokens, about 0\.00 USD\./);
    expect(server.requests.filter(({ authorization }) => authorization?.includes('sk-1'))).toEqual([]);
  });

  it('that would cost over a dollar are not bought unasked', async () => {
    const inner = createOfflineEmbedder();
    let asked = 0;
    const dear: Embedder = {
      ...inner,
      semantic: true,
      // As a million tokens of the dearest model for each of these.
      costUsd: (tokens) => (tokens * 1e6 * 0.13) / 1e6,
      embedDocuments: (texts, options) => {
        asked += texts.length;
        return inner.embedDocuments(texts, options);
      },
    };
    const buy = (request: ReindexRequest) =>
      reindex({ ...folder, store: embeddedStore(folder.dataDir), embedder: dear, ...request });
    const { estimate } = await buy({ dryRun: true });
    expect(estimate!.usd).toBeGreaterThan(1);
    await expect(buy({})).rejects.toMatchObject({
      code: 'costs',
      message: expect.stringMatching(/with --yes to go on/),
    });
    expect(asked).toBe(0);
    expect(await buy({ allowCost: true })).toMatchObject({ embedded: 3 });
  });

  it('that a killed run has had are not asked for again', async () => {
    const streets = Array.from(
      { length: 1600 },
      (_, i) =>
        `Street number ${i} of Lindvik was paved in the year ${1000 + i} by the workers of the town, who lived there.`,
    );
    folder.write({ 'streets.txt': streets.join('\n\n') });
    let answered = 0;
    server.misbehaves('embeddings', async (reply, { body }) => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      answered += listOf(body.input).length;
      return sendJson(reply, 200, vectorsReply(listOf(body.input).map(hashedVector)));
    });
    const env = { ...process.env, EMBEDDING_MODEL: 'openai:tiny', OPENAI_BASE_URL: server.url, CHAT_MODEL: 'none' };
    const child = spawn(process.execPath, [CLI, 'index', '--corpus', folder.corpusDir, '--data', folder.dataDir], {
      env,
      stdio: 'ignore',
    });
    while (answered < 130) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 30));
    child.kill('SIGKILL');
    await once(child, 'close');
    const first = new Set(sent());
    const firstCount = sent().length;
    await folder.with(tiny()).reindex();
    const repeated = sent()
      .slice(firstCount)
      .filter((text) => first.has(text) && text !== 'width');
    const all = new Set(sent()).size;
    expect(all).toBeGreaterThan(250);
    // Three requests of at most 128 texts may have been on their way.
    expect(repeated.length).toBeLessThanOrEqual(3 * 128);
    expect(firstCount - repeated.length).toBeGreaterThan(0);
    expect((await search()).first).toBe('ferry.md');
  }, 60_000);
});

describe('a change of embedder', () => {
  it('builds new vectors beside the old ones and swaps; until then words alone answer, with one warning', async () => {
    await folder.reindex();
    const before = await search();
    expect(before).toMatchObject({ first: 'ferry.md', status: 'answered', embedder: 'offline:hash-ngram-v1:256' });
    expect(before.warnings).toEqual([
      expect.stringMatching(/^The index holds the vectors of offline.*openai:tiny: answers go by words alone/),
    ]);
    await folder.with(tiny()).reindex();
    expect(await search()).toMatchObject({ first: 'ferry.md', embedder: 'openai:tiny:32', warnings: [] });
    server.embeds((text) => [...hashedVector(text), 1, 0]);
    await folder.with(tiny('other')).reindex();
    expect(await search(tiny('other'))).toMatchObject({ first: 'ferry.md', embedder: 'openai:other:34', warnings: [] });
    await folder.reindex();
    expect(await search({})).toMatchObject({ first: 'ferry.md', embedder: 'offline:hash-ngram-v1:256', warnings: [] });
  });

  it('of width under the same name is refused, and --full takes it', async () => {
    await folder.with(tiny()).reindex();
    server.embeds((text) => [...hashedVector(text), 1]);
    folder.write({ 'new.txt': 'A lighthouse was painted red in Skarholm on Sunday, the keeper said.' });
    await expect(folder.with(tiny()).reindex()).rejects.toThrow(/gave a vector of 33 numbers, and 32 were expected/);
    expect((await search()).embedder).toBe('openai:tiny:32');
    await folder.with(tiny()).reindex({ full: true });
    expect((await search()).embedder).toBe('openai:tiny:33');
  });
});

describe('every fault of an embedding model', () => {
  const rows = FAULTS.filter((row) => row.in.includes('embeddings') && row.name !== 'slow headers');
  for (const { name, how } of rows) {
    // A model that is asked for the first time may be of any width.
    it.skipIf(/wrong width|quarter of the width/.test(name))(
      `leaves the index as it was: ${name}`,
      async () => {
        await folder.reindex();
        server.misbehaves('embeddings', how);
        const failure = await folder
          .with(tiny())
          .reindex()
          .catch((error: Error) => error);
        expect(failure).toBeInstanceOf(Error);
        expect((failure as Error).name).toMatch(/UserError|BadVectorError/);
        expect((failure as Error).message).not.toMatch(/sk-test|provider\.example|127\.0\.0\.1/);
        expect(await search({})).toMatchObject({
          first: 'ferry.md',
          status: 'answered',
          embedder: 'offline:hash-ngram-v1:256',
        });
      },
      30_000,
    );

    it(`lets words alone answer a question, with one warning: ${name}`, async () => {
      await folder.with(tiny()).reindex();
      server.misbehaves('embeddings', how);
      const warnings: string[] = [];
      const app = folder.with(tiny()).open((sentence) => warnings.push(sentence));
      expect(await app.ask({ question: QUESTION })).toMatchObject({ status: 'answered' });
      app.close();
      expect(warnings).toEqual([expect.stringMatching(/answered by words alone\.$/)]);
      expect(warnings[0]).not.toMatch(/sk-test|provider\.example|127\.0\.0\.1/);
    }, 30_000);
  }
});

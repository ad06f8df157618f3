import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ModelsConfig } from '../../src/config.js';
import type { SummarizeOptions, SummaryProgress } from '../../src/flows/summarize.js';
import type { Summary } from '../../src/summarizing/types.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { type IndexFolder, makeIndexFolder } from '../support/index-folder.js';
import { FAULTS } from '../support/openai-server/faults.js';
import { type ChatBody, type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.js';

let server: OpenAiServer;
let folder: IndexFolder;

/** A long article: each paragraph names a street of its own. */
const longArticle = (streets: number) =>
  Array.from(
    { length: streets },
    (_, i) =>
      `The water works of Lindvik repaired the pipes below street number ${i + 1} during the month. The work there cost ${1000 + i} crowns, the engineer Olav Dahl said. Neighbours had complained of brown water for weeks before the digging began, and the town promised to pave the road again.`,
  ).join('\n\n');
/** Of several parts, and of two. */
const LONG = { 'pipes.txt': longArticle(400), 'few-pipes.txt': longArticle(120) };

beforeAll(async () => {
  folder = makeIndexFolder({ 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN, ...LONG });
  await folder.reindex();
});
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

async function summarize(
  make: (summarize: ReturnType<IndexFolder['open']>['summarize'], options: SummarizeOptions) => Promise<Summary>,
  options: SummarizeOptions = {},
  limits: Partial<ModelsConfig> = {},
) {
  const warnings: string[] = [];
  const models = {
    chatModel: 'openai:tiny',
    openAiKey: 'sk-test-secret-key',
    openAiBaseUrl: server.url,
    answerMs: 20_000,
    ...limits,
  };
  const app = folder.with(models).open((sentence) => warnings.push(sentence));
  const summary = await make(app.summarize, options);
  app.close();
  return { summary, warnings };
}

const said = ({ sentences }: Summary) => sentences.map(({ text }) => text);
const isMerge = ({ messages }: ChatBody) => messages[0].content.includes('You merge partial summaries');

describe('a written summary', () => {
  it('of an article is one call, each sentence verified and cited', async () => {
    server.says(
      'A crack was found in the ramp on Monday. [1] A bank in Norway was robbed. [1] Repairs will cost 40,000 crowns. [1]',
    );
    const { summary } = await summarize((made, options) => made.article({ idOrTitle: 'ferry.md' }, options));
    expect(summary).toMatchObject({ status: 'answered', composer: 'generative', scope: { kind: 'article' } });
    expect(said(summary)).toEqual(['A crack was found in the ramp on Monday.', 'Repairs will cost 40,000 crowns.']);
    expect(summary.citations.map(({ quote }) => FERRY.includes(quote))).toEqual([true, true]);
    // For writing and for judging.
    expect(summary.spending?.inputTokens).toBe(2000);
    expect(server.chats()).toHaveLength(1);
    expect(server.chats()[0].body.messages[0].content).toContain('at most 180 words');
  });

  it('of a topic joins articles', async () => {
    server.says(({ messages }) => {
      const number = /^\[(\d+)\] Lindvik bakery/m.exec(messages[1].content)?.[1];
      return `A bakery in Lindvik has won the national prize for rye bread. [${number}]`;
    });
    const { summary } = await summarize((made, options) => made.topic({ topic: 'bakery prize' }, options));
    expect(said(summary)).toEqual(['A bakery in Lindvik has won the national prize for rye bread.']);
    expect(summary.composer).toBe('generative');
  });

  it('of a long article is made of parts, none over the window, and one merge of what was verified', async () => {
    const lengths: number[] = [];
    server.says((body) => {
      lengths.push(body.messages[1].content.length);
      if (isMerge(body)) return /^The work there cost .*$/m.exec(body.messages[1].content)![0];
      const [, number] = /^\[(\d+)\]/m.exec(body.messages[1].content)!;
      const [, cost] = /The work there cost (\d+) crowns/.exec(body.messages[1].content)!;
      return `The work there cost ${cost} crowns, the engineer Olav Dahl said. [${number}] Dahl was arrested for fraud. [${number}]`;
    });
    const steps: SummaryProgress[] = [];
    const { summary } = await summarize(
      (made, options) => made.article({ idOrTitle: 'pipes.txt', length: 'short' }, options),
      { onProgress: (progress) => steps.push(progress) },
    );
    const calls = server.chats().length;
    expect(steps).toEqual(Array.from({ length: calls + 1 }, (_, done) => ({ phase: 'writing', done, calls })));
    expect(summary.composer).toBe('generative');
    expect(summary.citations[0].quote).toMatch(/^The work there cost \d+ crowns, the engineer Olav Dahl said\.$/);
    expect(server.chats().length).toBeGreaterThan(3);
    expect(server.chats().length).toBeLessThanOrEqual(7);
    expect(Math.max(...lengths)).toBeLessThan(24_000);
    const merge = server.chats().find(({ body }) => isMerge(body))!;
    expect(merge.body.messages[1].content).not.toContain('fraud');
  });

  it('keeps to its length', async () => {
    server.says(
      Array.from(
        { length: 30 },
        () =>
          'The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday. [1]',
      )
        .map((text, i) => (i % 2 ? text : 'Repairs will cost 40,000 crowns. [1]'))
        .join(' '),
    );
    const { summary } = await summarize((made, options) =>
      made.article({ idOrTitle: 'ferry.md', length: 'short' }, options),
    );
    expect(said(summary).join(' ').split(/\s+/).length).toBeLessThanOrEqual(60);
  });

  it('falls back to the extractive one where nothing stands, and where a budget is used up', async () => {
    server.says('The ferry was sold to Norway. [1]');
    const { summary } = await summarize((made, options) => made.article({ idOrTitle: 'ferry.md' }, options));
    expect(summary).toMatchObject({ status: 'answered', composer: 'extractive', fallback: 'unsupported' });
    const before = server.chats().length;
    const { summary: other } = await summarize((made, options) => made.article({ idOrTitle: 'ferry.md' }, options), {
      mayWrite: false,
    });
    expect(other).toMatchObject({ composer: 'extractive', fallback: 'budget' });
    expect(server.chats()).toHaveLength(before);
  });

  for (const { name, how } of FAULTS.filter((row) => row.in.includes('chat'))) {
    it(`falls back to the extractive one with one warning: ${name}`, async () => {
      server.misbehaves('chat', how);
      const { summary, warnings } = await summarize(
        (made, options) => made.article({ idOrTitle: 'few-pipes.txt' }, options),
        {},
        { answerMs: 6_000, callMs: 700, chunkMs: 300, retries: { pauseMs: 20 } },
      );
      expect(summary).toMatchObject({ status: 'answered', composer: 'extractive', fallback: 'failed' });
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).not.toMatch(/sk-test|provider\.example|127\.0\.0\.1/);
    });
  }
});

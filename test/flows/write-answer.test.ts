import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ModelsConfig } from '../../src/config.js';
import type { Question } from '../../src/query/query.js';
import { FERRY } from '../support/articles.js';
import type { IndexFolder } from '../support/index-folder.js';
import { FAULTS } from '../support/openai-server/faults.js';
import {
  type ChatBody,
  chunk,
  EVENT_STREAM,
  knows,
  linesOf,
  type Misbehaviour,
  type OpenAiServer,
  sendJson,
  startOpenAiServer,
  streamChat,
} from '../support/openai-server/server.js';
import { askModel, KEY, makeAskedFolder, modelAt, QUESTION, said } from './ask-model.js';

let server: OpenAiServer;
let folder: IndexFolder;

beforeAll(async () => {
  folder = await makeAskedFolder();
}, 180_000);
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

const models = () => modelAt(server.url);

const ask = (question: string | Question = QUESTION, other: Partial<ModelsConfig> = {}) =>
  askModel(folder, server, question, other);

describe('a written answer', () => {
  it('says what the model wrote, each sentence with its quote', async () => {
    server.says(
      'The ferry will not sail for a week, harbour master Ada Berg said. [1] A crack was found in the ramp during an inspection on Monday [1].',
    );
    server.judges(knows('The ferry will not sail for a week, harbour master Ada Berg said.'));
    const { answer, warnings } = await ask();
    expect(answer.composer).toBe('generative');
    expect(said(answer)).toEqual([
      'The ferry will not sail for a week, harbour master Ada Berg said.',
      'A crack was found in the ramp during an inspection on Monday.',
    ]);
    expect(answer.citations[0].quote).toBe(
      'The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday.',
    );
    expect(answer.sentences.map(({ citations }) => citations)).toEqual([[0], [1]]);
    // For writing and for judging.
    expect(answer.spending).toEqual({ inputTokens: 2000, outputTokens: 100, costUsd: 0 });
    expect(warnings).toEqual([]);
  });

  it('asks with numbered passages between random marks, nothing of strangers in the system role', async () => {
    server.says('NO ANSWER');
    await ask();
    const [{ body, authorization }] = server.chats();
    expect(authorization).toBe(`Bearer ${KEY}`);
    expect(body).toMatchObject({ model: 'tiny', stream: true });
    expect(body).not.toHaveProperty('tools');
    expect(body).not.toHaveProperty('response_format');
    const [system, human] = body.messages;
    expect(system.role).toBe('system');
    expect(system.content).not.toMatch(/ferry|Lindvik/i);
    expect(human.content).toMatch(/^\[1\] Ferry to Skarholm stops for a week, Harbour desk, 5 March 2024$/m);
    expect(human.content).toContain(QUESTION);
    const mark = /^=== [0-9a-f]{12} ===/.exec(human.content)?.[0];
    expect(system.content).toContain(mark);
    await ask();
    expect(server.chats()[1].body.messages[1].content).not.toContain(mark);
  });

  it('shows sentences while they are written, and none that is not supported at any moment', async () => {
    server.says(
      'A crack was found in the ramp. [1] The ferry sank with 90 people aboard. [1] Repairs will cost 40,000 crowns. [1]',
    );
    const { answer, drafts } = await ask(QUESTION, { judgeModel: 'none' });
    expect(drafts.map(said)).toEqual([
      ['A crack was found in the ramp.'],
      ['A crack was found in the ramp.', 'Repairs will cost 40,000 crowns.'],
    ]);
    expect(said(answer)).toEqual(drafts.at(-1)?.sentences.map(({ text }) => text));
    expect(answer.trace.written).toMatchObject({
      model: 'openai:tiny',
      kept: 2,
      heldBack: ['number'],
      sentences: [
        { verdict: 'near-verbatim', text: 'A crack was found in the ramp.' },
        { verdict: 'number' },
        { verdict: 'near-verbatim', text: 'Repairs will cost 40,000 crowns.' },
      ],
    });
    expect(answer.trace.written).not.toHaveProperty('judge');
    expect(JSON.stringify(answer)).not.toContain('sank');
  });

  it('waits with what needs a judge for its verdict, three sentences at a time', async () => {
    const carried = ['Inspectors came upon a crack in the ramp.', 'Mending it costs 40,000 crowns.'];
    const refused = 'Inspectors built the ramp.';
    server.says(
      `${carried[0]} [1] ${refused} [1] ${carried[1]} [1] A crack was found in the ramp during an inspection on Monday. [1]`,
    );
    server.judges(knows(...carried));
    const { answer, drafts } = await ask();
    expect(server.judgings()).toHaveLength(1);
    expect(drafts.flatMap(said)).not.toContain(refused);
    expect(drafts[0].sentences.map(({ text }) => text)).toContain(carried[0]);
    expect(said(answer)).toEqual([
      carried[0],
      carried[1],
      'A crack was found in the ramp during an inspection on Monday.',
    ]);
    expect(answer.trace.written).toMatchObject({
      judge: 'openai:tiny',
      sentences: [{ verdict: 'judged' }, { verdict: 'refused' }, { verdict: 'judged' }, { verdict: 'verbatim' }],
    });
    expect(JSON.stringify(answer)).not.toContain(refused);
  });

  it('quotes the article where a sentence was held back, once the reply is whole, and never twice', async () => {
    server.says(
      'Repairs will cost 90,000 crowns. [1] A crack was found in the ramp. [1] A crack was found in the ramp on Sunday. [1]',
    );
    const { answer, drafts } = await ask(QUESTION, { judgeModel: 'none' });
    expect(drafts.map(said)).toEqual([['A crack was found in the ramp.']]);
    const [repairs, crack] = answer.citations.map(({ quote }) => quote);
    expect(said(answer)).toEqual([repairs, 'A crack was found in the ramp.']);
    expect(repairs).toMatch(/^Repairs will cost 40,000 crowns/);
    expect(crack).toBe('A crack was found in the ramp during an inspection on Monday.');
    expect(answer.trace.written).toMatchObject({ kept: 1, heldBack: ['number', 'date'] });
    expect(JSON.stringify(answer)).not.toContain('90,000');
  });

  it('gives a sentence without a mark, or with a wrong one, the passage that carries it', async () => {
    server.says(
      'Repairs will cost 40,000 crowns. A crack was found in the ramp. [9] The owner of a bakery in Lindvik is Tomas Hell [1].',
    );
    const { answer } = await ask();
    expect(answer.sentences.slice(0, 2).map(({ citations }) => answer.citations[citations[0]].articleId)).toEqual([
      'ferry.md',
      'ferry.md',
    ]);
  });

  it('falls back to the extractive answer where nothing the model wrote stands, and says so', async () => {
    server.says('The mayor bought a submarine for 7 million dollars. [1]');
    const { answer } = await ask();
    expect(answer).toMatchObject({ status: 'answered', composer: 'extractive', fallback: 'unsupported' });
    expect(said(answer).join(' ')).toContain('ferry');
  });

  it('abstains where the model finds no answer in the passages', async () => {
    server.says('NO ANSWER.');
    const { answer } = await ask();
    expect(answer).toMatchObject({ status: 'abstained', sentences: [], citations: [] });
    expect(answer.draft?.sentences.length).toBeGreaterThan(0);
    expect(answer.nearest[0]).toMatchObject({ articleId: 'ferry.md' });
  });

  it.each([
    ['the articles have nothing on the question', 'Who painted Guernica?', 'abstained'],
    ['nothing is asked', 'Hello there!', 'told'],
  ])('asks no model where %s', async (_, question, status) => {
    const { answer } = await ask(question);
    expect(answer.status).toBe(status);
    expect(server.requests).toEqual([]);
  });

  describe('to a question that the words of the articles seem not to answer', () => {
    const REFUSED = 'Who won the chess olympiad in Buenos Aires?';

    it('is left to the model, which reads', async () => {
      server.says('A bakery in Lindvik has won the national prize for rye bread. [1]');
      expect((await ask(REFUSED, { chatModel: 'none' })).answer.status).toBe('abstained');
      const { answer } = await ask(REFUSED);
      expect(answer).toMatchObject({ status: 'answered', composer: 'generative', nearest: [], missing: [] });
      expect(answer).not.toHaveProperty('reason');
      expect(said(answer)).toEqual(['A bakery in Lindvik has won the national prize for rye bread.']);
    });

    it.each([
      ['says so, too', 'NO ANSWER'],
      ['writes nothing that stands', 'Anatoly Karpov won the chess olympiad. [1]'],
    ])('is an abstention where the model %s', async (_, reply) => {
      server.says(reply);
      const { answer } = await ask(REFUSED);
      expect(answer).toMatchObject({ status: 'abstained', sentences: [], reason: expect.any(String) });
      expect(answer).not.toHaveProperty('fallback');
      expect(answer.trace.written).toMatchObject({ kept: 0 });
    });
  });

  it('condenses a follow-up into one question first', async () => {
    server.says(({ messages }) =>
      messages[0].content.includes('rewrite the last message')
        ? 'How much will the repairs of the ferry ramp cost?'
        : 'Repairs will cost 40,000 crowns. [1]',
    );
    const { answer } = await ask({
      question: 'How much will that cost?',
      history: [{ role: 'user', text: 'What happened to the ferry ramp and its repairs?' }],
    });
    const [condensing, answering] = server.chats();
    expect(condensing.body.messages[1].content).toContain('Person: What happened to the ferry ramp and its repairs?');
    expect(answering.body.messages[1].content).toContain('How much will the repairs of the ferry ramp cost?');
    expect(said(answer)).toEqual(['Repairs will cost 40,000 crowns.']);
    // Condensing, writing, judging.
    expect(answer.spending?.inputTokens).toBe(3000);
  });

  it('keeps the question as asked where the condensed one brings in what nobody said', async () => {
    server.says(({ messages }) =>
      messages[0].content.includes('rewrite the last message')
        ? 'When did Elon Musk buy the harbour of Rotterdam?'
        : 'Repairs will cost 40,000 crowns. [1]',
    );
    const { answer } = await ask({
      question: 'How much will that cost?',
      history: [{ role: 'user', text: 'What happened to the ferry ramp and its repairs?' }],
    });
    expect(server.chats()[1].body.messages[1].content).not.toContain('Rotterdam');
    expect(said(answer)).toEqual(['Repairs will cost 40,000 crowns.']);
  });

  it('condenses nothing where the question can be understood alone', async () => {
    server.says('Repairs will cost 40,000 crowns. [1]');
    const { answer } = await ask({
      question: 'How much will the repairs of the ferry ramp cost?',
      history: [{ role: 'user', text: 'Who won the prize for rye bread?' }],
    });
    expect(server.chats()).toHaveLength(1);
    expect(said(answer)).toEqual(['Repairs will cost 40,000 crowns.']);
  });

  it('offers fewer passages, once, where the window is too small', async () => {
    const row = FAULTS.find(({ name }) => name === 'context overflow')!;
    server.misbehaves('chat', row.how, 1);
    server.says('Repairs will cost 40,000 crowns. [1]');
    const { answer } = await ask();
    expect(answer.composer).toBe('generative');
    expect(server.chats()).toHaveLength(2);
  });

  it('begins anew where a first try breaks off', async () => {
    server.misbehaves(
      'chat',
      (reply, { body }) => {
        reply.writeHead(200, EVENT_STREAM);
        reply.write(chunk(body.model, { content: 'A crack was found in the ramp. [1] The' }));
        setTimeout(() => reply.socket?.resetAndDestroy(), 30);
        return true;
      },
      1,
    );
    server.says('Repairs will cost 40,000 crowns. [1]');
    const { answer, drafts } = await ask(QUESTION, { judgeModel: 'none' });
    expect(said(answer)).toEqual(['Repairs will cost 40,000 crowns.']);
    expect(drafts.map(said)).toEqual([['A crack was found in the ramp.'], [], ['Repairs will cost 40,000 crowns.']]);
  });

  it('leaves out the last sentence of a reply that ran into its limit', async () => {
    server.misbehaves('chat', (reply, { body }) => {
      streamChat(reply, 'A crack was found in the ramp. [1] Repairs will cost 40,000 crowns', body, 'length');
      return true;
    });
    expect(said((await ask()).answer)).toEqual(['A crack was found in the ramp.']);
  });

  it('ends when the asker gives up', async () => {
    server.misbehaves('chat', () => true);
    const app = folder.with(models()).open();
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('gave up')), 100);
    await expect(app.ask({ question: QUESTION }, { signal: controller.signal })).rejects.toThrow('gave up');
    app.close();
  });

  it('leaves a provider alone that failed five times in a row, and probes it later', async () => {
    server.misbehaves('chat', FAULTS.find(({ name }) => name === '500')!.how);
    const app = folder.with(models()).open(() => {});
    for (let i = 0; i < 4; i++) await app.ask({ question: QUESTION });
    const asked = server.chats().length;
    expect(asked).toBeLessThanOrEqual(6);
    await app.ask({ question: QUESTION });
    expect(server.chats().length).toBe(asked);
    app.close();
  });

  it('does not ask at all where the budget is used up, and says so', async () => {
    const app = folder.with(models()).open();
    expect(await app.ask({ question: QUESTION }, { mayWrite: false })).toMatchObject({
      composer: 'extractive',
      fallback: 'budget',
    });
    expect(server.requests).toEqual([]);
    app.close();
  });
});

describe('the call of the judge', () => {
  const CARRIED = 'Inspectors came upon a crack in the ramp.';

  it('holds passages and lines as data, the lines among canaries, and neither question nor history', async () => {
    server.says(`${CARRIED} [1]`);
    server.judges(knows(CARRIED));
    await ask({ question: QUESTION, history: [{ role: 'user', text: 'What about the harbour?' }] });
    const [{ body }] = server.judgings();
    expect(body).toMatchObject({ model: 'tiny', temperature: 0 });
    expect(body).not.toHaveProperty('tools');
    const [system, human] = body.messages;
    expect(system.content).not.toMatch(/ferry|Lindvik/i);
    expect(human.content).toMatch(/^\[1\] Ferry to Skarholm stops for a week, Harbour desk, 5 March 2024$/m);
    expect(human.content).toMatch(/^\d\. \[1\] Inspectors came upon a crack in the ramp\.$/m);
    expect(human.content).not.toMatch(/What about the harbour|Why will the ferry/);
    expect(linesOf(body)).toHaveLength(3);
    await ask();
    expect(server.judgings()[1].body).toEqual(body);
  });

  it.each([
    ['says 1 to everything', () => true],
    ['says 0 to everything', () => false],
    ['says the opposite', (line: string, isVerbatim: boolean) => !isVerbatim && line !== CARRIED],
    ['talks', `Sure! ${CARRIED} 111`],
    ['says too little', '11'],
    ['says too much', '11111'],
    ['shouts', '１０１'],
  ])('counts for nothing where the judge %s', async (_, how) => {
    server.says(`${CARRIED} [1] A crack was found in the ramp during an inspection on Monday. [1]`);
    server.judges(how);
    const { answer } = await ask();
    expect(answer.trace.written?.sentences).toEqual([
      { verdict: 'unjudged' },
      { verdict: 'verbatim', text: 'A crack was found in the ramp during an inspection on Monday.' },
    ]);
    expect(JSON.stringify(answer)).not.toContain('came upon');
  });

  it('is given up with the answer, by an asker who leaves while the model still writes', async () => {
    const controller = new AbortController();
    server.misbehaves('chat', (reply, { body }) => {
      reply.writeHead(200, EVENT_STREAM);
      for (const when of ['on Monday', 'during an inspection', 'of the ferry', 'itself'])
        reply.write(chunk(body.model, { content: `Inspectors came upon a crack in the ramp ${when}. [1] ` }));
      return true;
    });
    server.misbehaves('judge', () => {
      controller.abort(new Error('gave up'));
      return true;
    });
    const app = folder.with(models()).open();
    const answer = app.ask({ question: QUESTION }, { signal: controller.signal, onDraft: () => {} });
    await expect(answer).rejects.toThrow('gave up');
    expect(server.judgings()).toHaveLength(1);
    app.close();
  });

  it('tells whom “she” means by the sentence in front, also where that one needs no verdict', async () => {
    const first =
      'The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday.';
    const she = 'She will take nobody across on a ramp that is broken.';
    server.says(`${first} [1] ${she} [1]`);
    server.judges(knows(she));
    expect(said((await ask()).answer)).toEqual([first, she]);
    const lines = linesOf(server.judgings()[0].body);
    expect(lines[lines.indexOf(she) - 1]).toBe(first);
  });

  it('counts where thoughts stand before the digits', async () => {
    server.says(`${CARRIED} [1]`);
    server.misbehaves('judge', (reply, { body }) => {
      const digits = linesOf(body).map((line) => (line === CARRIED || FERRY.includes(line) ? 1 : 0));
      streamChat(reply, `<think>Line 1 is 0, I think.</think>\n${digits.join('')}`, body);
      return true;
    });
    expect(said((await ask()).answer)).toEqual([CARRIED]);
  });

  for (const { name, how } of FAULTS.filter((row) => row.in.includes('chat'))) {
    it(`may fail, and the articles say themselves what it had to judge: ${name}`, async () => {
      server.says(
        `Inspectors came upon a crack in the ramp on Monday during their inspection. [1] Repairs will cost 40,000 crowns. [1]`,
      );
      server.misbehaves('judge', how);
      const { answer, warnings, ms } = await ask();
      expect(answer).toMatchObject({ status: 'answered', composer: 'generative' });
      expect(said(answer)).toEqual([
        'A crack was found in the ramp during an inspection on Monday.',
        'Repairs will cost 40,000 crowns.',
      ]);
      expect(ms).toBeLessThan(4_000);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/^openai:tiny judged nothing: /);
      expect(`${warnings[0]}${JSON.stringify(answer)}`).not.toMatch(/sk-test|provider\.example|127\.0\.0\.1/);
    });
  }
});

describe('a server that refuses a part of every request', () => {
  const SENTENCE = 'A crack was found in the ramp during an inspection on Monday.';
  const refuses =
    (isIn: (body: ChatBody) => boolean, complaint: object): Misbehaviour =>
    (reply, { body }) =>
      isIn(body) && sendJson(reply, 422, complaint);
  const wholeReply = { role: 'assistant', content: `${SENTENCE} [1]` };
  it.each<[string, Misbehaviour]>([
    [
      'stream_options',
      refuses((body) => 'stream_options' in body, { message: 'Extra inputs are not permitted: stream_options' }),
    ],
    [
      'the system role',
      refuses(({ messages }) => messages[0].role === 'system', { error: { message: 'System role not supported' } }),
    ],
    [
      'a limit of tokens',
      refuses((body) => 'max_tokens' in body, { error: { message: "Unsupported parameter: 'max_tokens'" } }),
    ],
    [
      'streaming, by its answer',
      (reply) =>
        sendJson(reply, 200, {
          ...{ id: 'c-1', object: 'chat.completion', created: 1, model: 'tiny' },
          choices: [{ index: 0, message: wholeReply, finish_reason: 'stop' }],
        }),
    ],
  ])('is asked once more without it, and from then on: %s', async (_, how) => {
    server.says(`${SENTENCE} [1]`);
    server.misbehaves('chat', how);
    const app = folder.with(models()).open();
    for (const calls of [2, 3]) {
      const answer = await app.ask({ question: QUESTION });
      expect(said(answer)).toEqual([SENTENCE]);
      expect(server.chats()).toHaveLength(calls);
    }
    app.close();
  });

  it('refuses temperature to the judge alone, and is heard', async () => {
    const carried = 'Inspectors came upon a crack in the ramp.';
    server.says(`${carried} [1]`);
    server.judges(knows(carried));
    server.misbehaves(
      'judge',
      refuses((body) => 'temperature' in body, {
        error: { message: "'temperature' does not support 0 with this model" },
      }),
    );
    expect(said((await ask()).answer)).toEqual([carried]);
    expect(server.judgings()).toHaveLength(2);
  });
});

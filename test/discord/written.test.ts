import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FERRY } from '../support/articles.js';
import { startBot } from '../support/discord-bot.js';
import { FAULTS } from '../support/openai-server/faults.js';
import {
  chunk,
  EVENT_STREAM,
  linesOf,
  type OpenAiServer,
  startOpenAiServer,
  streamChat,
} from '../support/openai-server/server.js';
import { answerTo, buttonsOf, clickFurther, textSent, threadsOf } from '../support/read-components.js';

const QUESTION = 'Why will the ferry between Lindvik and Skarholm not sail?';
const TRUE_SENTENCES = ['A crack was found in the ramp. [1]', 'Repairs will cost 40,000 crowns. [1]'];
const FALSE_SENTENCE = 'The ferry sank with 90 people aboard. [1]';

let model: OpenAiServer;

beforeEach(async () => {
  model = await startOpenAiServer();
});
afterEach(() => model.close());

const models = () => ({
  chatModel: 'openai:tiny',
  openAiKey: 'sk-test-secret-key',
  openAiBaseUrl: model.url,
  callMs: 8_000,
});

/** Writes sentence by sentence with a pause between. */
function writesSlowly(sentences: string[], pauseMs: number): void {
  model.misbehaves('chat', async (reply: ServerResponse, { body }) => {
    reply.writeHead(200, EVENT_STREAM);
    for (const sentence of sentences) {
      reply.write(chunk(body.model, { content: `${sentence} ` }));
      await sleep(pauseMs);
    }
    reply.write(chunk(body.model, {}, 'stop'));
    reply.end('data: [DONE]\n\n');
    return true;
  });
}

describe('a written answer in Discord', () => {
  it('appears while it is written, about once a second, and never with a sentence that is not supported', async () => {
    writesSlowly([TRUE_SENTENCES[0], FALSE_SENTENCE, TRUE_SENTENCES[1], FALSE_SENTENCE], 500);
    const { server, ann, channel } = await startBot({ models: models() });
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } });
    const answer = await answerTo(asked);
    expect(answer.content).toMatch(
      /A crack was found in the ramp\\?\. \[1\]\nRepairs will cost 40,000 crowns\\?\. \[1\]/,
    );
    expect(answer.content).toMatch(/\n\n\[1\] Ferry to Skarholm/);
    expect(buttonsOf(answer)).toContain('⋯');
    const shown = server.sends().map(textSent);
    expect(shown.filter((content) => content.endsWith('…')).length).toBeGreaterThanOrEqual(1);
    expect(shown.filter((content) => content.endsWith('…')).length).toBeLessThanOrEqual(3);
    expect(shown.join('\n')).not.toContain('sank');
  });

  it('says that sources are checked until the first sentences stand, and shows nothing that nobody has judged', async () => {
    const carried = 'Inspectors came upon a crack in the ramp.';
    const { server, ann, channel } = await startBot({ models: models() });
    model.says(`${carried} [1]`);
    // The judge keeps its word back until the line is there to be seen.
    model.misbehaves('judge', async (reply, { body }) => {
      await server.until(() => sent().some((content) => content.includes('checking sources')), 8_000);
      expect(sent().join('\n')).not.toContain('came upon');
      streamChat(
        reply,
        linesOf(body)
          .map((line) => Number(line === carried || FERRY.includes(line)))
          .join(''),
        body,
      );
      return true;
    });
    const sent = () => server.sends().map(textSent);
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } });
    await server.until(() => sent().some((content) => content.includes('came upon')), 8_000);
    expect((await answerTo(asked)).content).toMatch(/^Inspectors came upon a crack in the ramp\\?\. \[1\]/m);
    expect(sent().filter((content) => content.includes('checking sources'))).toHaveLength(1);
  });

  it('grows in the reply to a mention, and in a thread where the server wants threads', async () => {
    writesSlowly(TRUE_SENTENCES, 700);
    const { server, guild, ann, ben, channel, state } = await startBot({ models: models() });
    const asked = server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => channel.last?.content.includes('Ferry to Skarholm') ?? false, 8_000);
    expect(channel.messages.filter(({ id }) => id !== asked.id)).toHaveLength(1);
    await state.changeSettings(guild.id, { threads: true });
    server.sendMessage(ben, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => threadsOf(guild)[0]?.messages[0]?.content.includes('Ferry to Skarholm') ?? false, 8_000);
    expect(threadsOf(guild)[0].messages).toHaveLength(1);
  });

  it('says in the reader’s language that a quote stands in, and logs the fault in one line without a secret', async () => {
    model.misbehaves('chat', FAULTS.find(({ name }) => name === '401')!.how);
    const { server, ann, channel, log } = await startBot({ models: models() });
    const answer = await answerTo(
      server.slash(ann, { channel, name: 'ask', options: { question: QUESTION }, locale: 'de' }),
    );
    expect(answer.content).toContain(
      '-# Das Sprachmodell war nicht verfügbar; darum ist dies aus den Artikeln zitiert.',
    );
    expect(answer.content).toContain('ferry');
    expect(log()).not.toMatch(/sk-test|127\.0\.0\.1:\d+\/v1|provider\.example/);
  });

  it('is extractive once a person’s allowance is used up, and fluent for others', async () => {
    model.says(TRUE_SENTENCES[0]);
    const { server, ann, ben, channel } = await startBot({ models: models(), budget: { tokensPerPerson: 1_000 } });
    const ask = async (user: typeof ann) =>
      (await answerTo(server.slash(user, { channel, name: 'ask', options: { question: QUESTION } }))).content;
    expect(await ask(ann)).toContain('A crack was found in the ramp');
    expect(await ask(ann)).toContain('-# Today’s allowance for the language model is used up');
    expect(await ask(ben)).not.toContain('allowance');
    expect(model.chats()).toHaveLength(2);
  });

  it('is a summary, too, which uses the same allowance', async () => {
    model.says(TRUE_SENTENCES[0]);
    const { server, ann, channel, state } = await startBot({ models: models(), budget: { tokensPerPerson: 1 } });
    const call = { channel, name: 'summarize', subcommand: 'topic', options: { topic: 'ferry' } };
    const told = async () => (await answerTo(server.slash(ann, call))).content;
    expect(await told()).toMatch(
      /^\*\*1 article, 1 outlet, 1 story\*\* · ferry\nA crack was found in the ramp\\?\. \[1\]\n\n/,
    );
    expect((await state.spentToday(Date.now(), { user: ann.id })).person.tokens).toBeGreaterThan(1);
    expect(await told()).toMatch(/\n\n\[1\].*\n-# Today’s allowance for the language model is used up, .*$/);
    expect(model.chats()).toHaveLength(1);
  });

  it('is extractive once a server’s allowance, or the day’s money, is used up', async () => {
    model.says(TRUE_SENTENCES[0]);
    for (const budget of [{ tokensPerServer: 1_000 }, { usdPerDay: 0.0001 }]) {
      const { server, ann, ben, channel, state, stop } = await startBot({ models: models(), budget });
      if ('usdPerDay' in budget)
        await state.recordSpending({ user: 'x', atMs: Date.now(), inputTokens: 1, outputTokens: 1, costUsd: 0.01 });
      await answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } }));
      const answer = await answerTo(server.slash(ben, { channel, name: 'ask', options: { question: QUESTION } }));
      expect(answer.content).toContain('-# Today’s allowance');
      await stop();
    }
  });

  it('is accounted for under /admin status, and explained under "Why this answer"', async () => {
    model.says(`${TRUE_SENTENCES[0]} ${FALSE_SENTENCE}`);
    const { server, ann, mia, channel } = await startBot({ models: models() });
    const answer = await answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } }));
    const status = await answerTo(server.slash(mia, { channel, name: 'admin', subcommand: 'status' }));
    expect(status.content).toContain('**Composer** openai:tiny');
    expect(status.content).toContain('**Used today** 1 answer, 2100 tokens, 0.00 USD');
    const why = await clickFurther(server, ann, answer, 'Why this answer');
    const card = JSON.stringify((await why.original()).embeds);
    expect(card).toContain('1 sentences stand, 1 were held back');
    expect(card).not.toContain('sank');
  });
});

/** "Tell me when there is an answer": from the abstention over the re-index to one message for who waits. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { CLAIM_MS } from '../../src/state/notices.js';
import { ARTICLES, advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel, Message, User } from '../support/discord-server/index.js';
import { startOpenAiServer } from '../support/openai-server/server.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { answerTo, buttonsOf, clickFurther, openSource, threadsOf } from '../support/read-components.js';

const BUTTON = 'Tell me when there is an answer';
const QUESTION = 'Who designed the new lighthouse in Skarholm?';
const LIGHTHOUSE = `---
title: Skarholm gets a new lighthouse
source: Harbour desk
published_at: 2024-03-09
---
The architect Nora Vik designed the new lighthouse in Skarholm.
It will be lit for the first time in October.
`;
const ANSWER = /\*\*Nora Vik\*\* designed the new lighthouse/;
const DAY_MS = 24 * 60 * 60_000;

const ask = (bot: BotFixture, user = bot.ann, options: Record<string, string | boolean> = {}, channel = bot.channel) =>
  answerTo(bot.server.slash(user, { channel, name: 'ask', options: { question: QUESTION, ...options } }));

async function press(bot: BotFixture, message: Message, user = bot.ann, label = BUTTON): Promise<Message> {
  return bot.server.click(user, message, label).original();
}

async function bring(bot: BotFixture, files: Record<string, string> = { 'lighthouse.md': LIGHTHOUSE }): Promise<void> {
  bot.folder.write(files);
  await bot.folder.reindex();
}

/** Looks for a while: what was found is told in the same look or in the next. */
async function look(bot: BotFixture, times = 3): Promise<void> {
  for (let i = 0; i < times; i++) {
    await bot.tick();
    advance(bot, 2_000);
  }
}

const toldIn = ({ server }: BotFixture, channel: Channel) =>
  channel.visible.filter(
    ({ author, content }) => author === server.botUser && content.includes('There is an answer now'),
  );
const toldTo = (bot: BotFixture, user: User) => toldIn(bot, bot.server.openDm(user));

/** A bot that somebody waits for: asked, abstained, pressed. */
async function waiting(options: BotFixtureOptions = {}, user: 'ann' | 'ben' = 'ann'): Promise<BotFixture> {
  const bot = await startBot(options);
  await press(bot, await ask(bot), bot[user]);
  return bot;
}

describe('who waits for an answer', () => {
  it('is told once, where they asked, and mentioned alone; the answer is as any other', async () => {
    const bot = await startBot();
    const abstention = await ask(bot);
    expect(buttonsOf(abstention)).toContain(BUTTON);
    const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    const told = await press(bot, abstention);
    expect(told.content).toBe(
      `I will tell you here once an article answers this; I look until ${until.format(Date.now() + 30 * DAY_MS)}.`,
    );
    expect(told.ephemeral).toBe(true);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    await bring(bot);
    await look(bot);
    const [message, ...more] = toldIn(bot, bot.channel);
    expect(more).toEqual([]);
    expect(message.content).toMatch(
      new RegExp(`^<@${bot.ann.id}> There is an answer now:\n> Who designed the new lighthouse in Skarholm\\?\n`),
    );
    expect(message.content).toMatch(ANSWER);
    expect(message.mentioned).toEqual([bot.ann]);
    expect(buttonsOf(message)).toEqual(['Quote', 'Follow up', '👍', '👎', '⋯']);
    expect((await bot.server.click(bot.ben, message, /^like:/).original()).content).toMatch(/^Thank you/);
    const card = await openSource(bot.server, bot.ben, message).original();
    expect(card.embeds[0].description).toContain('Nora Vik');
    // What they go on to ask there leans on it.
    bot.server.sendMessage(bot.ann, bot.channel, 'when will it be lit?', { replyTo: message });
    await bot.server.until(() => /October/.test(bot.channel.last?.content ?? ''));
  });

  it('is told once across a restart, and by two processes', async () => {
    const bot = await waiting();
    await bot.restart();
    await bring(bot);
    const twin = await bot.twin();
    await Promise.all([bot.tick(), twin.tick()]);
    await look(bot);
    advance(bot, CLAIM_MS);
    await Promise.all([bot.tick(), twin.tick()]);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
  });

  it('is told in the thread where they asked', async () => {
    const bot = await startBot();
    await bot.state.changeSettings(bot.guild.id, { threads: true });
    bot.server.sendMessage(bot.ann, bot.channel, `<@${bot.server.botUser.id}> ${QUESTION}`);
    await bot.server.until(() => threadsOf(bot.guild)[0]?.messages.length === 1);
    const [thread] = threadsOf(bot.guild);
    await bot.server.until(() => buttonsOf(thread.messages[0]).length > 0);
    await press(bot, thread.messages[0]);
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, thread)).toHaveLength(1);
    expect(toldIn(bot, bot.channel)).toEqual([]);
  });

  it.each<[string, (bot: BotFixture) => Promise<Message>]>([
    ['asked in private', (bot) => ask(bot, bot.ann, { private: true })],
    ['asked by direct message', (bot) => ask(bot, bot.ann, {}, bot.server.openDm(bot.ann))],
    [
      'asked where the bot is no member',
      (bot) => ask(bot, bot.ann, {}, bot.server.addPrivateChannel(bot.ann, bot.ben)),
    ],
  ])('and %s is told by direct message, with buttons that work', async (_how, asked) => {
    const bot = await startBot();
    expect((await press(bot, await asked(bot))).content).toMatch(/^I will tell you by direct message/);
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    const [message] = toldTo(bot, bot.ann);
    expect(message.content).toMatch(/^There is an answer now:\n> /);
    expect((await bot.server.click(bot.ann, message, /^like:/).original()).content).toMatch(/^Thank you/);
  });

  it('and isn’t who asked is told by direct message', async () => {
    const bot = await waiting({}, 'ben');
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    expect(toldTo(bot, bot.ben)).toHaveLength(1);
  });

  it('and can’t read the channel any more is told by direct message, or not at all where that is closed', async () => {
    const bot = await startBot();
    const abstention = await ask(bot);
    await press(bot, abstention);
    await press(bot, abstention, bot.ben);
    bot.channel.overwrite({ target: bot.ann, deny: ['ViewChannel'] });
    bot.ben.acceptsDirectMessages = false;
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    const [message] = toldTo(bot, bot.ann);
    expect((await bot.server.click(bot.ann, message, /^like:/).original()).content).toMatch(/^Thank you/);
    expect(toldTo(bot, bot.ben)).toEqual([]);
    expect(bot.log()).toContain('"notice-given-up"');
    expect(bot.log()).not.toContain('lighthouse');
    expect(await bot.state.keptOf(bot.ben.id)).toMatchObject({ questions: 0, awaited: 0 });
  });

  it('isn’t told after their data was deleted, nor after the server was left', async () => {
    const bot = await waiting();
    const page = await bot.server.slash(bot.ann, { channel: bot.channel, name: 'privacy' }).original();
    expect(page.content).toContain('Kept of you now: 1 question, 0 votes, 1 awaited answer, 0 followed topics.');
    await bot.server.click(bot.ann, page, 'Delete my data').until(() => page.content.startsWith('Deleted: 1 question'));
    expect(page.content).toContain('1 awaited answer');
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    const other = await waiting();
    other.guild.remove();
    await other.server.until(() => other.log().includes('left-server'));
    expect(await other.state.keptOf(other.ann.id)).toMatchObject({ awaited: 0 });
  });

  it('isn’t told where the data is deleted between the finding and the telling', async () => {
    const bot = await waiting();
    await bring(bot);
    const fault = bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, status: 400, times: 99 });
    await bot.tick();
    expect(fault.hits).toBeGreaterThan(0);
    await bot.state.forgetUser(bot.ann.id);
    fault.remove();
    advance(bot, DAY_MS);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    expect(bot.log()).toContain('"notice-failed"');
  });

  it('presses twice and is told that it is so, and can take it back', async () => {
    const bot = await startBot();
    const abstention = await ask(bot);
    await press(bot, abstention);
    const again = await press(bot, abstention);
    expect(again.content).toBe('I will tell you, as you asked before. You can take it back here.');
    await bot.server
      .click(bot.ann, again, 'Don’t tell me')
      .until(() => again.content === 'Taken back; I will not tell you.');
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
  });

  it('waits for ten answers at most', async () => {
    const bot = await startBot();
    for (let i = 0; i < 10; i++) {
      const told = await press(bot, await ask(bot, bot.ann, { question: `${QUESTION} ${'?'.repeat(i)}` }));
      expect(told.content).toMatch(/^I will tell you here/);
      advance(bot, 60_000);
    }
    const eleventh = await press(bot, await ask(bot));
    expect(eleventh.content).toBe('You already wait for 10 answers; take one back first.');
    expect((await bot.state.keptOf(bot.ann.id)).awaited).toBe(10);
  });

  it.each([
    [30, 90],
    [5, 5],
  ])('waits %i days where answers are kept for %i', async (days, retentionDays) => {
    const bot = await waiting({ retentionDays });
    advance(bot, days * DAY_MS - 60_000);
    await look(bot);
    expect((await bot.state.keptOf(bot.ann.id)).awaited).toBe(1);
    advance(bot, 120_000);
    await look(bot);
    expect((await bot.state.keptOf(bot.ann.id)).awaited).toBe(0);
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
  });

  it('isn’t told of what the server shows no more, nor of what the question’s own filters leave out', async () => {
    const bot = await startBot();
    await press(bot, await ask(bot, bot.ann, { source: 'Food desk' }));
    await bring(bot);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    const other = await waiting();
    await other.state.changeSettings(other.guild.id, { sources: ['Food desk'] });
    await bring(other);
    await look(other);
    expect(toldIn(other, other.channel)).toEqual([]);
    // Nor where the limit comes between the finding and the telling.
    await other.state.changeSettings(other.guild.id, { sources: [] });
    await bring(other, { 'more.md': LIGHTHOUSE.replace('October', 'November').replace('gets', 'has') });
    const fault = other.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, status: 400, times: 99 });
    await other.tick();
    expect(fault.hits).toBeGreaterThan(0);
    fault.remove();
    await other.state.changeSettings(other.guild.id, { sources: ['Food desk'] });
    advance(other, DAY_MS);
    await look(other);
    expect(toldIn(other, other.channel)).toEqual([]);
    expect(other.log()).toContain('"notice-void"');
  });

  it('is told in their language, or the server’s', async () => {
    const bot = await startBot();
    bot.ann.locale = 'de';
    const abstention = await ask(bot);
    await press(bot, abstention, bot.ann, 'Sag mir, wenn es eine Antwort gibt');
    await press(bot, abstention, bot.ben, 'Sag mir, wenn es eine Antwort gibt');
    await bring(bot);
    await look(bot);
    expect(bot.channel.last?.content).toMatch(/^<@\d+> Jetzt gibt es eine Antwort:/);
    expect(toldTo(bot, bot.ben)).toHaveLength(1);
  });
});

describe('a waiting question', () => {
  /** Counts how often questions are asked again. */
  function counting() {
    const asked: string[] = [];
    const options: BotFixtureOptions = {
      wrap: (app) => ({
        converse: (turn, ...rest) => {
          asked.push(turn.text);
          return app.converse(turn, ...rest);
        },
      }),
    };
    return { asked, options };
  }

  it('is asked again only when articles came or changed, once for each version', async () => {
    const { asked, options } = counting();
    const bot = await waiting(options);
    await look(bot);
    expect(asked).toHaveLength(1);
    await bring(bot, { 'other.md': '---\ntitle: Other\n---\nThe market in Lindvik opens at nine.\n' });
    await look(bot);
    await bot.restart();
    await look(bot);
    expect(asked).toHaveLength(2);
    bot.folder.remove('other.md', 'bakery.md');
    await bot.folder.reindex();
    await look(bot);
    expect(asked).toHaveLength(2);
    await bring(bot);
    await look(bot);
    expect(asked).toHaveLength(3);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
  });

  it('isn’t answered by articles that were there before', async () => {
    const { ann, ...rest } = await startBot({ articles: { ...ARTICLES, 'lighthouse.md': LIGHTHOUSE } });
    const bot = { ann, ...rest } as BotFixture;
    const asked = await ask(bot, ann, { question: 'What is the price of herring?' });
    await press(bot, asked);
    // As if the question were one that the old articles answer by now.
    const [{ abstention, user }] = await bot.state.awaited.untried(Number.MAX_SAFE_INTEGER);
    const awaited = (await bot.state.awaited.get({ abstention, user }))!;
    await bot.state.awaited.remove(awaited);
    await bot.state.awaited.add({ ...awaited, question: QUESTION }, 9);
    await bring(bot, { 'other.md': '---\ntitle: Other\n---\nThe market in Lindvik opens at nine.\n' });
    await look(bot);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    expect((await bot.state.keptOf(ann.id)).awaited).toBe(1);
  });

  it('that was pressed after the article came is answered at once', async () => {
    const bot = await startBot();
    const abstention = await ask(bot);
    await bring(bot);
    await press(bot, abstention);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
  });

  it('that fails is left until there are more articles', async () => {
    let fails = false;
    const bot = await waiting({
      wrap: (app) => ({
        converse: (...args) => (fails ? Promise.reject(new Error('no such luck')) : app.converse(...args)),
      }),
    });
    fails = true;
    await bring(bot);
    await look(bot);
    expect(bot.log().match(/"awaited-failed"/g)).toHaveLength(1);
    fails = false;
    await bring(bot, { 'lighthouse.md': LIGHTHOUSE.replace('October', 'November') });
    await look(bot);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
  });

  it('gives way to people: while one is answered, one is tried at a look', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked: string[] = [];
    const bot = await startBot({
      wrap: (app) => ({
        converse: async (turn, ...rest) => {
          asked.push(turn.text);
          if (turn.text.includes('wait here')) await held;
          return app.converse(turn, ...rest);
        },
      }),
    });
    const abstention = await ask(bot);
    await press(bot, abstention);
    await press(bot, abstention, bot.ben);
    await press(bot, abstention, bot.mia);
    bot.server.slash(bot.ann, { channel: bot.channel, name: 'ask', options: { question: 'wait here' } });
    await bot.server.until(() => asked.length === 2);
    await bring(bot, { 'other.md': '---\ntitle: Other\n---\nThe market in Lindvik opens at nine.\n' });
    await bot.tick();
    expect(asked).toHaveLength(3);
    await bot.tick();
    expect(asked).toHaveLength(4);
    release();
    await bot.server.until(() => bot.channel.last?.isLaidOut ?? false);
    await bot.tick();
    expect(asked).toHaveLength(5);
    await bot.tick();
    expect(asked).toHaveLength(5);
  });

  it('is worked off beside many others, which hold up nobody who asks meanwhile', async () => {
    const MANY = 80;
    const { asked, options } = counting();
    const bot = await waiting(options);
    const [key] = await bot.state.awaited.untried(Number.MAX_SAFE_INTEGER);
    const awaited = (await bot.state.awaited.get(key))!;
    for (let i = 0; i < MANY; i++) {
      const question = `What does item ${i} cost in Lindvik?`;
      await bot.state.awaited.add({ ...awaited, id: `other-${i}`, user: `${i}`, question, sinceMs: 1 }, 1);
    }
    await bring(bot);
    const tried = bot.tick();
    const person = ask(bot, bot.ben, { question: 'What was found in the ramp?' });
    await Promise.all([tried, person]);
    const place = asked.indexOf('What was found in the ramp?');
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(MANY / 2);
    await look(bot);
    expect(asked).toHaveLength(MANY + 3);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
    expect(await bot.state.awaited.untried((await bot.app.current()).newestKey)).toEqual([]);
  });

  it('is not offered where it says little without those before it', async () => {
    const bot = await startBot();
    const { server, ann, channel, log } = bot;
    const answer = await answerTo(
      server.slash(ann, { channel, name: 'ask', options: { question: 'What was found in the ramp?' } }),
    );
    await server.until(() => log().includes('"answered"'));
    server.sendMessage(ann, channel, 'and who painted it?', { replyTo: answer });
    await server.until(() => channel.visible.length === 3 && buttonsOf(channel.last!).length > 0);
    expect(buttonsOf(channel.last!)).not.toContain(BUTTON);
  });
});

describe('with a chat model', () => {
  it('the gate says whether there is an answer, and only then the model is asked; nobody is told where it finds none', async () => {
    const model = await startOpenAiServer();
    onTestFinished(() => model.close());
    const models = { chatModel: 'openai:tiny', openAiKey: 'sk-test-secret-key', openAiBaseUrl: model.url };
    const bot = await waiting({ models });
    const asked = model.chats().length;
    await bring(bot, { 'other.md': '---\ntitle: Other\n---\nThe market in Lindvik opens at nine.\n' });
    await look(bot);
    expect(model.chats()).toHaveLength(asked);
    await bring(bot);
    await look(bot);
    expect(model.chats()).toHaveLength(asked + 1);
    expect(toldIn(bot, bot.channel)).toEqual([]);
    model.says('The architect Nora Vik designed the new lighthouse in Skarholm. [1]');
    await bring(bot, { 'lighthouse.md': LIGHTHOUSE.replace('October', 'November') });
    await look(bot);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
    const [told] = toldIn(bot, bot.channel);
    const why = await (await clickFurther(bot.server, bot.ann, told, 'Why this answer')).original();
    expect(JSON.stringify(why.embeds)).toContain('openai:tiny');
  });
});

describe('on PostgreSQL', () => {
  let postgres: TestServer;
  let database: DatabaseConfig;
  beforeAll(async () => {
    postgres = await startPostgres();
    database = await postgres.create();
  });
  afterAll(() => postgres.stop());

  it('two processes over one state tell once', async () => {
    const bot = await waiting({ database });
    await bring(bot);
    const twin = await bot.twin();
    await Promise.all([bot.tick(), twin.tick()]);
    await Promise.all([bot.tick(), twin.tick()]);
    await look(bot);
    expect(toldIn(bot, bot.channel)).toHaveLength(1);
  });
});

/** What is asked in plain messages, as people really write them, and what isn't. */
import { describe, expect, it } from 'vitest';
import { advance, type BotFixture, startBot } from '../support/discord-bot.js';
import type { Channel } from '../support/discord-server/index.js';
import { buttonsOf } from '../support/read-components.js';

const QUESTION = 'What was found in the ramp?';
const FOUND = /A crack was found in the ramp/;
const COSTS = /Repairs will cost \*\*40,000 crowns\*\*/;

const me = ({ server }: BotFixture) => `<@${server.botUser.id}>`;
const said = (bot: BotFixture, place: Channel) => place.visible.filter(({ author }) => author === bot.server.botUser);
/** Resolves when the bot has said so much there, and nothing waits any more. */
const saidTimes = (bot: BotFixture, place: Channel, times: number) =>
  bot.server.until(
    () => said(bot, place).length === times && !said(bot, place).some(({ content }) => /in the queue/.test(content)),
  );

describe('markup in a question', () => {
  it.each([
    ['another person', (ben: string) => `<@${ben}> asks: ${QUESTION}`],
    ['a role', () => `<@&1151378155000000009> ${QUESTION}`],
    ['a custom emoji', () => `${QUESTION} <:thonk:1151378155000000000>`],
    ['a channel', () => `${QUESTION} (see <#1151378155000000001>)`],
    ['a time', () => `${QUESTION} <t:1709640000:R>`],
    ['a command', () => `</ask:1151378155000000002> ${QUESTION}`],
    ['an address', () => `${QUESTION} https://example.org/ferry`],
    ['a quoted line', () => `> Ann wrote this\n${QUESTION}`],
    ['emphasis', () => '**What** was found in the __ramp__?'],
  ])('is no word of it: %s', async (_what, text) => {
    const bot = await startBot();
    const { server, ann, ben, channel, guild } = bot;
    server.sendMessage(ann, channel, `${me(bot)} ${text(ben.id)}`);
    await saidTimes(bot, channel, 1);
    expect(channel.last?.content).toMatch(FOUND);
    expect(channel.last?.content).not.toMatch(/\d{10}/);
    expect((await bot.state.conversation(channel.id, ann.id, 0, 1))[0].question).not.toMatch(/\d{10}|[<>*_]/);
    expect(await bot.state.openQuestions(guild.id)).toEqual([]);
  });

  it('is shown to nobody where nothing is found', async () => {
    const bot = await startBot();
    const question = `Who tuned the piano <:key:1151378155000000000> of <@${bot.ben.id}>?`;
    const asked = bot.server.slash(bot.ann, { channel: bot.channel, name: 'ask', options: { question } });
    const { content } = await asked.original();
    expect(content).toMatch(/^The articles don’t answer this/);
    expect(content).not.toMatch(/\d{10}/);
    const [open] = await bot.state.openQuestions(bot.guild.id);
    expect(open.question).toBe('Who tuned the piano of ?');
  });
});

describe('a mention that points at another message', () => {
  it.each(['', 'can you answer this?', 'thoughts?', 'help pls'])('in a reply answers that one: “%s”', async (words) => {
    const bot = await startBot();
    const { server, ann, ben, channel } = bot;
    const question = server.sendMessage(ann, channel, QUESTION);
    server.sendMessage(ben, channel, `${me(bot)} ${words}`, { replyTo: question });
    await saidTimes(bot, channel, 1);
    expect(channel.last?.content).toMatch(FOUND);
  });

  it.each(['', 'can you answer this?'])('in a thread answers what the thread hangs on: “%s”', async (words) => {
    const bot = await startBot();
    const { server, ann, ben, channel } = bot;
    const question = server.sendMessage(ann, channel, QUESTION);
    const thread = server.addThread(channel, { name: 'ramp', message: question, owner: ann });
    server.sendMessage(ben, thread, `${me(bot)} ${words}`);
    await saidTimes(bot, thread, 1);
    expect(thread.last?.content).toMatch(FOUND);
  });

  it('in a thread that hangs on nothing answers its title', async () => {
    const bot = await startBot();
    const thread = bot.server.addThread(bot.channel, { name: QUESTION, owner: bot.ann });
    bot.server.sendMessage(bot.ben, thread, me(bot));
    await saidTimes(bot, thread, 1);
    expect(thread.last?.content).toMatch(FOUND);
  });

  it('with half a question of its own leans on it', async () => {
    const bot = await startBot();
    const { server, ann, ben, channel } = bot;
    const told = server.sendMessage(ann, channel, 'The ferry to Skarholm stops, repairs of the ramp take a week');
    server.sendMessage(ben, channel, `${me(bot)} and how much will they cost?`, { replyTo: told });
    await saidTimes(bot, channel, 1);
    expect(channel.last?.content).toMatch(COSTS);
    const thread = server.addThread(channel, { name: 'ferry', message: told, owner: ann });
    server.sendMessage(ben, thread, `${me(bot)} and how much will they cost?`);
    await saidTimes(bot, thread, 1);
    expect(thread.last?.content).toMatch(COSTS);
  });

  it('in a thread on an answer of the bot follows that up', async () => {
    const bot = await startBot();
    const { server, ann, ben, channel } = bot;
    server.sendMessage(ann, channel, `${me(bot)} ${QUESTION}`);
    await saidTimes(bot, channel, 1);
    await server.until(() => bot.log().includes('"event":"answered"'));
    const thread = server.addThread(channel, { name: 'more', message: channel.last, owner: ben });
    server.sendMessage(ben, thread, `${me(bot)} and how much will the repairs cost?`);
    await saidTimes(bot, thread, 1);
    expect(thread.last?.content).toMatch(COSTS);
  });

  it('is small talk where it only says thanks', async () => {
    const bot = await startBot();
    const question = bot.server.sendMessage(bot.ann, bot.channel, QUESTION);
    bot.server.sendMessage(bot.ben, bot.channel, `${me(bot)} thanks!`, { replyTo: question });
    await saidTimes(bot, bot.channel, 1);
    expect(bot.channel.last?.content).toBe('You are welcome.');
  });
});

describe('where replies are impossible', () => {
  it('without Read Message History, an answer is a message, and so is what goes wrong', async () => {
    const bot = await startBot();
    const { server, ann, guild, state } = bot;
    const channel = guild.addChannel({ name: 'no-history' });
    channel.denyBot('ReadMessageHistory');
    server.sendMessage(ann, channel, `${me(bot)} ${QUESTION}`);
    await saidTimes(bot, channel, 1);
    expect(channel.last?.content).toMatch(FOUND);
    expect(channel.last?.reference).toBeUndefined();
    expect(buttonsOf(channel.last!)).toContain('👍');
    await server.until(() => bot.log().includes('"event":"answered"'));
    expect(await state.answerOfMessage(channel.last!.id)).toMatchObject({ question: QUESTION });
    server.sendMessage(ann, channel, me(bot));
    await saidTimes(bot, channel, 2);
    expect(channel.last?.content).toMatch(/^Ask me something/);
  });
});

describe('a question that is corrected', () => {
  const WRONG = 'What was painted on the lighthouse?';

  async function askedWrongly() {
    const bot = await startBot();
    const message = bot.server.sendMessage(bot.ann, bot.channel, `${me(bot)} ${WRONG}`);
    await saidTimes(bot, bot.channel, 1);
    await bot.server.until(() => bot.log().includes('"event":"answered"'));
    expect(bot.channel.last?.content).not.toMatch(FOUND);
    return { bot, message, answer: bot.channel.last! };
  }

  it('is answered anew in the place of its answer, and what was asked by mistake is forgotten', async () => {
    const { bot, message, answer } = await askedWrongly();
    const { server, ann, channel, guild, state } = bot;
    expect((await state.openQuestions(guild.id)).map(({ question }) => question)).toEqual([WRONG]);
    server.editMessage(message, `${me(bot)} ${QUESTION}`);
    await server.until(() => FOUND.test(answer.content));
    expect(said(bot, channel)).toEqual([answer]);
    await server.until(() => bot.log().match(/"event":"answered"/g)?.length === 2);
    expect(await state.openQuestions(guild.id)).toEqual([]);
    expect((await state.conversation(channel.id, ann.id, 0, 4)).map(({ question }) => question)).toEqual([QUESTION]);
    const liked = server.click(ann, answer, /^like:/);
    expect((await liked.original()).content).toMatch(/^Thank you/);
  });

  it('twice at once is answered for the last time only', async () => {
    const { bot, message, answer } = await askedWrongly();
    bot.server.editMessage(message, `${me(bot)} Who owns the bakery in Lindvik?`);
    bot.server.editMessage(message, `${me(bot)} ${QUESTION}`);
    await bot.server.until(() => FOUND.test(answer.content));
    await bot.stop();
    expect(answer.content).toMatch(FOUND);
    expect(said(bot, bot.channel)).toEqual([answer]);
  });

  it('is not asked anew by its preview, nor some minutes later', async () => {
    const { bot, message } = await askedWrongly();
    const { server, ann, channel } = bot;
    server.editMessage(message, `${me(bot)} ${WRONG} https://example.org/a`);
    advance(bot, 6 * 60_000);
    server.editMessage(message, `${me(bot)} ${QUESTION}`);
    server.sendMessage(ann, channel, `${me(bot)} Who owns the bakery in Lindvik?`);
    await saidTimes(bot, channel, 2);
    expect(said(bot, channel)[0].content).not.toMatch(FOUND);
  });

  it('so that it calls the bot is answered then', async () => {
    const bot = await startBot();
    const message = bot.server.sendMessage(bot.ann, bot.channel, QUESTION);
    bot.server.editMessage(message, `${me(bot)} ${QUESTION}`);
    await saidTimes(bot, bot.channel, 1);
    expect(bot.channel.last?.content).toMatch(FOUND);
    expect(bot.channel.last?.reference).toBe(message);
  });

  it('into small talk is small talk', async () => {
    const { bot, message, answer } = await askedWrongly();
    bot.server.editMessage(message, `${me(bot)} never mind, thanks!`);
    await bot.server.until(() => answer.content === 'You are welcome.');
    expect(buttonsOf(answer)).toEqual([]);
    expect(await bot.state.openQuestions(bot.guild.id)).toEqual([]);
  });
});

describe('in a channel set aside', () => {
  async function setAside() {
    const bot = await startBot();
    const channel = bot.guild.addChannel({ name: 'ask-the-news' });
    await bot.state.changeSettings(bot.guild.id, { askChannels: [channel.id] });
    return { bot, channel, say: (text: string) => bot.server.sendMessage(bot.ann, channel, text) };
  }

  it('what asks nothing gets no answer, and is no question without one', async () => {
    const { bot, channel, say } = await setAside();
    for (const text of ['lol', 'ok', '😂😂', 'same here', '+1']) say(text);
    say('ok thanks, that helped a lot');
    await saidTimes(bot, channel, 1);
    expect(channel.last?.content).toBe('You are welcome.');
    say('hello!');
    await saidTimes(bot, channel, 2);
    expect(channel.last?.content).toMatch(/^Hello!\nI know 3 articles\./);
    say(QUESTION);
    await saidTimes(bot, channel, 3);
    expect(channel.last?.content).toMatch(FOUND);
    expect(await bot.state.openQuestions(bot.guild.id)).toEqual([]);
  });

  it('what people ask each other is answered where it can be, and else left to them', async () => {
    const { bot, channel, say } = await setAside();
    const { server, ann, ben } = bot;
    const first = say('I will be late tonight');
    await saidTimes(bot, channel, 1);
    server.sendMessage(ben, channel, 'Will you bring your trombone?', { replyTo: first });
    server.sendMessage(ann, channel, `<@${ben.id}> did you tune the piano?`);
    server.sendMessage(ben, channel, QUESTION, { replyTo: first });
    await saidTimes(bot, channel, 2);
    expect(channel.last?.content).toMatch(FOUND);
    expect((await bot.state.openQuestions(bot.guild.id)).map(({ question }) => question)).toEqual([
      'I will be late tonight',
    ]);
  });
});

describe('small talk with the bot', () => {
  it('gets a friendly word without buttons, which is no turn and no open question', async () => {
    const bot = await startBot();
    const { server, ann, channel, guild, state } = bot;
    server.sendMessage(ann, channel, `${me(bot)} who are you?`);
    await saidTimes(bot, channel, 1);
    const { content, components, reference } = channel.last!;
    expect(content).toMatch(
      /^I answer from a collection of articles, .*\nI know 3 articles\. What I know was published in this time: 5\W+7 March 2024\.\n/,
    );
    const [, asked] = /\nYou could ask, for example:\n• (.+)/.exec(content)!;
    expect(components).toEqual([]);
    expect(reference?.author).toBe(ann);
    server.sendMessage(ann, channel, `${me(bot)} ${asked.replace(/\\/g, '')}`);
    await saidTimes(bot, channel, 2);
    expect(channel.last?.content).toMatch(/\[1\]/);
    expect(await state.openQuestions(guild.id)).toEqual([]);
    expect(await state.conversation(channel.id, ann.id, 0, 4)).toHaveLength(1);
  });

  it('is answered in a direct message and by /ask, a laugh as well, in the reader’s language', async () => {
    const bot = await startBot();
    const { server, ann, channel } = bot;
    const direct = server.openDm(ann);
    server.sendMessage(ann, direct, 'lol');
    await saidTimes(bot, direct, 1);
    expect(direct.last?.content).toBe('Ask me something about the articles.');
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: 'Danke!' }, locale: 'de' });
    expect((await asked.original()).content).toBe('Gern geschehen.');
  });
});

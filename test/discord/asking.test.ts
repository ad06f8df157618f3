import { describe, expect, it } from 'vitest';
import { QUEUE_LIMITS } from '../../src/discord/fair-queue.js';
import { type BotFixture, startBot } from '../support/discord-bot.js';
import { buttonsOf, openSource, threadsOf } from '../support/read-components.js';

const QUESTION = 'What was found in the ramp?';
const FERRY_ANSWER = /A crack was found in the ramp during an inspection on Monday\\?\. \[\d\]/;

describe('a question', () => {
  it('by /ask is acknowledged first, and answered with marks and a line for each article', async () => {
    const { server, ann, channel } = await startBot();
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } });
    await asked.acknowledged;
    expect(asked.deferred).toBe(true);
    const answer = await asked.original();
    expect(asked.ephemeral).toBe(false);
    // Discord shows the command; nothing repeats the question.
    expect(answer.content).not.toContain('?');
    expect(answer.content).toMatch(FERRY_ANSWER);
    expect(answer.content).toMatch(/\n\n(\[\d\])+ Ferry to Skarholm stops for a week · Harbour desk · 5 March 2024$/);
    expect(answer.allowedMentions).toMatchObject({ parse: [] });
    expect(buttonsOf(answer)).toEqual(['Quote', 'Follow up', '👍', '👎', '⋯']);
  });

  it('by /ask private is for the asker alone, and can be shared', async () => {
    const { server, ann, channel } = await startBot();
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, private: true } });
    const answer = await asked.original();
    expect(asked.ephemeral).toBe(true);
    expect(buttonsOf(answer)).toContain('Share');
    expect(channel.visible).toEqual([]);
    const shared = server.click(ann, answer, 'Share');
    await server.until(() => channel.visible.length === 1);
    await shared.acknowledged;
    expect(channel.last?.content).toMatch(/^-# Shared by ann\n> What was found in the ramp\?\n/);
    expect(channel.last?.content).toMatch(FERRY_ANSWER);
  });

  it('keeps to the source, the days and nothing else where these are given', async () => {
    const { server, ann, channel } = await startBot();
    const ask = async (options: Record<string, string>) =>
      (await server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } }).original())
        .content;
    expect(await ask({ source: 'harbour desk' })).toMatch(FERRY_ANSWER);
    expect(await ask({ source: 'food desk' })).not.toMatch(FERRY_ANSWER);
    expect(await ask({ from: '2024-03-06' })).not.toMatch(FERRY_ANSWER);
    expect(await ask({ from: 'soon' })).toBe('from is not a date; write it as 2022-10-28.');
    expect(await ask({ from: '2024-03-06', to: '2024-03-01' })).toBe('The first day is after the last; swap them.');
  });

  it('is helped by sources that are completed while typing', async () => {
    const { server, ann, channel } = await startBot();
    const call = { channel, name: 'ask', focused: 'source' };
    const names = async (source: string) =>
      (await server.autocomplete(ann, { ...call, options: { question: 'x', source } })).map(({ name }) => name);
    expect(await names('')).toEqual(['Food desk', 'Harbour desk']);
    expect(await names('desk')).toEqual(['Food desk', 'Harbour desk']);
    expect(await names('harb')).toEqual(['Harbour desk']);
    expect(await names('nothing')).toEqual([]);
  });

  it('by mention is answered as a reply, with the mention left out of it', async () => {
    const { server, ann, channel } = await startBot();
    const message = server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => channel.visible.length === 2);
    expect(channel.last?.reference).toBe(message);
    expect(channel.last?.content).toMatch(FERRY_ANSWER);
    expect(channel.last?.allowedMentions).toMatchObject({ parse: [] });
  });

  it('by a bare mention in a reply is the message that is replied to', async () => {
    const { server, ann, ben, channel } = await startBot();
    const question = server.sendMessage(ann, channel, QUESTION);
    server.sendMessage(ben, channel, `<@${server.botUser.id}>`, { replyTo: question });
    await server.until(() => channel.visible.length === 3);
    expect(channel.last?.content).toMatch(FERRY_ANSWER);
  });

  it('by reply to an answer follows it up, whoever replies', async () => {
    const { server, ann, ben, channel, log } = await startBot();
    const answer = await server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } }).original();
    await server.until(() => log().includes('"answered"'));
    server.sendMessage(ben, channel, 'and how much will the repairs cost?', { replyTo: answer });
    await server.until(() => channel.visible.length === 3);
    expect(channel.last?.content).toMatch(/Repairs will cost \*\*40,000 crowns\*\*/);
  });

  it('“more on [1]” reads on where the source stands', async () => {
    const { server, ann, channel, log } = await startBot();
    const answer = await server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } }).original();
    await server.until(() => log().includes('"answered"'));
    server.sendMessage(ann, channel, 'more on [1]', { replyTo: answer });
    await server.until(() => channel.visible.length === 3);
    expect(channel.last?.content).toContain('Repairs will cost 40,000 crowns');
    server.sendMessage(ann, channel, 'more on [9]', { replyTo: answer });
    await server.until(() => channel.last?.content === 'The last answer has source 1 alone.');
  });

  it('in a thread that the bot opened needs no mention, and remembers the thread', async () => {
    const { server, ann, mia, channel, guild, state } = await startBot();
    await state.changeSettings(guild.id, { threads: true });
    server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => threadsOf(guild).length === 1 && threadsOf(guild)[0].messages.length === 1);
    const [thread] = threadsOf(guild);
    expect(thread.name).toBe(QUESTION);
    expect(thread.last?.content).toMatch(FERRY_ANSWER);
    server.sendMessage(ann, thread, 'how much will the repairs cost?');
    await server.until(() => /Repairs will cost \*\*40,000 crowns\*\*/.test(thread.last?.content ?? ''));
    expect(thread.visible).toHaveLength(3);
    server.sendMessage(mia, thread, 'who won the prize for rye bread?');
    await server.until(() => /A bakery in Lindvik has won/.test(thread.last?.content ?? ''));
    expect(thread.visible).toHaveLength(5);
  });

  it('by mention stands in a thread of its own, however long it waited; a refusal stands in the channel', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { server, ann, channel, guild, state } = await startBot({
      wrap: (app) => ({ converse: (...args) => held.then(() => app.converse(...args)) }),
    });
    await state.changeSettings(guild.id, { threads: true });
    const mention = (text: string) => server.sendMessage(ann, channel, `<@${server.botUser.id}> ${text}`);
    const asked = Array.from({ length: 1 + QUEUE_LIMITS.maxWaitingPerPerson }, () => mention(QUESTION));
    // The first one is at work, the others wait.
    await server.until(() => threadsOf(guild).length === QUEUE_LIMITS.maxWaitingPerPerson);
    await server.until(() => threadsOf(guild).every(({ last }) => last?.content.includes('in the queue') ?? false));
    const refused = mention(QUESTION);
    await server.until(() => channel.last?.reference === refused);
    release();
    await server.until(
      () =>
        threadsOf(guild).length === asked.length &&
        threadsOf(guild).every(({ last }) => FERRY_ANSWER.test(last?.content ?? '')),
    );
    for (const { messages } of threadsOf(guild)) expect(messages).toHaveLength(1);
    expect(channel.visible.filter(({ author }) => author === server.botUser)).toHaveLength(1);
  });

  it('by /ask goes into a thread where the server wants that', async () => {
    const { server, ann, channel, guild, state } = await startBot();
    await state.changeSettings(guild.id, { threads: true });
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } });
    await server.until(() => threadsOf(guild).length === 1 && threadsOf(guild)[0].messages.length === 1);
    const [thread] = threadsOf(guild);
    expect(thread.last?.content).toMatch(FERRY_ANSWER);
    await asked.until(({ messages }) => messages[0]?.content.includes(`<#${thread.id}>`));
  });

  it('in a channel set aside needs no mention; elsewhere it does', async () => {
    const { server, ann, channel, guild, state } = await startBot();
    const aside = guild.addChannel({ name: 'ask-the-news' });
    await state.changeSettings(guild.id, { askChannels: [aside.id] });
    server.sendMessage(ann, channel, QUESTION);
    server.sendMessage(ann, aside, QUESTION);
    await server.until(() => aside.visible.length === 2);
    expect(aside.last?.content).toMatch(FERRY_ANSWER);
    expect(channel.visible).toHaveLength(1);
  });

  it('from the context menu of a message is answered for who asked', async () => {
    const { server, ann, ben, channel } = await startBot();
    const message = server.sendMessage(ben, channel, QUESTION);
    const asked = server.contextMenu(ann, { channel, name: 'Ask about this', message });
    expect((await asked.original()).content).toMatch(FERRY_ANSWER);
    expect(asked.ephemeral).toBe(true);
  });

  it('in a direct message is answered, by command and by words', async () => {
    const { server, ann } = await startBot();
    const channel = server.openDm(ann);
    server.sendMessage(ann, channel, QUESTION);
    await server.until(() => channel.visible.length === 2);
    expect(channel.last?.content).toMatch(FERRY_ANSWER);
    const asked = server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } });
    expect((await asked.original()).content).toMatch(FERRY_ANSWER);
  });

  it('where only the user installed the bot is answered without being a member', async () => {
    const { server, ann } = await startBot();
    const elsewhere = server.addGuild({ name: 'elsewhere', withBot: false });
    elsewhere.addMember(ann);
    const channel = elsewhere.addChannel({ name: 'talk' });
    const asked = server.slash(ann, {
      channel,
      name: 'ask',
      context: 'user-installed',
      options: { question: QUESTION },
    });
    expect((await asked.original()).content).toMatch(FERRY_ANSWER);
  });

  it('that isn’t one is not answered: another bot, the bot itself, everyone, a channel that isn’t allowed', async () => {
    const { server, ann, channel, guild, state } = await startBot();
    const robot = server.addUser({ username: 'robot', bot: true });
    guild.addMember(robot);
    const other = guild.addChannel({ name: 'other' });
    await state.changeSettings(guild.id, { allowedChannels: [channel.id] });
    server.sendMessage(robot, channel, `<@${server.botUser.id}> ${QUESTION}`);
    server.sendMessage(ann, channel, `@everyone ${QUESTION}`);
    server.sendMessage(ann, channel, QUESTION);
    server.sendMessage(ann, other, `<@${server.botUser.id}> ${QUESTION}`);
    const refused = server.slash(ann, { channel: other, name: 'ask', options: { question: QUESTION } });
    expect((await refused.original()).content).toBe('I am not set up to answer in this channel.');
    expect(refused.ephemeral).toBe(true);
    // The last one is answered; had one of the others been, it would have been before.
    server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => channel.last?.author === server.botUser);
    expect(channel.visible.filter(({ author }) => author === server.botUser)).toHaveLength(1);
    expect(other.visible.filter(({ author }) => author === server.botUser)).toEqual([]);
  });

  it('with nothing in it is asked for', async () => {
    const { server, ann, channel } = await startBot();
    server.sendMessage(ann, channel, `<@${server.botUser.id}>`);
    await server.until(() => channel.visible.length === 2);
    expect(channel.last?.content).toMatch(/^Ask me something about the articles/);
  });

  it('of two people at once stays with each of them', async () => {
    const { server, ann, ben, channel } = await startBot();
    const ask = (user: typeof ann, question: string) =>
      server.slash(user, { channel, name: 'ask', options: { question } }).original();
    await Promise.all([ask(ann, QUESTION), ask(ben, 'Who owns the bakery in Lindvik?')]);
    const [more, other] = await Promise.all([
      ask(ann, 'And what did the harbour master say about it?'),
      ask(ben, 'And what did he say about it?'),
    ]);
    expect(more.content).toMatch(/ferry|ramp/i);
    expect(other.content).toMatch(/bakery|dough/);
    expect(other.content).not.toMatch(/ferry|ramp/i);
  });
});

describe('an abstention', () => {
  const ask = ({ server, ann, channel }: BotFixture, question: string) =>
    server.slash(ann, { channel, name: 'ask', options: { question } }).original();

  it('names what is missing and the nearest articles, and asks within one at a click', async () => {
    const bot = await startBot();
    const answer = await ask(bot, 'Which kind of violin did the astronaut in Lindvik tune?');
    expect(answer.content).toMatch(
      /^The articles don’t answer this\. What was found says nothing of “(violin|astronaut|tune)”, “(violin|astronaut|tune)”, “(violin|astronaut|tune)”\.\n/,
    );
    expect(answer.content).toMatch(/\n\n-# Nearest articles:\n1\. .+ · \d+ March 2024/);
    const [within] = buttonsOf(answer);
    const again = bot.server.click(bot.ann, answer, within);
    const narrowed = await again.original();
    expect(again.ephemeral).toBe(false);
    expect(narrowed.content.match(/^\d\. /gm)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  it('shows what comes nearest as that, opens its source at a click, and is an open question all the same', async () => {
    const bot = await startBot();
    const question = 'Which bakery won the chess championship?';
    const answer = await ask(bot, question);
    expect(answer.content).toMatch(
      /^The articles don’t say this outright\. Nearest:\nA bakery in \*\*Lindvik\*\* has won the national prize for rye bread\. \[1\]\n\n\[1\] Lindvik bakery wins/,
    );
    const opened = openSource(bot.server, bot.ben, answer);
    expect((await opened.original()).embeds[0].description).toMatch(/^\*\*A bakery in Lindvik .+\*\* Its owner/);
    expect((await bot.state.openQuestions(bot.guild.id)).map((open) => open.question)).toEqual([question]);
  });
});

describe('without the Message Content intent', () => {
  it('the bot says so to the operator, answers mentions and commands, and once that it can’t read the rest', async () => {
    const { server, ann, channel, guild, state, lines } = await startBot({
      server: { flags: { messageContentIntent: false } },
    });
    expect(lines.join('\n')).toMatch(/Message Content intent is off/);
    server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => channel.visible.length === 2);
    expect(channel.last?.content).toMatch(FERRY_ANSWER);
    await state.changeSettings(guild.id, { askChannels: [channel.id] });
    server.sendMessage(ann, channel, QUESTION);
    await server.until(() => channel.visible.length === 4);
    expect(channel.last?.content).toMatch(/Mention me, or use \/ask/);
    server.sendMessage(ann, channel, QUESTION);
    server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => channel.visible.length === 7);
    expect(channel.last?.content).toMatch(FERRY_ANSWER);
  });
});

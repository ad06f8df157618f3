/** `/follow`: new articles on a topic, told once, in a channel or to one person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIM_MS } from '../../src/state/notices.js';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel, InteractionHandle, User } from '../support/discord-server/index.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { buttonsOf } from '../support/read-components.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

const article = (title: string, body: string, source = 'Harbour desk', day = '2024-03-10') =>
  `---\ntitle: ${title}\nsource: ${source}\npublished_at: ${day}\n---\n${body}\n`;
const FERRY_BACK = article(
  'Ferry to Skarholm sails again',
  'The ferry to Skarholm sailed again on Sunday with 120 people aboard. Shops on the island have bread again.',
);
const FERRY_FREE = article(
  'Free week on the Skarholm ferry',
  'The Skarholm ferry takes everybody for nothing this week.',
);
const MARKET = article('Market opens', 'The market in Lindvik opens at nine from May on.', 'Food desk');

type Options = Record<string, string>;

const call = (bot: BotFixture, subcommand: string, options: Options, user: User, channel: Channel): InteractionHandle =>
  bot.server.slash(user, { channel, name: 'follow', subcommand, options });

async function follow(bot: BotFixture, options: Options = {}, user = bot.ann, channel = bot.channel): Promise<string> {
  return (await call(bot, 'topic', { topic: 'Skarholm ferry', ...options }, user, channel).original()).content;
}
const list = async (bot: BotFixture, user = bot.ann, channel = bot.channel) =>
  (await call(bot, 'list', {}, user, channel).original()).content;
const choicesOf = (bot: BotFixture, user: User, channel = bot.channel) =>
  bot.server.autocomplete(user, {
    channel,
    name: 'follow',
    subcommand: 'stop',
    focused: 'topic',
    options: { topic: '' },
  });
const here = (bot: BotFixture, options: Options = {}, channel = bot.channel) =>
  follow(bot, { where: 'here', ...options }, bot.mia, channel);

async function bring(bot: BotFixture, files: Record<string, string>): Promise<void> {
  bot.folder.write(files);
  await bot.folder.reindex();
}

async function look(bot: BotFixture, times = 2): Promise<void> {
  for (let i = 0; i < times; i++) {
    await bot.tick();
    advance(bot, 2_000);
  }
}

const newsIn = ({ server }: BotFixture, channel: Channel) =>
  channel.visible.filter(({ author, content }) => author === server.botUser && content.startsWith('**New on'));
const newsTo = (bot: BotFixture, user = bot.ann) => newsIn(bot, bot.server.openDm(user));

describe('a followed topic', () => {
  it('is told of by direct message, once, with title, outlet, day and a sentence word for word', async () => {
    const bot = await startBot();
    expect(await follow(bot)).toBe('I will tell you of new articles on “Skarholm ferry” by direct message.');
    await look(bot);
    expect(newsTo(bot)).toEqual([]);
    await bring(bot, { 'back.md': FERRY_BACK, 'market.md': MARKET });
    await look(bot);
    await bot.restart();
    await look(bot);
    const [message, ...more] = newsTo(bot);
    expect(more).toEqual([]);
    expect(message.content).toBe(
      [
        '**New on “Skarholm ferry”:**',
        'Ferry to Skarholm sails again · Harbour desk · 10 March 2024',
        '> The ferry to Skarholm sailed again on Sunday with 120 people aboard.',
      ].join('\n'),
    );
    expect(message.allowedMentions).toMatchObject({ parse: [] });
    expect(bot.log()).not.toContain('Skarholm');
  });

  it('in a channel mentions nobody, and is of the server’s outlets', async () => {
    const bot = await startBot();
    expect(await here(bot, { topic: 'Lindvik' })).toBe(
      `I will tell of new articles on “Lindvik” in <#${bot.channel.id}>.`,
    );
    await bot.state.changeSettings(bot.guild.id, { sources: ['Food desk'] });
    await bring(bot, { 'market.md': MARKET, 'other.md': article('Lindvik quay', 'Lindvik mends its quay.') });
    await look(bot);
    const [message] = newsIn(bot, bot.channel);
    expect(message.content).toContain('The market in Lindvik opens at nine');
    expect(message.content).not.toContain('quay');
    expect(message.mentioned).toEqual([]);
    expect(buttonsOf(message)).toEqual(['Stop following']);
  });

  it('whose articles are hidden before it is told says nothing of them', async () => {
    const bot = await startBot();
    await here(bot);
    await bring(bot, { 'back.md': FERRY_BACK });
    const fault = bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, status: 400, times: 99 });
    await bot.tick();
    expect(fault.hits).toBe(1);
    fault.remove();
    await bot.state.changeSettings(bot.guild.id, { sources: ['Food desk'] });
    advance(bot, HOUR_MS);
    await look(bot);
    expect(newsIn(bot, bot.channel)).toEqual([]);
    expect(bot.log()).toContain('"notice-void"');
  });

  it.each([
    ['a day', undefined, DAY_MS],
    ['an hour', 'hour', HOUR_MS],
  ])('is told of at most once in %s; what comes meanwhile is told together', async (_what, often, pauseMs) => {
    const bot = await startBot();
    await follow(bot, often ? { 'how-often': often } : {});
    await bring(bot, { 'back.md': FERRY_BACK });
    await look(bot);
    await bring(bot, { 'free.md': FERRY_FREE });
    await bring(bot, { 'quay.md': article('New quay for Skarholm ferry', 'The Skarholm ferry gets a new quay.') });
    advance(bot, pauseMs - 60_000);
    await look(bot);
    expect(newsTo(bot)).toHaveLength(1);
    advance(bot, 60_000);
    await look(bot);
    const [, second, ...more] = newsTo(bot);
    expect(more).toEqual([]);
    expect(second.content).toContain('takes everybody for nothing');
    expect(second.content).toContain('gets a new quay');
    expect(second.content).not.toContain('sailed again');
  });

  it('isn’t told again of articles that change, be they told or known before', async () => {
    const bot = await startBot();
    await follow(bot);
    await bring(bot, { 'back.md': FERRY_BACK });
    await look(bot);
    const ferry = bot.folder;
    ferry.write({ 'back.md': FERRY_BACK.replace('120', '121') });
    ferry.write({
      'ferry.md': article('Ferry to Skarholm stops', 'The ferry to Skarholm will not sail for two weeks.'),
    });
    await ferry.reindex();
    advance(bot, DAY_MS);
    await look(bot);
    expect(newsTo(bot)).toHaveLength(1);
  });

  it('with many new articles is one message, which counts the rest', async () => {
    const bot = await startBot();
    await follow(bot);
    const files = Array.from({ length: 12 }, (_, i): [string, string] => [
      `f${i}.md`,
      article(
        `Skarholm ferry note ${i}`,
        `The Skarholm ferry carried ${100 + i} people on day ${i} of its ${'long '.repeat(i)}year.`,
      ),
    ]);
    await bring(bot, Object.fromEntries(files));
    await look(bot);
    const [message, ...more] = newsTo(bot);
    expect(more).toEqual([]);
    expect(message.content.match(/^> /gm)).toHaveLength(8);
    expect(message.content).toMatch(/\n… and 4 more$/);
  });

  it('is told once by two processes, and where one dies after posting', async () => {
    const bot = await startBot();
    await here(bot);
    await bring(bot, { 'back.md': FERRY_BACK });
    let end = () => {};
    bot.state.notices.told = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const twin = await bot.twin();
    void bot.tick();
    await bot.server.until(() => newsIn(bot, bot.channel).length === 1);
    await twin.tick();
    advance(bot, CLAIM_MS + 1_000);
    await twin.tick();
    await twin.tick();
    expect(newsIn(bot, bot.channel)).toHaveLength(1);
    expect(await twin.state.notices.due(Number.MAX_SAFE_INTEGER, ['topic-news'])).toEqual([]);
    end();
  });

  it.each<[string, (bot: BotFixture, channel: Channel) => void]>([
    ['is gone', (_, channel) => channel.remove()],
    ['forbids posting', (_, channel) => channel.denyBot('SendMessages')],
  ])('is switched off after three failures where the channel %s', async (_what, spoil) => {
    const bot = await startBot();
    const channel = bot.guild.addChannel({ name: 'news' });
    await bot.server.until(() => bot.guild.channels.includes(channel));
    await here(bot, {}, channel);
    const [{ id }] = await bot.state.follows.of({ channel: channel.id });
    spoil(bot, channel);
    for (let i = 0; i < 4; i++) {
      await bring(bot, { [`f${i}.md`]: article(`Skarholm ferry ${i}`, `The Skarholm ferry was late ${i} times.`) });
      await look(bot);
      advance(bot, DAY_MS);
    }
    expect(bot.log().match(/"follow-switched-off"/g)).toHaveLength(1);
    expect(bot.log().match(/"notice-given-up"/g)).toHaveLength(3);
    expect((await bot.state.follows.get(id))?.isOff).toBe(true);
  });

  it('of who takes no direct messages is switched off as well, and their list says so', async () => {
    const bot = await startBot();
    await follow(bot);
    bot.ann.acceptsDirectMessages = false;
    for (let i = 0; i < 3; i++) {
      await bring(bot, { [`f${i}.md`]: article(`Skarholm ferry ${i}`, `The Skarholm ferry was late ${i} times.`) });
      await look(bot);
      advance(bot, DAY_MS);
    }
    expect(await list(bot)).toMatch(/\*\*switched off, because I could not post it\*\*$/);
  });

  it('goes with the person, and a channel’s stays until the server is left', async () => {
    const bot = await startBot();
    await follow(bot);
    await here(bot);
    const page = await bot.server.slash(bot.ann, { channel: bot.channel, name: 'privacy' }).original();
    expect(page.content).toMatch(/1 followed topic\.$/);
    await bot.server.click(bot.ann, page, 'Delete my data').until(() => page.content.startsWith('Deleted'));
    await bot.state.forgetUser(bot.mia.id);
    await bring(bot, { 'back.md': FERRY_BACK });
    await look(bot);
    expect(newsTo(bot)).toEqual([]);
    expect(newsIn(bot, bot.channel)).toHaveLength(1);
    bot.guild.remove();
    await bot.server.until(() => bot.log().includes('left-server'));
    expect(await bot.state.follows.of({ channel: bot.channel.id })).toEqual([]);
  });

  it('by direct message to the bot is told there', async () => {
    const bot = await startBot();
    await follow(bot, { where: 'here' }, bot.ann, bot.server.openDm(bot.ann));
    await bring(bot, { 'back.md': FERRY_BACK });
    await look(bot);
    expect(newsTo(bot)).toHaveLength(1);
  });
});

describe('/follow', () => {
  it('in a channel is for those who manage it or the server', async () => {
    const manager: { user?: User } = {};
    const bot = await startBot({
      before: ({ server, guild }) => {
        manager.user = server.addUser({ username: 'ken' });
        guild.addMember(manager.user, { permissions: ['ManageChannels'] });
      },
    });
    const refused = /^Only members who may manage this channel/;
    expect(await follow(bot, { where: 'here' })).toMatch(refused);
    expect(await follow(bot, { where: 'here' }, manager.user)).toMatch(/^I will tell of new/);
    expect(await follow(bot, { where: 'here', topic: 'bread' }, bot.mia)).toMatch(/^I will tell of new/);
    const [{ id }] = await bot.state.follows.of({ channel: bot.channel.id });
    expect(await choicesOf(bot, bot.ann)).toEqual([]);
    expect(await list(bot)).toBe('No topic is followed here; /follow topic begins it.');
    const stop = async (user: User) => (await call(bot, 'stop', { topic: id }, user, bot.channel).original()).content;
    expect(await stop(bot.ann)).toBe('There is no such topic; choose one from the list.');
    await bring(bot, { 'back.md': FERRY_BACK });
    await look(bot);
    const [message] = newsIn(bot, bot.channel);
    expect((await bot.server.click(bot.ann, message, 'Stop following').original()).content).toMatch(refused);
    expect(await bot.state.follows.of({ channel: bot.channel.id })).toHaveLength(2);
    const stopped = await bot.server.click(manager.user!, message, 'Stop following').original();
    expect(stopped.content).toBe('I tell no more of “Skarholm ferry”.');
    expect(await stop(bot.mia)).toBe('There is no such topic; choose one from the list.');
  });

  it('lists and stops what is one’s own, and the channel’s where one may', async () => {
    const bot = await startBot();
    await follow(bot, { topic: '@everyone ferry', 'how-often': 'hour' }, bot.mia);
    await here(bot);
    expect(await list(bot, bot.mia)).toBe(
      [
        '__Followed topics__',
        '• “Skarholm ferry” · at most once a day · in this channel',
        '• “@\u200beveryone ferry” · at most once an hour · by direct message',
      ].join('\n'),
    );
    const choices = await choicesOf(bot, bot.mia);
    expect(choices.map(({ name }) => name)).toEqual([
      'Skarholm ferry · at most once a day · in this channel',
      '@\u200beveryone ferry · at most once an hour · by direct message',
    ]);
    const elsewhere = bot.guild.addChannel({ name: 'elsewhere' });
    expect(await choicesOf(bot, bot.mia, elsewhere)).toHaveLength(1);
    await call(bot, 'stop', { topic: String(choices[1].value) }, bot.mia, bot.channel).original();
    expect(await choicesOf(bot, bot.mia)).toHaveLength(1);
  });

  it('has room for ten topics of one person, and ten in a channel', async () => {
    const bot = await startBot();
    for (let i = 0; i < 10; i++) expect(await follow(bot, { topic: `ferry ${i}` })).toMatch(/^I will tell you/);
    expect(await follow(bot)).toBe('10 topics are followed here already; stop one first.');
    for (let i = 0; i < 10; i++) expect(await here(bot, { topic: `ferry ${i}` })).toMatch(/^I will tell of/);
    expect(await here(bot)).toBe('10 topics are followed here already; stop one first.');
    expect(await follow(bot, {}, bot.ben)).toMatch(/^I will tell you/);
  });

  it('where the server wants no answers says so', async () => {
    const bot = await startBot();
    await bot.state.changeSettings(bot.guild.id, { allowedChannels: ['1'] });
    expect(await here(bot)).toBe('I am not set up to answer in this channel.');
  });

  it('where the bot can’t write says so', async () => {
    const bot = await startBot();
    bot.channel.denyBot('SendMessages');
    expect(await here(bot)).toBe(`In <#${bot.channel.id}> I am missing: Send Messages; an administrator can grant it.`);
  });

  it('speaks the language of who follows, or the server’s', async () => {
    const bot = await startBot();
    bot.ann.locale = 'fr';
    expect(await follow(bot)).toMatch(/^Je vous signalerai les nouveaux articles/);
    await here(bot);
    await bot.state.changeSettings(bot.guild.id, { language: 'ja' });
    await bring(bot, { 'back.md': FERRY_BACK });
    await look(bot);
    expect(bot.channel.last?.content).toMatch(/^\*\*「Skarholm ferry」の新着：\*\*/);
  });
});

describe('on PostgreSQL', () => {
  let postgres: TestServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  it('two processes over one state tell once', async () => {
    const options: BotFixtureOptions = { database: await postgres.create() };
    const bot = await startBot(options);
    await here(bot);
    await bring(bot, { 'back.md': FERRY_BACK });
    const twin = await bot.twin();
    await Promise.all([bot.tick(), twin.tick()]);
    await Promise.all([bot.tick(), twin.tick()]);
    expect(newsIn(bot, bot.channel)).toHaveLength(1);
  });
});

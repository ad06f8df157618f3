/** "Add to the collection": a member's message becomes an article, answers, and goes again with whoever wrote it. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { InteractionHandle, Message, User } from '../support/discord-server/index.js';
import { answerTo, buttonsOf } from '../support/read-components.js';

const QUESTION = 'Who designed the new lighthouse in Skarholm?';
const TEXT =
  'The architect Nora Vik designed the new lighthouse in Skarholm. It will be lit for the first time in October.';
const COMMAND = 'Add to the collection';
const WITHDRAWN = 'Withdrawn from the collection: The architect Nora Vik designed the new lighthouse in Skarholm.';

interface Cast extends BotFixture {
  /** Has the trusted role. */
  eva: User;
}

/** A server whose manager trusts a role. Discord hands over no text of messages, as without its intent. */
async function castOf(options: BotFixtureOptions = {}): Promise<Cast> {
  let eva!: User;
  const bot: BotFixture = await startBot({
    server: { flags: { messageContentIntent: false } },
    // Without a thread of its own it is quicker.
    runReindex: (task) => bot.folder.reindex(task),
    ...options,
    before: (world) => {
      eva = world.server.addUser({ username: 'eva' });
      world.guild.addMember(eva, { roles: [world.guild.addRole({ name: 'elders' })] });
      options.before?.(world);
    },
  });
  const { server, mia, channel, guild } = bot;
  const panel = await server.slash(mia, { channel, name: 'admin', subcommand: 'helpers' }).original();
  const role = guild.roles.find(({ name }) => name === 'elders')!;
  await server.select(mia, panel, /teacherRoles/, [role.id]).until(() => panel.edits.length > 0);
  expect(panel.content).toContain(`**May add messages to the collection** <@&${role.id}>`);
  // Kept with the bot's processes over restarts.
  return Object.assign(bot, { eva });
}

const ask = ({ server, ann, channel }: BotFixture) =>
  answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } }));

async function openModal({ server, channel }: BotFixture, user: User, message: Message): Promise<InteractionHandle> {
  return server.contextMenu(user, { channel, name: COMMAND, message }).acknowledged;
}

/** Adds it as it stands in the modal. Returns what is said to who adds it. */
async function add(bot: Cast, message: Message, fields: Record<string, string> = {}): Promise<Message> {
  const opened = await openModal(bot, bot.eva, message);
  return bot.server.submitModal(bot.eva, opened, fields).original(20_000);
}

const addedIn = ({ folder }: BotFixture): string[] => {
  const added = join(folder.corpusDir, 'added');
  return existsSync(added) ? readdirSync(added) : [];
};

async function look(bot: BotFixture): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await bot.tick();
    advance(bot, 2_000);
  }
}

async function deleteData(bot: BotFixture, user: User): Promise<Message> {
  const page = await bot.server.slash(user, { channel: bot.channel, name: 'privacy' }).original();
  expect(page.content).toContain('Messages of yours in the collection: 1.');
  await bot.server.click(user, page, 'Delete my data').until(() => page.content.startsWith('Deleted'));
  await bot.server.until(() => bot.log().includes('"articles-withdrawn"'), 20_000);
  return page;
}

describe('a message that is added', () => {
  it('is an article at once, says what it answers, and who waited is told', async () => {
    const bot = await castOf();
    const { server, ann, ben, channel, eva } = bot;
    const abstention = await ask(bot);
    await server.click(ann, abstention, /^tell-later/).original();
    const reply = server.sendMessage(ben, channel, `<@${eva.id}> ${TEXT}`, { replyTo: abstention });
    const opened = await openModal(bot, eva, reply);
    const fields = (opened.modal!.components as { component: { value: string } }[]).map(({ component }) => component);
    const day = new Date(reply.createdAt).toISOString().slice(0, 10);
    expect(fields.map(({ value }) => value)).toEqual([
      '@eva The architect Nora Vik designed the new lighthouse in Skarholm.',
      `@eva ${TEXT}`,
      day,
    ]);
    const title = 'Who built the lighthouse [now](https://evil.example)';
    const done = await server.submitModal(eva, opened, { title, text: TEXT, date: '9 March 2024' }).original(20_000);
    expect(done.content).toBe(
      'Added to the collection: **Who built the lighthouse \\[now\\]\\(https:\u200b//evil.example\\)**, from a message by ben.\n' +
        `It answers what was asked: “${QUESTION}”`,
    );
    // In the channel, for its author to see; nobody is called.
    await channel.until(() => channel.last?.content === done.content);
    expect(channel.last?.reference).toBe(reply);
    expect(channel.last?.mentioned).toEqual([]);
    expect(buttonsOf(channel.last!)).toEqual(['Withdraw']);
    const [file] = addedIn(bot);
    const text = readFileSync(join(bot.folder.corpusDir, 'added', file), 'utf8');
    expect(text).toContain(
      `source: Harbour town\nauthor: ben\npublished_at: 2024-03-09\nurl: ${reply.url}\n---\n${TEXT}`,
    );
    const answer = await ask(bot);
    expect(answer.content).toContain('**Nora Vik** designed the new lighthouse');
    expect(answer.content).toContain(`(<${reply.url}>)`);
    expect(answer.content).toContain('Harbour town · 9 March 2024');
    await look(bot);
    expect(channel.visible.filter(({ content }) => content.includes('There is an answer now'))).toHaveLength(1);
    expect(bot.log()).not.toMatch(/lighthouse|Nora/);
  });

  it('is withdrawn by who wrote it, who added it and the owners alone, and then is nowhere', async () => {
    const bot = await castOf();
    const { server, ann, ben, mia, eva, channel } = bot;
    const message = server.sendMessage(ben, channel, TEXT);
    for (const user of [ben, eva, mia]) {
      await add(bot, message);
      await channel.until(() => buttonsOf(channel.last!).includes('Withdraw'));
      const told = channel.last!;
      const refused = await server.click(ann, told, 'Withdraw').original();
      expect(refused.content).toMatch(/^Only who wrote it, who added it, and the owners/);
      expect(addedIn(bot)).toHaveLength(1);
      await server.click(user, told, 'Withdraw').until(() => told.content === WITHDRAWN);
      await server.until(
        () => bot.log().split('"articles-withdrawn"').length > [ben, eva, mia].indexOf(user) + 1,
        20_000,
      );
      expect(addedIn(bot)).toEqual([]);
      expect(await bot.state.taught.get(message.id)).toBeUndefined();
      expect((await ask(bot)).content).toMatch(/^> Who designed|^The articles don’t answer/);
      expect((await bot.app.articles()).some(({ title }) => title.includes('lighthouse'))).toBe(false);
    }
    expect(existsSync(join(bot.folder.dataDir, 'removed'))).toBe(false);
  });

  it('goes with its author’s data, and so does what a removal kept of it', async () => {
    const bot = await castOf();
    const { server, ben, mia, channel } = bot;
    await add(bot, server.sendMessage(ben, channel, TEXT));
    const [{ id }] = (await bot.app.articles()).filter(({ title }) => title.includes('lighthouse'));
    const removal = server.slash(mia, { channel, name: 'admin', subcommand: 'remove', options: { article: id } });
    const removed = await removal.original(20_000);
    expect(readdirSync(join(bot.folder.dataDir, 'removed'))).toHaveLength(1);
    const page = await deleteData(bot, ben);
    expect(page.content).toContain('Messages of yours that leave the collection: 1.');
    expect(readdirSync(join(bot.folder.dataDir, 'removed'))).toEqual([]);
    const undo = await server.click(mia, removed, 'Undo').original();
    expect(undo.content).toMatch(/no longer kept/);
  });

  it('that was forgotten is taken out after a restart, where the bot was killed before it could', async () => {
    const bot = await castOf();
    const { server, ben, channel } = bot;
    await add(bot, server.sendMessage(ben, channel, TEXT));
    // As if the process had died between the forgetting and the rest.
    expect(await bot.state.forgetUser(ben.id)).toMatchObject({ taught: 1 });
    expect(addedIn(bot)).toHaveLength(1);
    await bot.restart();
    await bot.tick();
    expect(addedIn(bot)).toEqual([]);
    expect((await bot.app.articles()).some(({ title }) => title.includes('lighthouse'))).toBe(false);
    expect(await bot.state.taught.withdrawn()).toEqual([]);
  });

  it('doesn’t empty an index whose folder is away, unless it was all there was', async () => {
    const bot = await castOf();
    const { server, ben, channel } = bot;
    await add(bot, server.sendMessage(ben, channel, TEXT));
    bot.folder.remove('ferry.md', 'bakery.md', 'library.txt');
    await bot.state.forgetUser(ben.id);
    await bot.tick();
    expect(await bot.app.articles()).toHaveLength(4);
    expect(bot.log()).toContain('"withdrawal-failed"');
    expect(await bot.state.taught.withdrawn()).toHaveLength(1);
    bot.folder.write({ 'ferry.md': 'The ferry is back.' });
    await bot.tick();
    expect((await bot.app.articles()).map(({ id }) => id)).toEqual(['ferry.md']);
    await add(bot, server.sendMessage(ben, channel, TEXT));
    bot.folder.remove('ferry.md');
    await bot.folder.reindex();
    await bot.state.forgetUser(ben.id);
    await bot.tick();
    expect(await bot.app.articles()).toEqual([]);
    expect(await bot.state.taught.withdrawn()).toEqual([]);
  });

  it('goes when the bot leaves its server', async () => {
    const bot = await castOf();
    await add(bot, bot.server.sendMessage(bot.ben, bot.channel, TEXT));
    bot.guild.remove();
    await bot.server.until(() => bot.log().includes('left-server'));
    await bot.tick();
    expect(addedIn(bot)).toEqual([]);
  });
});

describe('what a trusted person says below an abstention', () => {
  it('is no question to the bot, unless it asks something or mentions it; of anybody else it is one', async () => {
    const bot = await castOf({ server: {} });
    const { server, ben, eva, channel } = bot;
    const abstention = await ask(bot);
    await server.until(() => bot.log().includes('"answered"'));
    server.sendMessage(eva, channel, TEXT, { replyTo: abstention });
    const asked = async (user: User, text: string) => {
      const message = server.sendMessage(user, channel, text, { replyTo: abstention });
      await server.until(() => channel.visible.some(({ reference }) => reference === message));
    };
    await asked(eva, 'And who will light it?');
    await asked(eva, `<@${server.botUser.id}> Tell me who will light it.`);
    await asked(ben, 'Somebody must have designed it.');
    const answered = channel.visible.filter(({ author, reference }) => author === server.botUser && reference);
    expect(answered.map(({ reference }) => reference!.author.username)).toEqual(['eva', 'eva', 'ben']);
    expect(answered.map(({ reference }) => reference!.content)).not.toContain(TEXT);
  });
});

describe('what can’t be added', () => {
  it('is what the bot wrote, what has no text, and what is there already', async () => {
    const bot = await castOf();
    const { server, ben, eva, channel } = bot;
    const said = async (message: Message) =>
      (await server.contextMenu(eva, { channel, name: COMMAND, message }).original()).content;
    expect(await said(await ask(bot))).toBe('What I wrote myself is no article.');
    const picture = server.sendMessage(ben, channel, '', { attachments: [{ filename: 'a.png', bytes: 'png' }] });
    expect(await said(picture)).toBe('There is no text in this message that could be an article.');
    const message = server.sendMessage(ben, channel, TEXT);
    await add(bot, message);
    const again = await server.contextMenu(eva, { channel, name: COMMAND, message }).original();
    expect(again.content).toBe('This message is in the collection already.');
    expect(buttonsOf(again)).toEqual(['Withdraw']);
    const bad = await add(bot, server.sendMessage(ben, channel, 'More.'), { date: 'some <@1> day' });
    expect(bad.content).toMatch(/^some <\u200b@\u200b1> day is not a date/);
    channel.overwrite({ target: server.botUser, deny: ['ReadMessageHistory'] });
    expect(await said(server.sendMessage(ben, channel, 'More.'))).toMatch(/^I can’t read this message/);
  });

  it('is a message that is gone when the modal comes back, and another server’s, whatever the modal’s id says', async () => {
    const homeGuildIds: string[] = [];
    const bot = await castOf({ homeGuildIds });
    const { server, ben, eva, channel } = bot;
    homeGuildIds.push(bot.guild.id);
    const message = server.sendMessage(ben, channel, TEXT);
    const opened = await openModal(bot, eva, message);
    const elsewhere = server.addGuild({ name: 'elsewhere' });
    elsewhere.addMember(ben);
    const talk = elsewhere.addChannel({ name: 'talk' });
    const there = server.sendMessage(ben, talk, TEXT);
    await server.until(() => bot.log().includes('joined-server'));
    const genuine = opened.modal!.custom_id;
    for (const id of [`teach:${talk.id}:${there.id}`, `teach:${channel.id}:${there.id}`, 'teach:1', 'teach']) {
      opened.modal!.custom_id = id;
      expect((await server.submitModal(eva, opened, {}).original()).content, id).toMatch(/^I can’t read this message/);
    }
    opened.modal!.custom_id = genuine;
    server.deleteMessage(message);
    expect((await server.submitModal(eva, opened, {}).original()).content).toMatch(/^I can’t read this message/);
    expect(addedIn(bot)).toEqual([]);
  });

  it('stays as it is where the corpus can’t be written, and can be added later', async () => {
    const bot = await castOf();
    const { server, ben, channel, folder } = bot;
    const message = server.sendMessage(ben, channel, TEXT);
    writeFileSync(join(folder.corpusDir, 'added'), 'a file in the place of the folder');
    const refused = await add(bot, message);
    expect(refused.content).toMatch(/^Something went wrong/);
    rmSync(join(folder.corpusDir, 'added'));
    expect((await add(bot, message)).content).toMatch(/^Added to the collection/);
  });
});

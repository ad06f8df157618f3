/** "Ask a person": from the abstention to those who help, once, and with a name only where the asker agreed. */
import { describe, expect, it } from 'vitest';
import { CLAIM_MS } from '../../src/state/notices.js';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel, Message } from '../support/discord-server/index.js';
import { answerTo, buttonsOf } from '../support/read-components.js';

const QUESTION = 'Who designed the new lighthouse in Skarholm?';
const BUTTON = 'Ask a person';

interface Cast extends BotFixture {
  help: Channel;
  roleId: string;
}

/** A server that has named its people, as its manager does. */
async function castOf(options: BotFixtureOptions = {}): Promise<Cast> {
  let help!: Channel;
  const bot: BotFixture = await startBot({
    ...options,
    // Without a thread of its own it is quicker.
    runReindex: (task) => bot.folder.reindex(task),
    before: (world) => {
      help = world.guild.addChannel({ name: 'help' });
      world.guild.addRole({ name: 'helpers' });
    },
  });
  const { server, mia, channel, guild } = bot;
  const panel = await server.slash(mia, { channel, name: 'admin', subcommand: 'helpers' }).original();
  const roleId = guild.roles.find(({ name }) => name === 'helpers')!.id;
  await server.select(mia, panel, /helperChannel/, [help.id]).until(() => panel.edits.length > 0);
  await server.select(mia, panel, /helperRole/, [roleId]).until(() => panel.edits.length > 1);
  expect(panel.content).toContain(`**Questions to people** <#${help.id}>\n**Mentioned there** <@&${roleId}>`);
  return Object.assign(bot, { help, roleId });
}

const ask = ({ server, ann, channel }: BotFixture, options: Record<string, string | boolean> = {}) =>
  answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } }));

/** Presses "Ask a person" and says whether with a name. Returns what is said then. */
async function handOver(bot: Cast, abstention: Message, choice: 'With my name' | 'Without my name'): Promise<string> {
  const how = await bot.server.click(bot.ann, abstention, BUTTON).original();
  expect(how.content).toBe(`I post your question, and what I found, in <#${bot.help.id}>. With your name?`);
  expect(how.ephemeral).toBe(true);
  await bot.server.click(bot.ann, how, choice).until(() => how.edits.length > 0);
  expect(how.components).toEqual([]);
  return how.content;
}

async function look(bot: BotFixture, times = 3): Promise<void> {
  for (let i = 0; i < times; i++) {
    await bot.tick();
    advance(bot, 2_000);
  }
}

describe('a question that is handed over', () => {
  it('comes to the people with what was found, by name, and calls their role alone', async () => {
    const bot = await castOf();
    const { server, ann, ben, help, roleId } = bot;
    const abstention = await ask(bot);
    expect((await server.click(ben, abstention, BUTTON).original()).content).toBe(
      'Only who asked can hand this question to a person.',
    );
    expect(await handOver(bot, abstention, 'With my name')).toBe(`Your question goes to <#${help.id}>.`);
    await look(bot);
    const [message, ...more] = help.visible;
    expect(more).toEqual([]);
    expect(message.content).toMatch(
      new RegExp(
        `^<@&${roleId}> \\*\\*A question that the articles don’t answer\\*\\*\n> Who designed the new lighthouse in Skarholm\\?\n-# Asked by <@${ann.id}>`,
      ),
    );
    expect(message.pings.users).toEqual([]);
    expect(message.pings.roles.map(({ id }) => id)).toEqual([roleId]);
    expect((await server.click(ann, abstention, BUTTON).original()).content).toBe(
      'A person has been asked this already.',
    );
    await server.click(ben, message, 'Settled').until(() => message.content.endsWith('\n-# ✓ Settled by ben'));
    expect(JSON.stringify(message.components)).toContain('"disabled":true');
    expect(bot.log()).not.toContain('lighthouse');
  });

  it('without a name says nothing of who asked, and shows what came nearest', async () => {
    const bot = await castOf();
    const abstention = await ask(bot, { question: 'What does the ferry to Orvik cost in winter?', private: true });
    const [stored] = await bot.state.conversation(bot.channel.id, bot.ann.id, 0, 1);
    expect(stored.status).toBe('abstained');
    await handOver(bot, abstention, 'Without my name');
    await look(bot);
    const [message] = bot.help.visible;
    expect(JSON.stringify(message.payload)).not.toContain(bot.ann.id);
    expect(JSON.stringify(message.payload)).not.toMatch(/Asked by|"ann"/);
    expect(message.content).toMatch(/\n(Nearest articles:\n• |The articles don’t say this outright)/);
  });

  it('comes once, however often it is pressed, and across a kill before or after it was posted', async () => {
    const bot = await castOf();
    const { server, ann, help } = bot;
    const abstention = await ask(bot);
    const [first, second] = [
      await server.click(ann, abstention, BUTTON).original(),
      await server.click(ann, abstention, BUTTON).original(),
    ];
    await server.click(ann, first, 'With my name').until(() => first.edits.length > 0);
    await server.click(ann, second, 'Without my name').until(() => second.edits.length > 0);
    expect(second.content).toBe('A person has been asked this already.');
    await bot.restart();
    // Posted, and killed before it could be noted.
    const path = new RegExp(`channels/${help.id}/messages`);
    const fault = server.fault({ method: 'POST', path, status: 400, afterWork: true });
    await bot.tick();
    expect(help.visible).toHaveLength(1);
    await bot.restart();
    expect(fault.hits).toBe(1);
    advance(bot, 60 * 60_000 + CLAIM_MS);
    await look(bot);
    await bot.restart();
    await look(bot);
    expect(help.visible).toHaveLength(1);
    expect(help.visible[0].content).toContain(ann.id);
    expect((await server.click(ann, abstention, BUTTON).original()).content).toMatch(/^A person has been asked/);
  });

  it('doesn’t come once the asker’s data is deleted, nor where the server changed its mind', async () => {
    const bot = await castOf();
    const { server, ann, help, guild } = bot;
    await handOver(bot, await ask(bot), 'With my name');
    await bot.state.forgetUser(ann.id);
    await look(bot);
    const abstention = await ask(bot);
    await handOver(bot, abstention, 'With my name');
    await bot.state.changeSettings(guild.id, { helperChannel: '' });
    await look(bot);
    expect(help.visible).toEqual([]);
    expect((await server.click(ann, abstention, BUTTON).original()).content).toBe(
      'This server has no channel for that any more.',
    );
    await bot.state.changeSettings(guild.id, { helperChannel: help.id });
    await handOver(bot, abstention, 'With my name');
    await look(bot);
    expect(help.visible).toHaveLength(1);
  });

  it('comes also where the server wants no answers, and is refused at once where the bot can’t write', async () => {
    const bot = await castOf();
    const { server, ann, mia, help, guild, channel } = bot;
    await bot.state.changeSettings(guild.id, { allowedChannels: [channel.id] });
    await handOver(bot, await ask(bot), 'With my name');
    await look(bot);
    expect(help.visible).toHaveLength(1);
    help.denyBot('SendMessages');
    await bot.tick();
    const abstention = await ask(bot);
    const REFUSED = `In <#${help.id}> I am missing: Send Messages; an administrator can grant it.`;
    expect((await server.click(ann, abstention, BUTTON).original()).content).toBe(REFUSED);
    await bot.state.changeSettings(guild.id, { helperChannel: '' });
    const panel = await server.slash(mia, { channel, name: 'admin', subcommand: 'helpers' }).original();
    expect((await server.select(mia, panel, /helperChannel/, [help.id]).original()).content).toBe(REFUSED);
    expect((await bot.state.settings(guild.id)).helperChannel).toBe('');
    expect(buttonsOf(await ask(bot))).not.toContain(BUTTON);
  });

  it('is answered there: the reply becomes an article, and who asked is told', async () => {
    const bot = await castOf();
    const { server, ann, ben, mia, help, channel } = bot;
    const abstention = await ask(bot);
    await server.click(ann, abstention, /^tell-later/).original();
    await handOver(bot, abstention, 'Without my name');
    await look(bot);
    const [asked] = help.visible;
    const text = 'The architect Nora Vik designed the new lighthouse in Skarholm.';
    const reply = server.sendMessage(ben, help, text, { replyTo: asked });
    const opened = await server.contextMenu(mia, { channel: help, name: 'Add to the collection', message: reply })
      .acknowledged;
    const added = await server.submitModal(mia, opened, {}).original(20_000);
    expect(added.content).toContain(`It answers what was asked: “${QUESTION}”`);
    // The bot took the reply for no question of its own.
    await help.until(() => help.last?.content === added.content);
    expect(help.visible.filter(({ author }) => author === server.botUser)).toHaveLength(2);
    await look(bot);
    expect(channel.visible.filter(({ content }) => content.includes('There is an answer now'))).toHaveLength(1);
  });
});

describe('the button', () => {
  it('stands under abstentions alone, where the server has named people', async () => {
    const bot = await castOf();
    expect(buttonsOf(await ask(bot, { question: 'What does the repair of the ferry cost?' }))).not.toContain(BUTTON);
    expect(buttonsOf(await ask(bot))).toContain(BUTTON);
    const other = await startBot();
    expect(buttonsOf(await ask(other))).not.toContain(BUTTON);
  });

  it('hands over no other server’s answer, nobody else’s private one, and none that is none', async () => {
    const bot = await castOf();
    const { server, ann, ben, channel } = bot;
    const abstention = await ask(bot);
    const [stored] = await bot.state.conversation(channel.id, ann.id, 0, 1);
    const ids = ['elsewhere-answer', 'private-of-other', 'answered-already'];
    await bot.state.recordAnswer({ ...stored, id: ids[0], guild: '1' });
    await bot.state.recordAnswer({ ...stored, id: ids[1], user: ben.id, isPrivate: true });
    const content = { ...(stored.content as object), status: 'answered' };
    await bot.state.recordAnswer({ ...stored, id: ids[2], status: 'answered', content });
    const rows = JSON.stringify(abstention.components);
    const GONE = /^What belonged to this answer is no longer kept/;
    for (const id of [...ids, 'nothing', '']) {
      abstention.components = JSON.parse(rows.replace(`ask-person:${stored.id}`, `ask-person:${id}`));
      expect((await server.click(ann, abstention, /ask-person/).original()).content, id).toMatch(GONE);
      for (const how of ['named', 'loud']) {
        abstention.content = '';
        const forged = `hand-over:${how === 'loud' ? stored.id : id}:${how}`;
        abstention.components = JSON.parse(rows.replace(`ask-person:${stored.id}`, forged));
        await server.click(ann, abstention, forged).until(() => abstention.content !== '');
        expect(abstention.content, forged).toMatch(GONE);
      }
    }
    await look(bot);
    expect(bot.help.visible).toEqual([]);
    expect(await bot.state.notices.due(Number.MAX_SAFE_INTEGER, ['hand-over'])).toEqual([]);
  });
});

/** The settings of a server, changed in modals. */
import { describe, expect, it } from 'vitest';
import { type ServerSettings, STANDARD_SETTINGS } from '../../src/state/server-settings.js';
import { type BotFixture, startBot } from '../support/discord-bot.js';
import type { Channel, Message, ModalValue, PermissionName } from '../support/discord-server/index.js';
import { buttonsOf } from '../support/read-components.js';

const openPanel = ({ server, mia, channel }: BotFixture, options = {}) =>
  server.slash(mia, { channel, name: 'admin', subcommand: 'settings', options }).original();

async function save(bot: BotFixture, panel: Message, button: string, fields: Record<string, ModalValue> = {}) {
  const opened = await bot.server.click(bot.mia, panel, button).acknowledged;
  const edits = panel.edits.length;
  await bot.server.submitModal(bot.mia, opened, fields).until(() => panel.edits.length > edits);
  return bot.state.settings(bot.guild.id);
}

const closed = ({ guild, server }: BotFixture, name: string, ...deny: PermissionName[]): Channel =>
  guild.addChannel({ name, overwrites: [{ target: server.botUser, deny }] });

describe('/admin settings', () => {
  it('are changed in modals, each of which leaves the others’ alone', async () => {
    const bot = await startBot();
    const role = bot.guild.addRole({ name: 'editors', permissions: [] });
    const panel = await openPanel(bot, { language: 'fr' });
    expect(buttonsOf(panel)).toEqual([
      ...['Salons', 'Rôles, sources et langue', 'Réponses', 'Qui peut poser des questions', 'Sources par salon'],
    ]);
    const access = { adminRoles: [role], sources: ['Food desk'], language: 'en-GB' };
    await save(bot, panel, 'Rôles, sources et langue', access);
    const channels = { askChannels: [bot.channel], allowedChannels: [], ownersChannel: [bot.channel] };
    await save(bot, panel, 'Channels', channels);
    await save(bot, panel, 'Answers', { threads: 'on', privateByDefault: 'on', corrections: 'off' });
    const asking = { askRoles: [role], askPeople: [bot.ann], blockedRoles: [], blockedPeople: [bot.ben] };
    await save(bot, panel, 'Who may ask', asking);
    const limited = { limitedChannels: [bot.channel], channelOutlets: ['Food desk'] };
    const settings = await save(bot, panel, 'Sources of channels', limited);
    const { id } = bot.channel;
    const expected: ServerSettings = {
      ...STANDARD_SETTINGS,
      ...{ askChannels: [id], allowedChannels: [], ownersChannel: id, adminRoles: [role.id], sources: ['Food desk'] },
      ...{ askRoles: [role.id], askPeople: [bot.ann.id], blockedRoles: [], blockedPeople: [bot.ben.id] },
      ...{
        channelSources: { [id]: ['Food desk'] },
        language: 'en-GB',
        threads: true,
        privateByDefault: true,
        corrections: 'quiet',
      },
    };
    expect(settings).toEqual(expected);
    expect(panel.content).toContain(`**Question channels** <#${id}>`);
    expect(panel.content).toContain('**Corrections** quiet, listed only');
    expect(panel.content).toContain(`**Sources of channels** <#${id}> (Food desk)`);
    expect(panel.content).toContain(`**Who may ask** <@&${role.id}>, <@${bot.ann.id}>`);
    expect(panel.content).toContain(`**Who may not ask** <@${bot.ben.id}>`);
    // What is chosen stands in each modal, so that sending it as it is changes nothing.
    for (const button of buttonsOf(panel)) expect(await save(bot, panel, button)).toEqual(expected);
    const none = { askChannels: [], ownersChannel: [] };
    expect(await save(bot, panel, 'Channels', none)).toMatchObject({ askChannels: [], ownersChannel: '' });
    const unlimited = { limitedChannels: [bot.channel], channelOutlets: [] };
    expect((await save(bot, panel, 'Sources of channels', unlimited)).channelSources).toEqual({});
  });

  it('say at once what the bot may not do in a chosen channel', async () => {
    const bot = await startBot();
    const panel = await openPanel(bot);
    const silent = closed(bot, 'silent', 'SendMessages');
    const hidden = closed(bot, 'hidden', 'ViewChannel', 'SendMessages');
    await save(bot, panel, 'Channels', { askChannels: [bot.channel, silent], ownersChannel: [hidden] });
    const missing = [
      `⚠️ In <#${silent.id}> I am missing: Send Messages; an administrator can grant it.`,
      `⚠️ In <#${hidden.id}> I am missing: View Channel, Send Messages; an administrator can grant it.`,
    ];
    expect(panel.content.split('\n').filter((line) => line.startsWith('⚠️'))).toEqual(missing);
    const single = closed(bot, 'single', 'CreatePublicThreads');
    await save(bot, panel, 'Channels', { askChannels: [single], ownersChannel: [hidden] });
    expect(panel.content).not.toContain(`<#${single.id}> I am missing`);
    await save(bot, panel, 'Answers', { threads: 'on' });
    expect(panel.content).toContain(`In <#${single.id}> I am missing: Create Public Threads;`);
    const named = await openPanel(bot, { 'owners-channel': silent });
    expect(named.content).toContain(`In <#${silent.id}> I am missing`);
    expect(named.content).not.toContain(`<#${hidden.id}> I am missing`);
  });

  it('keep an outlet that no article is of any more, unless it is taken out', async () => {
    const bot = await startBot();
    await bot.state.changeSettings(bot.guild.id, { sources: ['Gone gazette'] });
    const panel = await openPanel(bot);
    const button = 'Roles, sources and language';
    expect((await save(bot, panel, button)).sources).toEqual(['Gone gazette']);
    expect((await save(bot, panel, button, { sources: ['Food desk'] })).sources).toEqual(['Food desk']);
  });

  it('of a panel of before are changed in the modal that has them', async () => {
    const bot = await startBot();
    const panel = await openPanel(bot);
    const row = (component: object) => ({ type: 1, components: [component] });
    const menu = { type: 8, custom_id: 'settings:askChannels', min_values: 0, max_values: 25 };
    const toggle = { type: 2, style: 2, label: 'Answers in threads: off', custom_id: 'settings:threads' };
    panel.components = [row(menu), row(toggle)] as never;
    const opened = await bot.server.select(bot.mia, panel, /askChannels/, [bot.channel.id]).acknowledged;
    bot.server.submitModal(bot.mia, opened, {});
    await bot.server.until(() => panel.edits.length > 0);
    expect((await bot.state.settings(bot.guild.id)).askChannels).toEqual([bot.channel.id]);
    panel.components = [row(toggle)] as never;
    expect((await bot.server.click(bot.mia, panel, /threads/).acknowledged).modal?.title).toBe('Answers');
  });
});

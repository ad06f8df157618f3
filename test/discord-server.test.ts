/** The local Discord against the real client: what discord.js sends and hears must be what Discord would answer. */
import {
  type ChatInputCommandInteraction,
  Client,
  type Message as ClientMessage,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type MessageCreateOptions,
  MessageFlags,
  Partials,
  PermissionFlagsBits,
  type TextChannel,
} from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DiscordServer, type StartOptions } from './support/discord-server/index.js';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
];
const COMMANDS = [
  {
    name: 'ask',
    description: 'asks a question',
    options: [
      { type: 3, name: 'question', description: 'what to ask', required: true },
      { type: 3, name: 'article', description: 'which article', autocomplete: true },
      { type: 4, name: 'sources', description: 'how many', min_value: 1, max_value: 5 },
      { type: 11, name: 'file', description: 'a file' },
    ],
  },
  { name: 'Explain', type: 3 },
  { name: 'secret', description: 'for managers', default_member_permissions: '32' },
  {
    name: 'settings',
    description: 'settings',
    options: [
      {
        type: 1,
        name: 'show',
        description: 'shows one',
        options: [
          { type: 3, name: 'which', description: 'one', choices: [{ name: 'Style', value: 'style' }], required: true },
        ],
      },
    ],
  },
];
const button = (custom_id: string, label: string) => ({ type: 2, style: 1, custom_id, label });
const row = (...components: object[]) => ({ type: 1, components });

async function start(options: StartOptions = {}) {
  const server = await DiscordServer.start(options);
  const guild = server.addGuild({ name: 'Newsroom', locale: 'de' });
  const channel = guild.addChannel({ name: 'questions' });
  const anna = server.addUser({ username: 'anna', locale: 'fr' });
  guild.addMember(anna);
  onTestFinished(() => server.stop());
  return { server, guild, channel, anna };
}

function clientOf(server: DiscordServer, options: Partial<ClientOptions> = {}): Client {
  const rest = { api: server.apiUrl, version: '10', retries: 0, ...options.rest };
  const client = new Client({ intents: INTENTS, partials: [Partials.Channel], ...options, rest });
  onTestFinished(() => client.destroy());
  return client;
}

async function login(server: DiscordServer, options: Partial<ClientOptions> = {}) {
  const client = clientOf(server, options);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(server.token);
  await ready;
  return client;
}

/** A world with a bot in it that knows the commands; `answer` gets every interaction. */
async function startWithBot(answer: (interaction: Interaction) => unknown = () => {}, options: StartOptions = {}) {
  const world = await start(options);
  const client = await login(world.server);
  await client.application!.commands.set(COMMANDS as never);
  const problems: unknown[] = [];
  client.on(Events.InteractionCreate, async (interaction) => {
    try {
      await answer(interaction);
    } catch (error) {
      problems.push(error);
    }
  });
  const ask = () =>
    world.server.slash(world.anna, { channel: world.channel, name: 'ask', options: { question: 'Why?' } });
  const textChannel = client.channels.cache.get(world.channel.id) as TextChannel;
  return { ...world, client, problems, ask, textChannel };
}

const onAsk = (answer: (interaction: ChatInputCommandInteraction) => unknown) => (interaction: Interaction) =>
  interaction.isChatInputCommand() ? answer(interaction) : undefined;

/** The code and the paths of Discord's refusal. */
async function refusal(work: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DiscordAPIError)) throw new Error(`expected a refusal of Discord, got ${String(error)}`);
  return { code: error.code, message: error.message };
}

describe('world', () => {
  it('logs the real client in, with its guilds, channels and permissions', async () => {
    const { server, guild, channel } = await start();
    const client = await login(server);
    expect(client.user?.id).toBe(server.botUser.id);
    expect(client.guilds.cache.get(guild.id)?.name).toBe('Newsroom');
    expect(client.guilds.cache.get(guild.id)?.preferredLocale).toBe('de');
    const seen = client.channels.cache.get(channel.id) as TextChannel;
    expect(seen.permissionsFor(client.user!)?.has(PermissionFlagsBits.SendMessages)).toBe(true);
    expect((await client.application!.fetch()).name).toBe('footnote');
    expect(server.identifies).toBe(1);
  });

  it('tells a running bot of new and lost guilds, of members and of threads', async () => {
    const { server, guild, channel, anna } = await start();
    const client = await login(server, { intents: [...INTENTS, GatewayIntentBits.GuildMembers] });
    const heard: string[] = [];
    for (const event of [Events.GuildCreate, Events.GuildDelete, Events.GuildMemberUpdate, Events.ThreadCreate]) {
      client.on(event as never, () => void heard.push(event));
    }
    server.addGuild({ name: 'Second' });
    guild.setMemberRoles(anna, [guild.addRole({ name: 'editors', permissions: ['ManageGuild'] })]);
    server.addThread(channel, { name: 'a thread' });
    guild.remove();
    await server.until(() => heard.length === 4);
    expect(heard).toEqual(['guildCreate', 'guildMemberUpdate', 'threadCreate', 'guildDelete']);
  });

  it('refuses a wrong token and an intent the portal does not grant', async () => {
    const { server } = await start({ flags: { messageContentIntent: false } });
    await expect(clientOf(server).login('wrong.token.here')).rejects.toThrow('invalid token');
    await expect(clientOf(server).login(server.token)).rejects.toThrow('disallowed intents');
  });

  it('posts, edits and deletes in channels, direct messages and threads', async () => {
    const { channel, anna, client, server, textChannel } = await startWithBot();
    const sent = await textChannel.send({
      content: 'hello',
      files: [{ attachment: Buffer.from('a,b\n1,2\n'), name: 'table.csv' }],
      allowedMentions: { parse: [] },
    });
    expect(channel.last?.attachments[0]).toMatchObject({ filename: 'table.csv', text: 'a,b\n1,2\n' });
    expect(await (await fetch(sent.attachments.first()!.url)).text()).toBe('a,b\n1,2\n');
    await sent.edit('good-bye');
    expect(channel.last).toMatchObject({ content: 'good-bye', allowedMentions: { parse: [] } });
    expect(channel.last?.edits).toHaveLength(1);
    const thread = await sent.startThread({ name: 'more' });
    await thread.send('inside');
    expect(channel.last?.thread?.last?.content).toBe('inside');
    await (await client.users.fetch(anna.id)).send('psst');
    expect(server.openDm(anna).last?.content).toBe('psst');
    await sent.delete();
    expect(channel.messages[0]?.deleted).toBe(true);
    expect(server.sends().map(({ road, action }) => `${road} ${action}`)).toEqual([
      'channel create',
      'channel edit',
      'channel create',
      'channel create',
    ]);
  });

  it('returns the first message for a repeated nonce', async () => {
    const { channel, textChannel } = await startWithBot();
    const message = { content: 'once', nonce: 'n1', enforceNonce: true };
    const [first, second] = [await textChannel.send(message), await textChannel.send(message)];
    expect(second.id).toBe(first.id);
    expect(channel.messages).toHaveLength(1);
  });
});

describe('interactions', () => {
  it('takes a command through defer, edit and follow-up', async () => {
    const { ask, channel, server, problems } = await startWithBot(
      onAsk(async (interaction) => {
        await interaction.deferReply();
        await interaction.editReply({ content: interaction.options.getString('question', true) });
        await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
      }),
    );
    const handle = ask();
    expect((await handle.original()).content).toBe('Why?');
    await handle.until(({ followUps }) => followUps.length === 1);
    expect(handle).toMatchObject({ deferred: true, ephemeral: false, errors: [] });
    expect(handle.followUps[0]).toMatchObject({ content: 'and more', ephemeral: true });
    expect(channel.messages).toHaveLength(1);
    expect(server.sends().map(({ road, action }) => `${road} ${action}`)).toEqual(['webhook edit', 'webhook create']);
    expect(problems).toEqual([]);
  });

  it('brings locale, permissions, context and files along', async () => {
    const seen: unknown[] = [];
    const { server, channel, anna } = await startWithBot(
      onAsk(async (interaction) => {
        const file = interaction.options.getAttachment('file', true);
        seen.push(interaction.locale, interaction.guildLocale, interaction.context, interaction.attachmentSizeLimit);
        seen.push(interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild));
        seen.push(interaction.appPermissions.has(PermissionFlagsBits.SendMessages));
        seen.push(await (await fetch(file.url)).text());
        await interaction.reply('read');
      }),
    );
    channel.denyBot('SendMessages');
    const options = { question: 'Why?', file: { filename: 'notes.txt', bytes: 'my notes' } };
    await server.slash(anna, { channel, name: 'ask', options }).original();
    expect(seen).toEqual(['fr', 'de', 0, 10_485_760, false, false, 'my notes']);
  });

  it('refuses in the test what a user could not have sent', async () => {
    const { server, channel, anna, guild } = await startWithBot();
    const call = (name: string, options = {}, more = {}) => server.slash(anna, { channel, name, options, ...more });
    expect(() => call('aks')).toThrow('no command "aks"');
    expect(() => call('ask')).toThrow('option "question" of command "ask" is required');
    expect(() => call('ask', { question: 'Why?', sources: 9 })).toThrow('takes 1 to 5');
    expect(() => call('settings')).toThrow('needs a subcommand');
    expect(() => call('settings', { which: 'colour' }, { subcommand: 'show' })).toThrow('offers style, not colour');
    expect(() => call('secret')).toThrow('hidden from anna');
    expect(call('secret', {}, { permissionOverridden: true }).isAcknowledged).toBe(false);
    const manager = server.addUser({ username: 'manager' });
    guild.addMember(manager, { permissions: ['ManageGuild'] });
    expect(server.slash(manager, { channel, name: 'secret' }).commandName).toBe('secret');
  });

  it('answers autocomplete, context menus, buttons, menus and modals', async () => {
    const { server, channel, anna, ask, problems } = await startWithBot(async (interaction) => {
      if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `${interaction.options.getFocused()}…`, value: 'a1' }]);
      } else if (interaction.isMessageContextMenuCommand()) {
        await interaction.reply(`about ${interaction.targetMessage.content}`);
      } else if (interaction.isChatInputCommand()) {
        const options = [{ label: 'First', value: 'one' }];
        const components = [row(button('more:1', 'More')), row({ type: 3, custom_id: 'pick', options })];
        await interaction.reply({ content: 'choose', components: components as never });
      } else if (interaction.isButton()) {
        const input = { type: 4, custom_id: 'why', label: 'Why?', style: 1 };
        await interaction.showModal({ custom_id: 'form', title: 'Feedback', components: [row(input)] } as never);
      } else if (interaction.isStringSelectMenu()) {
        await interaction.update({ content: `picked ${interaction.values[0]}`, components: [] });
      } else if (interaction.isModalSubmit()) {
        await interaction.reply({
          content: interaction.fields.getTextInputValue('why'),
          flags: MessageFlags.Ephemeral,
        });
      }
    });
    const typed = { question: 'Why?', article: 'Rai' };
    const choices = await server.autocomplete(anna, { channel, name: 'ask', options: typed, focused: 'article' });
    expect(choices).toEqual([{ name: 'Rai…', value: 'a1' }]);

    const note = server.sendMessage(anna, channel, 'the note');
    const explained = server.contextMenu(anna, { channel, name: 'Explain', message: note });
    expect((await explained.original()).content).toBe('about the note');

    const message = await ask().original();
    expect(() => server.click(anna, message, 'Less')).toThrow('it has: More');
    const clicked = server.click(anna, message, 'More');
    await clicked.until(({ modal }) => modal !== undefined);
    expect(() => server.submitModal(anna, clicked, {})).toThrow('field "why" is required');
    const submitted = await server.submitModal(anna, clicked, { why: 'no source' }).original();
    expect(submitted).toMatchObject({ content: 'no source', ephemeral: true });

    const selected = await server.select(anna, message, 'pick', ['one']).original();
    expect(selected).toBe(message);
    expect(message).toMatchObject({ content: 'picked one', components: [] });
    expect(problems).toEqual([]);
  });

  it('kills the token after 3 s unacknowledged and after 15 min, and takes one answer only', async () => {
    const steps: Record<string, (interaction: ChatInputCommandInteraction) => Promise<unknown>> = {};
    const { ask, server, problems } = await startWithBot(onAsk((interaction) => steps.now!(interaction)));
    const codes = () => problems.map((problem) => (problem as DiscordAPIError).code);

    steps.now = async (interaction) => {
      server.advance(3_001);
      await interaction.deferReply();
    };
    const late = ask();
    await server.until(() => late.errors.length === 1);
    expect(late.isAcknowledged).toBe(false);

    steps.now = async (interaction) => {
      await interaction.deferReply();
      interaction.deferred = false;
      await interaction.deferReply();
    };
    const twice = ask();
    await server.until(() => twice.errors.length === 1);

    steps.now = async (interaction) => {
      await interaction.deferReply();
      server.advance(15 * 60_000 + 1);
      await interaction.editReply('too late');
    };
    const expired = ask();
    await server.until(() => expired.errors.length === 1);
    const given = [late, twice, expired].flatMap(({ errors }) => errors.map(({ code }) => code));
    expect(given).toEqual([10062, 40060, 50027]);
    expect(codes().slice(0, 2)).toEqual([10062, 40060]);
  });

  it('lets the first of two deliveries win', async () => {
    const { server, channel, anna } = await startWithBot(onAsk((interaction) => interaction.reply('here')));
    const options = { question: 'Why?' };
    const handle = server.slash(anna, { channel, name: 'ask', options, deliverTwice: true });
    await handle.until(({ errors }) => errors.length === 1);
    expect(handle.errors[0]?.code).toBe(40060);
    expect(channel.messages).toHaveLength(1);
  });
});

describe('answers', () => {
  it('fills a deferred reply with the first follow-up, as ephemeral as it was deferred', async () => {
    const { ask, channel } = await startWithBot(
      onAsk(async (interaction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.followUp('first');
        await interaction.followUp('second');
        await interaction.deleteReply();
        await interaction.editReply('gone');
      }),
    );
    const handle = await ask().until(({ errors }) => errors.length === 1);
    expect(handle.messages).toMatchObject([
      { content: 'first', ephemeral: true, deleted: true },
      { content: 'second', ephemeral: false },
    ]);
    expect(channel.messages.map(({ content }) => content)).toEqual(['second']);
    expect(handle.errors).toMatchObject([{ code: 10008, status: 404 }]);
  });

  it('may be layouts of Components V2 and modals with labels', async () => {
    const { ask, anna, server, problems } = await startWithBot(async (interaction) => {
      const text = (content: string) => ({ type: 10, content });
      const section = { type: 9, components: [text('quote')], accessory: button('rate', 'Rate') };
      const layout = (...components: object[]) => ({
        components: components as never,
        flags: MessageFlags.IsComponentsV2 as const,
      });
      if (interaction.isChatInputCommand()) {
        await interaction.deferReply();
        const tooLong = await refusal(interaction.editReply(layout(text('x'.repeat(2001)), text('x'.repeat(2000)))));
        expect(tooLong.message).toContain('COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED');
        const mixed = await refusal(interaction.editReply({ content: 'x', ...layout(text('x')) }));
        expect(mixed.message).toContain('content[MESSAGE_CANNOT_USE_LEGACY_FIELDS');
        await interaction.editReply(layout({ type: 17, components: [section] }));
      } else if (interaction.isButton()) {
        const options = [{ label: 'Good', value: 'good' }];
        const components = [
          { type: 18, label: 'Verdict', component: { type: 3, custom_id: 'verdict', options } },
          { type: 18, label: 'Note', component: { type: 4, custom_id: 'note', style: 2, required: false } },
        ];
        await interaction.showModal({ custom_id: 'rating', title: 'Rating', components } as never);
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        const verdict = interaction.fields.getStringSelectValues('verdict');
        await interaction.update(layout(text(`${verdict[0]}${interaction.fields.getTextInputValue('note')}`)));
      }
    });
    const message = await ask().original();
    const clicked = await server.click(anna, message, 'Rate').until(({ modal }) => modal !== undefined);
    await server.submitModal(anna, clicked, { Verdict: 'good' }).original();
    expect(message.components).toMatchObject([{ content: 'good' }]);
    expect(problems).toEqual([]);
  });

  it('may be tried again after a refusal, and follow an answer only', async () => {
    const { ask, problems } = await startWithBot(
      onAsk(async (interaction) => {
        const early = await refusal(interaction.webhook.send('early'));
        const long = await refusal(interaction.reply('x'.repeat(2001)));
        await interaction.reply(`${early.code} ${long.code}`);
      }),
    );
    expect((await ask().original()).content).toBe('10015 50035');
    expect(problems).toEqual([]);
  });

  it('reach users who brought the application to a guild without the bot', async () => {
    const owners: unknown[] = [];
    const { server, anna, client } = await startWithBot(
      onAsk(async (interaction) => {
        owners.push(interaction.authorizingIntegrationOwners, interaction.context, interaction.guildId);
        await interaction.reply('here');
      }),
    );
    const abroad = server.addGuild({ name: 'Abroad', withBot: false });
    abroad.addMember(anna);
    const channel = abroad.addChannel({ name: 'far' });
    const call = { channel, name: 'ask', options: { question: 'Why?' } };
    expect(() => server.slash(anna, call)).toThrow('integration_types');
    await client.application!.commands.set([{ ...COMMANDS[0], integration_types: [0, 1] }] as never);
    await server.slash(anna, call).original();
    expect(owners).toMatchObject([{ 1: anna.id }, 0, abroad.id]);
    expect((await refusal(client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } }))).code).toBe(
      50001,
    );
  });
});

describe('message content', () => {
  async function heard(messageContent: boolean) {
    const world = await start();
    const intents = messageContent ? INTENTS : INTENTS.filter((intent) => intent !== GatewayIntentBits.MessageContent);
    const client = await login(world.server, { intents });
    const messages: ClientMessage[] = [];
    client.on(Events.MessageCreate, (message) => void messages.push(message));
    const { server, channel, anna } = world;
    server.sendMessage(anna, channel, 'among us');
    server.sendMessage(anna, channel, `${server.botUser.mention} a question`);
    server.sendMessage(anna, server.openDm(anna), 'in private');
    await server.until(() => messages.length === 3);
    return { messages, mention: server.botUser.mention, bot: client.user! };
  }

  it('reaches a bot with the intent', async () => {
    const { messages, mention } = await heard(true);
    expect(messages.map(({ content }) => content)).toEqual(['among us', `${mention} a question`, 'in private']);
  });

  it('is stripped without it, but for mentions and direct messages', async () => {
    const { messages, mention, bot } = await heard(false);
    expect(messages.map(({ content }) => content)).toEqual(['', `${mention} a question`, 'in private']);
    expect(messages[1]?.mentions.has(bot)).toBe(true);
  });
});

const manyButtons = Array.from({ length: 6 }, (_, index) => button(`b${index}`, 'x'));
const OVER_LIMIT: [string, MessageCreateOptions, number, string][] = [
  ['content over 2000', { content: 'x'.repeat(2001) }, 50035, 'content[BASE_TYPE_MAX_LENGTH]'],
  ['nothing', { content: '  ' }, 50006, 'empty message'],
  ['an embed title over 256', { embeds: [{ title: 'x'.repeat(257) }] }, 50035, 'embeds[0].title'],
  ['an embed description over 4096', { embeds: [{ description: 'x'.repeat(4097) }] }, 50035, 'embeds[0].description'],
  [
    'embeds over 6000 in all',
    { embeds: [4000, 2001].map((n) => ({ description: 'x'.repeat(n) })) },
    50035,
    'MAX_EMBED',
  ],
  [
    'eleven embeds',
    { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) },
    50035,
    'embeds[BASE_TYPE_BAD_LENGTH]',
  ],
  ['a field without a value', { embeds: [{ fields: [{ name: 'x', value: '' }] }] }, 50035, 'fields[0].value'],
  [
    'six buttons in a row',
    { content: 'x', components: [row(...manyButtons)] as never },
    50035,
    'components[0].components',
  ],
  [
    'six rows',
    { content: 'x', components: manyButtons.map((one) => row(one)) as never },
    50035,
    'components[BASE_TYPE',
  ],
  [
    'a custom_id used twice',
    { content: 'x', components: [row(button('a', 'x'), button('a', 'y'))] as never },
    50035,
    'DUPLICATED',
  ],
  [
    'a custom_id over 100',
    { content: 'x', components: [row(button('a'.repeat(101), 'x'))] as never },
    50035,
    'custom_id',
  ],
  ['a label over 80', { content: 'x', components: [row(button('a', 'x'.repeat(81)))] as never }, 50035, 'label'],
  [
    'a reply to no message',
    { content: 'x', reply: { messageReference: '1' } },
    50035,
    'message_reference[REPLIES_UNKNOWN',
  ],
  [
    'mentions both whole and single',
    { content: 'x', allowedMentions: { parse: ['users'], users: ['1'] } },
    50035,
    'exclusive',
  ],
];

describe('limits', () => {
  it.each(OVER_LIMIT)('refuses %s', async (_what, message, code, text) => {
    const { channel, textChannel } = await startWithBot();
    const refused = await refusal(textChannel.send(message));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(text);
    expect(channel.messages).toEqual([]);
  });

  it('counts characters, not UTF-16 units', async () => {
    const { channel, textChannel } = await startWithBot();
    await textChannel.send('😀'.repeat(2000));
    expect(channel.messages).toHaveLength(1);
  });

  it('refuses commands that break a rule, and keeps those it has', async () => {
    const { client, server } = await startWithBot();
    const option = (name: string, required = false) => ({ type: 3, name, description: 'x', required });
    const wrong: [object, string][] = [
      [{ name: 'Ask', description: 'x' }, 'name[APPLICATION_COMMAND_INVALID_NAME]'],
      [{ name: 'ask', description: '' }, 'description[BASE_TYPE_REQUIRED]'],
      [{ name: 'ask', description: 'x', name_localizations: { xx: 'ask' } }, 'name_localizations.xx'],
      [{ name: 'ask', description: 'x', options: [option('a'), option('b', true)] }, 'REQUIRED_INVALID'],
      [
        { name: 'ask', description: 'x', options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) },
        'options[BASE',
      ],
    ];
    for (const [command, text] of wrong) {
      const refused = await refusal(
        client.rest.put(`/applications/${server.applicationId}/commands`, { body: [command] }),
      );
      expect(refused.code).toBe(50035);
      expect(refused.message).toContain(text);
    }
    expect(server.commands.global.map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name));
    expect(server.registrations).toBe(wrong.length + 1);
  });

  it('answers with the permission that is missing, and with what is gone', async () => {
    const { channel, anna, server, textChannel } = await startWithBot();
    const theirs = server.sendMessage(anna, channel, 'mine');
    const mine = await textChannel.send('hello');
    const edit = textChannel.messages.edit(theirs.id, 'yours?');
    expect((await refusal(edit)).code).toBe(50005);
    expect((await refusal(textChannel.messages.fetch('1'))).code).toBe(10008);
    channel.denyBot('SendMessages');
    expect((await refusal(textChannel.send('hello'))).code).toBe(50013);
    channel.denyBot('ViewChannel');
    expect((await refusal(textChannel.send('hello'))).code).toBe(50001);
    channel.remove();
    expect((await refusal(mine.edit('still there?'))).code).toBe(10003);
  });

  it('refuses second threads, locked threads and closed direct messages', async () => {
    const { channel, anna, server, client, textChannel } = await startWithBot();
    const message = await textChannel.send('hello');
    const thread = await message.startThread({ name: 'more' });
    const again = client.rest.post(`/channels/${channel.id}/messages/${message.id}/threads`, {
      body: { name: 'again' },
    });
    expect((await refusal(again)).code).toBe(160004);
    const world = channel.last!.thread!;
    world.setThread({ archived: true });
    await thread.send('awake');
    expect(world.thread?.archived).toBe(false);
    world.setThread({ archived: true, locked: true });
    expect((await refusal(thread.send('asleep'))).code).toBe(50083);
    anna.acceptsDirectMessages = false;
    expect((await refusal(client.users.send(anna.id, 'psst'))).code).toBe(50007);
    expect(server.openDm(anna).messages).toEqual([]);
  });

  it('allows few edits once a message is an hour old', async () => {
    const { server, textChannel } = await startWithBot();
    server.oldMessageEdits.limit = 1;
    server.oldMessageEdits.status = 400;
    const message = await textChannel.send('news');
    server.advance(60 * 60_000 + 1);
    await message.edit('old news');
    expect((await refusal(message.edit('older news'))).code).toBe(30046);
  });

  it('refuses to register without the scope applications.commands', async () => {
    const { server } = await start({ flags: { applicationCommandsScope: false } });
    const client = await login(server);
    expect((await refusal(client.application!.commands.set([]))).code).toBe(50001);
  });
});

describe('faults', () => {
  it('answers 429 by a lowered limit, and the client waits and succeeds', async () => {
    const { server, channel, textChannel } = await startWithBot();
    server.limits.bucket = { limit: 1, windowMs: 40 };
    await Promise.all(['one', 'two', 'three'].map((content) => textChannel.send(content)));
    expect(channel.messages.map(({ content }) => content)).toEqual(['one', 'two', 'three']);
    server.limits.bucket = { limit: 100, windowMs: 1_000 };
    server.fault({ method: 'POST', path: /messages$/, status: 429, retryAfter: 0.01 });
    await textChannel.send('four');
    expect(server.requests.filter(({ status }) => status === 429)).toHaveLength(1);
    server.limits.global = { limit: 0, windowMs: 20 };
    const held = textChannel.send('five');
    await server.until(() => server.requests.filter(({ status }) => status === 429).length === 2);
    server.limits.global = { limit: 50, windowMs: 1_000 };
    await held;
    expect(channel.last?.content).toBe('five');
  });

  it('does the work of a held call before its answer, or drops the connection', async () => {
    const { server, channel, textChannel } = await startWithBot();
    const slow = server.fault({ method: 'POST', path: /messages$/, hold: true, afterWork: true });
    const sending = textChannel.send('slow');
    await channel.until(({ messages }) => messages.length === 1);
    slow.release();
    expect((await sending).content).toBe('slow');
    server.fault({ path: /messages$/, dropConnection: true, afterWork: true });
    await expect(textChannel.send('lost')).rejects.toThrow();
    expect(channel.last?.content).toBe('lost');
    server.fault({ path: /messages$/, status: 503 });
    await expect(textChannel.send('never')).rejects.toThrow();
    expect(slow.hits).toBe(1);
  });
});

describe('gateway', () => {
  it('resumes after a lost socket and replays what was missed', async () => {
    const { server, channel, anna, client } = await startWithBot();
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    server.refuseGateway();
    server.closeGateway();
    await server.until(() => !server.isConnected);
    server.sendMessage(anna, channel, 'while you were away');
    server.refuseGateway(false);
    await resumed;
    expect(heard).toEqual(['while you were away']);
    expect(server).toMatchObject({ identifies: 1, resumes: 1 });
  });

  it('identifies anew when the session is forgotten', async () => {
    const { server } = await start();
    // The client's own throttle would wait 5 s between two identifications.
    const buildIdentifyThrottler = async () => ({ waitForIdentify: async () => {} });
    const client = await login(server, { ws: { buildIdentifyThrottler } });
    const readyAgain = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    server.forgetSessions();
    server.closeGateway(4000);
    await readyAgain;
    expect(server).toMatchObject({ identifies: 2, resumes: 0 });
  });

  it('is left by a client whose heartbeats stay unanswered', async () => {
    const { server } = await startWithBot(() => {}, { heartbeatIntervalMs: 30 });
    server.silenceHeartbeats();
    await server.until(() => !server.isConnected);
    server.silenceHeartbeats(false);
    await server.until(() => server.resumes > 0 && server.isConnected);
    expect(server.identifies).toBe(1);
  });

  it('is left and found again when it asks for it', async () => {
    const { server, client } = await startWithBot();
    for (const disturb of [() => server.reconnectGateway(), () => server.invalidateSession({ resumable: true })]) {
      const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
      disturb();
      await resumed;
    }
    expect(server).toMatchObject({ identifies: 1, resumes: 2 });
  });
});

import { describe, expect, it } from 'vitest';
import { type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import { DiscordServer, type Guild } from '../support/discord-server/index.js';
import { answerTo } from '../support/read-components.js';

describe('starting', () => {
  it('prints the invite with the least permissions, then READY', async () => {
    const { lines, server } = await startBot();
    const invite = new URL(lines[0].replace('Invite: ', ''));
    expect(invite.searchParams.get('client_id')).toBe(server.applicationId);
    expect(invite.searchParams.get('scope')?.split(' ').sort()).toEqual(['applications.commands', 'bot']);
    const permissions = BigInt(invite.searchParams.get('permissions')!);
    // View, send, embed, attach, read history, threads: no more, and nothing that manages.
    expect(permissions).toBe(
      (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 35n) | (1n << 38n),
    );
    expect(lines.at(-1)).toMatch(/^READY \S+ in 1 server$/);
  });

  it('registers the commands once, and again only when they changed', async () => {
    const bot = await startBot();
    expect(bot.server.registrations).toBe(1);
    await bot.restart();
    expect(bot.server.registrations).toBe(1);
    (bot.server.commands.global[0] as { description?: string }).description = 'something of old';
    await bot.restart();
    expect(bot.server.registrations).toBe(2);
  });

  it('registers in one server alone, where that is set', async () => {
    let guildId = '';
    const options = {
      before: ({ guild }: { guild: { id: string } }) => {
        guildId = guild.id;
        options.guildId = guildId;
      },
      guildId: undefined as string | undefined,
    };
    const { server, guild } = await startBot(options);
    expect(server.commands.guild(guild).length).toBeGreaterThan(4);
    expect(server.commands.global).toEqual([]);
  });

  /** Starts the bot once for each name of the server that is set; undefined where none is. */
  async function startFor(...names: ('first' | 'second' | undefined)[]) {
    const options: BotFixtureOptions = {
      before: ({ server, guild }) => {
        servers = { first: guild, second: server.addGuild({ name: 'second' }) };
        options.guildId = names[0] && servers[names[0]].id;
      },
    };
    let servers: Record<'first' | 'second', Guild>;
    const bot = await startBot(options);
    const start = async (name?: 'first' | 'second') => {
      options.guildId = name && servers[name].id;
      await bot.restart();
    };
    for (const name of names.slice(1)) await start(name);
    /** How often each command is offered in each server. */
    const offers = () =>
      Object.values(servers).map((guild) =>
        [...bot.server.commands.global, ...bot.server.commands.guild(guild)].map(({ name }) => name),
      );
    return { bot, start, offers };
  }

  it.each<[string, ('first' | 'second' | undefined)[], [boolean, boolean]]>([
    ['in one server, then in all', ['first', undefined], [true, true]],
    ['in all, then in one', [undefined, 'first'], [true, true]],
    ['in one server, then in another', ['first', 'second'], [false, true]],
    ['in one server, in all, and in one again', ['first', undefined, 'second'], [true, true]],
  ])('offers each command once where it was registered %s', async (_, names, isThere) => {
    const { bot, offers } = await startFor(...names);
    expect(offers().map((offered) => offered.length > 0)).toEqual(isThere);
    for (const offered of offers()) expect(offered).toEqual([...new Set(offered)]);
    expect(bot.lines.join('\n')).not.toContain('twice');
  });

  it('says that commands of another version stand beside those that are tried out, until these are for all', async () => {
    const { bot, start, offers } = await startFor(undefined);
    (bot.server.commands.global[0] as { description?: string }).description = 'something of old';
    await start('first');
    const [first, second] = offers();
    expect(first.length).toBe(2 * second.length);
    expect(bot.lines.at(-2)).toMatch(/all stand twice; start without it/);
    await start(undefined);
    for (const offered of offers()) expect(offered).toEqual(second);
  });

  it('tries again while Discord is down', async () => {
    const { lines } = await startBot({
      before: ({ server }) => {
        server.fault({ path: /gateway\/bot/, status: 503, times: 1 });
      },
    });
    expect(lines[0]).toMatch(/^Discord can't be reached \(.+\); trying again in 1 s\.$/);
    expect(lines.at(-1)).toMatch(/^READY/);
  });

  it('answers what is asked as soon as it has identified itself', async () => {
    const bot = await startBot();
    await bot.stop();
    const { identifies } = bot.server;
    const started = bot.restart();
    await bot.server.until(() => bot.server.identifies > identifies);
    const options = { question: 'What was found in the ramp?' };
    const asked = bot.server.slash(bot.ann, { channel: bot.channel, name: 'ask', options });
    await started;
    expect((await answerTo(asked)).content).toMatch(/crack was found/);
  });

  it('says in one sentence what to do about a wrong token', async () => {
    const other = await DiscordServer.start({ token: 'another.token.altogether' });
    try {
      await expect(
        startBot({
          before: ({ server }) => {
            Object.defineProperty(server, 'token', { value: 'wrong.token.here' });
          },
        }),
      ).rejects.toThrow(/^Discord refuses DISCORD_TOKEN; copy the token anew/);
    } finally {
      await other.stop();
    }
  });

  it('says in one sentence what to do about a missing scope', async () => {
    await expect(startBot({ server: { flags: { applicationCommandsScope: false } } })).rejects.toThrow(
      /^Discord refuses to register commands; invite the bot again/,
    );
  });

  it('keeps the token out of the log', async () => {
    const { server, ann, channel, log } = await startBot();
    await server.slash(ann, { channel, name: 'ask', options: { question: 'Who?' } }).original();
    expect(log()).not.toContain(server.token);
    expect(log()).not.toContain(server.interactions[0].token);
  });

  it('keeps questions and answers out of the log, unless they are wanted there', async () => {
    const question = 'What was found in the ramp?';
    for (const logContent of [false, true]) {
      const { server, ann, channel, log, stop } = await startBot({ logContent });
      await server.slash(ann, { channel, name: 'ask', options: { question } }).original();
      await server.until(() => log().includes('"answered"'));
      expect(log().includes(question)).toBe(logContent);
      expect(log().includes('crack was found')).toBe(logContent);
      await stop();
    }
  });
});

describe('stopping', () => {
  it('finishes what runs and apologises to what waits', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bot = await startBot({
      wrap: (app) => ({
        converse: async (...args) => {
          await held;
          return app.converse(...args);
        },
      }),
    });
    const { server, ann, channel } = bot;
    const ask = () => server.slash(ann, { channel, name: 'ask', options: { question: 'What was found in the ramp?' } });
    const running = ask();
    await running.acknowledged;
    const waiting = ask();
    await waiting.until(({ messages }) => messages[0]?.content.includes('number 1 in the queue') ?? false);
    const stopped = bot.stop();
    await waiting.until(
      ({ messages }) => messages[0].content === 'I am being restarted; please ask again in a minute.',
    );
    release();
    await stopped;
    expect(running.messages[0].content).toMatch(/crack was found/);
  });
});

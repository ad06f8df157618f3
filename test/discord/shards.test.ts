/** The bot on several shards of one process, beside a Discord that sends every server's events to its own shard. */
import { describe, expect, it } from 'vitest';
import { type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Guild } from '../support/discord-server/index.js';
import { answerTo } from '../support/read-components.js';

const QUESTION = 'What was found in the ramp?';

/** A bot in four servers more, spread over three shards, with ann in each. */
async function startShards(options: BotFixtureOptions) {
  const guilds: Guild[] = [];
  const bot = await startBot({
    ...options,
    server: { loginsAtOnce: 3, ...options.server },
    before: ({ server, ann }) => {
      for (const id of [0, 1, 2, 1]) {
        const guild = server.addGuild({ onShard: [id, 3] });
        guild.addMember(ann);
        guilds.push(guild);
      }
    },
  });
  const ask = (guild: Guild) =>
    bot.server.slash(bot.ann, { channel: guild.systemChannel!, name: 'ask', options: { question: QUESTION } });
  return { bot, guilds, ask };
}

describe('several shards in one process', () => {
  it.each([
    ['a number', { shards: { total: 3 } }],
    ['as many as Discord recommends', { shards: {}, server: { loginsAtOnce: 3, recommendedShards: 3 } }],
  ])('%s: serve all servers, each once', async (_what, options) => {
    const { bot, guilds, ask } = await startShards(options);
    expect(bot.server.identifiedShards.sort()).toEqual([0, 1, 2]);
    expect(bot.lines.at(-1)).toMatch(/^READY \S+ in 5 servers as shard 0, 1, 2 of 3$/);
    expect(bot.server.registrations).toBe(1);
    for (const guild of guilds) {
      expect((await answerTo(ask(guild))).content).toMatch(/crack was found/);
      expect(guild.systemChannel!.messages.filter(({ content }) => content.includes('crack'))).toHaveLength(1);
    }
  });

  it('a list of them serves its own servers, and leaves the commands to the first', async () => {
    const { bot, guilds, ask } = await startShards({ shards: { total: 3, ids: [1, 2] } });
    expect(bot.lines).toEqual([expect.stringMatching(/^READY \S+ in [34] servers as shard 1, 2 of 3$/)]);
    expect(bot.server.registrations).toBe(0);
    bot.server.sendMessage(bot.ann, guilds[0].systemChannel!, `<@${bot.server.botUser.id}> ${QUESTION}`);
    expect(bot.server.commands.global).toEqual([]);
    for (const guild of guilds.slice(1)) {
      bot.server.sendMessage(bot.ann, guild.systemChannel!, `<@${bot.server.botUser.id}> ${QUESTION}`);
      await bot.server.until(() => guild.systemChannel!.messages.some(({ content }) => content.includes('crack')));
    }
    expect(guilds[0].systemChannel!.messages).toHaveLength(1);
    expect(ask).toBeTypeOf('function');
  });

  it('too few for Discord end with one sentence', async () => {
    await expect(startBot({ shards: { total: 1 }, before: ({ server }) => server.requireShards(2) })).rejects.toThrow(
      /^Discord wants the bot’s servers spread over other shards than SHARDS names; set SHARDS=auto/,
    );
  });

  it('that Discord cuts off for good end the bot, so that it is started again', async () => {
    const { bot } = await startShards({ shards: { total: 3 } });
    bot.server.closeGateway(4011);
    await expect(bot.ended).rejects.toThrow(/spread over other shards/);
  });

  it('are named in the status', async () => {
    const { bot } = await startShards({ shards: { total: 3 } });
    const status = bot.server.slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'status' });
    const { content } = await answerTo(status);
    expect(content).toMatch(/\*\*Shards\*\* 0, 1, 2 \/ 3\n\*\*Servers\*\* 5\n/);
  });
});

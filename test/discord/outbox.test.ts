/** What is told later: once, where it belongs, at a bearable rate, whatever ends in between. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { customId } from '../../src/discord/custom-ids.js';
import { noticeKind } from '../../src/discord/notices/kind.js';
import { button, row } from '../../src/discord/render/answer-controls.js';
import { CLAIM_MS, type NewNotice } from '../../src/state/notices.js';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel, Guild } from '../support/discord-server/index.js';

const SECOND_MS = 1_000;
const HOUR_MS = 60 * 60_000;

/** Pages of text, with a button by which they are known. */
const NOTE = noticeKind({
  kind: 'note',
  content: z.object({ pages: z.array(z.string()) }),
  followsPerson: true,
  show: async (_context, { id }, { pages }) =>
    pages.length === 0
      ? undefined
      : { contents: pages, controls: [row(button(customId('why', id), { label: 'why' }))], marker: id },
});

const start = (options: BotFixtureOptions = {}) => startBot({ noticeKinds: [NOTE], ...options });

const add = async (bot: BotFixture, id: string, change: Partial<NewNotice> = {}) =>
  bot.state.notices.add({
    ...{ id, guild: bot.guild.id, channel: bot.channel.id, user: bot.ann.id, kind: 'note' },
    ...{ content: { pages: [`note ${id}`] }, madeAtMs: Date.now() + bot.clockOffsetMs },
    ...change,
  });

const postedIn = (bot: BotFixture, channel = bot.channel) =>
  channel.visible.filter(({ author }) => author === bot.server.botUser).map(({ content }) => content);

/** Looks again, `times` times, as if the pauses in between had passed. */
async function lookAgain(bot: BotFixture, times = 2, pauseMs = 2 * SECOND_MS): Promise<void> {
  for (let i = 0; i < times; i++) {
    await bot.tick();
    advance(bot, pauseMs);
  }
}

/** Where a process dies: what it waits for there doesn't come before the test is over. */
interface Death {
  inShow: boolean;
  betweenPages: boolean;
  inTold: boolean;
}

/** A bot that is dead over a notice, and the one that takes its place. */
async function dying({ inShow, betweenPages, inTold }: Partial<Death>, content: { pages: string[] }) {
  let isFirst = true;
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const bot = await new Promise<BotFixture>((resolve, reject) => {
    let fixture: BotFixture;
    const die = async (isHere = false) => {
      if (!isHere || !isFirst) return;
      isFirst = false;
      resolve(fixture);
      await over;
    };
    const kind = noticeKind({
      ...NOTE,
      show: async (context, notice, given) => {
        await die(inShow);
        return NOTE.show(context, notice, given);
      },
      onTold: () => die(inTold),
    });
    const begin = async () => {
      fixture = await start({ noticeKinds: [kind] });
      onTestFinished(end);
      await add(fixture, 'n1', { content });
      const message = { method: 'POST', path: /channels\/\d+\/messages/ };
      const held = betweenPages && fixture.server.fault({ ...message, hold: true, afterWork: true });
      void fixture.tick();
      if (!held) return;
      onTestFinished(() => held.release());
      await fixture.server.until(() => held.hits === 1 && postedIn(fixture).length === 1);
      resolve(fixture);
    };
    begin().catch(reject);
  });
  return { bot, next: await bot.twin() };
}

describe('a notice', () => {
  it('comes once, in its channel, and mentions its person alone', async () => {
    const bot = await start();
    await add(bot, 'n1', { content: { pages: [`for <@${bot.ben.id}> @everyone`, 'and more'] } });
    await lookAgain(bot);
    await bot.restart();
    await lookAgain(bot);
    expect(postedIn(bot)).toEqual([`<@${bot.ann.id}> for <@${bot.ben.id}> @everyone`, 'and more']);
    expect(bot.channel.visible[0].mentioned).toEqual([bot.ann]);
    expect(bot.channel.visible[0].pings.everyone).toBe(false);
  });

  it('without a channel comes by direct message', async () => {
    const bot = await start();
    await add(bot, 'n1', { channel: undefined });
    await add(bot, 'n2', { channel: undefined, guild: undefined, user: bot.ben.id });
    await lookAgain(bot);
    expect(postedIn(bot, bot.server.openDm(bot.ann))).toEqual(['note n1']);
    expect(postedIn(bot, bot.server.openDm(bot.ben))).toEqual(['note n2']);
    expect(postedIn(bot)).toEqual([]);
  });

  it.each<[string, (bot: BotFixture, channel: Channel) => void]>([
    ['they can’t read', ({ ann }, channel) => channel.overwrite({ target: ann, deny: ['ViewChannel'] })],
    ['is gone', (_, channel) => channel.remove()],
    [
      'the server allows no more',
      ({ state, guild }) => void state.changeSettings(guild.id, { allowedChannels: ['1'] }),
    ],
    ['the bot can’t write in', (_, channel) => channel.denyBot('SendMessages')],
  ])('for a person whose channel %s follows them', async (_what, spoil) => {
    const bot = await start();
    const channel = bot.guild.addChannel({ name: 'news' });
    await add(bot, 'n1', { channel: channel.id });
    spoil(bot, channel);
    await lookAgain(bot);
    expect(postedIn(bot, channel)).toEqual([]);
    expect(postedIn(bot, bot.server.openDm(bot.ann))).toEqual(['note n1']);
  });

  it('for a person who takes no direct messages is given up, and the log tells nothing of it', async () => {
    const bot = await start();
    bot.ann.acceptsDirectMessages = false;
    await add(bot, 'n1', { channel: undefined, content: { pages: ['a secret'] } });
    await lookAgain(bot);
    expect(bot.log().match(/"notice-given-up"/g)).toHaveLength(1);
    expect(bot.log()).not.toContain('a secret');
    bot.ann.acceptsDirectMessages = true;
    await lookAgain(bot, 2, CLAIM_MS);
    expect(postedIn(bot, bot.server.openDm(bot.ann))).toEqual([]);
  });

  it('that has nothing to say any more, or can’t be read, is left', async () => {
    const bot = await start();
    await add(bot, 'n1', { content: { pages: [] } });
    await add(bot, 'n2', { channel: bot.guild.addChannel({ name: 'other' }).id, content: 'none of that kind' });
    await lookAgain(bot);
    expect(bot.log()).toContain('"notice-void"');
    expect(bot.log()).toContain('"notice-unreadable"');
    expect(await bot.state.notices.due(Number.MAX_SAFE_INTEGER, ['note'])).toEqual([]);
  });

  it('that Discord refuses for a while is tried again, and given up in the end', async () => {
    const bot = await start();
    const fault = bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, status: 400, times: 99 });
    await add(bot, 'n1');
    await bot.tick();
    await bot.tick();
    expect(fault.hits).toBe(1);
    await lookAgain(bot, 2, HOUR_MS);
    fault.remove();
    await lookAgain(bot);
    expect(postedIn(bot)).toEqual([`<@${bot.ann.id}> note n1`]);
    const lasting = bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, status: 400, times: 99 });
    await add(bot, 'n2');
    await lookAgain(bot, 6, HOUR_MS);
    expect(lasting.hits).toBe(4);
    expect(bot.log().match(/"notice-given-up"/g)).toHaveLength(1);
  });

  it('outlasts hours in which Discord is in trouble', async () => {
    const bot = await start();
    await add(bot, 'n1');
    for (let i = 0; i < 6; i++) {
      const [notice] = await bot.state.notices.due(Date.now(), ['note']);
      await bot.state.notices.failed((await bot.state.notices.claim(notice, Date.now()))!, Date.now());
    }
    bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, status: 503, times: 4 });
    await lookAgain(bot, 2, HOUR_MS);
    expect(postedIn(bot)).toHaveLength(1);
  });

  it('of a burst comes in turn: one in two seconds, twenty in an hour, and every one in the end', async () => {
    const bot = await start();
    const other = bot.guild.addChannel({ name: 'other' });
    for (let i = 10; i < 35; i++) await add(bot, `n${i}`);
    await add(bot, 'o1', { channel: other.id });
    await bot.tick();
    await bot.tick();
    expect(postedIn(bot)).toHaveLength(1);
    expect(postedIn(bot, other)).toHaveLength(1);
    advance(bot, 2 * SECOND_MS);
    await lookAgain(bot, 40);
    expect(postedIn(bot)).toHaveLength(20);
    advance(bot, HOUR_MS);
    await lookAgain(bot, 10);
    expect(postedIn(bot)).toHaveLength(25);
    expect(new Set(postedIn(bot)).size).toBe(25);
  });

  it('is one message, though the answer to its posting was lost', async () => {
    const bot = await start();
    bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, dropConnection: true, afterWork: true });
    await add(bot, 'n1');
    await lookAgain(bot);
    expect(postedIn(bot)).toHaveLength(1);
  });

  it.each<[string, Partial<Death>, number]>([
    ['before it is posted', { inShow: true }, 0],
    ['between its first page and its second', { betweenPages: true }, 1],
    ['after it is posted and before that is noted', { inTold: true }, 2],
  ])('whose process dies %s comes all the same, and once', async (_when, death, before) => {
    const { bot, next } = await dying(death, { pages: ['one', 'two'] });
    expect(postedIn(bot)).toHaveLength(before);
    await next.tick();
    expect(postedIn(bot)).toHaveLength(before);
    advance(bot, CLAIM_MS + SECOND_MS);
    await next.tick();
    expect(postedIn(bot)).toEqual([`<@${bot.ann.id}> one`, 'two']);
    expect(await next.state.notices.due(Number.MAX_SAFE_INTEGER, ['note'])).toEqual([]);
  });

  it('is found among many other messages', async () => {
    const { bot, next } = await dying({ inTold: true }, { pages: ['one'] });
    for (let i = 0; i < 130; i++) bot.server.sendMessage(bot.ben, bot.channel, `talk ${i}`);
    advance(bot, CLAIM_MS + SECOND_MS);
    await next.tick();
    expect(postedIn(bot)).toHaveLength(1);
    expect(bot.log()).toContain('"notice-posted"');
  });

  it('is not posted again where nobody can tell whether it was', async () => {
    const { bot, next } = await dying({ inTold: true }, { pages: ['one'] });
    bot.channel.denyBot('ReadMessageHistory');
    advance(bot, CLAIM_MS + SECOND_MS);
    await next.tick();
    expect(postedIn(bot)).toHaveLength(1);
    expect(bot.log()).toContain('"notice-given-up"');
  });

  it('is posted once by two processes over one state', async () => {
    const bot = await start();
    const twin = await bot.twin();
    for (let i = 0; i < 5; i++) await add(bot, `n${i}`, { channel: bot.guild.addChannel({ name: `c${i}` }).id });
    await Promise.all([bot.tick(), twin.tick()]);
    const all = bot.guild.channels.flatMap((channel) => postedIn(bot, channel));
    expect(all.sort()).toEqual([0, 1, 2, 3, 4].map((i) => `<@${bot.ann.id}> note n${i}`));
  });

  it('of no server is the first shard’s, and of a server its own shard’s', async () => {
    const bot = await start({
      shards: { total: 3, ids: [1, 2] },
      server: { loginsAtOnce: 3 },
      before: ({ server, ann }) => [0, 1].map((id) => server.addGuild({ onShard: [id, 3] }).addMember(ann)),
    });
    const [first, second] = [...bot.server.world.guilds.values()].filter(({ id }) => id !== bot.guild.id);
    const noticeOf = (guild: Guild) => ({ guild: guild.id, channel: guild.systemChannel!.id });
    await add(bot, 'n0', { guild: undefined, channel: undefined });
    await add(bot, 'n1', noticeOf(first));
    await add(bot, 'n2', noticeOf(second));
    await lookAgain(bot);
    expect(postedIn(bot, bot.server.openDm(bot.ann))).toEqual([]);
    expect(postedIn(bot, first.systemChannel)).toEqual([]);
    expect(postedIn(bot, second.systemChannel)).toContain(`<@${bot.ann.id}> note n2`);
  });

  it('goes with the person’s data', async () => {
    const bot = await start();
    await add(bot, 'n1');
    await bot.state.forgetUser(bot.ann.id);
    await lookAgain(bot);
    expect(postedIn(bot)).toEqual([]);
  });
});

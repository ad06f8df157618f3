import { beforeAll, describe, expect, it } from 'vitest';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import { answerTo, buttonsOf } from '../support/read-components.js';

const QUESTION = 'What was found in the ramp?';
const MINUTE_MS = 60_000;

/** Logged in before all tests: discord.js logs in once in five seconds, and after these tests may at once. */
let early: BotFixture;
beforeAll(async () => {
  const ends: (() => Promise<void>)[] = [];
  early = await startBot({ atEnd: (end) => ends.unshift(end) });
  return async () => {
    for (const end of ends) await end();
  };
});

/** A bot whose answers wait until they are let go. */
async function startHeldBot(options: BotFixtureOptions = {}) {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bot = await startBot({
    ...options,
    wrap: (app) => ({
      converse: async (...args) => {
        await held;
        return app.converse(...args);
      },
    }),
  });
  return { bot, release };
}

const slash = ({ server, ann, channel }: BotFixture, options: Record<string, string | boolean> = {}) =>
  server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } });
const mention = ({ server, ann, channel }: BotFixture) =>
  server.sendMessage(ann, channel, `<@${server.botUser.id}> ${QUESTION}`);
const ownMessages = ({ channel, server }: BotFixture) =>
  channel.messages.filter(({ author }) => author === server.botUser);
/** Whether the bot still answers, after whatever was done to it. */
const stillAnswers = async (bot: BotFixture) => {
  expect((await answerTo(slash(bot))).content).toMatch(/crack was found/);
};

describe('a fault of Discord’s', () => {
  it.each([
    ['429 of a bucket', { status: 429, retryAfter: 0.05 }],
    ['429 of everything', { status: 429, retryAfter: 0.05, global: true }],
    ['502 twice', { status: 502, times: 2 }],
    ['a cut connection', { dropConnection: true }],
  ])('%s while an answer is sent: it is sent once, a little later', async (_what, fault) => {
    const bot = await startBot();
    bot.server.fault({ path: /\/webhooks\//, method: 'PATCH', ...fault });
    expect((await answerTo(slash(bot))).content).toMatch(/crack was found/);
    bot.server.fault({ path: /\/channels\/\d+\/messages$/, method: 'POST', ...fault });
    mention(bot);
    await bot.server.until(() => ownMessages(bot).length === 2);
    await stillAnswers(bot);
    expect(ownMessages(bot)).toHaveLength(3);
  });

  it.each([
    ['an error', { status: 500 }],
    ['a cut connection', { dropConnection: true }],
  ])('%s after the message was posted: it isn’t posted twice', async (_what, fault) => {
    const bot = await startBot();
    bot.server.fault({ path: /\/channels\/\d+\/messages$/, method: 'POST', afterWork: true, ...fault });
    const question = mention(bot);
    await bot.server.until(() => bot.log().includes('"answered"'));
    expect(ownMessages(bot).filter(({ reference }) => reference === question)).toHaveLength(1);
  });

  it('a place in the queue that is late doesn’t hide the answer', async () => {
    const bot = await startBot();
    const slow = bot.server.fault({ path: /(?:@|%40)original/, method: 'PATCH', hold: true });
    const first = slash(bot);
    const second = slash(bot);
    await second.acknowledged;
    await bot.server.until(() => slow.hits === 1);
    slow.release();
    for (const asked of [first, second]) expect((await answerTo(asked)).content).toMatch(/crack was found/);
  });

  it.each([
    ['is lost with all its tries', { status: 500, times: 4 }],
    ['is refused', { status: 400, code: 50035, times: 1 }],
  ])('a place in the queue that %s doesn’t keep the asker from being told what comes of it', async (_what, fault) => {
    const { bot, release } = await startHeldBot();
    mention(bot);
    await bot.server.until(() => bot.channel.typing > 0);
    const refused = bot.server.fault({ path: /\/channels\/\d+\/messages$/, method: 'POST', ...fault });
    const waiting = mention(bot);
    await bot.server.until(() => refused.hits === fault.times);
    const stopped = bot.stop();
    await bot.server.until(() => ownMessages(bot).length > 0);
    release();
    await stopped;
    expect(ownMessages(bot).find(({ reference }) => reference === waiting)?.content).toMatch(/being restarted/);
  });

  it('an error after the acknowledgement had worked doesn’t leave the asker waiting', async () => {
    const bot = await startBot();
    bot.server.fault({ path: /\/callback/, status: 500, afterWork: true });
    const asked = slash(bot);
    expect((await answerTo(asked)).content).toMatch(/crack was found/);
    expect(ownMessages(bot)).toHaveLength(1);
  });

  it.each([
    ['10062, too late', { status: 404, code: 10062 }],
    ['40060, acknowledged by another', { status: 400, code: 40060 }],
    ['50001, no access', { status: 403, code: 50001 }],
  ])('%s when acknowledging: nothing more is sent', async (_what, fault) => {
    const bot = await startBot();
    bot.server.fault({ path: /\/callback/, ...fault });
    const before = bot.server.sends().length;
    slash(bot);
    await bot.server.until(() => bot.server.requests.some(({ code }) => code === fault.code));
    await stillAnswers(bot);
    // The callback that failed, and the two calls of the question that followed.
    expect(bot.server.sends().length - before).toBeLessThanOrEqual(3);
  });

  it('50013, no right to write: the asker is told where it can be', async () => {
    const bot = await startBot();
    bot.channel.overwrite({ target: bot.server.botUser, deny: ['SendMessages'] });
    mention(bot);
    await bot.server.until(() => bot.server.requests.some(({ code }) => code === 50013));
    const hidden = await answerTo(slash(bot, { private: true }));
    const shared = await bot.server.click(bot.ann, hidden, 'Share').original();
    expect(shared.content).toMatch(/not allowed to write in this channel/);
  });

  it('50035, a layout that is refused: the answer comes in plain form', async () => {
    const bot = await startBot();
    const robot = `<@${bot.server.botUser.id}>`;
    const refused = { status: 400, code: 50035, message: 'Invalid Form Body' };
    bot.server.fault({ path: /(?:@|%40)original/, method: 'PATCH', ...refused });
    const answer = await slash(bot).original();
    expect(answer.isLaidOut).toBe(false);
    expect(answer.content).toMatch(/^A crack was found/);
    await bot.server.until(() => bot.log().includes('"event":"answered"'));
    bot.server.fault({ path: /\/messages$/, method: 'POST', ...refused });
    const asked = bot.server.sendMessage(bot.ann, bot.channel, `${robot} What was found in the ramp?`);
    await bot.server.until(() => bot.channel.last?.reference === asked);
    expect(bot.channel.last?.isLaidOut).toBe(false);
    expect(buttonsOf(bot.channel.last!)).toContain('Why this answer');
  });

  it('50035, a form that is refused: the asker gets a reference that is in the log', async () => {
    const bot = await startBot();
    bot.server.fault({
      times: 2,
      path: /(?:@|%40)original/,
      method: 'PATCH',
      status: 400,
      code: 50035,
      message: 'Invalid Form Body',
    });
    const told = await answerTo(slash(bot));
    const [, reference] = /reference: (\S+)$/.exec(told.content) ?? [];
    expect(bot.log()).toContain(`"reference":"${reference}"`);
    expect(await bot.state.keptOf(bot.ann.id)).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
  });

  it('50027, the token ended while the answer was made: it comes as a message', async () => {
    const { bot, release } = await startHeldBot();
    await slash(bot).acknowledged;
    advance(bot, 16 * MINUTE_MS);
    release();
    await bot.server.until(() => bot.channel.last?.content.includes('crack was found') ?? false);
  });

  it('50027 for a private answer: it isn’t posted for all to see', async () => {
    const { bot, release } = await startHeldBot();
    await slash(bot, { private: true }).acknowledged;
    advance(bot, 16 * MINUTE_MS);
    release();
    await bot.server.until(() => bot.log().includes('answer-dropped'));
    expect(bot.channel.visible).toEqual([]);
  });

  it('the same interaction twice is answered once', async () => {
    const bot = await startBot();
    const { server, ann, channel } = bot;
    const asked = server.slash(ann, { channel, name: 'ask', deliverTwice: true, options: { question: QUESTION } });
    await answerTo(asked);
    await stillAnswers(bot);
    expect(asked.errors).toEqual([]);
    expect(ownMessages(bot)).toHaveLength(2);
  });
});

describe('what goes away while it is answered', () => {
  it('the question: no answer is posted', async () => {
    const { bot, release } = await startHeldBot();
    const question = mention(bot);
    await bot.server.until(() => bot.channel.typing > 0);
    bot.server.deleteMessage(question);
    release();
    await bot.server.until(() => bot.log().includes('answer-dropped'));
    expect(ownMessages(bot)).toEqual([]);
    expect(await bot.state.keptOf(bot.ann.id)).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
  });

  it.each([
    ['10008, the message', 10008],
    ['10003, the channel', 10003],
  ])('%s: nobody is told, and nothing is kept', async (_what, code) => {
    const bot = await startBot();
    bot.server.fault({ path: /(?:@|%40)original/, method: 'PATCH', status: 404, code });
    slash(bot);
    await bot.server.until(() => bot.log().includes('answer-dropped'));
    expect(await bot.state.keptOf(bot.ann.id)).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
    await stillAnswers(bot);
  });

  it('the bot’s place in the server', async () => {
    const { bot, release } = await startHeldBot();
    mention(bot);
    await bot.server.until(() => bot.channel.typing > 0);
    bot.guild.remove();
    await bot.server.until(() => bot.log().includes('left-server'));
    release();
    await bot.server.until(() => /answer-dropped|could-not-tell/.test(bot.log()));
    expect(await bot.state.keptOf(bot.ann.id)).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
  });
});

describe('the gateway', () => {
  it('cut off is resumed, and what came meanwhile is answered', async () => {
    const bot = await startBot();
    bot.server.refuseGateway();
    bot.server.closeGateway();
    const question = mention(bot);
    bot.server.refuseGateway(false);
    await bot.server.until(() => ownMessages(bot).some(({ reference }) => reference === question), 30_000);
    expect(bot.server.resumes).toBe(1);
    await stillAnswers(bot);
  });

  it('with an invalid session begins a new one', async () => {
    early.server.invalidateSession({ resumable: false });
    await early.server.until(() => early.server.identifies === 2, 30_000);
    await early.server.until(() => early.log().includes('resumed') || early.server.identifies === 2);
    await stillAnswers(early);
  });

  it('with a dead heartbeat is opened anew', async () => {
    const bot = await startBot({ server: { heartbeatIntervalMs: 150 } });
    bot.server.silenceHeartbeats();
    await bot.server.until(() => bot.server.resumes + bot.server.identifies > 1, 30_000);
    bot.server.silenceHeartbeats(false);
    await stillAnswers(bot);
  });
});

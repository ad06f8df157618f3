/** The bot whose state is in PostgreSQL, and what people see of it when that goes away. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Message } from '../support/discord-server/index.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { PASSWORD } from '../support/postgres/debian-server.js';
import { type FlakyWay, openFlakyWay } from '../support/postgres/flaky-way.js';
import { answerTo } from '../support/read-components.js';

const AWAY = 'My database can’t be reached right now; please try again in a minute.';
const QUESTION = 'What was found in the ramp?';

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function startOnDatabase(options: BotFixtureOptions = {}): Promise<{ bot: BotFixture; way: FlakyWay }> {
  const way = await openFlakyWay(await server.create());
  onTestFinished(() => way.stop());
  return { bot: await startBot({ ...options, database: way.config }), way };
}
const ask = ({ server, ann, channel }: BotFixture) =>
  server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } });
/** An answer that is there and recorded, so that nothing runs any more. */
async function answered(bot: BotFixture): Promise<Message> {
  const before = bot.log().split('"answered"').length;
  const message = await answerTo(ask(bot));
  await bot.server.until(() => bot.log().split('"answered"').length > before);
  return message;
}
const votesOf = async ({ state, guild }: BotFixture) => (await state.openQuestions(guild.id))[0];

describe('a bot on PostgreSQL', () => {
  it('answers, finds its answers after a restart, and keeps votes', async () => {
    const { bot } = await startOnDatabase();
    const message = await answered(bot);
    expect(message.content).toMatch(/crack was found/);
    await bot.restart();
    expect((await bot.server.click(bot.ben, message, /^like:/).original()).content).toMatch(/^Thank you/);
    await bot.server.click(bot.mia, message, /^dislike:/).acknowledged;
    await bot.server.until(() => bot.log().match(/"vote":-1/) !== null);
    expect(await votesOf(bot)).toMatchObject({ likes: 1, dislikes: 1 });
  });

  it('that is away makes the bot say so to whoever speaks to it, until it is back', async () => {
    const { bot, way } = await startOnDatabase();
    await answered(bot);
    way.cut();
    await ask(bot).until(({ messages }) => messages[0]?.content === AWAY);
    bot.server.sendMessage(bot.ann, bot.channel, `<@${bot.server.botUser.id}> ${QUESTION}`);
    await bot.server.until(() => bot.channel.messages.at(-1)?.content === AWAY);
    await way.mend();
    await bot.server.until(() => bot.state.isReady, 10_000);
    expect((await answerTo(ask(bot))).content).toMatch(/crack was found/);
    expect(bot.log() + bot.lines.join()).not.toContain(PASSWORD);
  });

  it('that goes away while an answer is being made gets it when it is back, and the answer comes once', async () => {
    let cut = () => {};
    const { bot, way } = await startOnDatabase({
      wrap: (app) => ({
        converse: async (...args) => {
          const answer = await app.converse(...args);
          cut();
          return answer;
        },
      }),
    });
    cut = way.cut;
    const asked = ask(bot);
    await bot.server.until(() => way.ended > 0);
    cut = () => {};
    await way.mend();
    expect((await answerTo(asked)).content).toMatch(/crack was found/);
    expect(bot.channel.messages.filter(({ content }) => content.includes('crack was found'))).toHaveLength(1);
    expect(await bot.state.conversation(bot.channel.id, bot.ann.id, 0, 9)).toHaveLength(1);
  });

  it('that is away takes votes when it is back, and nobody is thanked before', async () => {
    const { bot, way } = await startOnDatabase();
    const message = await answered(bot);
    way.cut();
    const like = bot.server.click(bot.ben, message, /^like:/);
    const dislike = bot.server.click(bot.mia, message, /^dislike:/);
    await Promise.all([like.acknowledged, dislike.acknowledged]);
    expect([like, dislike].flatMap(({ messages }) => messages.map(({ content }) => content)).join('')).toBe('');
    await way.mend();
    for (const click of [like, dislike])
      await click.until(({ messages }) => messages[0]?.content.startsWith('Thank you') ?? false);
    expect(await votesOf(bot)).toMatchObject({ likes: 1, dislikes: 1 });
  });

  it('that is away when the bot is stopped leaves nobody thanked for a vote that isn’t kept', async () => {
    const { bot, way } = await startOnDatabase();
    const message = await answered(bot);
    way.cut();
    const click = bot.server.click(bot.ben, message, /^like:/);
    await click.acknowledged;
    await bot.stop();
    await click.until(({ messages }) => messages[0]?.content === AWAY);
  });
});

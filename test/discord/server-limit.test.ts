/** Answers that were given before a server was limited to some outlets show nothing of the others afterwards. */
import { describe, expect, it } from 'vitest';
import { type BotFixture, startBot } from '../support/discord-bot.js';
import { answerTo, clickFurther, openSource } from '../support/read-components.js';

const OTHER = /crack|ramp|Skarholm|Harbour/;
const QUESTION = 'What was found in the ramp?';
const NOT_SHOWN = 'This rests on articles that are not shown in this server any more.';

const limit = ({ state, guild }: BotFixture) => state.changeSettings(guild.id, { sources: ['Food desk'] });
const ask = ({ server, ann, channel }: BotFixture, options: Record<string, string | boolean> = {}) =>
  answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } }));
const everything = (message: { content: string; embeds: unknown; components: unknown }) =>
  JSON.stringify([message.content, message.embeds, message.components]);

describe('after a server is limited to some outlets', () => {
  it('a source’s card shows nothing of another', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const open = () => openSource(bot.server, bot.ann, answer).original();
    expect(everything(await open())).toMatch(OTHER);
    await limit(bot);
    const shown = await open();
    expect(shown.content).toBe(NOT_SHOWN);
    expect(everything(shown)).not.toMatch(OTHER);
  });

  it('“why” names no sentence of another', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const why = async () => (await clickFurther(bot.server, bot.ann, answer, 'Why this answer')).original();
    const kept = (message: { embeds: unknown }) => JSON.stringify(message.embeds).match(/crack was found|Skarholm/g);
    expect(kept(await why())).not.toBeNull();
    await limit(bot);
    expect(kept(await why())).toBeNull();
  });

  it('an answer of another isn’t shared', async () => {
    const bot = await startBot();
    const answer = await ask(bot, { private: true });
    await limit(bot);
    expect((await bot.server.click(bot.ann, answer, 'Share').original()).content).toBe(NOT_SHOWN);
    expect(bot.channel.messages).toEqual([]);
  });

  it('pages of a summary that has others aren’t turned', async () => {
    const things = [
      'lantern',
      'orchard',
      'bridge',
      'violin',
      'harvest',
      'glacier',
      'kitchen',
      'museum',
      'tunnel',
      'market',
    ];
    const articles = Object.fromEntries(
      things.map((thing, i) => {
        const source = i % 2 ? 'Food desk' : 'Harbour desk';
        const head = `title: The ${thing} of ${`${thing}ville `.repeat(16)}\nsource: ${source}\npublished_at: 2024-01-0${(i % 9) + 1}`;
        return [
          `${thing}.md`,
          `---\n${head}\nurl: https://desk.example.org/${thing}\n---\nThe old ${thing} of ${thing}ville was repaired by ${thing}smiths yesterday.\n`,
        ];
      }),
    );
    const bot = await startBot({ articles });
    const { server, ann, channel } = bot;
    const options = { period: '2024-01' };
    const told = await answerTo(server.slash(ann, { channel, name: 'summarize', subcommand: 'period', options }));
    expect(told.content).toContain('Page 1 of');
    await limit(bot);
    expect((await server.click(ann, told, 'Next').original()).content).toBe(NOT_SHOWN);
  });

  it('“more on [1]” reads on in none of another', async () => {
    const bot = await startBot();
    await ask(bot);
    const more = () => ask(bot, { question: 'more on [1]' });
    expect((await more()).content).toMatch(OTHER);
    await limit(bot);
    const shown = await more();
    expect(shown.content).toContain(NOT_SHOWN);
    expect(everything(shown)).not.toMatch(OTHER);
  });

  it('a near article of another isn’t asked', async () => {
    const bot = await startBot();
    const nearest = await ask(bot, { question: 'Which kind of violin did the astronaut in Skarholm tune?' });
    await limit(bot);
    const clicked = bot.server.click(bot.ann, nearest, /^within:/);
    expect((await clicked.original()).content).toBe(NOT_SHOWN);
  });

  it('its administrators are suggested and told no titles of others', async () => {
    const bot = await startBot();
    await limit(bot);
    const { server, mia, channel } = bot;
    const call = { channel, name: 'admin', subcommand: 'remove' };
    const typed = await server.autocomplete(mia, { ...call, focused: 'article', options: { article: '' } });
    expect(typed.map(({ name }) => name).join()).not.toMatch(OTHER);
    expect(typed).toHaveLength(1);
    const options = { article: 'Ferry to Skarholm stops for a week' };
    expect((await server.slash(mia, { ...call, options }).original()).content).toMatch(/^There is no such article/);
    const outlets = { channel, name: 'ask', focused: 'source', options: { source: '' } };
    expect((await server.autocomplete(mia, outlets)).map(({ value }) => value)).toEqual(['Food desk']);
  });
});

/** A channel that is limited to some outlets shows nothing of the others, whichever way it is looked at; other channels do. */
import { describe, expect, it } from 'vitest';
import { settingsIn } from '../../src/discord/server-limit.js';
import { STANDARD_SETTINGS } from '../../src/state/server-settings.js';
import { advance, type BotFixture, startBot } from '../support/discord-bot.js';
import type { Channel, InteractionHandle, Message } from '../support/discord-server/index.js';
import { answerTo, clickFurther, openSource } from '../support/read-components.js';

const OTHER = /crack|ramp|Skarholm|Harbour desk/;
const QUESTION = 'What was found in the ramp?';
const TOPIC = 'ferry ramp crack';
const NOT_SHOWN = 'This rests on articles that are not shown in this server any more.';

const everything = (message: { content: string; embeds: unknown; components: unknown }) =>
  JSON.stringify([message.content, message.embeds, message.components]);

const limit = ({ state, guild }: BotFixture, channel: Channel, sources = ['Food desk']) =>
  state.changeSettings(guild.id, { channelSources: { [channel.id]: sources } });

const ask = ({ server, ann }: BotFixture, channel: Channel, options: Record<string, string | boolean> = {}) =>
  answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } }));

describe('settingsIn', () => {
  const sources = (server: string[], limits: Record<string, string[]>, places?: string[]) =>
    settingsIn({ ...STANDARD_SETTINGS, sources: server, channelSources: limits }, places).sources;

  it('is what all that limits a place names, ignoring case', () => {
    expect(sources(['A', 'B'], {}, ['c'])).toEqual(['A', 'B']);
    expect(sources([], { c: ['b'] }, ['c'])).toEqual(['b']);
    expect(sources(['A', 'B'], { c: ['b', 'D'] }, ['c'])).toEqual(['B']);
    expect(sources(['A', 'B'], { c: ['B', 'C'], thread: ['B', 'A'] }, ['thread', 'c'])).toEqual(['B']);
    expect(sources(['A'], { c: ['B'] }, ['elsewhere'])).toEqual(['A']);
  });

  it('is nothing, and not everything, where they name nothing together or the place is unknown', () => {
    for (const nothing of [sources(['A'], { c: ['B'] }, ['c']), sources([], { c: ['B'] }, undefined)]) {
      expect(nothing).toHaveLength(1);
      expect(nothing[0]).not.toMatch(/^[AB]?$/);
    }
  });
});

describe('a channel that is limited to some outlets', () => {
  it('answers, summarizes, checks, lists and suggests from these alone, in its threads too', async () => {
    const bot = await startBot();
    const { server, ann, channel, guild } = bot;
    const free = guild.addChannel({ name: 'everything' });
    const thread = server.addThread(channel, { name: 'within' });
    await limit(bot, channel);
    const claim = 'A crack was found in the ramp of the ferry.';
    const said = new Map([channel, free].map((place) => [place, server.sendMessage(ann, place, claim)]));
    const menu = (place: Channel, name: string) =>
      server.contextMenu(ann, { channel: place, name, message: said.get(place) ?? said.get(channel)! });
    const slash = (place: Channel, name: string, subcommand?: string, options = {}) =>
      server.slash(ann, { channel: place, name, ...(subcommand && { subcommand }), options });
    const ways: [string, (place: Channel) => InteractionHandle][] = [
      ['ask', (place) => slash(place, 'ask', undefined, { question: QUESTION })],
      ['ask of an outlet', (place) => slash(place, 'ask', undefined, { question: QUESTION, source: 'Harbour desk' })],
      ['topic', (place) => slash(place, 'summarize', 'topic', { topic: TOPIC })],
      ['article', (place) => slash(place, 'summarize', 'article', { title: 'Ferry to Skarholm stops for a week' })],
      ['period', (place) => slash(place, 'summarize', 'period', { period: '2024' })],
      ['sources', (place) => slash(place, 'sources')],
      ['check', (place) => menu(place, 'Check against the articles')],
      ['ask about', (place) => menu(place, 'Ask about this')],
    ];
    for (const [what, way] of ways) {
      for (const place of [channel, thread]) {
        // A person may ask so much in so much time.
        advance(bot, 10_000);
        const shown = everything(await answerTo(way(place)));
        expect(shown).not.toContain('many questions');
        // The question itself is no secret.
        expect(
          [QUESTION, TOPIC, claim].reduce((text, own) => text.replaceAll(own, ''), shown),
          what,
        ).not.toMatch(OTHER);
      }
    }
    for (const [what, way] of ways) {
      advance(bot, 10_000);
      expect(everything(await answerTo(way(free))), what).toMatch(OTHER);
    }
    const suggested = async (place: Channel) =>
      [
        ...(await server.autocomplete(ann, {
          channel: place,
          name: 'ask',
          focused: 'source',
          options: { source: '' },
        })),
        ...(await server.autocomplete(ann, {
          ...{ channel: place, name: 'summarize', subcommand: 'article', focused: 'title' },
          options: { title: '' },
        })),
      ].map(({ name }) => name);
    expect((await suggested(channel)).join()).not.toMatch(OTHER);
    expect((await suggested(free)).join()).toMatch(OTHER);
    advance(bot, 10_000);
    server.sendMessage(ann, channel, `<@${server.world.bot.id}> ${QUESTION}`);
    await server.until(() => channel.last?.author === server.world.bot);
    expect(everything(channel.last as Message).replaceAll(QUESTION, '')).not.toMatch(OTHER);
  });

  it('shows no more of answers that were given before', async () => {
    const bot = await startBot();
    const { server, ann, channel } = bot;
    const answer = await ask(bot, channel);
    const own = await ask(bot, channel, { private: true });
    expect(everything(await openSource(server, ann, answer).original())).toMatch(OTHER);
    await limit(bot, channel);
    expect((await openSource(server, ann, answer).original()).content).toBe(NOT_SHOWN);
    const why = await (await clickFurther(server, ann, answer, 'Why this answer')).original();
    expect(JSON.stringify(why.embeds)).not.toMatch(/crack was found|Skarholm/);
    expect((await server.click(ann, own, 'Share').original()).content).toBe(NOT_SHOWN);
    const more = await ask(bot, channel, { question: 'more on [1]' });
    expect(more.content).toContain(NOT_SHOWN);
  });

  it('gets no news, digests or answers found later of the others', async () => {
    const bot = await startBot({ now: '2024-05-01T07:00:00Z' });
    const { server, ann, mia, channel, guild, state } = bot;
    const free = guild.addChannel({ name: 'everything' });
    await limit(bot, channel);
    for (const place of [channel, free]) {
      const follow = {
        channel: place,
        name: 'follow',
        subcommand: 'topic',
        options: { topic: 'lighthouse', where: 'here' },
      };
      expect((await server.slash(mia, follow).original()).content).toContain('lighthouse');
      const options = { channel: place, hour: 8, zone: 'UTC' };
      await server
        .slash(mia, { channel: place, name: 'admin', group: 'digest', subcommand: 'add', options })
        .original();
      const question = 'Who designed the lighthouse in Vik?';
      const nothing = await answerTo(server.slash(ann, { channel: place, name: 'ask', options: { question } }));
      await server.click(ann, nothing, 'Tell me when there is an answer').original();
    }
    const head = 'title: Vik gets a lighthouse\nsource: Harbour desk\npublished_at: 2024-05-01';
    bot.folder.write({ 'new.md': `---\n${head}\n---\nThe architect Nora Dahl designed the lighthouse in Vik.\n` });
    await bot.folder.reindex();
    const before = channel.messages.length;
    advance(bot, 2 * 60 * 60_000);
    for (let i = 0; i < 6; i++) {
      await bot.tick();
      advance(bot, 3_000);
    }
    expect(free.messages.map((message) => message.content || everything(message)).join('\n')).toMatch(/Nora Dahl/);
    expect(channel.messages.slice(before).map(everything).join('\n')).not.toMatch(/Nora Dahl|Vik gets/);
    expect((await state.settings(guild.id)).channelSources).toEqual({ [channel.id]: ['Food desk'] });
  });

  it('leaves its administrators the settings of the whole server to change', async () => {
    const bot = await startBot();
    const { server, mia, channel, guild, state } = bot;
    await state.changeSettings(guild.id, { sources: ['Food desk', 'Harbour desk'] });
    await limit(bot, channel);
    const panel = await server.slash(mia, { channel, name: 'admin', subcommand: 'settings' }).original();
    expect(panel.content).toMatch(/\*\*Sources\*\* Food desk, Harbour desk\n/);
    const opened = await server.click(mia, panel, 'Roles, sources and language').acknowledged;
    const saved = server.submitModal(mia, opened, {});
    await saved.until(() => panel.edits.length > 0);
    expect((await state.settings(guild.id)).sources).toEqual(['Food desk', 'Harbour desk']);
  });
});

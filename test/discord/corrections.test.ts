/** Answers whose articles change: told once, where they stand, and never for a comma. */
import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../src/discord/words/index.js';
import { CLAIM_MS } from '../../src/state/notices.js';
import { FERRY } from '../support/articles.js';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Message } from '../support/discord-server/index.js';
import { buttonsOf, openSource } from '../support/read-components.js';

const MESSAGES = /^\/channels\/\d+\/messages/;
const HOUR_MS = 60 * 60_000;
const QUESTION = 'What will repairs of the ramp cost?';
const SAID = 'Repairs will cost 40,000 crowns';
const NOW = 'Repairs will cost 60,000 crowns';
const CHANGED = FERRY.replace('40,000', '60,000');

const postedIn = ({ channel, server }: BotFixture) => channel.visible.filter(({ author }) => author === server.botUser);

const withoutBold = (content: string) => content.replaceAll('**', '');

async function answered(options: BotFixtureOptions = {}): Promise<BotFixture & { answer: Message }> {
  const bot = await startBot(options);
  const answer = await ask(bot);
  return Object.assign(bot, { answer });
}

async function ask(bot: BotFixture, options: Record<string, string | boolean> = {}): Promise<Message> {
  const count = () => bot.log().match(/"event":"answered"/g)?.length ?? 0;
  const before = count();
  const call = { channel: bot.channel, name: 'ask', options: { question: QUESTION, ...options } };
  const answer = await bot.server.slash(bot.ann, call).original();
  expect(withoutBold(answer.content)).toContain(SAID);
  // Its messages are recorded once they stand there.
  await bot.server.until(() => count() > before);
  return answer;
}

async function change(bot: BotFixture, ferry?: string): Promise<void> {
  if (ferry === undefined) bot.folder.remove('ferry.md');
  else bot.folder.write({ 'ferry.md': ferry });
  await bot.folder.reindex();
  await look(bot);
}

/** Often enough for whatever is due, the pauses between two messages included. */
async function look(bot: BotFixture, tick = bot.tick): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await tick();
    advance(bot, 2_000);
  }
}

const list = async (bot: BotFixture) =>
  (await bot.server.slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'corrections' }).original())
    .content;

describe('an answer whose article says something else', () => {
  it('is edited within the hour: what it says now, what it said, its buttons', async () => {
    const bot = await answered();
    const buttons = buttonsOf(bot.answer);
    await change(bot, CHANGED);
    expect(postedIn(bot)).toEqual([bot.answer]);
    const { content } = bot.answer;
    // What is asked for is in bold again.
    expect(content).toContain('**60,000 crowns**');
    expect(content.replaceAll('**', '')).toMatch(new RegExp(`^${NOW}`));
    expect(content).toMatch(new RegExp(`-# Corrected <t:\\d+:f>: it said “${SAID}`));
    expect(buttonsOf(bot.answer)).toEqual(buttons);
    const card = await openSource(bot.server, bot.ben, bot.answer).original();
    expect(card.embeds[0].description).toContain(NOW);
    expect(card.embeds[0].description).toContain('-# Corrected <t:');
    expect(card.embeds[0].description).not.toContain('has changed since');
    expect(await list(bot)).toMatch(
      /\*\*Answers whose articles have changed\*\* · Page 1 of 1\n• <t:\d+:f> .*\(answer edited\) https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/,
    );
  });

  it('gets one reply later, with what was said, what the article says now, and from where', async () => {
    const bot = await answered();
    advance(bot, HOUR_MS);
    const before = bot.answer.content;
    await change(bot, CHANGED);
    await look(bot);
    expect(bot.answer.content).toBe(before);
    const [, reply, ...more] = postedIn(bot);
    expect(more).toEqual([]);
    expect(reply.reference?.id).toBe(bot.answer.id);
    expect(reply.mentioned).toEqual([]);
    expect(reply.content).toMatch(
      new RegExp(
        `^\\*\\*An article behind this answer has changed\\*\\* · <t:\\d+:f>\nIt said: “${SAID}.*”\nThe article says now: “${NOW}.*”\n-# Ferry to Skarholm stops for a week · Harbour desk · 5 March 2024$`,
      ),
    );
    const card = await openSource(bot.server, bot.ben, reply).original();
    expect(card.embeds[0].description).toContain(NOW);
    expect(await list(bot)).toContain('(posted)');
  });

  it('is struck out where the article says nothing of it any more, or is gone', async () => {
    const bot = await answered();
    await change(bot);
    expect(bot.answer.content).toMatch(new RegExp(`~~${SAID}.*~~`));
    expect(bot.answer.content).toMatch(/-# Since <t:\d+:f> the article no longer says “/);
    await bot.restart();
    await look(bot);
    expect(postedIn(bot)).toHaveLength(1);
    expect(await list(bot)).toContain('The article no longer says this, or is gone.');
  });

  it('is left alone where only the wording changed, and its evidence stands', async () => {
    const bot = await answered();
    const before = bot.answer.content;
    await change(
      bot,
      FERRY.replace('The ferry between', 'Corrected on 9 March.\n\nThe ferry between').replace(
        'crowns, and',
        'crowns and',
      ),
    );
    expect(bot.answer.content).toBe(before);
    expect(postedIn(bot)).toHaveLength(1);
    expect(await list(bot)).toBe('No answer kept here had to be corrected.');
    const card = await openSource(bot.server, bot.ben, bot.answer).original();
    expect(card.embeds[0].description).not.toContain('has changed since');
  });

  it('is corrected again when it changes again, and back', async () => {
    const bot = await answered();
    await change(bot, CHANGED);
    await change(bot, FERRY);
    expect(postedIn(bot)).toHaveLength(1);
    expect(withoutBold(bot.answer.content)).toMatch(new RegExp(`^${SAID}`));
    expect((await bot.state.corrections.of(bot.guild.id, 0, 9)).count).toBe(2);
  });

  it.each<[string, (bot: BotFixture & { answer: Message }) => Promise<unknown> | unknown, string | RegExp]>([
    [
      'in a server that wants quiet',
      (bot) => bot.state.changeSettings(bot.guild.id, { corrections: 'quiet' }),
      /\(not posted\)/,
    ],
    ['whose message was deleted', (bot) => bot.server.deleteMessage(bot.answer), /\(not posted\)/],
    ['of a person who had their data deleted', (bot) => bot.state.forgetUser(bot.ann.id), /^No answer kept/],
    [
      'of an outlet that is no longer shown',
      (bot) => bot.state.changeSettings(bot.guild.id, { sources: ['Food desk'] }),
      /\(not posted\).*\n-# This rests on articles that are not shown/,
    ],
  ])('is told nowhere %s', async (_where, prepare, listed) => {
    const bot = await answered();
    const { content } = bot.answer;
    await prepare(bot);
    await change(bot, CHANGED);
    expect(bot.answer.content).toBe(content);
    expect(postedIn(bot).filter(({ id }) => id !== bot.answer.id)).toEqual([]);
    expect(bot.log()).not.toMatch(/"level":(?:50|40)/);
    expect(await list(bot)).toMatch(listed);
  });

  it('given to one person alone is only listed', async () => {
    const bot = await startBot();
    await ask(bot, { private: true });
    await change(bot, CHANGED);
    expect(postedIn(bot)).toEqual([]);
    expect(await list(bot)).toMatch(/\(not posted\)\n-# It said/);
  });

  it('is corrected once by two processes', async () => {
    const bot = await answered();
    const other = await bot.twin();
    advance(bot, HOUR_MS);
    bot.folder.write({ 'ferry.md': CHANGED });
    await bot.folder.reindex();
    for (let i = 0; i < 3; i++) {
      await Promise.all([bot.tick(), other.tick()]);
      advance(bot, 2_000);
    }
    expect(postedIn(bot)).toHaveLength(2);
    expect((await bot.state.corrections.of(bot.guild.id, 0, 9)).count).toBe(1);
  });

  it.each([
    ['edit', 'PATCH', undefined],
    // Discord refuses the edit, so a reply takes its place.
    ['reply', 'POST', { method: 'PATCH', path: MESSAGES, status: 403, code: 30046, times: 9 }],
  ])('gets one %s, though the process ended over it', async (_what, method, refusal) => {
    const bot = await answered();
    if (refusal) bot.server.fault(refusal);
    const held = bot.server.fault({ method, path: MESSAGES, hold: true, afterWork: true });
    bot.folder.write({ 'ferry.md': CHANGED });
    await bot.folder.reindex();
    void bot.tick();
    await bot.server.until(() => held.hits === 1);
    const other = await bot.twin();
    bot.clockOffsetMs += CLAIM_MS;
    await look(bot, other.tick);
    expect(postedIn(bot)).toHaveLength(refusal ? 2 : 1);
    expect(postedIn(bot).at(-1)!.content.replaceAll('**', '')).toContain(NOW);
    expect(await list(bot)).toContain(refusal ? '(posted)' : '(answer edited)');
    held.release();
  });

  it('is told once for several old answers in one channel, with a link to each', async () => {
    const bot = await answered();
    const second = await ask(bot);
    advance(bot, HOUR_MS);
    await change(bot, CHANGED);
    await look(bot);
    const [reply, ...more] = postedIn(bot).slice(2);
    expect(more).toEqual([]);
    const other = reply.reference?.id === second.id ? bot.answer : second;
    expect(reply.content).toContain(`https://discord.com/channels/${bot.guild.id}/${bot.channel.id}/${other.id}`);
    expect((await list(bot)).match(/\(posted\)/g)).toHaveLength(2);
  });

  it.each(['de', 'th'])('is told in the server’s language: %s', async (code) => {
    const words = wordsFor(code);
    const bot = await answered();
    await bot.state.changeSettings(bot.guild.id, { language: code });
    advance(bot, HOUR_MS);
    await change(bot, CHANGED);
    expect(postedIn(bot)[1].content).toContain(words.correctionTitle);
    expect(await list(bot)).toContain(words.correctionsTitle);
  });

  it('is none where most articles are gone at once', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [
        `island${i}.txt`,
        `The lighthouse of island ${i} has ${i + 30} steps. It is red.`,
      ]),
    );
    const bot = await startBot({ articles: { ...many, 'ferry.md': FERRY } });
    for (const name of Object.keys(many))
      await bot.state.recordAnswer(
        {
          id: name,
          guild: bot.guild.id,
          channel: bot.channel.id,
          user: bot.ann.id,
          askedAtMs: Date.now(),
          question: 'q',
          status: 'answered',
          isPrivate: false,
          content: {},
        },
        { cited: await bot.app.standing.cited([{ articleId: name, field: 'body', quote: 'The', start: 0, end: 3 }]) },
      );
    bot.folder.remove(...Object.keys(many));
    await bot.folder.reindex();
    await look(bot);
    expect(bot.log()).toContain('"corrections-held-back"');
    expect(await bot.state.corrections.cited()).toHaveLength(21);
  });
});

describe('a newer figure', () => {
  const later = (figure: string, title = 'Ferry repairs dearer') =>
    `---\ntitle: ${title}\nsource: Food desk\npublished_at: 2024-03-09\n---\nSteel is scarce. Repairs will cost ${figure} crowns.\n`;

  async function come(bot: BotFixture, ...files: string[]): Promise<Message[]> {
    for (const [i, file] of files.entries()) {
      bot.folder.write({ [`later${i}.md`]: file });
      await bot.folder.reindex();
      await look(bot);
    }
    return postedIn(bot).slice(1);
  }

  it('is offered once, as a reply to the answer that gave the older one', async () => {
    const bot = await answered();
    const [reply, ...more] = await come(bot, later('75,000'), later('80,000'));
    expect(more).toEqual([]);
    expect(reply.reference?.id).toBe(bot.answer.id);
    expect(reply.mentioned).toEqual([]);
    expect(reply.content).toBe(
      '**A newer article gives another figure than this answer**\n“Repairs will cost 75,000 crowns.”\n-# Ferry repairs dearer · Food desk · 9 March 2024',
    );
    expect(withoutBold(bot.answer.content)).toContain(SAID);
  });

  it.each<[string, (bot: BotFixture) => unknown]>([
    ['in a server that wants quiet', (bot) => bot.state.changeSettings(bot.guild.id, { corrections: 'quiet' })],
    [
      'from an outlet that isn’t shown there',
      (bot) => bot.state.changeSettings(bot.guild.id, { sources: ['Harbour desk'] }),
    ],
    ['of an answer of eight days ago', (bot) => advance(bot, 8 * 24 * HOUR_MS)],
    ['of an answer that was deleted', (bot) => bot.state.forgetUser(bot.ann.id)],
  ])('is not offered %s', async (_where, prepare) => {
    const bot = await answered();
    await prepare(bot);
    expect(await come(bot, later('75,000'))).toEqual([]);
  });

  it('is offered to nobody who asked privately', async () => {
    const bot = await startBot();
    await ask(bot, { private: true });
    await come(bot, later('75,000'));
    expect(postedIn(bot)).toEqual([]);
  });
});

describe('/admin corrections', () => {
  it('is for those who may, and has pages', async () => {
    const bot = await answered();
    for (let i = 0; i < 4; i++) await ask(bot);
    await change(bot, CHANGED);
    const call = { channel: bot.channel, name: 'admin', subcommand: 'corrections', permissionOverridden: true };
    expect((await bot.server.slash(bot.ben, call).original()).content).toMatch(/^Only members who manage this server/);
    const first = await bot.server.slash(bot.mia, call).original();
    expect(first.content).toContain('Page 1 of 2');
    const turned = bot.server.click(bot.mia, first, 'Next');
    await bot.server.until(() => turned.originalMessage?.content.includes('Page 2 of 2') ?? false);
  });
});

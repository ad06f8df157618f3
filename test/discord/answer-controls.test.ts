import { type APILabelComponent, ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { FERRY } from '../support/articles.js';
import { advance, type BotFixture, startBot } from '../support/discord-bot.js';
import type { Message } from '../support/discord-server/index.js';
import { buttonsOf, clickFurther, menuOf, openSource } from '../support/read-components.js';

const QUESTION = 'What was found in the ramp?';
const DAY_MS = 24 * 60 * 60_000;

const ask = ({ server, ann, channel }: BotFixture, options: Record<string, string | boolean> = {}) =>
  server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } }).original();

const WITH_URL = {
  'ferry.md': `---
title: Ferry stops
source: Harbour desk
published_at: 2024-03-05
url: https://harbour.example.org/ferry
---
The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday. A crack was found in the ramp. Repairs will take long.
`,
};

/** In plain form, as answers were posted before there were layouts: what Discord refuses is posted so. */
function askPlainly(bot: BotFixture): Promise<Message> {
  bot.server.fault({
    path: /(?:@|%40)original/,
    method: 'PATCH',
    status: 400,
    code: 50035,
    message: 'Invalid Form Body',
  });
  return ask(bot);
}

describe('a source', () => {
  it('opens the card for who clicked: headline, outlet, date, the quote in bold within its neighbours', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const opened = openSource(bot.server, bot.ben, answer);
    const card = await opened.original();
    expect(opened.ephemeral).toBe(true);
    const [embed] = card.embeds;
    expect(embed.title).toBe('Ferry to Skarholm stops for a week');
    expect(embed.author?.name).toBe('Harbour desk');
    expect(embed.footer?.text).toContain('5 March 2024');
    expect(embed.description).toMatch(/on Tuesday\. \*\*A crack was found .+\*\* “We will not take/);
  });

  it('leads to the very words, where the article has an address', async () => {
    const bot = await startBot({ articles: WITH_URL });
    const answer = await ask(bot);
    expect(answer.content).toContain('[Ferry stops](<https://harbour.example.org/ferry>)');
    const card = await openSource(bot.server, bot.ann, answer).original();
    expect(JSON.stringify(card.components)).toContain('https://harbour.example.org/ferry#:~:text=');
  });

  it('says so when the article has changed since', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    bot.folder.write({ 'ferry.md': 'The ferry sails again.' });
    await bot.folder.reindex();
    const card = await openSource(bot.server, bot.ann, answer).original();
    expect(card.embeds[0].description).toMatch(/The article has changed since/);
  });

  it('works after a restart and on a message that is a month old', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    advance(bot, 30 * DAY_MS);
    await bot.restart();
    const card = await openSource(bot.server, bot.ann, answer).original();
    expect(card.embeds[0].title).toBe('Ferry to Skarholm stops for a week');
  });

  it('says what became of an answer that is no longer kept', async () => {
    const bot = await startBot({ retentionDays: 7 });
    const answer = await ask(bot);
    advance(bot, 8 * DAY_MS);
    await bot.restart();
    await bot.server.until(() => bot.log().includes('"purged"'));
    const card = await openSource(bot.server, bot.ann, answer).original();
    expect(card.content).toMatch(/no longer kept \(it is deleted after 7 days\)/);
  });
});

describe('sources', () => {
  it('have a line and a button each, whose card shows all their quotes', async () => {
    const bot = await startBot();
    const question = 'What was found in the ramp? And how much will the repairs cost?';
    const answer = await bot.server
      .slash(bot.ann, { channel: bot.channel, name: 'ask', options: { question } })
      .original();
    expect(answer.content).toMatch(/\n\n\[1\] Ferry to Skarholm stops for a week · Harbour desk · 5 March 2024$/);
    expect(buttonsOf(answer).filter((label) => label === 'Quote')).toHaveLength(1);
    const [embed] = (await openSource(bot.server, bot.ben, answer).original()).embeds;
    expect(embed.description).toMatch(
      /\*\*A crack was found .+\*\* “We will not .+ \*\*Repairs will cost 40,000 crowns.+\*\*$/,
    );
    expect(embed.footer?.text).toBe('Source 1 · 5 March 2024');
  });

  it('of a message of before opens each quote under its own number', async () => {
    const bot = await startBot();
    const { server, ann, ben, channel, guild, state } = bot;
    const answer = await askPlainly(bot);
    expect(menuOf(answer).options).toMatchObject([
      {
        label: '[1] Ferry to Skarholm stops for a week',
        description: expect.stringMatching(/^Harbour desk · 5 March 2024 · “/),
      },
    ]);
    const body = FERRY.split('---\n')[2];
    const quoted = ['A crack was found in the ramp during an inspection on Monday.', '“We will not take people across'];
    const about = { articleId: 'ferry.md', title: 'Ferry to Skarholm stops for a week', publishedAt: '2024-03-05' };
    const citations = quoted.map((quote) => {
      const start = body.indexOf(quote);
      return { ...about, quote, start, end: start + quote.length };
    });
    const id = 'keptlongbefore00';
    await state.recordAnswer({
      ...{ id, guild: guild.id, channel: channel.id, user: ann.id, askedAtMs: Date.now(), question: QUESTION },
      status: 'answered',
      isPrivate: false,
      content: {
        status: 'answered',
        sentences: quoted.map((text, place) => ({ text, citations: [place] })),
        citations,
        nearest: [],
        missing: [],
        confidence: 0.9,
        composer: 'extractive',
        trace: {
          ...{ words: [], answerType: 'other', speaker: [], sentences: [], parts: [] },
          ...{ threshold: 0.5, indexVersion: 1 },
        },
      },
    });
    // The message as it was posted then: an option for each quote.
    const menu = menuOf(answer);
    const options = quoted.map((quote, place) => ({
      label: `[${place + 1}] ${about.title}`,
      description: quote,
      value: `${place}`,
    }));
    const raw = JSON.stringify(answer.components)
      .replace(JSON.stringify(menu.options), JSON.stringify(options))
      .replaceAll(menu.customId.split(':')[1], id);
    answer.components = JSON.parse(raw);
    const [embed] = (await openSource(server, ben, answer, 1).original()).embeds;
    expect(embed.description).toMatch(/on Monday\. \*\*“We will not take people across\*\* on a broken ramp/);
    expect(embed.footer?.text).toBe('Source 2 · 5 March 2024');
    expect((await server.click(ben, answer, /^like:/).original()).content).toMatch(/^Thank you/);
    expect((await server.click(ben, answer, 'Why this answer').original()).embeds).toHaveLength(1);
  });
});

describe('“Why this answer”', () => {
  it('shows what was understood, used and left out, and what the confidence is made of', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const why = await (await clickFurther(bot.server, bot.ben, answer, 'Why this answer')).original();
    expect(why.ephemeral).toBe(true);
    const fields = new Map(why.embeds[0].fields?.map(({ name, value }) => [name, value]));
    expect(fields.get('Looked for')).toMatch(/ramp/);
    expect(fields.get('Asks for')).toBe('something open');
    expect(fields.get('Used')).toMatch(/crack was found/);
    expect(fields.get('Left out')).toMatch(/— (fits less well|says nearly the same|enough was said)/);
    expect(fields.get('Confidence')).toMatch(/^\d+ % \(answers from 50 %\)\n.*article \+/);
    expect(fields.get('Composer')).toMatch(/no model/);
    expect(fields.get('Index version')).toBe('1');
    expect(fields.get('Asked')).toMatch(/^<t:\d+:f>$/);
  });
});

describe('feedback', () => {
  it('👍 counts once per person', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    for (const user of [bot.ann, bot.ben, bot.ann])
      expect((await bot.server.click(user, answer, /^like:/).original()).content).toMatch(/^Thank you/);
    expect(await bot.state.keptOf(bot.ann.id)).toEqual({ questions: 1, votes: 1, awaited: 0, follows: 0, taught: 0 });
  });

  it('👎 asks why, with room for words, and administrators see it without a name', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const opened = bot.server.click(bot.ben, answer, /^dislike:/);
    await opened.acknowledged;
    expect(opened.modal?.title).toMatch(/What is wrong/);
    const sent = bot.server.submitModal(bot.ben, opened, { reason: 'outdated', words: 'The ramp is mended.' });
    expect((await sent.original()).content).toMatch(/^Thank you/);
    const questions = bot.server.slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'questions' });
    const page = await questions.original();
    expect(page.content).toMatch(/What was found in the ramp\? \(👎 1, It is outdated, “The ramp is mended\.”\)/);
    expect(page.content).not.toMatch(/ann|ben/);
    const file = await bot.server.click(bot.mia, page, 'As a CSV file').original();
    const csv = file.attachments[0].bytes.toString();
    expect(csv).toMatch(/What was found in the ramp\?,answered,0,1,outdated,The ramp is mended\./);
  });

  it('👎 takes several reasons at once', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const opened = await bot.server.click(bot.ben, answer, /^dislike:/).acknowledged;
    await bot.server.submitModal(bot.ben, opened, { reason: ['missing', 'wrong'] }).original();
    expect((await bot.state.openQuestions(bot.guild.id))[0].reasons).toEqual(['wrong', 'missing']);
    const page = await bot.server.slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'questions' });
    expect((await page.original()).content).toContain('(👎 1, It is wrong, Something is missing)');
  });

  it('👎 takes the form of before an update, with its menu of one reason', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const opened = await bot.server.click(bot.ben, answer, /^dislike:/).acknowledged;
    const options = [{ label: 'It is wrong', value: 'wrong' }];
    const menu = { type: ComponentType.StringSelect as const, custom_id: 'reason', required: false, options };
    (opened.modal!.components[0] as APILabelComponent).component = menu;
    await bot.server.submitModal(bot.ben, opened, { reason: ['wrong'] }).original();
    expect((await bot.state.openQuestions(bot.guild.id))[0].reasons).toEqual(['wrong']);
  });

  it('👎 counts although the form is closed again', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    await bot.server.click(bot.ben, answer, /^dislike:/).acknowledged;
    await bot.server.until(() => bot.log().includes('"vote":-1'));
    expect((await bot.state.openQuestions(bot.guild.id))[0].dislikes).toBe(1);
  });
});

describe('an answer is deleted', () => {
  it('by who asked, and is kept no longer', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const panel = await clickFurther(bot.server, bot.ann, answer, 'Delete');
    await panel.acknowledged;
    await bot.server.until(() => answer.deleted);
    await bot.server.until(() => bot.log().includes('answer-deleted'));
    expect(await bot.state.answerOfMessage(answer.id)).toBeUndefined();
  });

  it('by moderators, and by nobody else', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const refused = await (await clickFurther(bot.server, bot.ben, answer, 'Delete')).original();
    expect(refused.content).toBe('Only who asked, or a moderator, can do this.');
    expect(answer.deleted).toBe(false);
    await clickFurther(bot.server, bot.mia, answer, 'Delete');
    await bot.server.until(() => answer.deleted);
  });

  it('with all of its messages', async () => {
    const sentence = (i: number) => `The ferry ${'really '.repeat(48)}will not sail because of reason ${i}.`;
    const long = Array.from({ length: 6 }, (_, i) => sentence(i)).join(' ');
    const bot = await startBot({ articles: { 'long.txt': long, 'longer.txt': `${'word '.repeat(60)}. ${long}` } });
    const { server, ann, channel } = bot;
    for (const text of ['Why will the ferry not sail?'])
      server.sendMessage(ann, channel, `<@${server.botUser.id}> ${text}`);
    await server.until(() => (channel.last?.components.length ?? 0) > 0);
    const posted = channel.visible.filter(({ author }) => author === server.botUser);
    await clickFurther(server, ann, channel.last as Message, 'Delete');
    await server.until(() => posted.every(({ deleted }) => deleted));
  });

  it('where the bot can’t reach the message itself: “⋯” opens in place', async () => {
    const bot = await startBot();
    const { server, ann, channel } = bot;
    const hidden = await ask(bot, { private: true });
    server.click(ann, hidden, '⋯');
    await hidden.until(() => buttonsOf(hidden).includes('Delete'));
    expect(buttonsOf(hidden)).toEqual(['Quote', 'Follow up', '👍', '👎', 'Share', 'Why this answer', 'Delete']);
    server.click(ann, hidden, 'Delete');
    await server.until(() => hidden.deleted);
    const stranger = server.addGuild({ name: 'without the bot', withBot: false });
    stranger.addMember(ann);
    const hides = { target: server.botUser, deny: ['ViewChannel' as const] };
    const places = [stranger.addChannel({ name: 'talk' }), bot.guild.addChannel({ name: 'dark', overwrites: [hides] })];
    for (const [i, there] of places.entries()) {
      const call = { channel: there, name: 'ask', options: { question: QUESTION } };
      const answer = await server.slash(ann, i === 0 ? { ...call, context: 'user-installed' } : call).original();
      server.click(ann, answer, '⋯');
      await answer.until(() => buttonsOf(answer).includes('Delete'));
      server.click(ann, answer, 'Delete');
      await server.until(() => answer.deleted);
    }
    expect(channel.visible).toEqual([]);
  });

  it('with the buttons of a message of before', async () => {
    const bot = await startBot();
    const answer = await askPlainly(bot);
    expect(buttonsOf(answer)).toEqual(['👍', '👎', 'Why this answer', 'Delete', 'Follow up']);
    bot.server.click(bot.ann, answer, 'Delete');
    await bot.server.until(() => answer.deleted);
  });
});

describe('what belongs to one server or person', () => {
  it('is nothing to another: a copied custom id tells nothing', async () => {
    const bot = await startBot();
    const { server, ann, ben } = bot;
    const answer = await ask(bot);
    const hidden = await ask(bot, { private: true });
    const elsewhere = server.addGuild({ name: 'elsewhere' });
    elsewhere.addMember(ben);
    const channel = elsewhere.addChannel({ name: 'talk' });
    await server.until(() => bot.log().includes('joined-server'));
    const own = await server.slash(ben, { channel, name: 'ask', options: { question: QUESTION } }).original();
    const idOf = (message: Message) => /"quote:([\w-]+):/.exec(JSON.stringify(message.components))![1];
    const steal = async (message: Message, from: Message, user: typeof ann) => {
      const raw = JSON.stringify(message.components).replaceAll(idOf(message), idOf(from));
      message.components = JSON.parse(raw);
      return (await openSource(server, user, message).original()).content;
    };
    expect(await steal(own, answer, ben)).toMatch(/no longer kept/);
    const second = await server
      .slash(ben, { channel: bot.channel, name: 'ask', options: { question: QUESTION } })
      .original();
    expect(await steal(second, hidden, ben)).toMatch(/no longer kept/);
  });

  it('is deleted when the bot leaves', async () => {
    const bot = await startBot();
    await ask(bot);
    await bot.state.changeSettings(bot.guild.id, { threads: true });
    bot.guild.remove();
    await bot.server.until(() => bot.log().includes('left-server'));
    expect(await bot.state.keptOf(bot.ann.id)).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
    expect((await bot.state.settings(bot.guild.id)).threads).toBe(false);
  });

  it('is deleted by /privacy, for oneself', async () => {
    const bot = await startBot();
    await ask(bot);
    await bot.server.slash(bot.ben, { channel: bot.channel, name: 'ask', options: { question: QUESTION } }).original();
    const { server, ann, channel } = bot;
    const page = await server.slash(ann, { channel, name: 'privacy' }).original();
    expect(page.content).toMatch(
      /For 90 days I keep .*Kept of you now: 1 question, 0 votes, 0 awaited answers, 0 followed topics\./s,
    );
    const clicked = server.click(ann, page, 'Delete my data');
    await clicked.until(() => page.content.startsWith('Deleted: 1 question'));
    expect(await bot.state.keptOf(ann.id)).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
    expect((await bot.state.keptOf(bot.ben.id)).questions).toBe(1);
  });
});

it('controls carry only what is looked up again', async () => {
  const bot = await startBot();
  const answer = await ask(bot);
  expect(buttonsOf(answer)).toEqual(['Quote', 'Follow up', '👍', '👎', '⋯']);
  expect(JSON.stringify(answer.components)).not.toContain(bot.ann.id);
});

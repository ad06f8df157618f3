/** Feedback closes the loop: a question without a good answer becomes a test, and who asked is told once there is one. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/discord/words/index.js';
import { readQuestions } from '../../src/flows/measure.js';
import { advance, type BotFixture, startBot } from '../support/discord-bot.js';
import type { Message } from '../support/discord-server/index.js';
import { answerTo, buttonsOf, menuOf } from '../support/read-components.js';

const QUESTION = 'Who designed the new lighthouse in Skarholm?';
const LIGHTHOUSE = `---
title: Skarholm gets a new lighthouse
---
The architect Nora Vik designed the new lighthouse in Skarholm.
`;

const ask = ({ server, ann, channel }: BotFixture, question = QUESTION, options = {}) =>
  answerTo(server.slash(ann, { channel, name: 'ask', options: { question, ...options } }));

const questions = ({ server, mia, channel }: BotFixture): Promise<Message> =>
  server.slash(mia, { channel, name: 'admin', subcommand: 'questions' }).original();

/** Picks the newest question of the page and fills the modal. Returns what is said to it. */
async function makeTest(bot: BotFixture, fields: Record<string, string | string[]>): Promise<string> {
  const page = await questions(bot);
  const opened = bot.server.select(bot.mia, page, /case-make/, [menuOf(page).options[0].value]);
  await opened.acknowledged;
  return (await bot.server.submitModal(bot.mia, opened, fields).original()).content;
}

/** The list of tests, as a button of the page of questions shows it. */
async function testsOf(bot: BotFixture): Promise<Message> {
  const page = await questions(bot);
  const tests = bot.server.click(bot.mia, page, /^cases-page/);
  await tests.until(() => page.edits.length > 0);
  return page;
}

async function fileOf(bot: BotFixture): Promise<string> {
  const sent = bot.server.click(bot.mia, await questions(bot), 'Tests as a .jsonl file');
  await sent.until(({ originalMessage }) => (originalMessage?.attachments.length ?? 0) > 0);
  return sent.originalMessage!.attachments[0].text;
}

async function look(bot: BotFixture): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await bot.tick();
    advance(bot, 2_000);
  }
}

const toldIn = ({ channel }: BotFixture) =>
  channel.visible.filter(({ content }) => content.includes('There is an answer now'));

describe('a question without an answer', () => {
  it('becomes a test that a later index meets, and who asked is told once, across a restart', async () => {
    const bot = await startBot();
    const abstention = await ask(bot);
    await bot.server.click(bot.ann, abstention, /^tell-later/).original();
    expect(buttonsOf(await questions(bot))).toEqual(['As a CSV file']);
    expect(await makeTest(bot, { words: 'Nora Vik | Vik, Nora' })).toBe('Kept as a test.');
    const before = await testsOf(bot);
    expect(before.content).toContain(`${QUESTION} (“Nora Vik”, “Vik, Nora”) not yet`);
    const file = await fileOf(bot);
    expect(JSON.parse(file)).toEqual({ question: QUESTION, words: ['Nora Vik', 'Vik, Nora'] });
    expect(readQuestions(file, 'cases.jsonl')).toMatchObject([{ question: QUESTION, unanswerable: false }]);
    await bot.restart();
    bot.folder.write({ 'lighthouse.md': LIGHTHOUSE });
    await bot.folder.reindex();
    await look(bot);
    await bot.restart();
    await look(bot);
    expect(toldIn(bot)).toHaveLength(1);
    expect(toldIn(bot)[0].mentioned).toEqual([bot.ann]);
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.now());
    const met = await testsOf(bot);
    expect(met.content).toContain(`✓ answered since ${day}`);
    // The day is kept, whenever it is listed again, until it isn't met any more.
    advance(bot, 9 * 24 * 60 * 60_000);
    expect((await testsOf(bot)).content).toContain(`✓ answered since ${day}`);
    bot.folder.remove('lighthouse.md');
    await bot.folder.reindex();
    expect((await testsOf(bot)).content).toContain('not yet');
    const list = await testsOf(bot);
    const deleted = bot.server.select(bot.mia, list, /case-delete/, [menuOf(list).options[0].value]);
    await deleted.until(() => list.content.startsWith('No question of this server'));
    expect(await bot.state.cases.all()).toEqual([]);
    expect(bot.log()).not.toContain('lighthouse');
  });

  it('and its test go with the asker’s data, and nobody is told', async () => {
    const bot = await startBot();
    await bot.server.click(bot.ann, await ask(bot), /^tell-later/).original();
    await makeTest(bot, { words: 'Nora Vik' });
    const page = await bot.server.slash(bot.ann, { channel: bot.channel, name: 'privacy' }).original();
    await bot.server.click(bot.ann, page, 'Delete my data').until(() => page.content.startsWith('Deleted'));
    expect(await bot.state.cases.all()).toEqual([]);
    bot.folder.write({ 'lighthouse.md': LIGHTHOUSE });
    await bot.folder.reindex();
    await look(bot);
    expect(toldIn(bot)).toEqual([]);
  });

  it('outlives its answer, and then names nobody at all', async () => {
    const bot = await startBot();
    await ask(bot);
    await makeTest(bot, { words: 'Nora Vik' });
    await bot.state.purge(Date.now() + 1_000);
    const page = await questions(bot);
    expect(buttonsOf(page)).toEqual(['Tests (1)', 'Tests as a .jsonl file']);
    const [kept] = await bot.state.cases.all();
    expect(JSON.stringify(kept)).not.toContain(bot.ann.id);
    expect(JSON.stringify(kept)).not.toContain(bot.mia.id);
  });
});

describe('the modal', () => {
  it('offers the articles that were found, and takes the question’s own filters along', async () => {
    const bot = await startBot();
    const answer = await ask(bot, 'What does the repair of the ferry cost?', { from: '2020-01-01' });
    const disliked = bot.server.click(bot.ben, answer, /^dislike/);
    await bot.server.until(() => bot.log().includes('"feedback"') || disliked.isAcknowledged);
    await bot.server.until(() => bot.log().includes('"feedback"'));
    expect(await makeTest(bot, { expected: ['ferry.md'], question: 'What will the ferry’s repair cost?' })).toBe(
      'Kept as a test.',
    );
    expect(JSON.parse(await fileOf(bot))).toEqual({
      question: 'What will the ferry’s repair cost?',
      article: ['ferry.md'],
      filters: { from: '2020-01-01' },
    });
    const { content } = await testsOf(bot);
    expect(content).toMatch(/What will the ferry’s repair cost\? \(ferry\\?\.md\) ✓ answered since/);
  });

  it('takes an article by its title, or that nothing answers it; and says what is unclear', async () => {
    const bot = await startBot();
    await ask(bot);
    const UNCLEAR = 'Say which article or which words should answer it, or that nothing does.';
    expect(await makeTest(bot, {})).toBe(UNCLEAR);
    expect(await makeTest(bot, { expected: ['#'], words: 'Nora' })).toBe(UNCLEAR);
    expect(await makeTest(bot, { article: 'no such title' })).toBe(
      'There is no such article; choose one from the list.',
    );
    expect(await bot.state.cases.all()).toEqual([]);
    const [{ id, title }] = (await bot.app.articles()).filter((article) => article.id === 'ferry.md');
    expect(await makeTest(bot, { article: title })).toBe('Kept as a test.');
    expect((await bot.state.cases.all())[0].expected).toEqual({ article: [id] });
    expect(await makeTest(bot, { expected: ['#'] })).toBe('Kept as a test.');
    const [{ question, expected }] = await bot.state.cases.all();
    expect({ question, expected }).toEqual({ question: QUESTION, expected: { unanswerable: true } });
    expect((await testsOf(bot)).content).toMatch(/✓ rightly without an answer since \d+ \w+ \d{4}$/);
  });

  it('opens for no answer that isn’t on the list: a good one, another server’s, none', async () => {
    const bot = await startBot();
    await ask(bot);
    await ask(bot, 'What does the repair of the ferry cost?');
    const [good] = await bot.state
      .conversation(bot.channel.id, bot.ann.id, 0, 9)
      .then((all) => all.filter(({ status }) => status === 'answered'));
    const elsewhere = { ...good, id: 'another-server-1', guild: '1', status: 'abstained' as const };
    await bot.state.recordAnswer(elsewhere);
    const page = await questions(bot);
    for (const id of [good.id, elsewhere.id, 'no-such-answer-1']) {
      menuOf(page).options[0].value = id;
      const refused = await bot.server.select(bot.mia, page, /case-make/, [id]).original();
      expect(refused.content, id).toMatch(/^What belonged to this answer is no longer kept/);
    }
    expect(await bot.state.cases.all()).toEqual([]);
  });
});

/** Limits of single words are checked in words.test.ts for all; what they make together is longest in these. */
const LONGEST = LANGUAGES.map(({ code, words }) => ({ code, chars: charsOf(words) }))
  .sort((a, b) => b.chars - a.chars)
  .slice(0, 3);

function charsOf(value: unknown): number {
  return typeof value === 'object' && value
    ? Object.values(value).reduce((sum: number, part) => sum + charsOf(part), 0)
    : String(value).length;
}

describe('at the extremes', () => {
  const LONG = `👩‍👩‍👧‍👦 مرحبا ${'שלום '.repeat(30)}`;

  it('every message and window fits, in the languages with the longest words', async () => {
    const articles = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `a${i}.md`,
        `---\ntitle: "${LONG}${i} ${'x'.repeat(150)}"\n---\nText ${i}.\n`,
      ]),
    );
    const bot = await startBot({ articles });
    const { server, ann, mia, ben, channel, guild, state } = bot;
    await ask(bot);
    await server.until(() => bot.log().includes('"answered"'));
    const [stored] = await state.conversation(channel.id, ann.id, 0, 1);
    const ids = Array.from({ length: 30 }, (_, i) => ({ articleId: `a${i}.md`, title: LONG, text: LONG, score: 1 }));
    const content = stored.content as { trace: object };
    for (let i = 0; i < 9; i++) {
      const id = `answer-number-0${i}`;
      const question = `${LONG.repeat(20).slice(0, 1990)}${i}`;
      await state.recordAnswer({
        ...stored,
        id,
        question,
        content: { ...content, trace: { ...content.trace, sentences: ids } },
      });
      await state.cases.keep({
        answer: id,
        guild: guild.id,
        question,
        expected: { article: [LONG], words: [LONG] },
        madeAtMs: i,
      });
    }
    const long = server.sendMessage(ben, channel, LONG.repeat(30).slice(0, 2000));
    for (const { code } of LONGEST) {
      await state.changeSettings(guild.id, { helperChannel: channel.id, language: code });
      const abstention = await ask(bot);
      const page = await questions(bot);
      const opened = await server.select(mia, page, /case-make/, [menuOf(page).options.at(-1)!.value]).acknowledged;
      const [, choice] = opened.modal!.components as { component: { options: object[] } }[];
      expect(choice.component.options).toHaveLength(25);
      await testsOf(bot);
      await server.slash(mia, { channel, name: 'admin', subcommand: 'helpers' }).original();
      const call = { channel, name: 'Add to the collection', message: long };
      const window = await server.contextMenu(mia, call).acknowledged;
      expect(window.modal).toBeDefined();
      const how = await server.click(ann, abstention, /ask-person/).original();
      await server.click(ann, how, /unnamed/).until(() => how.edits.length > 0);
      await look(bot);
      advance(bot, 60_000);
      await server
        .click(mia, channel.last!, /settle/)
        .until(() => JSON.stringify(channel.last!.components).includes('disabled'));
      const privacy = await server.slash(ben, { channel, name: 'privacy' }).original();
      expect(privacy.components).toHaveLength(1);
    }
    expect(server.interactions.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

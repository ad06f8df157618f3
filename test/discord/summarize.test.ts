import { describe, expect, it } from 'vitest';
import { ARTICLES, advance, type BotFixture, startBot } from '../support/discord-bot.js';
import { MAY } from '../support/may.js';
import { buttonsOf, menuOf, openSource } from '../support/read-components.js';
import { TOWN } from '../support/town.js';

type Options = Record<string, string | boolean>;

const summarize = (
  { server, ann, channel }: BotFixture,
  subcommand: string,
  options: Options,
  { user = ann, locale }: { user?: BotFixture['ann']; locale?: string } = {},
) => server.slash(user, { channel, name: 'summarize', subcommand, options, ...(locale && { locale }) });

const article = (title: string, body: string, rest: Record<string, string> = {}) =>
  JSON.stringify({ title, body, ...rest });

const DAYS = 24 * 60 * 60_000;

describe('/summarize article', () => {
  it('tells an article in sentences with marks, with one line for its source and the controls of an answer', async () => {
    const bot = await startBot();
    const told = await summarize(bot, 'article', { title: 'Ferry to Skarholm stops for a week' }).original();
    expect(told.content).toMatch(/^\*\*Ferry to Skarholm stops for a week\*\* · Harbour desk · 5 March 2024\n/);
    expect(told.content).toMatch(/will not sail for a week.* \[1\]\n/);
    expect(told.content).toMatch(/\n\n\[1\].* Ferry to Skarholm stops for a week · Harbour desk · 5 March 2024$/);
    expect(buttonsOf(told)).toEqual(['👍', '👎', 'Delete']);
    const card = await openSource(bot.server, bot.ben, told).original();
    expect(card.embeds[0].title).toBe('Ferry to Skarholm stops for a week');
    expect(buttonsOf(card)).toEqual([]);
    expect((await bot.server.click(bot.ann, told, /^like:/).original()).content).toMatch(/^Thank you/);
  });

  it('is as long as was asked', async () => {
    const bot = await startBot({ articles: TOWN });
    const words = async (length: string) => {
      const told = await summarize(bot, 'article', { title: 'Norrvik quarry opens again', length }).original();
      return told.content.split('\n\n')[0].split(/\s+/).length;
    };
    expect(await words('short')).toBeLessThan(await words('long'));
  });

  it('completes titles and tells two equal ones apart by their ids', async () => {
    const body = (place: string) => `The fair at ${place} opened. Many people came to ${place} for the fair.`;
    const long = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`x${i}.json`, article(`Zebra ${i}`, `Zebra ${i} ran away.`)]),
    );
    const bot = await startBot({
      articles: {
        'a.json': article('Fair opens', body('Ost')),
        'b.json': article('Fair opens', body('Vest')),
        ...long,
      },
    });
    const { server, ann, channel } = bot;
    const typing = (title: string) =>
      server.autocomplete(ann, {
        ...{ channel, name: 'summarize', subcommand: 'article', focused: 'title', options: { title } },
      });
    expect(await typing('zebra')).toHaveLength(25);
    const choices = await typing('fair');
    expect(choices).toEqual([
      { name: 'Fair opens · a.json', value: 'a.json' },
      { name: 'Fair opens · b.json', value: 'b.json' },
    ]);
    const told = await summarize(bot, 'article', { title: String(choices[1].value) }).original();
    expect(told.content).toContain('The fair at Vest opened');
  });

  it('offers a menu where a title fits several, which works a month later and after a restart', async () => {
    const body = (place: string) => `The fair at ${place} opened. Many people came to ${place} for the fair.`;
    const bot = await startBot({
      articles: {
        'a.json': article('Fair opens', body('Ost'), { published_at: '2024-05-01' }),
        'b.json': article('Fair opens', body('Vest'), { published_at: '2024-05-02', source: 'Coast herald' }),
      },
    });
    const asked = await summarize(bot, 'article', { title: 'fair opens', length: 'short' }).original();
    expect(asked.content).toBe('Several articles fit; choose one.');
    expect(menuOf(asked).options.map(({ description }) => description)).toEqual([
      '2 May 2024 · Coast herald · b.json',
      '1 May 2024 · a.json',
    ]);
    advance(bot, 30 * DAYS);
    await bot.restart();
    const others = await bot.server.select(bot.ben, asked, /summarize-choose/, ['a.json']);
    expect((await others.original()).content).toContain('The fair at Ost opened');
    expect(others.ephemeral).toBe(true);
    await bot.server
      .select(bot.ann, asked, /summarize-choose/, ['b.json'])
      .until(() => asked.content.includes('The fair at Vest opened'));
    expect(asked.content).not.toContain('Several articles');
  });

  it('says that there is no such article, in the reader’s language', async () => {
    const bot = await startBot();
    const told = await summarize(bot, 'article', { title: 'Zebra' }, { locale: 'de' }).original();
    expect(told.content).toBe('Diesen Artikel gibt es nicht; wähle einen aus der Liste.');
  });
});

describe('/summarize topic', () => {
  it('tells in time order what the articles say, and who they are', async () => {
    const bot = await startBot({ articles: TOWN });
    const told = await summarize(bot, 'topic', { topic: 'the dam at Elva' }).original();
    expect(told.content).toMatch(/^\*\*2 articles, 2 outlets, 2 stories\*\* · the dam at Elva\n/);
    expect(told.content.indexOf('began to leak')).toBeGreaterThan(0);
    expect(told.content.indexOf('tight again')).toBeGreaterThan(told.content.indexOf('began to leak'));
    const followed = await bot.server
      .slash(bot.ann, { channel: bot.channel, name: 'ask', options: { question: 'more on [1]' } })
      .original();
    expect(followed.content).toContain('Dam at Elva');
    const within = await summarize(bot, 'topic', { topic: 'the dam', from: '2023-02-01', source: 'stone gazette' });
    expect((await within.original()).content).toMatch(
      /^\*\*1 article, 1 outlet, 1 story\*\* · 1 February 2023 – · the dam · stone gazette\n/,
    );
  });

  it.each<[string, Options, string]>([
    ['of days in the wrong order', { topic: 'dam', from: '2024-01-02', to: '2024-01-01' }, 'Der erste Tag liegt nach'],
    ['of a day that is none', { topic: 'dam', to: 'soon' }, 'bis ist kein Datum'],
    ['of nothing known', { topic: 'zebra xylophones' }, 'In keinem Artikel geht es darum.'],
    [
      'of something half known',
      { topic: 'dam zebra xylophones' },
      'In den Fundstellen steht nichts zu „|steht nichts zu “',
    ],
  ])('%s is refused in the reader’s language', async (_what, options, expected) => {
    const bot = await startBot({ articles: TOWN });
    const told = await summarize(bot, 'topic', options, { locale: 'de' }).original();
    expect(told.content).toMatch(new RegExp(expected));
  });

  it('that nothing speaks of is an open question, which can be deleted', async () => {
    const bot = await startBot({ articles: TOWN });
    const told = await summarize(bot, 'topic', { topic: 'zebra' }).original();
    expect(buttonsOf(told)).toEqual(['👍', '👎', 'Delete']);
    expect((await bot.state.openQuestions(bot.guild.id)).map(({ question }) => question)).toEqual(['zebra']);
  });
});

describe('/summarize period', () => {
  it('counts articles, outlets and stories, and tells a story a line with outlet and date, in pages', async () => {
    const bot = await startBot({ articles: MAY });
    const told = await summarize(bot, 'period', { period: '2024-05' }).original();
    const heading = /^\*\*13 articles, 2 outlets, 12 stories\*\* · 1\s?–\s?31 May 2024 · Page 1 of (\d)\n/u;
    expect(told.content).toMatch(heading);
    const pages = Number(heading.exec(told.content)?.[1]);
    expect(pages).toBeGreaterThan(1);
    expect(told.content).toMatch(
      /• .*drawbridge.* \[1\]\n-# \[1\] .* · (Stone gazette|Coast herald) · 1 May 2024 · 2 articles \(Coast herald, Stone gazette\)\n/,
    );
    let lines = told.content.match(/^• /gm)?.length ?? 0;
    for (let page = 2; page <= pages; page++) {
      await bot.server.click(bot.ann, told, 'Next').until(() => told.content.includes(`Page ${page} of ${pages}`));
      lines += told.content.match(/^• /gm)?.length ?? 0;
    }
    expect(lines).toBe(12);
    expect(told.content).toMatch(/\n-# 1 article has no date and is in no period\.$/);
  });

  it('is the same in a thread of its own, where it is long', async () => {
    const contents: string[] = [];
    for (const manyArticles of [100, 1]) {
      const bot = await startBot({ articles: MAY, manyArticles });
      contents.push((await summarize(bot, 'period', { period: '2024-05', source: 'Coast herald' }).original()).content);
      await bot.stop();
    }
    expect(contents[0]).toMatch(/^\*\*7 articles, 1 outlet, 7 stories\*\*/);
    expect(contents[1]).toBe(contents[0]);
  });

  it('turns its pages after 15 minutes and a restart, and for others in a message of their own', async () => {
    const bot = await startBot({ articles: MAY });
    const told = await summarize(bot, 'period', { period: '2024-05' }).original();
    advance(bot, DAYS);
    await bot.restart();
    const others = bot.server.click(bot.ben, told, 'Next');
    expect((await others.original()).content).toContain('Page 2 of');
    expect(others.ephemeral).toBe(true);
    expect(told.content).toContain('Page 1 of');
    await bot.server.click(bot.ben, await others.original(), 'Back').until(({ originalMessage }) => {
      return originalMessage?.content.includes('Page 1 of') ?? false;
    });
    await bot.server.click(bot.ann, told, 'Next').until(() => told.content.includes('Page 2 of'));
    const gone = told.components;
    bot.server.click(bot.ann, told, 'Delete');
    await bot.server.until(() => told.deleted);
    expect(gone.length).toBeGreaterThan(0);
  });

  it('completes periods in the reader’s language, and months that there are articles of', async () => {
    const { server, ann, channel } = await startBot({ articles: TOWN });
    const typing = (period: string) =>
      server.autocomplete(ann, {
        ...{ channel, name: 'summarize', subcommand: 'period', focused: 'period', options: { period }, locale: 'de' },
      });
    expect((await typing('')).map(({ name }) => name)).toEqual([
      ...['heute', 'gestern', 'letzte 7 Tage', 'dieser Monat'],
      ...['Mai 2024 (2024-05)', 'Februar 2023 (2023-02)', 'Januar 2023 (2023-01)'],
    ]);
    expect(await typing('2023-01-01..2023-02-28')).toEqual([
      { name: '2023-01-01..2023-02-28', value: '2023-01-01..2023-02-28' },
    ]);
    expect(await typing('gest')).toEqual([{ name: 'gestern', value: 'yesterday' }]);
  });

  it('understands its names in the reader’s language, typed out, and says how old the news are', async () => {
    const bot = await startBot({ articles: TOWN });
    const told = await summarize(bot, 'period', { period: 'Letzte 7 Tage' }, { locale: 'de' }).original();
    expect(told.content).toMatch(/^\*\*1 Artikel, 1 Medium, 1 Thema\*\* · 3\.\s?–\s?9\. Mai 2024\n/);
    expect(told.content).toMatch(/-# Neuester Artikel hier: 9\. Mai 2024\./);
  });

  it.each<[string, Record<string, string>, Options, string]>([
    [
      'an empty range',
      TOWN,
      { period: '2020' },
      'No article that fits was published in this time: .*2020. What I know was published in this time: .*2023.*2024. 1 article has no date',
    ],
    [
      'a range that ends before it begins',
      TOWN,
      { period: '2024-05..2024-04' },
      '^The first day is after the last; swap them.$',
    ],
    ['what is no period', TOWN, { period: 'soon' }, '^This is no period; write today, '],
    ['a topic that nothing speaks of', TOWN, { period: '2024', topic: 'zebra' }, '^No article that fits was published'],
    [
      'today, of a corpus without dates',
      { 'a.txt': 'The fair opened. It was fair.' },
      { period: 'today' },
      '^No article here has a date, so',
    ],
    [
      'a month, of a corpus without dates',
      { 'a.txt': 'The fair opened. It was fair.' },
      { period: '2024-05' },
      'No article here has a date.$',
    ],
  ])('says in one sentence what is wrong: %s', async (_what, articles, options, expected) => {
    const bot = await startBot({ articles });
    expect((await summarize(bot, 'period', options).original()).content).toMatch(new RegExp(expected));
  });
});

describe('a summary', () => {
  it('is for one alone where that is asked for, and can be shared', async () => {
    const bot = await startBot({ articles: MAY });
    const asked = summarize(bot, 'period', { period: '2024-05', private: true });
    const told = await asked.original();
    expect(asked.ephemeral).toBe(true);
    expect(buttonsOf(told)).toContain('Share');
    bot.server.click(bot.ann, told, 'Share');
    await bot.channel.until(({ last }) => last?.content.startsWith('-# Shared by ann\n**13 articles') ?? false);
    const shared = bot.channel.last!;
    await bot.server.click(bot.ann, shared, 'Next').until(() => shared.content.includes('Page 2 of'));
  });

  it('of a server that is limited to some sources knows no other articles', async () => {
    const bot = await startBot({ articles: TOWN });
    await bot.state.changeSettings(bot.guild.id, { sources: ['Coast herald'] });
    const told = async (subcommand: string, options: Options) =>
      (await summarize(bot, subcommand, options).original()).content;
    expect(await told('article', { title: 'Dam at Elva mended' })).toMatch(/^There is no such article/);
    expect(await told('article', { title: 'mended.md' })).toMatch(/^There is no such article/);
    expect(await told('topic', { topic: 'dam at Elva' })).toMatch(/^\*\*1 article, 1 outlet, 1 story\*\*/);
    expect(await told('period', { period: '2023' })).toMatch(/^\*\*1 article, 1 outlet, 1 story\*\*/);
    const { server, ann, channel } = bot;
    const call = { channel, name: 'summarize', subcommand: 'article', focused: 'title', options: { title: 'dam' } };
    expect((await server.autocomplete(ann, call)).map(({ value }) => value)).toEqual(['leak.md']);
  });

  it('goes into a thread where the server wants that, and nowhere in a channel that is closed to it', async () => {
    const bot = await startBot();
    await bot.state.changeSettings(bot.guild.id, { threads: true });
    const asked = summarize(bot, 'topic', { topic: 'ferry' });
    await asked.until(({ messages }) => messages[0]?.content.includes('The answer is in <#') ?? false);
    expect(bot.guild.threads[0].last?.content).toMatch(/^\*\*1 article, 1 outlet, 1 story\*\* · ferry\n/);
    const other = bot.guild.addChannel({ name: 'other' });
    await bot.state.changeSettings(bot.guild.id, { threads: false, allowedChannels: [other.id] });
    const refused = summarize(bot, 'topic', { topic: 'ferry' });
    expect((await refused.original()).content).toMatch(/not set up to answer in this channel/);
    expect(refused.ephemeral).toBe(true);
  });

  it('goes into the channel when the token is too old by then', async () => {
    const bot = await startBot();
    bot.server.fault({ method: 'PATCH', path: /webhooks/, status: 401, code: 50027, times: 1 });
    summarize(bot, 'topic', { topic: 'ferry' });
    await bot.channel.until(({ last }) => last?.content.startsWith('**1 article') ?? false);
  });
});

describe('the article behind a source', () => {
  it('is summarized from its card, for who opened it', async () => {
    const bot = await startBot();
    const options = { question: 'What was found in the ramp?' };
    const answer = await bot.server.slash(bot.ann, { channel: bot.channel, name: 'ask', options }).original();
    const card = await openSource(bot.server, bot.ben, answer).original();
    const pressed = bot.server.click(bot.ben, card, 'Summarize this article');
    expect((await pressed.original()).content).toMatch(/^\*\*Ferry to Skarholm stops for a week\*\*/);
    expect(pressed.ephemeral).toBe(true);
    await bot.state.changeSettings(bot.guild.id, { sources: ['Food desk'] });
    const refused = await bot.server.click(bot.ben, card, 'Summarize this article').original();
    expect(refused.content).toBe('This article is no longer among those I know here.');
  });
});

describe('“Summarize the linked article”', () => {
  const linked = {
    ...ARTICLES,
    'one.json': article('One', 'The first fair opened at Ost.', { url: 'https://www.desk.example.org/one/?b=2&a=1' }),
    'two.json': article('Two', 'The second fair opened at Vest.', { url: 'http://desk.example.org/two' }),
  };
  const onMessage = async (content: string) => {
    const bot = await startBot({ articles: linked });
    const message = bot.server.sendMessage(bot.ben, bot.channel, content);
    return bot.server
      .contextMenu(bot.ann, { channel: bot.channel, name: 'Summarize the linked article', message })
      .original();
  };

  it.each([
    ['the address as it is', 'https://www.desk.example.org/one/?b=2&a=1'],
    ['in a sentence', 'Have you seen http://desk.example.org/one?a=1&b=2&utm_source=x#top, ann?'],
    ['masked', '[look](<https://desk.example.org/one?a=1&b=2>)'],
  ])('finds it: %s', async (_what, content) => {
    expect((await onMessage(content)).content).toMatch(/^\*\*One\*\*\nThe first fair opened at Ost\. \[1\]/);
  });

  it('lets choose among several', async () => {
    const asked = await onMessage('https://desk.example.org/two and https://desk.example.org/one?a=1&b=2');
    expect(menuOf(asked).options.map(({ value }) => value)).toEqual(['two.json', 'one.json']);
  });

  it('says politely that there is none', async () => {
    expect((await onMessage('see https://desk.example.org/three')).content).toBe(
      'This message links to no article that I know.',
    );
    expect((await onMessage('no link at all')).content).toBe('This message links to no article that I know.');
  });
});

/** News that come in by themselves: fetched by real HTTP, indexed by the real thread, asked for through Discord. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeeperReport } from '../../src/flows/keep-current.js';
import { longText, type NewsServer, rss, startNewsServer, withEtag } from '../sources/news-server.js';
import { advance, type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel } from '../support/discord-server/index.js';
import { buttonsOf } from '../support/read-components.js';

const MINUTE_MS = 60_000;
const DAM = { guid: 'dam', title: 'Dam leaks', link: '/dam.html', date: 'Mon, 02 Nov 2026 08:00:00 GMT' };

const damText = (metres: number) =>
  `${longText('At the dam')}<p>The lake behind the Elva dam has fallen by ${metres} metres, Mayor Ada Berg said.</p>`;

/** A feed of one article, which says by how many metres a lake fell. */
async function startFeed(): Promise<NewsServer & { metres: number }> {
  const news = Object.assign(await startNewsServer(), { metres: 4 });
  news.pages['/feed.xml'] = withEtag(
    () => `"${news.metres}"`,
    () => rss([{ ...DAM, text: damText(news.metres) }]),
  );
  return news;
}

const start = (options: BotFixtureOptions = {}) => startBot({ keeping: {}, now: '2026-11-03T08:00:00Z', ...options });

function configure(bot: BotFixture, address: string, every = '30m'): void {
  writeFileSync(
    join(bot.folder.root, 'sources.yaml'),
    `- name: courier\n  kind: feed\n  address: ${address}\n  every: ${every}\n`,
  );
}

const ask = async (bot: BotFixture, question: string) =>
  (await bot.server.slash(bot.ann, { channel: bot.channel, name: 'ask', options: { question } }).original()).content;
const LAKE = 'By how many metres has the lake behind the Elva dam fallen?';

type Options = Record<string, string | Channel>;
const sourcesCommand = (bot: BotFixture, subcommand: string, options: Options = {}, user = bot.mia) =>
  bot.server
    .slash(user, {
      ...{ channel: bot.channel, name: 'admin', group: 'sources', subcommand, options, permissionOverridden: true },
    })
    .original();

/** Looks again and again; the test's own time is the bound. */
async function eventually(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const version = async ({ app }: BotFixture) => (await app.index.status()).version;

describe('a source', () => {
  it('is fetched when it is due, and its articles answer; what changed in it does so too', async () => {
    const news = await startFeed();
    const bot = await start();
    configure(bot, `${news.origin}/feed.xml`);
    await bot.tick();
    expect(await ask(bot, LAKE)).toMatch(/fallen by \*\*4 metres\*\*/);
    await bot.tick();
    expect(news.asked).toEqual(['/feed.xml']);
    news.metres = 7;
    advance(bot, 31 * MINUTE_MS);
    await bot.tick();
    expect(await ask(bot, LAKE)).toMatch(/fallen by \*\*7 metres\*\*/);
    advance(bot, 31 * MINUTE_MS);
    const before = await version(bot);
    await bot.tick();
    expect(news.asked).toHaveLength(3);
    expect(news.requests.at(-1)?.headers['if-none-match']).toBe('"7"');
    expect(await version(bot)).toBe(before);
  });

  it('is fetched by one of several processes, and by the next where that one ended', async () => {
    const news = await startFeed();
    const bot = await start();
    configure(bot, `${news.origin}/feed.xml`);
    const twin = await bot.twin();
    await Promise.all([bot.tick(), twin.tick()]);
    await Promise.all([bot.tick(), twin.tick()]);
    expect(news.asked).toHaveLength(1);
    await bot.stop();
    advance(bot, 31 * MINUTE_MS);
    await twin.tick();
    expect(news.asked).toHaveLength(2);
    expect((await readKeeperReport(twin.state))?.sources).toMatchObject([{ name: 'courier', articles: 1 }]);
  });

  it('that fails keeps what it brought, and is told as late after twice its time: in the channel, once, and below answers', async () => {
    const news = await startFeed();
    const bot = await start();
    const ownersChannel = bot.guild.addChannel({ name: 'owners' });
    const options = { 'owners-channel': ownersChannel };
    await bot.server
      .slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'settings', options })
      .original();
    configure(bot, `${news.origin}/feed.xml`);
    await bot.tick();
    delete news.pages['/feed.xml'];
    advance(bot, 31 * MINUTE_MS);
    await bot.tick();
    expect(ownersChannel.visible).toHaveLength(0);
    expect(await ask(bot, LAKE)).not.toContain('was last read');
    advance(bot, 60 * MINUTE_MS);
    for (let i = 0; i < 3; i++) await bot.tick();
    advance(bot, 60 * MINUTE_MS);
    for (let i = 0; i < 3; i++) await bot.tick();
    expect(ownersChannel.visible.map(({ content }) => content)).toEqual([
      expect.stringMatching(/^The source courier brings nothing any more: it was last read <t:\d+:R>\.$/),
    ]);
    expect(await ask(bot, LAKE)).toMatch(
      /4 metres[\s\S]*\n-# courier, which this rests on, was last read <t:\d+:R>\.$/,
    );
    const status = await bot.server
      .slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'status' })
      .original();
    expect(status.content).toMatch(/• \*\*courier\*\* \(feed\) \*\*late\*\* 1 article, last read <t:\d+:R>.* · .*404/);
    const again = await startFeed();
    news.pages['/feed.xml'] = again.pages['/feed.xml'];
    expect(buttonsOf(ownersChannel.visible[0])).toEqual(['Read it now']);
    const read = await bot.server.click(bot.mia, ownersChannel.visible[0], 'Read it now').original();
    expect(read.content).toBe('courier: 0 new, 0 changed, 0 gone, 1 as before.');
  });
});

describe('/admin sources', () => {
  it('adds, lists, refreshes and removes, and each is in the next answer', async () => {
    const news = await startFeed();
    const bot = await start();
    expect((await sourcesCommand(bot, 'list')).content).toBe('No sources are set up: nothing is fetched.');
    const address = `${news.origin}/feed.xml`;
    const added = await sourcesCommand(bot, 'add', { name: 'courier', address, every: '30m' });
    expect(added.content).toBe('Added the source courier; its articles come in within minutes.');
    await bot.tick();
    expect(await ask(bot, LAKE)).toContain('4 metres');
    expect((await sourcesCommand(bot, 'list')).content).toMatch(/^• \*\*courier\*\* \(feed\) 1 article, last read <t:/);
    news.metres = 9;
    const refreshed = await sourcesCommand(bot, 'refresh', { source: 'courier' });
    expect(refreshed.content).toBe('courier: 0 new, 1 changed, 0 gone, 0 as before.');
    expect(await ask(bot, LAKE)).toContain('9 metres');
    const refused = await sourcesCommand(bot, 'add', { name: 'courier', address });
    expect(refused.content).toMatch(/already/);
    for (const bad of ['/etc', 'ftp://example.org/feed.xml', 'git@example.org:a/b.git'])
      expect((await sourcesCommand(bot, 'add', { name: 'other', address: bad })).content).toMatch(/address/);
    await sourcesCommand(bot, 'remove', { source: 'courier' });
    await eventually(async () => !(await ask(bot, LAKE)).includes('9 metres'));
    expect((await sourcesCommand(bot, 'list')).content).toBe('No sources are set up: nothing is fetched.');
    expect(existsSync(join(bot.folder.dataDir, 'fetched', 'courier'))).toBe(true);
  });
});

describe('a re-index by itself', () => {
  it('brings in what changed while the bot was off, and what changes while it runs', async () => {
    const bot = await start({ keeping: { reindexBySelf: 'watch' } });
    bot.folder.write({ 'tower.txt': 'The tower of Lindvik was painted green, the mayor said.' });
    await bot.tick();
    expect(await ask(bot, 'What colour was the tower of Lindvik painted?')).toContain('green');
    bot.folder.write({ 'tower.txt': 'The tower of Lindvik was painted yellow, the mayor said.' });
    await eventually(async () => {
      await bot.tick();
      return (await ask(bot, 'What colour was the tower of Lindvik painted?')).includes('yellow');
    });
  });

  it('comes at its time of the day, once', async () => {
    const bot = await start({ keeping: { reindexBySelf: 'daily' } });
    await bot.tick();
    expect(await version(bot)).toBe(1);
    bot.folder.write({ 'tower.txt': 'The tower of Lindvik was painted green.' });
    advance(bot, 23 * 60 * MINUTE_MS);
    await bot.tick();
    expect(await version(bot)).toBe(1);
    advance(bot, 2 * 60 * MINUTE_MS);
    await bot.tick();
    expect(await version(bot)).toBe(2);
  });

  it('does nothing without a source and without REINDEX, whatever changes', async () => {
    const bot = await start();
    bot.folder.write({ 'tower.txt': 'The tower of Lindvik was painted green.' });
    await bot.tick();
    advance(bot, 48 * 60 * MINUTE_MS);
    await bot.tick();
    expect(await version(bot)).toBe(1);
    expect(await bot.state.duties.of('keeper')).toBeUndefined();
    expect(existsSync(join(bot.folder.dataDir, 'fetched'))).toBe(false);
  });

  it('goes on where sources.yaml can’t be read, and says so once and in the status', async () => {
    const bot = await start({ keeping: { reindexBySelf: 'daily' } });
    writeFileSync(join(bot.folder.root, 'sources.yaml'), '- name: courier');
    bot.folder.write({ 'tower.txt': 'The tower of Lindvik was painted green.' });
    for (let i = 0; i < 3; i++) await bot.tick();
    expect(await version(bot)).toBe(2);
    const told = bot.lines.filter((line) => line.startsWith('Not everything is brought up to date by itself now'));
    expect(told).toEqual([expect.stringMatching(/sources\.yaml line 1: the source "courier" has no usable "kind"/)]);
    const status = await bot.server
      .slash(bot.mia, { channel: bot.channel, name: 'admin', subcommand: 'status' })
      .original();
    expect(status.content).toContain('has no usable');
  });

  it('waits after a version was brought back, until somebody re-indexes', async () => {
    const bot = await start({ keeping: { reindexBySelf: 'daily' } });
    await bot.tick();
    bot.folder.write({ 'ferry.md': 'Nobody knows anything.' });
    await bot.folder.reindex();
    await bot.folder.reindex({ rollback: true });
    expect(await version(bot)).toBe(3);
    advance(bot, 25 * 60 * MINUTE_MS);
    await bot.tick();
    advance(bot, 25 * 60 * MINUTE_MS);
    await bot.tick();
    expect(await version(bot)).toBe(3);
    expect(bot.log()).toContain('reindexing-held');
    await bot.folder.reindex();
    bot.folder.write({ 'tower.txt': 'The tower of Lindvik was painted green.' });
    advance(bot, 25 * 60 * MINUTE_MS);
    await bot.tick();
    expect(await version(bot)).toBe(5);
  });

  it('that fails is tried again later, and the operator is told once', async () => {
    let fails = true;
    const runs: number[] = [];
    const bot = await start({
      keeping: { reindexBySelf: 'daily' },
      runReindex: (task) => {
        runs.push(1);
        if (fails) return Promise.reject(new Error('the disk is gone'));
        return bot.folder.reindex(task);
      },
    });
    for (let i = 0; i < 4; i++) await bot.tick();
    expect(runs).toHaveLength(1);
    fails = false;
    advance(bot, 11 * MINUTE_MS);
    await bot.tick();
    expect(runs).toHaveLength(2);
    expect(bot.log().match(/"keeping-failed"/g)).toHaveLength(1);
    expect(bot.log()).toContain('reindexed-by-itself');
  });
});

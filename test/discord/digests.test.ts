import { describe, expect, it } from 'vitest';
import { type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel, InteractionHandle, User } from '../support/discord-server/index.js';
import { MAY } from '../support/may.js';
import { buttonsOf, menuOf, openSource } from '../support/read-components.js';

type Options = Record<string, string | number | boolean | Channel>;

const start = (now: string, options: BotFixtureOptions = {}) => startBot({ articles: MAY, now, ...options });

/** Moves the bot's clock, and lets it look whether a digest is due. */
async function tickAt(bot: BotFixture, iso: string): Promise<void> {
  bot.clockOffsetMs = Date.parse(iso) - Date.now();
  await bot.tick();
}

const digest = (bot: BotFixture, subcommand: string, options: Options = {}, user: User = bot.mia): InteractionHandle =>
  bot.server.slash(user, {
    ...{ channel: bot.channel, name: 'admin', group: 'digest', subcommand, options, permissionOverridden: true },
  });

async function add(bot: BotFixture, options: Options = {}): Promise<string> {
  const whole = { channel: bot.channel, hour: 8, zone: 'UTC', ...options };
  return (await digest(bot, 'add', whole).original()).content;
}

const posted = ({ channel, server }: BotFixture) => channel.visible.filter(({ author }) => author === server.botUser);
const stamp = (iso: string) => `<t:${Date.parse(iso) / 1000}:f>`;

describe('a digest', () => {
  it('comes at its hour, once, and tells what was published since the last one', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    expect(await add(bot)).toBe(
      `I will post a digest in <#${bot.channel.id}>; the next one: ${stamp('2024-05-03T08:00:00Z')}.`,
    );
    await tickAt(bot, '2024-05-03T07:59:00Z');
    expect(posted(bot)).toHaveLength(0);
    await tickAt(bot, '2024-05-03T08:00:01Z');
    await Promise.all([bot.tick(), bot.tick()]);
    await tickAt(bot, '2024-05-03T20:00:00Z');
    expect(posted(bot)).toHaveLength(1);
    const [first] = posted(bot);
    expect(first.content).toMatch(/^\*\*2 articles, 2 outlets, 2 stories\*\* · 2\s?–\s?3 May 2024\n/);
    expect(first.content).toMatch(/mailbag.*Orchard thieves|Orchard thieves.*mailbag/s);
    expect(buttonsOf(first)).toEqual(['👍', '👎', 'Delete']);
    await bot.restart();
    await tickAt(bot, '2024-05-04T08:00:01Z');
    await tickAt(bot, '2024-05-04T08:01:00Z');
    expect(posted(bot)).toHaveLength(2);
    expect(posted(bot)[1].content).toMatch(/^\*\*1 article, 1 outlet, 1 story\*\* · .*sixty boards/s);
  });

  it('has evidence, votes and pages for everyone, and is deleted by moderators', async () => {
    const bot = await start('2024-05-12T07:00:00Z');
    await add(bot, { day: '0' });
    await tickAt(bot, '2024-05-12T08:00:01Z');
    const [told] = posted(bot);
    expect(told.content).toMatch(/^\*\*8 articles, 2 outlets, 8 stories\*\* · 5\s?–\s?12 May 2024/);
    const card = await openSource(bot.server, bot.ben, told).original();
    expect(card.embeds[0].description).toMatch(/\*\*.+\*\*/);
    expect((await bot.server.click(bot.ben, told, /^like:/).original()).content).toMatch(/^Thank you/);
    const refused = await bot.server.click(bot.ben, told, 'Delete').original();
    expect(refused.content).toBe('Only who asked, or a moderator, can do this.');
    bot.server.click(bot.mia, told, 'Delete');
    await bot.server.until(() => told.deleted);
  });

  it('comes every week on its day, by the clock of its zone', async () => {
    const bot = await start('2024-05-01T00:00:00Z');
    expect(await add(bot, { day: '1', hour: 6, zone: 'Asia/Tokyo' })).toContain(stamp('2024-05-05T21:00:00Z'));
    await tickAt(bot, '2024-05-05T21:00:01Z');
    await tickAt(bot, '2024-05-06T21:00:01Z');
    expect(posted(bot)).toHaveLength(1);
    expect(posted(bot)[0].content).toMatch(/^\*\*6 articles, 2 outlets, 5 stories\*\* · 28 April\s?–\s?5 May 2024/);
    await tickAt(bot, '2024-05-12T21:00:01Z');
    expect(posted(bot)[1].content).toMatch(/^\*\*7 articles, 2 outlets, 7 stories\*\*/);
  });

  it('keeps its hour when the clocks change', async () => {
    const bot = await start('2024-03-30T00:00:00Z');
    expect(await add(bot, { zone: 'Europe/Kyiv', empty: true })).toContain(stamp('2024-03-30T06:00:00Z'));
    await tickAt(bot, '2024-03-30T06:00:01Z');
    await tickAt(bot, '2024-03-31T04:59:00Z');
    expect(posted(bot)).toHaveLength(1);
    await tickAt(bot, '2024-03-31T05:00:01Z');
    await tickAt(bot, '2024-03-31T06:00:01Z');
    expect(posted(bot)).toHaveLength(2);
  });

  it('of a topic, of an outlet, and in a server with chosen sources, tells of nothing else', async () => {
    const bot = await start('2024-05-12T07:00:00Z');
    await add(bot, { day: '0', topic: 'marathon' });
    await add(bot, { day: '0', source: 'stone gazette' });
    await tickAt(bot, '2024-05-12T08:00:01Z');
    const contents = posted(bot)
      .map(({ content }) => content.split('\n')[0])
      .sort();
    expect(contents[0]).toMatch(/^\*\*1 article, 1 outlet, 1 story\*\* · .* · marathon$/);
    expect(contents[1]).toMatch(/^\*\*4 articles, 1 outlet, 4 stories\*\* · .* · stone gazette$/);
    await bot.state.changeSettings(bot.guild.id, { sources: ['Coast herald'], language: 'de' });
    await tickAt(bot, '2024-05-19T08:00:01Z');
    expect(posted(bot)).toHaveLength(2);
  });

  it('says nothing on an empty day, unless that is wanted, in the server’s language', async () => {
    const bot = await start('2025-01-01T07:00:00Z');
    await bot.state.changeSettings(bot.guild.id, { language: 'de' });
    await add(bot);
    await tickAt(bot, '2025-01-01T08:00:01Z');
    expect(posted(bot)).toHaveLength(0);
    expect(bot.log()).toContain('"digest-empty"');
    await add(bot, { empty: true });
    await tickAt(bot, '2025-01-02T08:00:01Z');
    expect(posted(bot).map(({ content }) => content)).toEqual([
      expect.stringMatching(/^In diesem Zeitraum ist kein passender Artikel erschienen: 1\.\s?–\s?2\. Januar 2025\.$/),
    ]);
  });

  it('that was missed is posted late, once, and after six hours not at all', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    await add(bot);
    await bot.stop();
    await bot.restart();
    await tickAt(bot, '2024-05-03T13:59:00Z');
    expect(posted(bot)).toHaveLength(1);
    await tickAt(bot, '2024-05-05T14:00:01Z');
    expect(posted(bot)).toHaveLength(1);
    expect(bot.log()).toContain('"digest-missed"');
    await tickAt(bot, '2024-05-06T08:00:01Z');
    expect(posted(bot)).toHaveLength(2);
  });

  it('whose posting broke off is not posted a second time', async () => {
    let breaks = true;
    const bot = await start('2024-05-03T07:00:00Z', {
      wrap: (app) => ({
        summarize: {
          ...app.summarize,
          period: (request) => {
            if (breaks) throw new Error('the process ended here');
            return app.summarize.period(request);
          },
        },
      }),
    });
    await add(bot);
    await tickAt(bot, '2024-05-03T08:00:01Z');
    breaks = false;
    await bot.restart();
    await tickAt(bot, '2024-05-03T08:01:00Z');
    expect(posted(bot)).toHaveLength(0);
    await tickAt(bot, '2024-05-04T08:00:01Z');
    expect(posted(bot)).toHaveLength(1);
  });

  it('is one message, though the answer to its posting was lost', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    await add(bot);
    bot.server.fault({ method: 'POST', path: /channels\/\d+\/messages/, dropConnection: true, afterWork: true });
    await tickAt(bot, '2024-05-03T08:00:01Z');
    expect(posted(bot)).toHaveLength(1);
    const card = await openSource(bot.server, bot.ben, posted(bot)[0]).original();
    expect(card.embeds).toHaveLength(1);
  });

  it.each<[string, (channel: Channel) => void]>([
    ['is gone', (channel) => channel.remove()],
    ['forbids posting', (channel) => channel.denyBot('SendMessages')],
    ['is hidden', (channel) => channel.denyBot('ViewChannel')],
  ])('is switched off after three failures where the channel %s', async (_what, spoil) => {
    const bot = await start('2024-05-03T07:00:00Z');
    const news = bot.guild.addChannel({ name: 'news' });
    await add(bot, { channel: news });
    spoil(news);
    for (const day of ['03', '04', '05', '06']) await tickAt(bot, `2024-05-${day}T08:00:01Z`);
    expect(bot.log().match(/"digest-not-posted"/g)).toHaveLength(2);
    expect(bot.log().match(/"digest-switched-off"/g)).toHaveLength(1);
    expect((await digest(bot, 'list').original()).content).toMatch(/\*\*switched off, because I could not post it\*\*/);
    expect((await bot.state.digests.of(bot.guild.id))[0].isOff).toBe(true);
  });

  it('goes with the server', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    await add(bot);
    bot.guild.remove();
    await bot.server.until(() => bot.log().includes('left-server'));
    expect(await bot.state.digests.of(bot.guild.id)).toEqual([]);
  });
});

describe('/admin digest', () => {
  it('lists and removes', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    expect((await digest(bot, 'list').original()).content).toBe(
      'There is no digest in this server; /admin digest add makes one.',
    );
    await add(bot, { day: '1', hour: 6, zone: 'Europe/Kyiv', topic: '@everyone', source: 'Coast herald', empty: true });
    await add(bot);
    const { content } = await digest(bot, 'list').original();
    expect(content).toBe(
      [
        '__Digests of this server__',
        `• <#${bot.channel.id}> · every day, 08:00 \\(UTC\\) · ${stamp('2024-05-03T08:00:00Z')}`,
        `• <#${bot.channel.id}> · Monday, 06:00 \\(Europe/Kyiv\\) · “@\u200beveryone” · Coast herald · says so when there is nothing · ${stamp('2024-05-06T03:00:00Z')}`,
      ].join('\n'),
    );
    const call = { channel: bot.channel, name: 'admin', group: 'digest', subcommand: 'remove' };
    const choices = await bot.server.autocomplete(bot.mia, { ...call, focused: 'digest', options: { digest: '' } });
    expect(choices.map(({ name }) => name)).toEqual([
      '#questions · every day, 08:00 (UTC)',
      '#questions · Monday, 06:00 (Europe/Kyiv) · @\u200beveryone · Coast herald',
    ]);
    const remove = async () => (await digest(bot, 'remove', { digest: String(choices[0].value) }).original()).content;
    expect(await remove()).toBe('The digest is removed.');
    expect(await remove()).toBe('There is no such digest; choose one from the list.');
    await tickAt(bot, '2024-05-03T08:00:01Z');
    expect(posted(bot)).toHaveLength(0);
  });

  it('refuses what can’t be: a zone, a channel, a digest too many', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    expect(await add(bot, { zone: 'Kyiv' })).toBe('This is not a time zone; write one such as Europe/Kyiv.');
    const closed = bot.guild.addChannel({ name: 'closed' });
    closed.denyBot('SendMessages');
    expect(await add(bot, { channel: closed })).toBe(
      `In <#${closed.id}> I am missing: Send Messages; an administrator can grant it.`,
    );
    for (let i = 0; i < 25; i++) expect(await add(bot)).toMatch(/^I will post/);
    expect(await add(bot)).toBe('This server has 25 digests already; remove one first.');
  });

  const newDigest = async (bot: BotFixture, options: Options = {}) =>
    (await digest(bot, 'add', options).acknowledged) as InteractionHandle;

  it('asks in a modal for what the command didn’t bring', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    const opened = await newDigest(bot, { zone: 'Europe/Kyiv', source: 'Coast herald', empty: true });
    const filled = { channel: [bot.channel], day: '1', topic: ' grain ' };
    const made = await bot.server.submitModal(bot.mia, opened, filled).original();
    const next = stamp('2024-05-06T05:00:00Z');
    expect(made.content).toBe(`I will post a digest in <#${bot.channel.id}>; the next one: ${next}.`);
    expect(await bot.state.digests.of(bot.guild.id)).toMatchObject([
      { weekday: 1, hour: 8, zone: 'Europe/Kyiv', topic: 'grain', source: 'Coast herald', saysEmpty: true },
    ]);
    // The zone of the digest before is a good guess for the next.
    const again = await newDigest(bot, { channel: bot.channel });
    const [, , time] = again.modal!.components as { component: { value: string } }[];
    expect(time.component.value).toBe('8:00 Europe/Kyiv');
    await bot.server.submitModal(bot.mia, again, { time: '06 america/new york' }).original();
    const [first, second] = await bot.state.digests.of(bot.guild.id);
    expect([first, second].map(({ hour, weekday }) => [hour, weekday])).toEqual([
      [6, undefined],
      [8, 1],
    ]);
    expect(second).not.toHaveProperty('source', undefined);
  });

  it('takes for a time a full hour and a zone alone', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    for (const time of ['8:30 UTC', '24:00 UTC', 'noon', '8:00 Atlantis/Main', '8']) {
      const opened = await newDigest(bot);
      const refused = await bot.server.submitModal(bot.mia, opened, { channel: [bot.channel], time }).original();
      expect(refused.content, time).toBe('Write a full hour and a time zone, such as 8:00 Europe/Kyiv.');
    }
    expect(await bot.state.digests.of(bot.guild.id)).toEqual([]);
  });

  it('in a modal refuses a channel where it can’t post, by what is missing there', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    const deny = ['ViewChannel' as const, 'SendMessages' as const];
    const closed = bot.guild.addChannel({ name: 'closed', overwrites: [{ target: bot.server.botUser, deny }] });
    const refused = await bot.server.submitModal(bot.mia, await newDigest(bot), { channel: [closed] }).original();
    expect(refused.content).toBe(
      `In <#${closed.id}> I am missing: View Channel, Send Messages; an administrator can grant it.`,
    );
  });

  it('removes one by the menu of the list, for those who may', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    await add(bot, { topic: 'grain' });
    await add(bot, { topic: 'boards' });
    const page = await digest(bot, 'remove').original();
    expect(buttonsOf(page)).toEqual(['New digest']);
    const [{ value }] = menuOf(page).options;
    const refused = bot.server.select(bot.ben, page, /digest-remove/, [value], { seesAll: true });
    expect((await refused.original()).content).toMatch(/^Only members who manage this server/);
    await bot.server.select(bot.mia, page, /digest-remove/, [value]).until(() => page.edits.length > 0);
    expect(page.content).toMatch(/^The digest is removed\.\n__Digests of this server__\n• .*[^\n]$/);
    expect(menuOf(page).options).toHaveLength(1);
    expect(await bot.state.digests.of(bot.guild.id)).toHaveLength(1);
  });

  it('completes time zones', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    const call = { channel: bot.channel, name: 'admin', group: 'digest', subcommand: 'add', focused: 'zone' };
    const typing = async (zone: string) =>
      (await bot.server.autocomplete(bot.mia, { ...call, options: { zone } })).map(({ value }) => value);
    expect((await typing(''))[0]).toBe('UTC');
    expect(await typing('new york')).toEqual(['America/New_York']);
  });

  it('is for those who may: the others learn nothing and change nothing', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    await add(bot);
    const [{ id }] = await bot.state.digests.of(bot.guild.id);
    const attempts: [string, Options][] = [
      ['add', { channel: bot.channel, hour: 8, zone: 'UTC' }],
      ['list', {}],
      ['remove', { digest: id }],
    ];
    for (const [subcommand, options] of attempts) {
      const refused = await digest(bot, subcommand, options, bot.ben).original();
      expect(refused.content).toMatch(/^Only members who manage this server/);
    }
    const call = { channel: bot.channel, name: 'admin', group: 'digest', subcommand: 'remove', focused: 'digest' };
    expect(
      await bot.server.autocomplete(bot.ben, { ...call, options: { digest: '' }, permissionOverridden: true }),
    ).toEqual([]);
    expect(await bot.state.digests.of(bot.guild.id)).toHaveLength(1);
  });

  it('knows no digest of another server', async () => {
    const bot = await start('2024-05-03T07:00:00Z');
    await add(bot);
    const [{ id }] = await bot.state.digests.of(bot.guild.id);
    const elsewhere = bot.server.addGuild({ name: 'elsewhere' });
    elsewhere.addMember(bot.mia, { permissions: ['ManageGuild'] });
    const channel = elsewhere.addChannel({ name: 'talk' });
    await bot.server.until(() => bot.log().includes('joined-server'));
    const call = { channel, name: 'admin', group: 'digest', subcommand: 'remove', options: { digest: id } };
    expect((await bot.server.slash(bot.mia, call).original()).content).toMatch(/^There is no such digest/);
    expect(await bot.state.digests.of(bot.guild.id)).toHaveLength(1);
  });
});

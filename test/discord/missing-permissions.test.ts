import { ChannelType, type Guild, PermissionsBitField, type PermissionsString } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { missingIn } from '../../src/discord/missing-permissions.js';
import { en } from '../../src/discord/words/en.js';
import { LANGUAGES } from '../../src/discord/words/index.js';

const may = (...names: PermissionsString[]) => new PermissionsBitField(names).freeze();
const channel = (type: ChannelType, cached: PermissionsBitField, isThread = false) => ({
  ...{ type, isThread: () => isThread, permissionsFor: () => cached },
});
const guildOf = (channels: Record<string, object>) =>
  ({ members: { me: {} }, channels: { cache: new Map(Object.entries(channels)) } }) as unknown as Guild;

const ALL = may('ViewChannel', 'SendMessages', 'CreatePublicThreads', 'SendMessagesInThreads');
const { GuildText, GuildForum, PublicThread } = ChannelType;
const GUILD = guildOf({
  open: channel(GuildText, ALL),
  closed: channel(GuildText, may('ViewChannel')),
  plain: channel(GuildText, may('ViewChannel', 'SendMessages')),
  forum: channel(GuildForum, may('ViewChannel', 'SendMessages')),
  thread: channel(PublicThread, may('ViewChannel', 'SendMessagesInThreads'), true),
  ruled: channel(GuildText, may('Administrator')),
});
const lacks = (id: string, names: string) => `In <#${id}> I am missing: ${names}; an administrator can grant it.`;

describe('what is missing in a chosen channel', () => {
  it.each<[string, Parameters<typeof missingIn>[1], Parameters<typeof missingIn>[3], string[]]>([
    ['nothing, where all is granted', [{ id: 'open' }], { threads: true }, []],
    ['nothing for an administrator', [{ id: 'ruled' }], { threads: true }, []],
    ['what the cache says, where Discord says nothing', [{ id: 'closed' }], {}, [lacks('closed', 'Send Messages')]],
    ['what Discord says, and not the cache', [{ id: 'closed', appPermissions: ALL }], {}, []],
    [
      'the same the other way round',
      [{ id: 'open', appPermissions: may() }],
      {},
      [lacks('open', 'View Channel, Send Messages')],
    ],
    ['no right on threads, without threads', [{ id: 'plain' }], {}, []],
    [
      'rights on threads, with them',
      [{ id: 'plain' }],
      { threads: true },
      [lacks('plain', 'Create Public Threads, Send Messages in Threads')],
    ],
    ['in a forum the right to write in its posts', [{ id: 'forum' }], {}, [lacks('forum', 'Send Messages in Threads')]],
    ['in a thread none on its channel', [{ id: 'thread' }], { threads: true }, []],
    [
      'all of a channel that isn’t there, whatever is said of it',
      [{ id: 'gone', appPermissions: ALL }],
      {},
      [lacks('gone', 'View Channel, Send Messages')],
    ],
    [
      'once for all channels alike',
      [{ id: 'closed' }, { id: 'open' }, { id: 'plain', appPermissions: may('ViewChannel') }],
      {},
      [lacks('closed>, <#plain', 'Send Messages')],
    ],
  ])('is %s', (_, channels, options, expected) => {
    expect(missingIn(GUILD, channels, en, options)).toEqual(expected);
  });

  it('is told in the reader’s language', () => {
    const told = LANGUAGES.map(({ words }) => missingIn(GUILD, [{ id: 'closed' }], words)[0]);
    expect(new Set(told).size).toBe(LANGUAGES.length);
    for (const [i, sentence] of told.entries()) expect(sentence).toContain(LANGUAGES[i].words.permissions.SendMessages);
  });
});

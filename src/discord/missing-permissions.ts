/**
 * What the bot may not do in a channel that somebody chose, told when it is chosen rather than when a message fails:
 * "In #news I am missing: Send Messages; an administrator can grant it."
 */
import { ChannelType, type Guild, type GuildBasedChannel, type PermissionsBitField } from 'discord.js';
import type { Words } from './words/index.js';

type Permission = keyof Words['permissions'];

/** A channel that was chosen. Discord sends along what the bot may do there; without it the bot's own cache is asked. */
export interface ChosenChannel {
  id: string;
  appPermissions?: Readonly<PermissionsBitField> | null;
}

/** Channels that one sentence names; further ones are "…". */
const MAX_NAMED = 10;

/**
 * A sentence for each set of permissions that is missing somewhere; none where all is granted. `threads`: whether answers
 * go into threads of their own.
 */
export function missingIn(
  guild: Guild,
  channels: Iterable<ChosenChannel>,
  words: Words,
  { threads = false }: { threads?: boolean } = {},
): string[] {
  const places = new Map<string, string[]>();
  for (const channel of channels) {
    const missing = missingOf(guild, channel, threads).map((name) => words.permissions[name]);
    const named = missing.join(', ');
    if (named) places.set(named, [...(places.get(named) ?? []), `<#${channel.id}>`]);
  }
  return [...places].map(([named, where]) => {
    const shown = where.slice(0, MAX_NAMED).join(', ');
    return words.missingPermissions(where.length > MAX_NAMED ? `${shown} …` : shown, named);
  });
}

function missingOf(guild: Guild, { id, appPermissions }: ChosenChannel, threads: boolean): Permission[] {
  const channel = guild.channels.cache.get(id);
  const { me } = guild.members;
  const own = channel && (appPermissions ?? (me && channel.permissionsFor(me)));
  return neededIn(channel, threads).filter((name) => !own?.has(name));
}

function neededIn(channel: GuildBasedChannel | undefined, threads: boolean): Permission[] {
  // A forum's posts are threads, which somebody else began.
  const isThreads = channel?.isThread() || channel?.type === ChannelType.GuildForum;
  if (isThreads) return ['ViewChannel', 'SendMessagesInThreads'];
  return [
    'ViewChannel',
    'SendMessages',
    ...(threads ? (['CreatePublicThreads', 'SendMessagesInThreads'] as const) : []),
  ];
}

/** Which channels the bot answers in. */
import type { Channel, Client } from 'discord.js';
import type { ServerSettings } from '../state/server-settings.js';

/** A channel's own id and, of a thread, its parent's: what is allowed in a channel is allowed in its threads. */
export function placesOf(channel: Channel | null): string[] {
  if (!channel) return [];
  return channel.isThread() && channel.parentId ? [channel.id, channel.parentId] : [channel.id];
}

/** The same by a channel's id; undefined where Discord doesn't show the channel. */
export async function placesAt({ channels }: Client, id: string): Promise<string[] | undefined> {
  const channel = channels.cache.get(id) ?? (await channels.fetch(id).catch(() => null));
  return channel ? placesOf(channel) : undefined;
}

export function isAllowedChannel(
  { allowedChannels, askChannels }: Pick<ServerSettings, 'allowedChannels' | 'askChannels'>,
  channel: Channel | null,
): boolean {
  if (allowedChannels.length === 0 || !channel || channel.isDMBased()) return true;
  return placesOf(channel).some((id) => allowedChannels.includes(id) || askChannels.includes(id));
}

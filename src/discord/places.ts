/** Which channels the bot answers in. */
import type { Channel } from 'discord.js';
import type { ServerSettings } from '../state/server-settings.js';

/** A channel's own id and, of a thread, its parent's: what is allowed in a channel is allowed in its threads. */
export function placesOf(channel: Channel | null): string[] {
  if (!channel) return [];
  return channel.isThread() && channel.parentId ? [channel.id, channel.parentId] : [channel.id];
}

export function isAllowedChannel(
  { allowedChannels, askChannels }: Pick<ServerSettings, 'allowedChannels' | 'askChannels'>,
  channel: Channel | null,
): boolean {
  if (allowedChannels.length === 0 || !channel || channel.isDMBased()) return true;
  return placesOf(channel).some((id) => allowedChannels.includes(id) || askChannels.includes(id));
}

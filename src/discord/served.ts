/** Which of several processes sees to what happens by itself. */
import { type Client, Status } from 'discord.js';

/**
 * Whether this process serves a server now: its shard is one of ours, and Discord is there. What belongs to no server is the
 * first shard's.
 */
export function serves({ guilds, ws }: Client, guild: string | undefined): boolean {
  const shard = guild === undefined ? ws.shards.get(0) : guilds.cache.get(guild)?.shard;
  return shard?.status === Status.Ready;
}

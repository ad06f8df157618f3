/** Finds what a path names, with the error Discord gives when it is not there or not the bot's business. */
import { apiError } from '../errors.js';
import { can } from '../permissions.js';
import type { PermissionName } from '../types.js';
import type { Channel } from '../world/channel.js';
import type { Guild } from '../world/guild.js';
import type { Message } from '../world/message.js';
import type { Call } from './call.js';

/** 10003 when there is no such channel, 50001 when the bot cannot see it. */
export function channelOf({ world, params }: Call): Channel {
  const channel = world.channels.get(params.channel!);
  if (!channel) throw apiError('unknownChannel');
  if (channel.guild && !channel.guild.botIsMember) throw apiError('missingAccess');
  if (!can(channel, world.bot, 'ViewChannel')) throw apiError('missingAccess');
  return channel;
}

/** 10008 when there is no such message; ephemeral ones are in no channel. */
export function messageOf(call: Call): Message {
  const message = channelOf(call).messages.find(({ id }) => id === call.params.message);
  if (!message || message.deleted) throw apiError('unknownMessage');
  return message;
}

/** 10004 when there is no such guild, 50001 when the bot is not in it. */
export function guildOf({ world, params }: Call): Guild {
  const guild = world.guilds.get(params.guild!);
  if (!guild) throw apiError('unknownGuild');
  if (!guild.botIsMember) throw apiError('missingAccess');
  return guild;
}

/** 50013 when the bot lacks the permission. */
export function requirePermission(channel: Channel, permission: PermissionName): void {
  if (!can(channel, channel.world.bot, permission)) throw apiError('missingPermissions');
}

/** What the bot itself may read: the content of others only when the portal grants it. */
export function restViewer({ world }: Call) {
  return { messageContent: world.portal.messageContentIntent, members: true };
}

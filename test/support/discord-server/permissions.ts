/** Who may do what where: roles first, then the overwrites of the channel. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { PermissionName } from './types.js';
import type { Channel } from './world/channel.js';
import type { Guild, Role } from './world/guild.js';
import type { User } from './world/user.js';

export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** What a new guild grants to everyone. */
export const EVERYONE_PERMISSIONS: PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'MentionEveryone',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'UseExternalEmojis',
  'ChangeNickname',
];
/** What a bot and a person may do in their direct messages. */
const DIRECT_PERMISSIONS: PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'UseExternalEmojis',
];

export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

/** The permissions of a role list, before any channel is looked at. Owners and administrators have all. */
export function guildPermissions(guild: Guild, user: User): bigint {
  if (guild.ownerId === user.id) return ALL_PERMISSIONS;
  const member = guild.members.get(user.id);
  if (!member) return 0n;
  const sum = member.roles.reduce((bits, role) => bits | role.permissions, guild.everyone.permissions);
  return sum & PermissionFlagsBits.Administrator ? ALL_PERMISSIONS : sum;
}

/** The permissions in a channel; a thread has those of its parent. */
export function channelPermissions(channel: Channel, user: User): bigint {
  if (!channel.guild) return channel.recipients.includes(user) ? permissionBits(DIRECT_PERMISSIONS) : 0n;
  const base = guildPermissions(channel.guild, user);
  const member = channel.guild.members.get(user.id);
  if (base === ALL_PERMISSIONS || !member) return base;
  const roleIds = new Set(member.roles.map((role: Role) => role.id));
  const overwrites = (channel.parent ?? channel).overwrites;
  const stages = [
    overwrites.filter((overwrite) => overwrite.id === channel.guild?.everyone.id),
    overwrites.filter((overwrite) => roleIds.has(overwrite.id)),
    overwrites.filter((overwrite) => overwrite.id === user.id),
  ];
  return stages.reduce((bits, stage) => {
    const deny = stage.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    const allow = stage.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
    return (bits & ~deny) | allow;
  }, base);
}

/** Nothing is allowed in a channel one cannot see. */
export function can(channel: Channel, user: User, permission: PermissionName): boolean {
  const bits = channelPermissions(channel, user);
  return (bits & PermissionFlagsBits.ViewChannel) !== 0n && (bits & PermissionFlagsBits[permission]) !== 0n;
}

/** Who may administer, and who may delete an answer. Asked anew in every handler: rights change between two clicks. */
import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { DiscordConfig } from '../config.js';
import type { ServerSettings } from '../state/server-settings.js';

export interface Person {
  id: string;
  /** Undefined where the bot isn't a member of the server, or there is none: rights there say nothing here. */
  server?: { permissions: Readonly<{ has(bits: bigint): boolean }>; roles: readonly string[]; ownerId?: string };
}

/** Named administrators anywhere; in a server also its owner, who manages it, and the roles that were chosen. */
export function isAdministrator(
  { id, server }: Person,
  { adminUserIds, adminRoleIds }: Pick<DiscordConfig, 'adminUserIds' | 'adminRoleIds'>,
  { adminRoles }: Pick<ServerSettings, 'adminRoles'>,
): boolean {
  if (adminUserIds.includes(id)) return true;
  if (!server) return false;
  if (server.ownerId === id || server.permissions.has(PermissionFlagsBits.ManageGuild)) return true;
  return server.roles.some((role) => adminRoleIds.includes(role) || adminRoles.includes(role));
}

export const isModerator = ({ server }: Person) => server?.permissions.has(PermissionFlagsBits.ManageMessages) ?? false;

export function personOf(interaction: BaseInteraction): Person {
  const { id } = interaction.user;
  if (!interaction.inCachedGuild()) return { id };
  const { member, memberPermissions, guild } = interaction;
  const roles = member.roles.cache.map((role) => role.id);
  return { id, server: { permissions: memberPermissions, roles, ownerId: guild.ownerId } };
}

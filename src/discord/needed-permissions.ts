/** What the bot asks for when it is invited: the least that it can live with. */
import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

export const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands];

export const PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
] as const satisfies (keyof typeof PermissionFlagsBits)[];

export type NeededPermission = (typeof PERMISSIONS)[number];

/** "Send Messages In Threads". */
export const permissionLabel = (name: NeededPermission): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');

/** Those of the needed permissions that are not among these bits. */
export const missingFrom = (bits: bigint): NeededPermission[] =>
  (bits & PermissionFlagsBits.Administrator) !== 0n
    ? []
    : PERMISSIONS.filter((name) => (bits & PermissionFlagsBits[name]) === 0n);

/** Finds the registered command a user means, and refuses what Discord's client would not show. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { can, channelPermissions } from '../permissions.js';
import type { CommandCall, Json } from '../types.js';
import type { Channel } from '../world/channel.js';
import type { User } from '../world/user.js';
import type { Commands } from './commands.js';
import { contextOf, isForeign } from './envelope.js';

type Asked = Pick<CommandCall, 'channel' | 'name' | 'context' | 'permissionOverridden'>;

const UserInstall = 1;
const CONTEXT_NUMBERS = { guild: [0], dm: [1], 'user-installed': [0, 1, 2] };

/** Throws a plain error, meant for the author of the test, when the user could not have called this. */
export function findCommand(commands: Commands, user: User, asked: Asked, kind: number): Json {
  const { channel, name } = asked;
  requirePresence(user, channel, asked.context);
  const inGuild = channel.guild ? commands.guild(channel.guild) : [];
  const known = [...inGuild, ...commands.global].filter((command) => command.type === kind);
  const command = known.find((one) => one.name === name);
  if (!command) {
    const names = known.map((one) => one.name).join(', ') || 'none';
    throw new Error(`no command "${name}" of type ${kind} is registered; registered: ${names}`);
  }
  requireShown(command, user, asked);
  return command;
}

export function isUserInstalled({ channel, context }: Pick<CommandCall, 'channel' | 'context'>): boolean {
  return context === 'user-installed' || isForeign(channel);
}

function requirePresence(user: User, channel: Channel, context: CommandCall['context']): void {
  if (channel.guild && !channel.guild.members.has(user.id)) {
    throw new Error(`${user.username} is no member of "${channel.guild.name}"; call guild.addMember(user) first`);
  }
  if (!channel.guild && !channel.recipients.includes(user)) throw new Error(`${user.username} is not in this channel`);
  if (!can(channel, user, 'ViewChannel')) throw new Error(`${user.username} cannot see #${channel.name}`);
  if (context && !CONTEXT_NUMBERS[context].includes(contextOf(channel))) {
    throw new Error(`this channel is not of the context "${context}"`);
  }
}

/** Contexts, installation and permissions decide which commands a client shows. */
function requireShown(command: Json, user: User, asked: Asked): void {
  const { channel, name } = asked;
  const contexts = command.contexts as number[] | null;
  if (contexts && !contexts.includes(contextOf(channel))) {
    throw new Error(
      `command "${name}" is not offered in context ${contextOf(channel)}, only in ${contexts.join(', ')}`,
    );
  }
  const installs = command.integration_types as number[];
  if (isUserInstalled(asked) && !installs.includes(UserInstall)) {
    throw new Error(`command "${name}" is not offered to users who installed the application (integration_types)`);
  }
  if (!channel.guild || asked.permissionOverridden) return;
  if (!can(channel, user, 'UseApplicationCommands')) throw new Error(`${user.username} may not use commands here`);
  const wanted = command.default_member_permissions as string | null;
  if (wanted === null || wanted === undefined) return;
  const has = channelPermissions(channel, user);
  // "0" hides a command from all but administrators.
  const needed = wanted === '0' ? PermissionFlagsBits.Administrator : BigInt(wanted);
  if ((has & needed) !== needed) {
    throw new Error(
      `command "${name}" is hidden from ${user.username} by default_member_permissions ${wanted}; ` +
        'pass permissionOverridden: true to play a guild whose managers opened it',
    );
  }
}

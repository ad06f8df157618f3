/** The part of INTERACTION_CREATE that is the same for every kind: who, where, with which permissions. */
import { channelPermissions, EVERYONE_PERMISSIONS, permissionBits } from '../permissions.js';
import type { Json } from '../types.js';
import type { Channel } from '../world/channel.js';
import { memberPayload } from '../world/guild.js';
import type { User } from '../world/user.js';
import type { InteractionHandle } from './interaction-handle.js';

export const Context = { guild: 0, botDirectMessages: 1, privateChannel: 2 } as const;
const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

export function contextOf(channel: Channel): number {
  if (channel.guild) return Context.guild;
  return channel.recipients.includes(channel.world.bot) ? Context.botDirectMessages : Context.privateChannel;
}

/** Where the bot was not added, only a user can have brought the application along. */
export function isForeign(channel: Channel): boolean {
  return channel.guild ? !channel.guild.botIsMember : contextOf(channel) === Context.privateChannel;
}

export function envelope(handle: InteractionHandle, data: Json, locale = handle.user.locale): Json {
  const { world, channel, user, source } = handle;
  const { guild } = channel;
  const permissions = String(channelPermissions(channel, user));
  const member = guild?.members.get(user.id);
  return {
    id: handle.id,
    application_id: world.applicationId,
    type: handle.kind,
    token: handle.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channel.toPayload(), permissions },
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: { ...(member ? memberPayload(member) : { user: user.toPayload() }), permissions },
        }
      : { user: user.toPayload() }),
    locale,
    app_permissions: String(applicationPermissions(channel)),
    entitlements: [],
    context: contextOf(channel),
    authorizing_integration_owners: owners(channel, user, handle.isUserInstalled),
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
    ...(source ? { message: source.toPayload({ messageContent: true, members: true }) } : {}),
  };
}

function applicationPermissions(channel: Channel): bigint {
  const own = channelPermissions(channel, channel.world.bot);
  return isForeign(channel) ? permissionBits(EVERYONE_PERMISSIONS) : own;
}

/** 0: the guild that installed it ("0" in the bot's direct messages); 1: the user who did. */
function owners(channel: Channel, user: User, isUserInstalled: boolean): Json {
  if (isUserInstalled) return { 1: user.id };
  return { 0: channel.guild?.id ?? '0' };
}

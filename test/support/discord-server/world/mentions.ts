/** Whom a message mentions, and whom it really pings after `allowed_mentions`. */
import type { AllowedMentions } from '../types.js';
import type { Channel } from './channel.js';
import type { Role } from './guild.js';
import type { User } from './user.js';

export interface Mentions {
  users: User[];
  roles: Role[];
  everyone: boolean;
}

interface Asked {
  channel: Channel;
  content: string;
  /** Undefined: everything in the text pings, as Discord does for a message without `allowed_mentions`. */
  allowed?: AllowedMentions;
  repliedTo?: User;
  mayMentionEveryone: boolean;
}

/** `parse` lets a whole kind through; `users` and `roles` name single ones; the replied user has a switch of its own. */
export function pinged({ channel, content, allowed, repliedTo, mayMentionEveryone }: Asked): Mentions {
  const passes = (kind: 'users' | 'roles', id: string) =>
    !allowed || (allowed.parse ?? []).includes(kind as never) || (allowed[kind] ?? []).includes(id);
  const userIds = [...content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1]!).filter((id) => passes('users', id));
  if (repliedTo && (allowed ? allowed.replied_user : true)) userIds.push(repliedTo.id);
  const roleIds = [...content.matchAll(/<@&(\d+)>/g)].map((match) => match[1]!).filter((id) => passes('roles', id));
  const roles = (channel.guild?.roles ?? []).filter(
    (role) => roleIds.includes(role.id) && (role.mentionable || mayMentionEveryone),
  );
  const everyone =
    mayMentionEveryone &&
    /@(everyone|here)\b/.test(content) &&
    (!allowed || (allowed.parse ?? []).includes('everyone' as never));
  return { users: [...channel.world.users.values()].filter((user) => userIds.includes(user.id)), roles, everyone };
}

/** A guild with its roles, members and channels; what changes is told to the gateway. */
import { GatewayIntentBits } from 'discord-api-types/v10';
import { EVERYONE_PERMISSIONS, permissionBits } from '../permissions.js';
import type { ChannelOptions, GuildOptions, Json, MemberOptions, PermissionName } from '../types.js';
import { Channel } from './channel.js';
import type { User } from './user.js';
import type { Viewer, World } from './world.js';

export interface Role {
  readonly id: string;
  readonly guild: Guild;
  readonly position: number;
  name: string;
  permissions: bigint;
  mentionable: boolean;
}

export interface Member {
  readonly user: User;
  readonly joinedAt: number;
  roles: Role[];
  nickname?: string;
}

export class Guild {
  readonly id: string;
  readonly roles: Role[] = [];
  readonly members = new Map<string, Member>();
  readonly everyone: Role;
  readonly joinedAt = Date.now();
  name: string;
  locale: string;
  ownerId: string;
  botIsMember: boolean;
  /** Where Discord posts its own notices: a new guild has #general for it. */
  systemChannel?: Channel;

  constructor(
    readonly world: World,
    { name = 'a guild', locale = 'en-US', ownerId = world.clock.nextId(), withBot = true, onShard }: GuildOptions,
  ) {
    let id = world.clock.nextId();
    // The moment decides over the shard: a few milliseconds later it is another one.
    while (onShard && (BigInt(id) >> 22n) % BigInt(onShard[1]) !== BigInt(onShard[0])) id = world.clock.nextId();
    this.id = id;
    this.name = name;
    this.locale = locale;
    this.ownerId = ownerId;
    this.botIsMember = withBot;
    // The role of everyone has the id of its guild.
    this.everyone = this.addRole({ name: '@everyone', permissions: EVERYONE_PERMISSIONS, id: this.id });
    if (withBot) this.members.set(world.bot.id, { user: world.bot, roles: [], joinedAt: Date.now() });
    this.systemChannel = this.addChannel({ name: 'general' });
  }

  get channels(): Channel[] {
    return [...this.world.channels.values()].filter((channel) => channel.guild === this);
  }

  get threads(): Channel[] {
    return this.channels.filter((channel) => channel.isThread);
  }

  addRole(options: { name: string; permissions?: PermissionName[]; mentionable?: boolean; id?: string }): Role {
    const { name, permissions = [], mentionable = false, id = this.world.clock.nextId() } = options;
    const position = this.roles.length;
    const role: Role = { id, guild: this, name, permissions: permissionBits(permissions), mentionable, position };
    this.roles.push(role);
    this.#tell('GUILD_ROLE_CREATE', GatewayIntentBits.Guilds, () => ({ role: rolePayload(role) }));
    return role;
  }

  addChannel({ name, type = 0, overwrites = [] }: ChannelOptions): Channel {
    const channel = new Channel(this.world, { id: this.world.clock.nextId(), type, guild: this, name, overwrites });
    this.world.addChannel(channel);
    this.#tell('CHANNEL_CREATE', GatewayIntentBits.Guilds, () => channel.toPayload());
    return channel;
  }

  addMember(user: User, { roles = [], permissions, nickname }: MemberOptions = {}): Member {
    const own = permissions ? [this.addRole({ name: `${user.username}'s`, permissions })] : [];
    const member: Member = { user, roles: [...roles, ...own], nickname, joinedAt: Date.now() };
    this.members.set(user.id, member);
    this.#tell('GUILD_MEMBER_ADD', GatewayIntentBits.GuildMembers, () => memberPayload(member));
    return member;
  }

  removeMember(user: User): void {
    this.members.delete(user.id);
    this.#tell('GUILD_MEMBER_REMOVE', GatewayIntentBits.GuildMembers, () => ({ user: user.toPayload() }));
  }

  setMemberRoles(user: User, roles: Role[]): void {
    const member = this.members.get(user.id);
    if (!member) throw new Error(`${user.username} is no member of ${this.name}`);
    member.roles = roles;
    // A bot learns of its own roles whatever its intents.
    const intents = user === this.world.bot ? 0 : GatewayIntentBits.GuildMembers;
    this.#tell('GUILD_MEMBER_UPDATE', intents, () => memberPayload(member));
  }

  /** The bot is thrown out of the guild. */
  remove(): void {
    this.botIsMember = false;
    this.members.delete(this.world.bot.id);
    this.world.dispatch('GUILD_DELETE', GatewayIntentBits.Guilds, () => ({ id: this.id }));
    this.world.waiting.changed();
  }

  /** The guild as GUILD_CREATE shows it: without the members intent, only the bot among the members. */
  toPayload(viewer: Viewer = { members: true, messageContent: true }): Json {
    const members = [...this.members.values()];
    return {
      ...guildFields(this),
      joined_at: new Date(this.joinedAt).toISOString(),
      large: false,
      unavailable: false,
      member_count: members.length,
      members: members.filter(({ user }) => viewer.members || user === this.world.bot).map(memberPayload),
      channels: this.channels.filter((channel) => !channel.isThread).map((channel) => channel.toPayload()),
      threads: this.channels
        .filter((channel) => channel.isThread && !channel.thread?.archived)
        .map((channel) => channel.toPayload()),
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }

  #tell(event: string, intents: number, build: () => Json): void {
    if (this.botIsMember && this.world.guilds.has(this.id)) {
      this.world.dispatch(event, intents, () => ({ guild_id: this.id, ...build() }));
    }
    this.world.waiting.changed();
  }
}

/** The part of a guild that GET /guilds/:id also shows. */
export function guildFields(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: guild.roles.map(rolePayload),
    emojis: [],
    stickers: [],
    features: [],
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannel?.id ?? null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    application_id: null,
    description: null,
    banner: null,
    vanity_url_code: null,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
  };
}

export function rolePayload(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    mentionable: role.mentionable,
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    flags: 0,
  };
}

export function memberPayload({ user, roles, nickname, joinedAt }: Member): Json {
  return { user: user.toPayload(), ...memberFields({ user, roles, nickname, joinedAt }) };
}

/** A member without the user, as it stands beside a message's author. */
export function memberFields({ roles, nickname, joinedAt }: Member): Json {
  return {
    nick: nickname ?? null,
    avatar: null,
    banner: null,
    roles: roles.map((role) => role.id),
    joined_at: new Date(joinedAt).toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

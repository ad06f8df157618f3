/** A channel of a guild, a thread, or the direct messages between people. */
import { GatewayIntentBits } from 'discord-api-types/v10';
import { permissionBits } from '../permissions.js';
import type { Json, Overwrite, PermissionName } from '../types.js';
import type { Guild } from './guild.js';
import type { Message } from './message.js';
import type { User } from './user.js';
import type { World } from './world.js';

const THREAD_TYPES = [10, 11, 12];

export interface ThreadState {
  archived: boolean;
  locked: boolean;
  archivedAt: number;
}

interface ChannelFields {
  id: string;
  type: number;
  guild?: Guild;
  name?: string;
  overwrites?: Overwrite[];
  recipients?: User[];
  parent?: Channel;
  owner?: User;
  thread?: ThreadState;
}

export class Channel {
  readonly id: string;
  readonly type: number;
  readonly guild?: Guild;
  readonly recipients: User[];
  readonly parent?: Channel;
  readonly owner?: User;
  readonly thread?: ThreadState;
  /** All public messages in order, the deleted ones too; ephemeral ones belong to their interaction alone. */
  readonly messages: Message[] = [];
  overwrites: { id: string; type: 0 | 1; allow: bigint; deny: bigint }[] = [];
  name: string;
  /** How often the bot showed that it is typing here. */
  typing = 0;
  deleted = false;

  constructor(
    readonly world: World,
    fields: ChannelFields,
  ) {
    this.id = fields.id;
    this.type = fields.type;
    this.guild = fields.guild;
    this.name = fields.name ?? '';
    this.recipients = fields.recipients ?? [];
    this.parent = fields.parent;
    this.owner = fields.owner;
    this.thread = fields.thread;
    for (const overwrite of fields.overwrites ?? []) this.#put(overwrite);
  }

  get isThread(): boolean {
    return THREAD_TYPES.includes(this.type);
  }

  get isDirect(): boolean {
    return this.type === 1;
  }

  /** The messages that were not deleted. */
  get visible(): Message[] {
    return this.messages.filter((message) => !message.deleted);
  }

  get last(): Message | undefined {
    return this.visible.at(-1);
  }

  /** Sets what one user, role or everyone may do here, in place of an earlier overwrite of the same target. */
  overwrite(overwrite: Overwrite): void {
    this.#put(overwrite);
    this.tell('CHANNEL_UPDATE');
  }

  /** Takes permissions from the bot: without ViewChannel it gets 50001, without SendMessages 50013. */
  denyBot(...deny: PermissionName[]): void {
    this.overwrite({ target: this.world.bot, deny });
  }

  /** Deletes the channel or thread. */
  remove(): void {
    this.deleted = true;
    this.world.channels.delete(this.id);
    this.tell(this.isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE');
  }

  setThread(change: { archived?: boolean; locked?: boolean; name?: string }): void {
    if (!this.thread) throw new Error(`${this.name} is no thread`);
    if (change.archived !== undefined) {
      this.thread.archived = change.archived;
      this.thread.archivedAt = Date.now();
    }
    if (change.locked !== undefined) this.thread.locked = change.locked;
    if (change.name !== undefined) this.name = change.name;
    this.tell('THREAD_UPDATE');
  }

  /** Resolves once `predicate` holds for this channel. */
  async until(predicate: (channel: Channel) => boolean, timeoutMs?: number): Promise<this> {
    const describe = () => `#${this.name} holds ${JSON.stringify(this.messages.map((message) => message.content))}`;
    await this.world.waiting.until(() => predicate(this), describe, timeoutMs);
    return this;
  }

  toPayload(): Json {
    const base: Json = { id: this.id, type: this.type, flags: 0, last_message_id: this.last?.id ?? null };
    if (!this.guild) {
      const others = this.recipients.filter((user) => user !== this.world.bot);
      return { ...base, recipients: others.map((user) => user.toPayload()) };
    }
    return {
      ...base,
      guild_id: this.guild.id,
      name: this.name,
      rate_limit_per_user: 0,
      ...(this.thread ? threadFields(this, this.thread) : guildChannelFields(this)),
    };
  }

  /** Sends an event about this channel to the bot. */
  tell(event: string, extra: Json = {}): void {
    if (this.guild?.botIsMember) {
      this.world.dispatch(event, GatewayIntentBits.Guilds, () => ({ ...this.toPayload(), ...extra }));
    }
    this.world.waiting.changed();
  }

  #put({ target, allow = [], deny = [] }: Overwrite): void {
    const everyone = target === 'everyone';
    const id = everyone ? this.guild!.everyone.id : target.id;
    const type = !everyone && 'username' in target ? 1 : 0;
    this.overwrites = this.overwrites.filter((known) => known.id !== id);
    this.overwrites.push({ id, type, allow: permissionBits(allow), deny: permissionBits(deny) });
  }
}

function guildChannelFields(channel: Channel): Json {
  return {
    parent_id: null,
    position: channel.guild?.channels.indexOf(channel) ?? 0,
    topic: null,
    nsfw: false,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: String(allow),
      deny: String(deny),
    })),
  };
}

function threadFields(channel: Channel, thread: ThreadState): Json {
  const joined_at = new Date(thread.archivedAt).toISOString();
  return {
    parent_id: channel.parent?.id ?? null,
    owner_id: channel.owner?.id ?? channel.world.bot.id,
    message_count: channel.visible.length,
    total_message_sent: channel.messages.length,
    member_count: 1,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: 1440,
      archive_timestamp: joined_at,
    },
    member: { id: channel.id, user_id: channel.world.bot.id, join_timestamp: joined_at, flags: 0 },
  };
}

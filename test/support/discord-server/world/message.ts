/** A message as it stands now, with everything that was done to it, and the view of it that a bot gets. */
import { COMPONENTS_V2 } from '../limits/message-limits.js';
import type { AllowedMentions, Component, Embed, Json, MessageEdit } from '../types.js';
import type { Attachment } from './attachment.js';
import type { Channel } from './channel.js';
import { memberFields } from './guild.js';
import type { Mentions } from './mentions.js';
import type { User } from './user.js';
import type { Viewer } from './world.js';

export const EPHEMERAL = 64;
export const LOADING = 128;
const HAS_THREAD = 32;
/** Types of a message: a plain one, a reply, the answers to a slash and to a context menu command. */
export type MessageType = 0 | 19 | 20 | 23;

/** What came with the interaction that a message answers. */
export interface InteractionMetadata {
  id: string;
  type: number;
  user: User;
  name?: string;
}

export interface MessageFields {
  id: string;
  channel: Channel;
  author: User;
  createdAt: number;
  type?: MessageType;
  content?: string;
  embeds?: Embed[];
  components?: Component[];
  attachments?: Attachment[];
  flags?: number;
  allowedMentions?: AllowedMentions;
  pings: Mentions;
  reference?: Message;
  nonce?: string;
  interaction?: InteractionMetadata;
  payload?: Json;
}

export class Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  /** Milliseconds since 1970 by the server's clock. */
  readonly createdAt: number;
  readonly type: MessageType;
  /** The message this one replies to. */
  readonly reference?: Message;
  readonly nonce?: string;
  readonly interaction?: InteractionMetadata;
  /** The request that gave it its first content, as sent; empty for what users write. */
  payload: Json;
  /** What people read: the text or, of a layout, its texts. */
  content: string;
  embeds: Embed[];
  components: Component[];
  attachments: Attachment[];
  flags: number;
  /** `allowed_mentions` as sent last; undefined when the request had none, so that everything pings. */
  allowedMentions?: AllowedMentions;
  /** Whom Discord would notify. An edit notifies nobody. */
  pings: Mentions;
  /** Changes after the first content; filling a deferred reply is none. */
  edits: MessageEdit[] = [];
  editedAt?: number;
  /** Edits made after the message was one hour old. */
  lateEdits = 0;
  reactions: string[] = [];
  deleted = false;
  thread?: Channel;

  constructor(fields: MessageFields) {
    this.id = fields.id;
    this.channel = fields.channel;
    this.author = fields.author;
    this.createdAt = fields.createdAt;
    this.type = fields.type ?? 0;
    this.reference = fields.reference;
    this.nonce = fields.nonce;
    this.interaction = fields.interaction;
    this.payload = fields.payload ?? {};
    this.content = fields.content ?? '';
    this.embeds = fields.embeds ?? [];
    this.components = fields.components ?? [];
    this.attachments = fields.attachments ?? [];
    this.flags = fields.flags ?? 0;
    this.allowedMentions = fields.allowedMentions;
    this.pings = fields.pings;
  }

  get ephemeral(): boolean {
    return (this.flags & EPHEMERAL) !== 0;
  }

  /** It is made of Components V2, and has no text of its own. */
  get isLaidOut(): boolean {
    return (this.flags & COMPONENTS_V2) !== 0;
  }

  /** The bot is still "thinking…". */
  get loading(): boolean {
    return (this.flags & LOADING) !== 0;
  }

  /** The users it notified. */
  get mentioned(): User[] {
    return this.pings.users;
  }

  get url(): string {
    return `https://discord.com/channels/${this.channel.guild?.id ?? '@me'}/${this.channel.id}/${this.id}`;
  }

  /** Resolves once `predicate` holds for this message, for instance after an edit. */
  async until(predicate: (message: Message) => boolean, timeoutMs?: number): Promise<this> {
    await this.channel.world.waiting.until(
      () => predicate(this),
      () => `the message is ${JSON.stringify(this.content)}`,
      timeoutMs,
    );
    return this;
  }

  /** Without the message content intent, a bot reads only its own, those that mention it, and direct messages. */
  isReadableBy(viewer: Viewer): boolean {
    const { bot } = this.channel.world;
    return viewer.messageContent || !this.channel.guild || this.author === bot || this.pings.users.includes(bot);
  }

  toPayload(viewer: Viewer, depth = 0): Json {
    const isReadable = this.isReadableBy(viewer);
    return {
      id: this.id,
      channel_id: this.channel.id,
      type: this.type,
      author: this.author.toPayload(),
      content: isReadable && !this.isLaidOut ? this.content : '',
      embeds: isReadable ? this.embeds.map((embed) => ({ type: 'rich', ...embed })) : [],
      components: isReadable ? this.components : [],
      attachments: isReadable ? this.attachments.map((attachment) => attachment.toPayload()) : [],
      mentions: this.pings.users.map((user) => user.toPayload()),
      mention_roles: this.pings.roles.map((role) => role.id),
      mention_everyone: this.pings.everyone,
      timestamp: new Date(this.createdAt).toISOString(),
      edited_timestamp: this.editedAt === undefined ? null : new Date(this.editedAt).toISOString(),
      flags: this.flags | (this.thread ? HAS_THREAD : 0),
      pinned: false,
      tts: false,
      ...(this.nonce === undefined ? {} : { nonce: this.nonce }),
      ...(this.thread ? { thread: this.thread.toPayload() } : {}),
      ...this.#interactionFields(),
      ...this.#referenceFields(viewer, depth),
    };
  }

  /** The message as MESSAGE_CREATE carries it: with the guild and the author's membership. */
  toEvent(viewer: Viewer): Json {
    const { guild } = this.channel;
    const member = guild?.members.get(this.author.id);
    return {
      ...this.toPayload(viewer),
      channel_type: this.channel.type,
      ...(guild ? { guild_id: guild.id } : {}),
      ...(member ? { member: memberFields(member) } : {}),
    };
  }

  #interactionFields(): Json {
    if (!this.interaction) return {};
    const { id, type, user } = this.interaction;
    const { applicationId } = this.channel.world;
    return {
      webhook_id: applicationId,
      application_id: applicationId,
      interaction_metadata: { id, type, user: user.toPayload(), authorizing_integration_owners: {} },
    };
  }

  #referenceFields(viewer: Viewer, depth: number): Json {
    if (!this.reference) return {};
    const { id, channel, deleted } = this.reference;
    const message_reference = {
      type: 0,
      message_id: id,
      channel_id: channel.id,
      ...(channel.guild ? { guild_id: channel.guild.id } : {}),
    };
    if (depth > 0) return { message_reference };
    return { message_reference, referenced_message: deleted ? null : this.reference.toPayload(viewer, depth + 1) };
  }
}

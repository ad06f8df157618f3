/** Creates, edits and deletes messages, and tells the gateway about the public ones. */
import { GatewayIntentBits } from 'discord-api-types/v10';
import { apiError } from '../errors.js';
import { COMPONENTS_V2, checkMessage, requireContent, visibleText } from '../limits/message-limits.js';
import { can } from '../permissions.js';
import type { AllowedMentions, Component, Embed, Json, SentFile } from '../types.js';
import type { Attachment } from './attachment.js';
import type { Channel } from './channel.js';
import { pinged } from './mentions.js';
import { EPHEMERAL, type InteractionMetadata, LOADING, Message, type MessageType } from './message.js';
import type { User } from './user.js';

const SUPPRESS_EMBEDS = 4;
const SILENT = 4096;
/** The flags a bot may set itself; the others are Discord's. */
const SETTABLE_FLAGS = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2;
const HOUR_MS = 60 * 60 * 1_000;

export interface NewMessage {
  channel: Channel;
  author: User;
  payload: Json;
  files?: SentFile[];
  /** Where the message stands in the request, for the paths of errors. */
  at?: string[];
  /** Interactions may answer ephemerally. */
  mayBeEphemeral?: boolean;
  type?: MessageType;
  reference?: Message;
  interaction?: InteractionMetadata;
}

/** Throws 50035, 50006 or 40005 when the message breaks a rule; nothing is posted then. */
export function createMessage(message: NewMessage): Message {
  const { channel, author, payload, files = [], at = [], mayBeEphemeral = false, reference } = message;
  const { world } = channel;
  checkMessage(payload, files, at);
  const content = visibleText(payload);
  const embeds = (payload.embeds ?? []) as Embed[];
  const components = (payload.components ?? []) as Component[];
  requireContent({ content, embeds, components, attachments: files });
  const allowed = payload.allowed_mentions as AllowedMentions | undefined;
  const mayMentionEveryone = can(channel, author, 'MentionEveryone');
  const created = new Message({
    id: world.clock.nextId(),
    channel,
    author,
    createdAt: world.clock.now(),
    type: message.type ?? (reference ? 19 : 0),
    content,
    embeds,
    components,
    attachments: attach(channel, payload, files),
    flags: Number(payload.flags ?? 0) & (SETTABLE_FLAGS | (mayBeEphemeral ? EPHEMERAL : 0)),
    allowedMentions: allowed,
    pings: pinged({ channel, content, allowed, repliedTo: reference?.author, mayMentionEveryone }),
    reference,
    nonce: payload.nonce === undefined || payload.nonce === null ? undefined : String(payload.nonce),
    interaction: message.interaction,
    payload,
  });
  return publish(created);
}

/** The "thinking…" of a deferred answer. */
export function createLoading(
  channel: Channel,
  flags: number,
  type: MessageType,
  interaction: InteractionMetadata,
): Message {
  const { world } = channel;
  const pings = { users: [], roles: [], everyone: false };
  const fields = { id: world.clock.nextId(), channel, author: world.bot, createdAt: world.clock.now(), pings };
  return publish(new Message({ ...fields, type, interaction, flags: LOADING | (flags & EPHEMERAL) }));
}

/** What the request leaves out stays; throws as `createMessage`, and 30046 for old messages edited too often. */
export function editMessage(message: Message, payload: Json, files: SentFile[] = [], at: string[] = []): Message {
  const { channel } = message;
  const { clock, oldMessageEdits } = channel.world;
  const isV2 = ((Number(payload.flags ?? 0) | message.flags) & COMPONENTS_V2) !== 0;
  checkMessage(payload, files, at, isV2);
  const isSame = isV2 ? payload.components === undefined : payload.content === undefined;
  const content = isSame ? message.content : visibleText(payload, isV2);
  const embeds = payload.embeds === undefined ? message.embeds : ((payload.embeds ?? []) as Embed[]);
  const components =
    payload.components === undefined ? message.components : ((payload.components ?? []) as Component[]);
  const kept = keptAttachments(message, payload);
  requireContent({ content, embeds, components, attachments: [...kept, ...files] });
  if (clock.now() - message.createdAt > HOUR_MS) {
    if (message.lateEdits >= oldMessageEdits.limit) throw tooManyOldEdits(oldMessageEdits.retryAfterSeconds);
    message.lateEdits += 1;
  }
  const wasLoading = message.loading;
  message.content = content;
  message.embeds = embeds;
  message.components = components;
  message.attachments = [...kept, ...attach(channel, payload, files)];
  message.flags = (message.flags & ~LOADING) | (Number(payload.flags ?? 0) & SETTABLE_FLAGS);
  if (!isSame) {
    // Built anew from the edited text, whatever was allowed before.
    const allowed = payload.allowed_mentions as AllowedMentions | undefined;
    const mayMentionEveryone = can(channel, message.author, 'MentionEveryone');
    message.pings = pinged({ channel, content, allowed, repliedTo: message.reference?.author, mayMentionEveryone });
  }
  if (payload.allowed_mentions !== undefined) message.allowedMentions = payload.allowed_mentions as AllowedMentions;
  else if (wasLoading) message.allowedMentions = undefined;
  if (wasLoading) {
    message.payload = payload;
  } else {
    message.editedAt = clock.now();
    message.edits.push({ at: clock.now(), payload, content, embeds, components });
  }
  announce(message, 'MESSAGE_UPDATE');
  return message;
}

export function deleteMessage(message: Message): void {
  message.deleted = true;
  const { channel } = message;
  announce(message, 'MESSAGE_DELETE', () => ({
    id: message.id,
    channel_id: channel.id,
    ...(channel.guild ? { guild_id: channel.guild.id } : {}),
  }));
}

/** A message that is in no list: an ephemeral one is seen by its user alone and causes no event. */
export function publish(message: Message): Message {
  if (!message.ephemeral) message.channel.messages.push(message);
  announce(message, 'MESSAGE_CREATE');
  return message;
}

function announce(message: Message, event: string, build?: () => Json): void {
  const { channel } = message;
  const { GuildMessages, DirectMessages } = GatewayIntentBits;
  if (!message.ephemeral && can(channel, channel.world.bot, 'ViewChannel')) {
    const intents = channel.guild ? GuildMessages : DirectMessages;
    channel.world.dispatch(event, intents, build ?? ((viewer) => message.toEvent(viewer)));
  }
  channel.world.waiting.changed();
}

/** New files; their descriptions come in `attachments`, by the number of the file. */
function attach(channel: Channel, payload: Json, files: SentFile[]): Attachment[] {
  const described = (payload.attachments ?? []) as { id: string | number; description?: string; filename?: string }[];
  return files.map((file, index) => {
    const { description, filename = file.filename } = described.find(({ id }) => String(id) === String(index)) ?? {};
    return channel.world.addAttachment(channel.id, { ...file, filename }, description);
  });
}

/** An edit that lists attachments keeps only those it lists. */
function keptAttachments(message: Message, payload: Json): Attachment[] {
  if (!Array.isArray(payload.attachments)) return message.attachments;
  const listed = new Set((payload.attachments as Json[]).map(({ id }) => String(id)));
  return message.attachments.filter(({ id }) => listed.has(id));
}

const tooManyOldEdits = (retryAfter: number) => apiError('tooManyOldEdits', { retry_after: retryAfter, global: false });

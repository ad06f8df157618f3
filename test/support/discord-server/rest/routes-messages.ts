/** Messages in channels, threads and direct messages. */
import { apiError } from '../errors.js';
import { FieldErrors } from '../limits/field-errors.js';
import { can } from '../permissions.js';
import type { Json } from '../types.js';
import type { Channel } from '../world/channel.js';
import type { Message } from '../world/message.js';
import { createMessage, deleteMessage, editMessage } from '../world/write-message.js';
import { type Answer, type Call, noContent, ok, type Route } from './call.js';
import { channelOf, messageOf, requirePermission, restViewer } from './lookup.js';

const MESSAGES = '/channels/:channel/messages';
const MESSAGE = `${MESSAGES}/:message`;
const TEXT_CHANNEL_TYPES = [0, 1, 2, 3, 5, 10, 11, 12, 13];

export const messageRoutes: Route[] = [
  { method: 'POST', pattern: MESSAGES, handle: post },
  { method: 'GET', pattern: MESSAGES, handle: list },
  { method: 'GET', pattern: MESSAGE, handle: get },
  { method: 'PATCH', pattern: MESSAGE, handle: edit },
  { method: 'DELETE', pattern: MESSAGE, handle: remove },
  { method: 'PUT', pattern: `${MESSAGE}/reactions/:emoji/@me`, handle: react },
  { method: 'DELETE', pattern: `${MESSAGE}/reactions/:emoji/@me`, handle: unreact },
  { method: 'POST', pattern: '/channels/:channel/typing', handle: type },
];

function post(call: Call): Answer {
  const channel = channelOf(call);
  const { payload, files, world } = call;
  requirePosting(channel);
  if (((payload.embeds ?? []) as Json[]).length > 0) requirePermission(channel, 'EmbedLinks');
  if (files.length > 0) requirePermission(channel, 'AttachFiles');
  const twin = payload.enforce_nonce ? findByNonce(channel, payload.nonce) : undefined;
  if (twin) return ok(twin.toPayload(restViewer(call)));
  const message = createMessage({ channel, author: world.bot, payload, files, reference: referenceOf(call, channel) });
  return ok(message.toPayload(restViewer(call)));
}

/** Posting wakes an archived thread, unless it is locked. */
function requirePosting(channel: Channel): void {
  if (!TEXT_CHANNEL_TYPES.includes(channel.type)) throw apiError('missingAccess');
  if (channel.recipients.some((user) => !user.acceptsDirectMessages)) throw apiError('closedDirectMessages');
  requirePermission(channel, channel.isThread ? 'SendMessagesInThreads' : 'SendMessages');
  if (!channel.thread?.archived) return;
  if (channel.thread.locked) throw apiError('threadArchived');
  channel.setThread({ archived: false });
}

/** Discord looks back a few minutes. */
const NONCE_KEPT_MS = 3 * 60_000;

function findByNonce(channel: Channel, nonce: unknown): Message | undefined {
  if (nonce === undefined || nonce === null) return undefined;
  const { bot, clock } = channel.world;
  const isRecent = ({ createdAt }: Message) => clock.now() - createdAt < NONCE_KEPT_MS;
  return channel.visible.find(
    (message) => message.author === bot && message.nonce === String(nonce) && isRecent(message),
  );
}

function referenceOf(call: Call, channel: Channel): Message | undefined {
  const reference = call.payload.message_reference as Json | undefined;
  if (!reference) return undefined;
  const target = channel.visible.find(({ id }) => id === reference.message_id);
  if (!target) {
    if (reference.fail_if_not_exists === false) return undefined;
    const errors = new FieldErrors();
    errors.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
    throw errors.toError();
  }
  if (!can(channel, channel.world.bot, 'ReadMessageHistory')) throw apiError('noHistoryForReply');
  return target;
}

/** Newest first; without ReadMessageHistory the list is empty. */
function list(call: Call): Answer {
  const channel = channelOf(call);
  if (!can(channel, call.world.bot, 'ReadMessageHistory')) return ok([]);
  const bound = (name: string) => BigInt(call.query.get(name) ?? 0);
  const newestFirst = channel.visible.toReversed();
  const limit = Number(call.query.get('limit') ?? 50);
  const [before, after, around] = [bound('before'), bound('after'), bound('around')];
  let found = newestFirst.filter(({ id }) => (!before || BigInt(id) < before) && (!after || BigInt(id) > after));
  if (after) found = found.slice(-limit);
  if (around) {
    const middle = found.findIndex(({ id }) => BigInt(id) <= around);
    found = found.slice(Math.max(0, middle - Math.floor(limit / 2)));
  }
  return ok(found.slice(0, limit).map((message) => message.toPayload(restViewer(call))));
}

function get(call: Call): Answer {
  const message = messageOf(call);
  if (!can(message.channel, call.world.bot, 'ReadMessageHistory')) throw apiError('missingAccess');
  return ok(message.toPayload(restViewer(call)));
}

/** 50005: a bot edits its own messages only. */
function edit(call: Call): Answer {
  const message = messageOf(call);
  if (message.author !== call.world.bot) throw apiError('wrongAuthor');
  if (message.channel.thread?.archived) throw apiError('threadArchived');
  return ok(editMessage(message, call.payload, call.files).toPayload(restViewer(call)));
}

function remove(call: Call): Answer {
  const message = messageOf(call);
  if (message.author !== call.world.bot) requirePermission(message.channel, 'ManageMessages');
  deleteMessage(message);
  return noContent;
}

function react(call: Call): Answer {
  const message = messageOf(call);
  requirePermission(message.channel, 'AddReactions');
  const emoji = call.params.emoji!;
  if (!message.reactions.includes(emoji)) message.reactions.push(emoji);
  return noContent;
}

function unreact(call: Call): Answer {
  const message = messageOf(call);
  message.reactions = message.reactions.filter((emoji) => emoji !== call.params.emoji!);
  return noContent;
}

function type(call: Call): Answer {
  const channel = channelOf(call);
  requirePermission(channel, channel.isThread ? 'SendMessagesInThreads' : 'SendMessages');
  channel.typing += 1;
  return noContent;
}

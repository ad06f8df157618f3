/** Channels and threads. */
import { apiError } from '../errors.js';
import { FieldErrors } from '../limits/field-errors.js';
import { channelPermissions } from '../permissions.js';
import type { Json } from '../types.js';
import type { Message } from '../world/message.js';
import { openThread } from '../world/threads.js';
import { createMessage } from '../world/write-message.js';
import { type Answer, type Call, created, noContent, ok, type Route } from './call.js';
import { channelOf, guildOf, messageOf, requirePermission, restViewer } from './lookup.js';

const CHANNEL = '/channels/:channel';
const FORUM_TYPES = [15, 16];
const PRIVATE_THREAD = 12;
const PUBLIC_THREAD = 11;

export const channelRoutes: Route[] = [
  { method: 'GET', pattern: CHANNEL, handle: (call) => ok(channelOf(call).toPayload()) },
  { method: 'PATCH', pattern: CHANNEL, handle: change },
  { method: 'DELETE', pattern: CHANNEL, handle: remove },
  { method: 'POST', pattern: `${CHANNEL}/messages/:message/threads`, handle: threadOnMessage },
  { method: 'POST', pattern: `${CHANNEL}/threads`, handle: thread },
  { method: 'PUT', pattern: `${CHANNEL}/thread-members/@me`, handle: membership },
  { method: 'DELETE', pattern: `${CHANNEL}/thread-members/@me`, handle: membership },
  { method: 'GET', pattern: '/guilds/:guild/channels', handle: guildChannels },
  { method: 'GET', pattern: '/guilds/:guild/threads/active', handle: activeThreads },
];

/** 160004: a message carries one thread at most. */
function threadOnMessage(call: Call): Answer {
  const message = messageOf(call);
  requirePermission(message.channel, 'CreatePublicThreads');
  if (message.thread) throw apiError('threadExists');
  return created(open(call, PUBLIC_THREAD, message));
}

/** In a forum the thread begins with a message. */
function thread(call: Call): Answer {
  const channel = channelOf(call);
  const type = FORUM_TYPES.includes(channel.type) ? PUBLIC_THREAD : Number(call.payload.type ?? PRIVATE_THREAD);
  requirePermission(channel, type === PRIVATE_THREAD ? 'CreatePrivateThreads' : 'CreatePublicThreads');
  return created(open(call, type));
}

function open(call: Call, type: number, message?: Message): Json {
  const channel = channelOf(call);
  if (!channel.guild || channel.isThread) throw apiError('missingAccess');
  const errors = new FieldErrors();
  errors.text(['name'], call.payload.name, 1, 100);
  errors.throwIfAny();
  const opened = openThread(channel, { name: String(call.payload.name), message, owner: call.world.bot }, type);
  if (!FORUM_TYPES.includes(channel.type)) return opened.toPayload();
  const payload = (call.payload.message ?? {}) as Json;
  const first = createMessage({ channel: opened, author: call.world.bot, payload, files: call.files, at: ['message'] });
  return { ...opened.toPayload(), message: first.toPayload(restViewer(call)) };
}

function change(call: Call): Answer {
  const channel = channelOf(call);
  const { name, archived, locked } = call.payload as { name?: string; archived?: boolean; locked?: boolean };
  if (channel.thread) {
    const isOwn = channel.owner === call.world.bot;
    const onlyWakes = archived === false && name === undefined && locked === undefined;
    if (!isOwn && !onlyWakes) requirePermission(channel, 'ManageThreads');
    channel.setThread({ name, archived, locked });
  } else {
    requirePermission(channel, 'ManageChannels');
    if (name !== undefined) channel.name = name;
    channel.tell('CHANNEL_UPDATE');
  }
  return ok(channel.toPayload());
}

function remove(call: Call): Answer {
  const channel = channelOf(call);
  if (channel.guild) requirePermission(channel, channel.isThread ? 'ManageThreads' : 'ManageChannels');
  const payload = channel.toPayload();
  channel.remove();
  return ok(payload);
}

function membership(call: Call): Answer {
  if (channelOf(call).thread?.archived) throw apiError('threadArchived');
  return noContent;
}

function guildChannels(call: Call): Answer {
  const channels = guildOf(call).channels.filter((channel) => !channel.isThread);
  return ok(channels.map((channel) => channel.toPayload()));
}

function activeThreads(call: Call): Answer {
  const { bot } = call.world;
  const threads = guildOf(call).channels.filter(
    (channel) => channel.thread && !channel.thread.archived && channelPermissions(channel, bot) !== 0n,
  );
  return ok({ threads: threads.map((channel) => channel.toPayload()), members: [] });
}

/** What follows the first answer of an interaction, for as long as its token lives: edits and follow-ups. */
import { apiError } from '../errors.js';
import { type InteractionHandle, TOKEN_LIFETIME_MS } from '../interactions/interaction-handle.js';
import type { Message } from '../world/message.js';
import { createMessage, deleteMessage, editMessage } from '../world/write-message.js';
import { type Answer, type Call, noContent, ok, type Route } from './call.js';

const WEBHOOK = '/webhooks/:application/:token';
const MESSAGE = `${WEBHOOK}/messages/:message`;
const DEFERRED_REPLY = 5;
const AUTOCOMPLETE = 4;
/** In a guild or conversation the application was not added to. */
const MAX_USER_INSTALLED_FOLLOW_UPS = 5;
const VIEWER = { messageContent: true, members: true };

export const webhookRoutes: Route[] = [
  { method: 'POST', pattern: WEBHOOK, isOpen: true, handle: followUp },
  { method: 'GET', pattern: MESSAGE, isOpen: true, handle: (call) => ok(messageOf(call).toPayload(VIEWER)) },
  { method: 'PATCH', pattern: MESSAGE, isOpen: true, handle: edit },
  { method: 'DELETE', pattern: MESSAGE, isOpen: true, handle: remove },
];

/** 50027 once the token is 15 minutes old; 10015 while the interaction has not been acknowledged. */
function handleOf(call: Call): InteractionHandle {
  const handle = call.interactions.get(call.params.token!);
  if (call.params.application !== call.world.applicationId) throw apiError('unknownWebhook');
  if (!handle || handle.ageMs > TOKEN_LIFETIME_MS) throw apiError('invalidWebhookToken');
  if (!handle.isAcknowledged || handle.kind === AUTOCOMPLETE) throw apiError('unknownWebhook');
  return handle;
}

function messageOf(call: Call): Message {
  const handle = handleOf(call);
  const { message: id } = call.params;
  const known = [...handle.messages, ...(handle.originalMessage ? [handle.originalMessage] : [])];
  const message = id === '@original' ? handle.originalMessage : known.find((one) => one.id === id);
  if (!message || message.deleted) throw apiError('unknownMessage');
  return message;
}

/** After a deferred reply the first follow-up fills that reply, whose ephemerality stays as it was. */
function followUp(call: Call): Answer {
  const handle = handleOf(call);
  const { originalMessage } = handle;
  if (handle.callbackType === DEFERRED_REPLY && !handle.answered && originalMessage) {
    if (originalMessage.deleted) throw apiError('unknownMessage');
    return ok(fill(call, handle, originalMessage).toPayload(VIEWER));
  }
  if (handle.isUserInstalled && handle.followUps.length >= MAX_USER_INSTALLED_FOLLOW_UPS) {
    throw apiError('tooManyFollowUps');
  }
  const { payload, files, world } = call;
  const interaction = { id: handle.id, type: handle.kind, user: handle.user, name: handle.commandName };
  const { channel } = handle;
  const message = createMessage({ channel, author: world.bot, payload, files, mayBeEphemeral: true, interaction });
  handle.messages.push(message);
  world.waiting.changed();
  return ok(message.toPayload(VIEWER));
}

function edit(call: Call): Answer {
  const message = messageOf(call);
  return ok(fill(call, handleOf(call), message).toPayload(VIEWER));
}

function fill(call: Call, handle: InteractionHandle, message: Message): Message {
  editMessage(message, call.payload, call.files);
  if (message === handle.originalMessage) handle.answered = true;
  call.world.waiting.changed();
  return message;
}

function remove(call: Call): Answer {
  deleteMessage(messageOf(call));
  return noContent;
}

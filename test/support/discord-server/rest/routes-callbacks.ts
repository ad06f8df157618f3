/** The first answer to an interaction: within three seconds, and only once. */
import { apiError } from '../errors.js';
import type { InteractionHandle } from '../interactions/interaction-handle.js';
import { FieldErrors } from '../limits/field-errors.js';
import { checkChoices, checkModal } from '../limits/modal-limits.js';
import type { Choice, Json, Modal } from '../types.js';
import { EPHEMERAL, type InteractionMetadata, type Message, type MessageType } from '../world/message.js';
import { createLoading, createMessage, editMessage } from '../world/write-message.js';
import { type Answer, type Call, noContent, ok, type Route } from './call.js';

const CallbackType = { reply: 4, deferredReply: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
/** For each kind of interaction, the callbacks it may be answered with; 6 and 7 need a message to update. */
const ALLOWED: Record<number, number[]> = { 2: [4, 5, 9], 3: [4, 5, 6, 7, 9], 4: [8], 5: [4, 5, 6, 7] };

export const callbackRoutes: Route[] = [
  { method: 'POST', pattern: '/interactions/:interaction/:token/callback', isOpen: true, handle: callback },
];

function callback(call: Call): Answer {
  const handle = call.interactions.get(call.params.token!);
  if (!handle || handle.id !== call.params.interaction) throw apiError('unknownInteraction');
  if (handle.isAcknowledged) throw apiError('alreadyAcknowledged');
  if (handle.ageMs > call.acknowledgeWithinMs) throw apiError('unknownInteraction');
  const type = Number(call.payload.type);
  const data = (call.payload.data ?? {}) as Json;
  requireAllowed(handle, type);
  // Whatever fails in here leaves the interaction unacknowledged, so that the bot may try again.
  respond(call, handle, type, data);
  handle.acknowledgedAfterMs = handle.ageMs;
  handle.callbackType = type;
  handle.world.waiting.changed();
  return call.query.get('with_response') === 'true' ? ok(resourceOf(handle, type)) : noContent;
}

function requireAllowed(handle: InteractionHandle, type: number): void {
  const isUpdate = type === CallbackType.deferredUpdate || type === CallbackType.update;
  const allowed = ALLOWED[handle.kind] ?? [];
  if (allowed.includes(type) && (!isUpdate || handle.source)) return;
  const errors = new FieldErrors();
  errors.add(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  throw errors.toError();
}

function respond(call: Call, handle: InteractionHandle, type: number, data: Json): void {
  const { channel, source } = handle;
  if (type === CallbackType.reply) {
    const message = createMessage({
      channel,
      author: call.world.bot,
      payload: data,
      files: call.files,
      at: ['data'],
      mayBeEphemeral: true,
      ...answerShape(handle),
    });
    openWith(handle, message);
    handle.answered = true;
  } else if (type === CallbackType.deferredReply) {
    const { interaction, type: messageType } = answerShape(handle);
    openWith(handle, createLoading(channel, Number(data.flags ?? 0), messageType, interaction));
    handle.deferred = true;
  } else if (type === CallbackType.deferredUpdate) {
    handle.originalMessage = source;
    handle.deferred = true;
  } else if (type === CallbackType.update) {
    editMessage(source!, data, call.files, ['data']);
    handle.originalMessage = source;
    handle.answered = true;
  } else if (type === CallbackType.choices) {
    checkChoices(data);
    handle.choices = (data.choices ?? []) as Choice[];
  } else {
    checkModal(data);
    handle.modal = data as unknown as Modal;
  }
}

function openWith(handle: InteractionHandle, message: Message): void {
  handle.originalMessage = message;
  handle.ephemeral = (message.flags & EPHEMERAL) !== 0;
  handle.messages.push(message);
}

/** The answer to a command names the command; the answer to a component replies to the component's message. */
function answerShape(handle: InteractionHandle): {
  type: MessageType;
  interaction: InteractionMetadata;
  reference?: Message;
} {
  const interaction = { id: handle.id, type: handle.kind, user: handle.user, name: handle.commandName };
  if (handle.kind === 2) return { type: handle.messageType, interaction };
  if (handle.source) return { type: 19, interaction, reference: handle.source };
  return { type: 0, interaction };
}

function resourceOf(handle: InteractionHandle, type: number): Json {
  const message = handle.originalMessage;
  return {
    interaction: {
      id: handle.id,
      type: handle.kind,
      response_message_id: message?.id,
      response_message_loading: message?.loading ?? false,
      response_message_ephemeral: handle.ephemeral,
    },
    resource: { type, message: message?.toPayload({ messageContent: true, members: true }) },
  };
}

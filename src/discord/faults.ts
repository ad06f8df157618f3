/**
 * Discord's errors, and what they mean for us. Codes: https://discord.com/developers/docs/topics/opcodes-and-status-
 * codes
 */
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';
import { errorCode, errorText } from '../core/errors.js';
import { withPauses } from '../core/with-pauses.js';

/** The place for an answer is gone; there is nobody to tell. */
export class Gone extends Error {
  constructor(cause: unknown) {
    super('the message, channel or interaction is gone', { cause });
    this.name = 'Gone';
  }
}

export const apiCode = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;

const GONE = new Set<number>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.MissingAccess,
]);

/** A reply to a deleted message fails as a form error and not as an unknown message. */
const isUnknownReference = (error: unknown) =>
  apiCode(error) === RESTJSONErrorCodes.InvalidFormBodyOrContentType &&
  error instanceof DiscordAPIError &&
  /message_reference|Unknown message/i.test(error.message);

export const isGone = (error: unknown) =>
  error instanceof Gone || GONE.has(apiCode(error) ?? -1) || isUnknownReference(error);

/** The token of an interaction lives for 15 minutes. */
export const isTokenExpired = (error: unknown) => apiCode(error) === RESTJSONErrorCodes.InvalidWebhookToken;

export const isMissingPermission = (error: unknown) => apiCode(error) === RESTJSONErrorCodes.MissingPermissions;

/** The person takes no direct messages from the bot. */
export const isClosedToBot = (error: unknown) => apiCode(error) === RESTJSONErrorCodes.CannotSendMessagesToThisUser;

/** The person isn't, or is no longer, a member of the server. */
export const isUnknownMember = (error: unknown) =>
  apiCode(error) === RESTJSONErrorCodes.UnknownMember || apiCode(error) === RESTJSONErrorCodes.UnknownUser;

/** Without Read Message History a reply is refused; any other message isn't. */
export const isMissingHistory = (error: unknown) =>
  apiCode(error) === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;

export const isAlreadyAcknowledged = (error: unknown) =>
  apiCode(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;

/** Discord's own trouble, or the way there: trying again may help. */
export function isTransient(error: unknown): boolean {
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return error.status >= 500;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    (error instanceof Error && error.name === 'AbortError') ||
    /^(ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|UND_ERR_.*)$/.test(code)
  );
}

/**
 * Retries a call that is safe to make twice: an edit, a deletion, a message with a nonce. discord.js itself retries
 * nothing here, because it can't know which calls are safe.
 */
export const repeatable = <T>(call: () => Promise<T>): Promise<T> =>
  withPauses(call, { tries: 4, isSpread: true, mayPass: isTransient });

/**
 * An error as it may be logged: without the body that was sent, and without the address, which can hold a token. Its message
 * may quote what somebody wrote, so it is content.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    const { name, status, method } = error;
    return { error: name, status, method, ...(error instanceof DiscordAPIError && { code: error.code }) };
  }
  if (!(error instanceof Error)) return { error: typeof error };
  const code = errorCode(error);
  const message = quotesNobody(error) ? { message: errorText(error) } : { content: errorText(error) };
  return { error: error.name, ...(code && { code }), ...message, stack: framesOf(error) };
}

/** Errors of the program and of the system speak of code and files alone: "Cannot read properties of undefined". */
const quotesNobody = (error: Error) =>
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  'errno' in error ||
  /^SQLITE_/.test(errorCode(error) ?? '');

/** Where it was thrown, without its message. */
const framesOf = ({ stack = '' }: Error) => stack.split('\n').filter((line) => /^ {4}at /.test(line));

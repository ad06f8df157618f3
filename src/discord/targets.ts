/** Where an answer goes: the reply to an interaction, or to a message; and what to do when that place is gone. */
import {
  type AnyThreadChannel,
  type ChatInputCommandInteraction,
  type Client,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type SendableChannels,
} from 'discord.js';
import pLimit from 'p-limit';
import type { PostedMessage } from '../state/state.js';
import { type Body, created, edited, inEitherForm, isLaidOut, type Layout, type Posting } from './bodies.js';
import {
  Gone,
  isAlreadyAcknowledged,
  isGone,
  isMissingHistory,
  isTokenExpired,
  isTransient,
  repeatable,
} from './faults.js';
import type { Row } from './render/answer-controls.js';
import { plain } from './render/inert.js';

/** Nothing that is sent mentions anyone, but for who waited for it: see `SendOptions`. */
export const NO_MENTIONS = { parse: [], repliedUser: false };

const MAX_THREAD_NAME_CHARS = 100;

export interface ReplyTarget {
  isPrivate: boolean;
  /** One sentence for the asker, in place of an answer. */
  tell(sentence: string): Promise<void>;
  /** What stands where the answer will: a place in the queue, or as much as is written, without controls. */
  show(content: string): Promise<void>;
  /** The answer, in one of its forms: see `Posting`. Throws Gone where nobody is left to tell. */
  post(contents: string[], controls: Row[], layouts?: Layout[]): Promise<PostedMessage[]>;
}

export type ReplyableInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/**
 * Says "thinking…" at once: Discord drops an interaction after 3 s. False where someone else acknowledged it, or where it
 * is too late; then there is nothing to do.
 */
export async function acknowledge(interaction: ReplyableInteraction, isPrivate: boolean): Promise<boolean> {
  const options = isPrivate ? { flags: MessageFlags.Ephemeral as const } : {};
  try {
    await interaction.deferReply(options);
    return true;
  } catch (error) {
    if (!isTransient(error)) {
      if (isGone(error) || isAlreadyAcknowledged(error)) return false;
      throw error;
    }
  }
  try {
    await interaction.deferReply(options);
  } catch (error) {
    // The first call had worked after all, and only its answer was lost.
    if (!isAlreadyAcknowledged(error)) {
      if (isGone(error)) return false;
      throw error;
    }
    interaction.deferred = true;
    interaction.ephemeral = isPrivate;
  }
  return true;
}

/** Acknowledges, and gives where the reply goes; undefined where there is nothing to do. */
export const replyTo = async (
  interaction: ReplyableInteraction,
  isPrivate: boolean,
): Promise<ReplyTarget | undefined> =>
  (await acknowledge(interaction, isPrivate)) ? interactionTarget(interaction, isPrivate) : undefined;

/** For an interaction that was acknowledged. */
export function interactionTarget(interaction: ReplyableInteraction, isPrivate: boolean): ReplyTarget {
  const channel = isPrivate ? undefined : writableChannel(interaction);
  // Two edits on their way at once may arrive in either order, and the earlier one would stay: so each waits its turn.
  const oneByOne = pLimit(1);
  let wasLaidOut = false;
  const edit = (body: Body): Promise<Message> =>
    oneByOne(async () => {
      const options = { ...edited(body, wasLaidOut), allowedMentions: NO_MENTIONS };
      const message = await repeatable(() => interaction.editReply(options));
      wasLaidOut ||= 'layout' in body;
      return message;
    });
  const goOn = async (body: Body, nonce: string): Promise<Message> => {
    if (channel) return orGone(send(channel, body, nonce));
    // A follow-up has no nonce, so it isn't tried again; a message of the channel is safe to repeat.
    const { flags = 0, ...rest } = { flags: 0, ...created(body) };
    const seenBy = isPrivate ? MessageFlags.Ephemeral : 0;
    return orGone(interaction.followUp({ ...rest, flags: flags | seenBy, allowedMentions: NO_MENTIONS }));
  };
  return {
    isPrivate,
    async tell(sentence) {
      await orGone(edit({ content: sentence, components: [] }));
    },
    async show(content) {
      await orGone(edit({ content, components: [] }));
    },
    async post(contents, controls, layouts) {
      const posting = { contents, controls, layouts };
      try {
        return await inEitherForm(posting, async ([first, ...rest]) => {
          const posted = [toPosted(await edit(first))];
          for (const [i, body] of rest.entries()) posted.push(toPosted(await goOn(body, `${interaction.id}${i + 1}`)));
          return posted;
        });
      } catch (error) {
        if (isTokenExpired(error) && channel) return sendAll(channel, posting, interaction.id);
        throw isGone(error) || isTokenExpired(error) ? new Gone(error) : error;
      }
    },
  };
}

/** What stands there gives way to what comes after it: a word to the asker, an answer while it is written, one given anew. */
export function messageTarget(message: Message, { inThread }: { inThread: boolean }): ReplyTarget {
  let shown: Message[] = [];
  let sent = 0;
  let thread: AnyThreadChannel | undefined;
  const begin = async (body: Body, mayOpen: boolean): Promise<Message> => {
    if (mayOpen && inThread) thread ??= await openThread(message);
    const nonce = `${message.id}${sent++}`;
    return thread && mayOpen ? orGone(send(thread, body, nonce)) : reply(message, body, nonce);
  };
  const goOn = ({ channel }: Message, body: Body): Promise<Message> => {
    const nonce = `${message.id}${sent++}`;
    return channel.isSendable() ? orGone(send(channel, body, nonce)) : reply(message, body, nonce);
  };
  const put = async (bodies: Body[], mayOpen: boolean): Promise<Message[]> => {
    const there = shown;
    shown = [];
    for (const [i, body] of bodies.entries()) {
      if (there[i]) shown.push(await editOwn(there[i], body));
      else if (i === 0) shown.push(await begin(body, mayOpen));
      else shown.push(await goOn(shown[0], body));
    }
    for (const rest of there.slice(bodies.length)) await repeatable(() => rest.delete()).catch(() => {});
    return shown;
  };
  // One after the other: two that come first would be two messages, and of two edits the earlier might stay.
  const oneByOne = pLimit(1);
  const putLine = (content: string, mayOpen: boolean) =>
    oneByOne(async () => void (await put([{ content, components: [] }], mayOpen)));
  return {
    isPrivate: false,
    tell: (sentence) => putLine(sentence, false),
    show: (content) => putLine(content, true),
    post: (contents, controls, layouts) =>
      oneByOne(async () => {
        const messages = await inEitherForm({ contents, controls, layouts }, (bodies) => put(bodies, true));
        return messages.map(toPosted);
      }),
  };
}

/** Without the right to read the channel's history nothing can be replied to; then it stands there as any other message. */
async function reply(message: Message, body: Body, nonce: string): Promise<Message> {
  const { channel } = message;
  const options = { ...created(body), allowedMentions: NO_MENTIONS, nonce, enforceNonce: true };
  try {
    // A question that was deleted meanwhile wants no answer.
    return await orGone(repeatable(() => message.reply({ ...options, failIfNotExists: true })));
  } catch (error) {
    if (!isMissingHistory(error) || !channel.isSendable()) throw error;
    return orGone(send(channel, body, nonce));
  }
}

const editOwn = (message: Message, body: Body) =>
  orGone(repeatable(() => message.edit({ ...edited(body, isLaidOut(message)), allowedMentions: NO_MENTIONS })));

/** A thread on the message; undefined where there is one already, where it can't have one, or where we may not. */
export async function openThread(message: Message, question = message.content): Promise<AnyThreadChannel | undefined> {
  if (!message.inGuild() || message.channel.isThread() || message.hasThread) return undefined;
  const me = message.guild.members.me;
  const may = me && message.channel.permissionsFor(me);
  if (!may?.has([PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads])) return undefined;
  try {
    return await message.startThread({ name: threadName(question) });
  } catch (error) {
    if (isGone(error)) throw new Gone(error);
    return undefined;
  }
}

/** What a thread about a question is called. */
const threadName = (question: string) =>
  plain(question.replace(/<[@#][^>]*>/g, '').trim() || '…', MAX_THREAD_NAME_CHARS);

export const sendAll = (channel: SendableChannels, posting: Posting, nonce: string): Promise<PostedMessage[]> =>
  inEitherForm(posting, async (bodies) => {
    const posted: PostedMessage[] = [];
    for (const [i, body] of bodies.entries()) posted.push(toPosted(await orGone(send(channel, body, `${nonce}${i}`))));
    return posted;
  });

export interface SendOptions {
  /** The one person whom the message mentions. */
  mentioned?: string;
  /** The one role that it mentions: that of the people who help. */
  mentionedRole?: string;
  /** The message that it replies to, if that is there still. */
  replyTo?: string;
}

/** `nonce` makes Discord give back the message that is there when the call is repeated; at most 25 characters. */
export function send(
  channel: SendableChannels,
  body: Body,
  nonce: string,
  { mentioned, mentionedRole, replyTo }: SendOptions = {},
): Promise<Message> {
  return repeatable(
    () =>
      channel.send({
        ...created(body),
        allowedMentions:
          mentioned || mentionedRole
            ? {
                ...(mentioned && { users: [mentioned] }),
                ...(mentionedRole && { roles: [mentionedRole] }),
                repliedUser: false,
              }
            : NO_MENTIONS,
        nonce: nonce.slice(-25),
        enforceNonce: true,
        ...(replyTo && { reply: { messageReference: replyTo, failIfNotExists: false } }),
      }) as Promise<Message>,
  );
}

/** A server's channel or thread, if it is there and still belongs to the server. Throws Gone, or what Discord says. */
export async function guildChannel(client: Client, guild: string, id: string): Promise<SendableChannels> {
  const channel = await client.channels.fetch(id);
  if (!channel?.isSendable() || channel.isDMBased() || channel.guildId !== guild) throw new Gone(undefined);
  return channel;
}

/** The channel of an interaction, where the bot is a member and may write; undefined elsewhere. */
export function writableChannel(interaction: ReplyableInteraction): SendableChannels | undefined {
  const { channel, appPermissions } = interaction;
  if (!channel?.isSendable() || (interaction.guildId && !interaction.inCachedGuild())) return undefined;
  const needed = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return appPermissions?.has([PermissionFlagsBits.ViewChannel, needed]) ? channel : undefined;
}

export const toPosted = ({ id, channelId }: Message): PostedMessage => ({ message: id, channel: channelId });

async function orGone<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw isGone(error) || isTokenExpired(error) ? new Gone(error) : error;
  }
}

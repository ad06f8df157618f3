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
  /** The answer; the controls stand below the last message. Throws Gone where nobody is left to tell. */
  post(contents: string[], controls: Row[]): Promise<PostedMessage[]>;
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
  const edit = (content: string, components: Row[]): Promise<Message> =>
    oneByOne(() => repeatable(() => interaction.editReply({ content, components, allowedMentions: NO_MENTIONS })));
  return {
    isPrivate,
    async tell(sentence) {
      await orGone(edit(sentence, []));
    },
    async show(content) {
      await orGone(edit(content, []));
    },
    async post(contents, controls) {
      const last = contents.length - 1;
      let first: Message;
      try {
        first = await edit(contents[0], last === 0 ? controls : []);
      } catch (error) {
        if (isTokenExpired(error) && channel) return sendAll(channel, contents, controls, interaction.id);
        throw isGone(error) || isTokenExpired(error) ? new Gone(error) : error;
      }
      const posted = [toPosted(first)];
      for (const [i, content] of contents.entries()) {
        if (i === 0) continue;
        const components = i === last ? controls : [];
        // A follow-up has no nonce, so it isn't tried again; a message of the channel is safe to repeat.
        const message = channel
          ? await orGone(send(channel, content, components, `${interaction.id}${i}`))
          : await orGone(
              interaction.followUp({
                content,
                components,
                allowedMentions: NO_MENTIONS,
                ...(isPrivate && { flags: MessageFlags.Ephemeral as const }),
              }),
            );
        posted.push(toPosted(message));
      }
      return posted;
    },
  };
}

/** What stands there gives way to what comes after it: a word to the asker, an answer while it is written, one given anew. */
export function messageTarget(message: Message, { inThread }: { inThread: boolean }): ReplyTarget {
  let shown: Message[] = [];
  let sent = 0;
  let thread: AnyThreadChannel | undefined;
  const begin = async (content: string, components: Row[], mayOpen: boolean): Promise<Message> => {
    if (mayOpen && inThread) thread ??= await openThread(message);
    const nonce = `${message.id}${sent++}`;
    return thread && mayOpen
      ? orGone(send(thread, content, components, nonce))
      : reply(message, content, components, nonce);
  };
  const goOn = ({ channel }: Message, content: string, components: Row[]): Promise<Message> => {
    const nonce = `${message.id}${sent++}`;
    return channel.isSendable()
      ? orGone(send(channel, content, components, nonce))
      : reply(message, content, components, nonce);
  };
  const put = async (contents: string[], controls: Row[], mayOpen: boolean): Promise<Message[]> => {
    const there = shown;
    shown = [];
    for (const [i, content] of contents.entries()) {
      const components = i === contents.length - 1 ? controls : [];
      if (there[i]) shown.push(await editOwn(there[i], content, components));
      else if (i === 0) shown.push(await begin(content, components, mayOpen));
      else shown.push(await goOn(shown[0], content, components));
    }
    for (const rest of there.slice(contents.length)) await repeatable(() => rest.delete()).catch(() => {});
    return shown;
  };
  // One after the other: two that come first would be two messages, and of two edits the earlier might stay.
  const oneByOne = pLimit(1);
  return {
    isPrivate: false,
    tell: (sentence) => oneByOne(async () => void (await put([sentence], [], false))),
    show: (content) => oneByOne(async () => void (await put([content], [], true))),
    post: (contents, controls) => oneByOne(async () => (await put(contents, controls, true)).map(toPosted)),
  };
}

/** Without the right to read the channel's history nothing can be replied to; then it stands there as any other message. */
async function reply(message: Message, content: string, components: Row[], nonce: string): Promise<Message> {
  const { channel } = message;
  const options = { content, components, allowedMentions: NO_MENTIONS, nonce, enforceNonce: true };
  try {
    // A question that was deleted meanwhile wants no answer.
    return await orGone(repeatable(() => message.reply({ ...options, failIfNotExists: true })));
  } catch (error) {
    if (!isMissingHistory(error) || !channel.isSendable()) throw error;
    return orGone(send(channel, content, components, nonce));
  }
}

const editOwn = (message: Message, content: string, components: Row[]) =>
  orGone(repeatable(() => message.edit({ content, components, allowedMentions: NO_MENTIONS })));

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

export async function sendAll(
  channel: SendableChannels,
  contents: string[],
  controls: Row[],
  nonce: string,
): Promise<PostedMessage[]> {
  const posted: PostedMessage[] = [];
  for (const [i, content] of contents.entries()) {
    const components = i === contents.length - 1 ? controls : [];
    posted.push(toPosted(await orGone(send(channel, content, components, `${nonce}${i}`))));
  }
  return posted;
}

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
  content: string,
  components: Row[],
  nonce: string,
  { mentioned, mentionedRole, replyTo }: SendOptions = {},
): Promise<Message> {
  return repeatable(
    () =>
      channel.send({
        content,
        components,
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

/** Questions in plain messages: a mention, a reply, a thread of the bot's, a channel set aside, a direct message. */
import { type Message, MessageType } from 'discord.js';
import { isDatabaseDown } from '../core/with-pauses.js';
import type { StoredAnswer } from '../state/state.js';
import { answerQuestion } from './asking.js';
import type { BotContext } from './context.js';
import { surroundingOf } from './dispatch.js';
import { describeError } from './faults.js';
import { isAllowedChannel, placesOf } from './places.js';
import { messageTarget } from './targets.js';
import { wordsFor } from './words/index.js';

export interface MessageHandlers {
  created(message: Message): Promise<void>;
  /** A question that was deleted wants no answer. */
  deleted(messageId: string): void;
}

export function createMessageHandlers(context: BotContext): MessageHandlers {
  const running = new Map<string, AbortController>();
  /** Channels where it was said that messages can't be read. */
  const told = new Set<string>();
  return {
    async created(message) {
      const controller = new AbortController();
      running.set(message.id, controller);
      try {
        await handle(context, message, controller.signal, told);
      } catch (error) {
        if (isDatabaseDown(error)) return await sayDatabaseDown(message).catch(() => {});
        context.logger.error({ event: 'message-failed', guild: message.guildId, ...describeError(error) });
      } finally {
        running.delete(message.id);
      }
    },
    deleted: (messageId) => running.get(messageId)?.abort(),
  };
}

/** Where the database is away, whoever speaks to the bot is told; what else is said in a server can't be judged then. */
async function sayDatabaseDown(message: Message): Promise<void> {
  const { mentions, channel, client, guild } = message;
  if (!mentions.users.has(client.user.id) && !channel.isDMBased()) return;
  await messageTarget(message, { inThread: false }).tell(wordsFor(guild?.preferredLocale).databaseDown);
}

async function handle(context: BotContext, message: Message, signal: AbortSignal, told: Set<string>): Promise<void> {
  const { author, channel, client } = message;
  if (author.bot || message.webhookId || message.system) return;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
  const isMentioned = message.mentions.users.has(client.user.id) && !isOnlyReplyPing(message);
  const surrounding = await surroundingOf(context, message.guildId, message.guild?.preferredLocale);
  const { settings, words } = surrounding;
  const repliedTo = await answerRepliedTo(context, message);
  const isOurThread = channel.isThread() && channel.ownerId === client.user.id;
  const isAside = placesOf(channel).some((id) => settings.askChannels.includes(id));
  const isFollowUp = repliedTo !== undefined || isOurThread;
  if (!isMentioned && !isFollowUp && !isAside && !channel.isDMBased()) return;
  if (!isAllowedChannel(settings, channel)) return;
  const target = messageTarget(message, { inThread: settings.threads && !isFollowUp });
  const text = await textOf(message);
  if (!text && !isMentioned && !context.hasMessageContent && !channel.isDMBased()) {
    if (told.has(channel.id)) return;
    told.add(channel.id);
    return target.tell(words.needsContent);
  }
  // A picture or a sticker in a channel set aside is no question.
  if (!text && !isMentioned && !channel.isDMBased()) return;
  if (channel.isSendable()) void channel.sendTyping().catch(() => {});
  await answerQuestion(
    context,
    {
      ...surrounding,
      user: author.id,
      channel: channel.id,
      text,
      isFollowUp,
      signal,
      ...(repliedTo && { repliedTo }),
    },
    target,
  );
}

/** A reply mentions its author of old by itself; that alone asks nothing. */
const isOnlyReplyPing = ({ mentions, content, client }: Message) =>
  mentions.repliedUser?.id === client.user.id && !content.includes(`<@${client.user.id}>`);

/** The answer of ours that is replied to, unless it was private or of another server. */
async function answerRepliedTo({ state }: BotContext, message: Message): Promise<StoredAnswer | undefined> {
  const id = message.reference?.messageId;
  if (!id || message.type !== MessageType.Reply) return undefined;
  const answer = await state.answerOfMessage(id);
  return answer && !answer.isPrivate && answer.guild === (message.guildId ?? undefined) ? answer : undefined;
}

/** The message without the mention; of a bare mention in a reply, the message that is replied to. */
async function textOf(message: Message): Promise<string> {
  const own = message.content.replaceAll(new RegExp(`<@!?${message.client.user.id}>`, 'g'), ' ').trim();
  if (own || message.type !== MessageType.Reply) return own;
  const referenced = await message.fetchReference().catch(() => undefined);
  return referenced && !referenced.author.bot ? referenced.content.trim() : '';
}

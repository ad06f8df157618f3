/** Questions in plain messages: a mention, a reply, a thread, a channel set aside, a direct message; and their corrections. */
import { type AnyThreadChannel, type Message, MessageType } from 'discord.js';
import { isDatabaseDown } from '../core/with-pauses.js';
import type { EarlierAnswer } from '../flows/converse.js';
import { cleanMessage } from '../query/clean-message.js';
import { pointsElsewhere } from '../query/points-elsewhere.js';
import { smallTalkIn } from '../query/small-talk.js';
import type { PostedMessage } from '../state/state.js';
import { type Asking, answerQuestion, toEarlier } from './asking.js';
import type { BotContext } from './context.js';
import { MAX_SERVER_CHARS, surroundingOf } from './dispatch.js';
import { describeError } from './faults.js';
import { isAllowedChannel, placesOf } from './places.js';
import { plain } from './render/inert.js';
import { mayMemberAsk, mayTeach } from './rights.js';
import { messageTarget, NO_MENTIONS, type ReplyTarget } from './targets.js';
import { type Words, wordsFor } from './words/index.js';

/** How long after it was asked a corrected question is answered anew. */
const CORRECTED_WITHIN_MS = 5 * 60_000;

/** Ends as a sentence that states something. */
const STATEMENT = /[.!。！]["”’»)]*$/;

export interface MessageHandlers {
  created(message: Message): Promise<void>;
  /** A question that is corrected is answered anew, in the place of its answer. */
  edited(before: string, message: Message): Promise<void>;
  /** A question that was deleted wants no answer. */
  deleted(messageId: string): void;
}

/** What a message asks, and whether its answer goes into a thread. */
interface Heard {
  asking: Omit<Asking, 'signal'>;
  inThread: boolean;
}

/** A question that is being answered, or may still be corrected. */
interface CorrectableQuestion {
  sinceMs: number;
  target: ReplyTarget;
  posted: PostedMessage[];
  controller: AbortController;
  done: Promise<void>;
}

export function createMessageHandlers(context: BotContext): MessageHandlers {
  const asked = new Map<string, CorrectableQuestion>();
  /** Channels that were told that the bot can't read messages, and people that they may not ask. */
  const told = new Set<string>();

  const answer = (message: Message, { asking, inThread }: Heard): Promise<void> => {
    const earlier = asked.get(message.id);
    earlier?.controller.abort();
    const target = earlier?.target ?? messageTarget(message, { inThread });
    const controller = new AbortController();
    const { signal } = controller;
    const own: CorrectableQuestion = {
      sinceMs: context.nowMs(),
      target,
      posted: [],
      controller,
      done: Promise.resolve(),
    };
    const post: ReplyTarget['post'] = async (...shown) => (own.posted = await target.post(...shown));
    const run = async () => {
      if (earlier) await takeBack(context, earlier);
      if (!signal.aborted) await answerQuestion(context, { ...asking, signal }, { ...target, post });
    };
    forgetOld();
    asked.set(message.id, own);
    return (own.done = run());
  };
  const forgetOld = () => {
    for (const [id, { sinceMs }] of asked) if (context.nowMs() - sinceMs > CORRECTED_WITHIN_MS) asked.delete(id);
  };
  /** Answers the newest text of a message that is edited while it is read. */
  const answerAsItIs = async (message: Message): Promise<void> => {
    const { content } = message;
    const heard = await hear(context, message, told);
    if (heard && message.content === content) await answer(message, heard);
  };
  const guarded = async (message: Message, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (isDatabaseDown(error)) return await sayDatabaseDown(message).catch(() => {});
      context.logger.error({ event: 'message-failed', guild: message.guildId, ...describeError(error) });
    }
  };

  return {
    created: (message) => guarded(message, () => answerAsItIs(message)),

    edited: (before, message) =>
      guarded(message, async () => {
        // An address that gets its preview is no correction.
        if (cleanMessage(before) === cleanMessage(message.content) && !isNewlyMeant(before, message)) return;
        const sinceMs = asked.get(message.id)?.sinceMs ?? message.createdTimestamp;
        if (context.nowMs() - sinceMs <= CORRECTED_WITHIN_MS) await answerAsItIs(message);
      }),

    deleted: (messageId) => asked.get(messageId)?.controller.abort(),
  };
}

const isNewlyMeant = (before: string, { content, client: { user } }: Message) =>
  calls(content, user.id) && !calls(before, user.id);

const calls = (content: string, user: string) => new RegExp(`<@!?${user}>`).test(content);

/** Deletes the answers to a retracted question, so that they are no turn of the conversation. */
async function takeBack({ state }: BotContext, { done, posted }: CorrectableQuestion): Promise<void> {
  await done.catch(() => {});
  for (const { message } of posted) {
    const answer = await state.answerOfMessage(message);
    if (answer) await state.deleteAnswer(answer.id);
  }
}

/** Tells whoever addressed the bot that the database is away. Without settings, no other message can be judged. */
async function sayDatabaseDown(message: Message): Promise<void> {
  const { mentions, channel, client, guild } = message;
  if (!mentions.users.has(client.user.id) && !channel.isDMBased()) return;
  await messageTarget(message, { inThread: false }).tell(wordsFor(guild?.preferredLocale).databaseDown);
}

/** Undefined for what isn't meant for the bot. */
async function hear(context: BotContext, message: Message, told: Set<string>): Promise<Heard | undefined> {
  const { author, channel, client } = message;
  if (author.bot || message.webhookId || message.system) return undefined;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined;
  const isMentioned = message.mentions.users.has(client.user.id) && !isOnlyReplyPing(message);
  const place = { guild: message.guildId, channel };
  const surrounding = await surroundingOf(context, place, message.guild?.preferredLocale);
  const { settings, words } = surrounding;
  const repliedTo = await answerIn(
    context,
    message,
    message.type === MessageType.Reply && message.reference?.messageId,
  );
  const isOurThread = channel.isThread() && channel.ownerId === client.user.id;
  const isAside = placesOf(channel).some((id) => settings.askChannels.includes(id));
  const isDirect = channel.isDMBased();
  const isAddressed = isMentioned || repliedTo !== undefined || isDirect;
  if (!isAddressed && !isOurThread && !isAside) return undefined;
  if (!isAllowedChannel(settings, channel)) return undefined;
  if (message.guild && !(await mayMemberAsk(message.guild, author.id, settings, message.member))) {
    await tellBlocked(message, words, told);
    return undefined;
  }
  const own = withoutMention(message);
  // What a trusted person says below an abstention is the answer to it, which they add to the collection.
  const isToAbstention = repliedTo?.answer.status === 'abstained' && !isMentioned;
  const isSaid = own ? STATEMENT.test(own) : !context.hasMessageContent;
  if (isToAbstention && isSaid && mayTeach(message, context, settings)) return undefined;
  if (!own && !isMentioned && !context.hasMessageContent && !isDirect) {
    if (told.has(channel.id)) return undefined;
    told.add(channel.id);
    await messageTarget(message, { inThread: false }).tell(words.needsContent);
    return undefined;
  }
  // A picture, a sticker or a laugh in a channel set aside is no question.
  if (!isAddressed && (!own || smallTalkIn(cleanMessage(own)) === 'chatter')) return undefined;
  const asking = {
    ...surrounding,
    user: author.id,
    channel: channel.id,
    isReply: repliedTo !== undefined || isOurThread,
    isForOthers: !isAddressed && isForOthers(message),
    ...(repliedTo ? { text: own, repliedTo } : await withMeant(context, message, own, isMentioned)),
  };
  if (channel.isSendable()) void channel.sendTyping().catch(() => {});
  return { asking, inThread: settings.threads && !repliedTo && !isOurThread };
}

/** Tells who may not ask, once and by direct message; who takes none hears it from a command. */
async function tellBlocked({ author, guild }: Message, words: Words, told: Set<string>): Promise<void> {
  const key = `${author.id} in ${guild?.id}`;
  if (told.has(key)) return;
  told.add(key);
  const content = words.mayNotAsk(plain(guild?.name ?? '', MAX_SERVER_CHARS));
  await author.send({ content, allowedMentions: NO_MENTIONS }).catch(() => {});
}

/** Whether a reply only mentions the author it replies to, as Discord does by itself, and so asks nothing. */
const isOnlyReplyPing = ({ mentions: { repliedUser }, content, client }: Message) =>
  repliedUser?.id === client.user.id && !content.includes(`<@${client.user.id}>`);

const withoutMention = ({ content, client }: Message) =>
  content.replaceAll(new RegExp(`<@!?${client.user.id}>`, 'g'), ' ').trim();

/** Whether the message replies to or mentions somebody other than the bot. */
const isForOthers = ({ type, mentions: { users, repliedUser }, client }: Message) =>
  users.some(({ id }) => id !== client.user.id) ||
  (type === MessageType.Reply && repliedUser !== null && repliedUser.id !== client.user.id);

/** The answer that one of the bot's messages shows, unless it was private or another server's. */
async function answerIn(
  { state }: BotContext,
  { guildId }: Message,
  shownBy: string | false | undefined,
): Promise<EarlierAnswer | undefined> {
  const answer = shownBy ? await state.answerOfMessage(shownBy) : undefined;
  return answer && !answer.isPrivate && answer.guild === (guildId ?? undefined) ? toEarlier(answer) : undefined;
}

/**
 * The question of a mention. Where it points at another message, that message; else its own words, with that message
 * as an earlier turn.
 */
async function withMeant(
  context: BotContext,
  message: Message,
  own: string,
  isMentioned: boolean,
): Promise<Pick<Asking, 'text' | 'repliedTo' | 'threadOn' | 'isReply'>> {
  if (message.type === MessageType.Reply) {
    const replied = await message.fetchReference().catch(() => undefined);
    const text = replied && wordsOf(replied);
    if (!text) return { text: own };
    if (isMentioned && pointsElsewhere(own)) return { text };
    return { text: own, repliedTo: turnOf(text), isReply: true };
  }
  if (!isMentioned || !message.channel.isThread() || message.channel.ownerId === message.client.user.id)
    return { text: own };
  const answered = await answerIn(context, message, message.channel.id);
  if (answered) return { text: own, threadOn: answered };
  const text = await openingOf(message.channel);
  return pointsElsewhere(own) ? { text } : { text: own, threadOn: turnOf(text) };
}

/** The opening of a thread: its first message, in a forum behind its title; the title alone where nobody wrote. */
async function openingOf(thread: AnyThreadChannel): Promise<string> {
  const starter = await thread.fetchStarterMessage().catch(() => undefined);
  const words = starter && wordsOf(starter);
  return thread.parent?.isThreadOnly() || !words ? [thread.name, words].filter(Boolean).join('\n') : words;
}

/** Undefined where there are none, and for those of bots. */
const wordsOf = (message: Message) => (message.author.bot ? undefined : withoutMention(message) || undefined);

const turnOf = (question: string): EarlierAnswer => ({
  question,
  answer: { status: 'abstained', sentences: [], citations: [] },
});

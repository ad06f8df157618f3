/**
 * The outbox: posts what is to be told later. A notice is claimed before it is posted and marked after; what was claimed by a
 * process that died is looked for in the channel before it is posted again, so that nothing comes twice and nothing is lost.
 */
import {
  ChannelType,
  type Client,
  ComponentType,
  type Message,
  PermissionFlagsBits,
  type SendableChannels,
  SnowflakeUtil,
} from 'discord.js';
import { CLAIM_MS, type Notice } from '../state/notices.js';
import type { PostedMessage } from '../state/state.js';
import { type Body, inEitherForm, text, textOf, textOfLayout } from './bodies.js';
import type { BotContext } from './context.js';
import {
  describeError,
  Gone,
  isClosedToBot,
  isGone,
  isMissingPermission,
  isTransient,
  isUnknownMember,
  repeatable,
} from './faults.js';
import type { NoticeKind, Told } from './notices/kind.js';
import { NOTICE_KINDS } from './notices/registry.js';
import { isAllowedChannel } from './places.js';
import { serves } from './served.js';
import { guildChannel, send, toPosted } from './targets.js';
import { every, lookAgain, type Ticking } from './ticking.js';

const TICK_MS = 2_000;
/** What a channel, or one person, is told at most: one in this time, and so many in an hour. The rest comes later. */
const LEAST_PAUSE_MS = 2_000;
const MOST_AN_HOUR = 20;
const HOUR_MS = 60 * 60_000;
/** What Discord refuses for a reason we don't know is tried so often; where Discord is in trouble itself, for hours. */
const MAX_TRIES = 4;
const MAX_TRIES_IN_TROUBLE = 12;
/** After one minute, two, four, and at last every hour. */
const FIRST_PAUSE_MS = 60_000;
/** More than Discord's clock differs from ours. */
const WRONG_CLOCK_MS = 10 * 60_000;
const PAGE = 100;

/** Returns a function that stops it: nothing more is claimed, and what was claimed is still posted. */
export const startOutbox = (
  context: BotContext,
  ticking: Ticking = every(TICK_MS),
  kinds: readonly NoticeKind[] = NOTICE_KINDS,
): (() => Promise<void>) => lookAgain((isStopped) => postDue(context, kinds, isStopped), ticking);

/** Never throws. */
async function postDue(context: BotContext, kinds: readonly NoticeKind[], isStopped: () => boolean): Promise<void> {
  const { client, state, nowMs, logger } = context;
  // Known to be away: what is due then still is.
  if (!state.isReady) return;
  try {
    const known = new Map(kinds.map((kind) => [kind.kind, kind]));
    for (const notice of await state.notices.due(nowMs(), [...known.keys()])) {
      if (isStopped()) return;
      // Another process's server, or Discord is away.
      if (!serves(client, notice.guild) || !(await hasItsTurn(context, notice))) continue;
      const claimed = await state.notices.claim(notice, nowMs());
      if (claimed) await postClaimed(context, claimed, known.get(notice.kind)!);
    }
  } catch (error) {
    logger.error({ event: 'outbox-failed', ...describeError(error) });
  }
}

async function hasItsTurn({ state, nowMs }: BotContext, notice: Notice): Promise<boolean> {
  const now = nowMs();
  const { count, firstAtMs, lastAtMs } = await state.notices.toldAt(notice, now - HOUR_MS, now);
  if (count >= MOST_AN_HOUR) await state.notices.postpone(notice, firstAtMs + HOUR_MS);
  return count < MOST_AN_HOUR && now - lastAtMs >= LEAST_PAUSE_MS;
}

/** Throws only where the state does. */
async function postClaimed(context: BotContext, notice: Notice, kind: NoticeKind): Promise<void> {
  const { state, nowMs, logger } = context;
  const { id, guild, channel, failures } = notice;
  const about = { guild, channel, kind: kind.kind, notice: id };
  const read = kind.content.safeParse(notice.content);
  if (!read.success) {
    logger.error({ event: 'notice-unreadable', ...about });
    return state.notices.forget(id);
  }
  const content = read.data;
  let posted: PostedMessage[] | undefined;
  try {
    posted = await kind.tellInPlace?.(context, notice, content);
    const told = posted ? undefined : await kind.show(context, notice, content);
    posted ??= told && (await post(context, notice, told, kind));
  } catch (error) {
    const isHopeless = isGone(error) || isMissingPermission(error) || isClosedToBot(error);
    const most = isTransient(error) ? MAX_TRIES_IN_TROUBLE : MAX_TRIES;
    if (!isHopeless && failures + 1 < most) {
      logger.warn({ event: 'notice-failed', ...about, failures: failures + 1, ...describeError(error) });
      return state.notices.failed(notice, nowMs() + Math.min(HOUR_MS, FIRST_PAUSE_MS * 2 ** failures));
    }
    logger.warn({ event: 'notice-given-up', ...about, ...describeError(error) });
    await kind.onGivenUp?.(context, notice, content);
    return state.notices.forget(id);
  }
  if (!posted) {
    logger.info({ event: 'notice-void', ...about });
    return state.notices.forget(id);
  }
  await kind.onTold?.(context, notice, content, posted);
  await state.notices.told(id, nowMs());
  logger.info({ event: 'notice-posted', ...about });
}

async function post(
  context: BotContext,
  notice: Notice,
  { marker, replyTo, mentionedRole, ...posting }: Told,
  kind: NoticeKind,
): Promise<PostedMessage[]> {
  const channel = await placeOf(context, notice, kind);
  const isDirect = channel.isDMBased();
  const mentioned = isDirect ? undefined : notice.user;
  // The first claim is the only one before which nothing can have been posted.
  const there = notice.beganAtMs === notice.claimedAtMs ? [] : await postedSince(channel, notice);
  const called = mentioned ? `<@${mentioned}>` : mentionedRole && `<@&${mentionedRole}>`;
  return inEitherForm(posting, async (bodies) => {
    const posted: PostedMessage[] = [];
    for (const [i, uncalled] of bodies.entries()) {
      const body = i === 0 && called ? addressed(uncalled, called) : uncalled;
      const isLast = i === bodies.length - 1;
      const known = there.find((message) =>
        isLast ? hasMarker(message, marker) : textOf(message) === textOfBody(body).trim(),
      );
      const options = i === 0 ? { mentioned, mentionedRole, ...(!isDirect && { replyTo }) } : {};
      posted.push(toPosted(known ?? (await send(channel, body, `${notice.id}${i}`, options))));
    }
    return posted;
  });
}

/** With the mention in front of its first words. */
function addressed(body: Body, mention: string): Body {
  if ('content' in body) return { ...body, content: `${mention} ${body.content}` };
  const [first, ...rest] = body.layout;
  const isText = first.type === ComponentType.TextDisplay;
  return { layout: isText ? [text(`${mention} ${first.content}`), ...rest] : [text(mention), first, ...rest] };
}

const textOfBody = (body: Body) => ('content' in body ? body.content : textOfLayout(body.layout));

const hasMarker = ({ components }: Message, marker: string) =>
  components.some((row) => JSON.stringify(row.toJSON()).includes(marker));

/** Where it is told. Throws Gone, or what Discord says. */
async function placeOf(
  { client, state }: BotContext,
  { guild, channel: id, user }: Notice,
  { followsPerson, isForNamedChannel }: NoticeKind,
): Promise<SendableChannels> {
  if (!guild || !id) return client.users.createDM(user!);
  const settings = await state.settings(guild);
  const find = async () => {
    const channel = await guildChannel(client, guild, id);
    if (!isForNamedChannel && !isAllowedChannel(settings, channel))
      throw new Gone('the server wants no answers there any more');
    return channel;
  };
  if (!followsPerson || !user) return find();
  try {
    const channel = await find();
    if (await isReadBy(client, channel, user)) return channel;
  } catch (error) {
    if (!isGone(error) && !isUnknownMember(error)) throw error;
  }
  return client.users.createDM(user);
}

/** Whether this person may read a server's channel, and the bot may write there. Throws what Discord says of the person. */
async function isReadBy({ guilds }: Client, channel: SendableChannels, user: string): Promise<boolean> {
  const guild = channel.isDMBased() ? undefined : guilds.cache.get(channel.guildId);
  if (!guild?.members.me || channel.isDMBased()) return false;
  if (channel.isThread() && (channel.locked || channel.type === ChannelType.PrivateThread)) return false;
  const post = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if (!channel.permissionsFor(guild.members.me).has([PermissionFlagsBits.ViewChannel, post])) return false;
  return channel.permissionsFor(await guild.members.fetch(user)).has(PermissionFlagsBits.ViewChannel);
}

/** The bot's messages there from the first claim on, until a message of the last one would have come. */
async function postedSince(channel: SendableChannels, { beganAtMs = 0, claimedAtMs = 0 }: Notice): Promise<Message[]> {
  const { user } = channel.client;
  if (!channel.isDMBased() && !channel.permissionsFor(user)?.has(PermissionFlagsBits.ReadMessageHistory))
    throw new Gone('nobody can tell whether it was posted, without the right to read the history');
  const untilMs = claimedAtMs + CLAIM_MS + WRONG_CLOCK_MS;
  const found: Message[] = [];
  for (let after = String(SnowflakeUtil.generate({ timestamp: beganAtMs - WRONG_CLOCK_MS })); ; ) {
    const page = await repeatable(() => channel.messages.fetch({ after, limit: PAGE, cache: false }));
    const newestFirst = [...page.values()].sort((a, b) => b.createdTimestamp - a.createdTimestamp);
    found.push(...newestFirst.filter(({ author }) => author.id === user.id));
    if (page.size < PAGE || newestFirst[0].createdTimestamp > untilMs) return found;
    after = newestFirst[0].id;
  }
}

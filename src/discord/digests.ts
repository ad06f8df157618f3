/** Digests on a schedule: what was published since the last one, posted once, or not at all rather than twice. */
import type { SendableChannels } from 'discord.js';
import { isoDay, parseIsoMs, startOfDayMs } from '../core/dates.js';
import { nextTime, previousTime } from '../core/local-time.js';
import type { Digest } from '../state/digests.js';
import type { BotContext } from './context.js';
import { surroundingIn } from './dispatch.js';
import { describeError, isGone, isMissingPermission } from './faults.js';
import { toKeptSummary } from './kept-summary.js';
import { postKept } from './post-kept.js';
import { formatDays } from './render/dates.js';
import { serves } from './served.js';
import { guildChannel, send, sendAll } from './targets.js';
import { every, lookAgain, type Ticking } from './ticking.js';

/** How late a digest may still be posted after the bot was off. */
const MAX_LATE_MS = 6 * 60 * 60_000;
/** After this many failures in a row a digest is switched off. */
const MAX_FAILURES = 3;
const TICK_MS = 30_000;

/** Returns a function that stops it: nothing more is claimed, and what was claimed is still posted. */
export const startDigests = (context: BotContext, ticking: Ticking = every(TICK_MS)): (() => Promise<void>) =>
  lookAgain((isStopped) => postDue(context, isStopped), ticking);

/** Never throws. */
async function postDue(context: BotContext, isStopped: () => boolean): Promise<void> {
  const { client, state, nowMs, logger } = context;
  try {
    for (const digest of await state.digests.due(nowMs())) {
      if (isStopped()) return;
      // Another process's server, or Discord is away: not claimed, so that it can still be posted late.
      if (serves(client, digest.guild)) await postOnce(context, digest);
    }
  } catch (error) {
    logger.error({ event: 'digests-failed', ...describeError(error) });
  }
}

/** Claims the time before anything else, so that it is over whatever happens afterwards. */
async function postOnce(context: BotContext, digest: Digest): Promise<void> {
  const { state, logger } = context;
  const nowMs = context.nowMs();
  const about = { guild: digest.guild, channel: digest.channel, digest: digest.id };
  if (!(await state.digests.claim(digest, nextTime(digest, nowMs)))) return;
  const lateMs = nowMs - digest.dueAtMs;
  if (lateMs >= MAX_LATE_MS) {
    logger.warn({ event: 'digest-missed', ...about, lateMs });
    return;
  }
  try {
    const articles = await postNow(context, digest, nowMs);
    logger.info({ event: articles > 0 ? 'digest-posted' : 'digest-empty', ...about, articles, lateMs });
  } catch (error) {
    const isForbidden = isGone(error) || isMissingPermission(error);
    if (!isForbidden) logger.error({ event: 'digest-failed', ...about, ...describeError(error) });
    else if (await state.digests.failed(digest.id, MAX_FAILURES))
      logger.error({ event: 'digest-switched-off', ...about, failures: MAX_FAILURES, ...describeError(error) });
    else logger.warn({ event: 'digest-not-posted', ...about, ...describeError(error) });
  }
}

/**
 * Returns the number of articles it tells of. Most articles know no hour, so it reads whole UTC days, the last
 * digest's day among them, and leaves out what that one told.
 */
async function postNow(context: BotContext, digest: Digest, nowMs: number): Promise<number> {
  const { client, state, app } = context;
  const { id, guild, channel: channelId, topic, source, told, saysEmpty, dueAtMs } = digest;
  const { settings, words } = await surroundingIn(context, { guild, channel: channelId });
  const [from, to] = [isoDay(previousTime(digest, dueAtMs)), isoDay(nowMs)];
  const filters = { ...(source && { source }), ...(settings.sources.length > 0 && { sources: settings.sources }) };
  const request = { period: `${from}..${to}`, ...(topic && { topic }), ...filters, except: new Set(told) };
  const summary = await app.summarize.period(request);
  const nonce = `${id}${dueAtMs.toString(36)}`;
  if (summary.status === 'answered') {
    const channel = await channelOf(context, digest);
    const kept = toKeptSummary(summary, { filters });
    const record = { guild, channel: channelId, user: client.user.id, askedAtMs: nowMs, question: request.period };
    await postKept(context, kept, { ...record, isPrivate: false }, words, (contents, controls, layouts) =>
      sendAll(channel, { contents, controls, layouts }, nonce),
    );
  } else if (saysEmpty) {
    const content = words.emptyPeriod(formatDays(from, to, words));
    await send(await channelOf(context, digest), { content, components: [] }, nonce);
  }
  await state.digests.succeeded(id, await stillToBeLeftOut(context, digest, summary.articles));
  return summary.articles.length;
}

const channelOf = ({ client }: BotContext, { guild, channel }: Digest): Promise<SendableChannels> =>
  guildChannel(client, guild, channel);

/** Articles told now or before that the next digest would find again, because it begins with this one's day. */
async function stillToBeLeftOut({ app }: BotContext, { told, dueAtMs }: Digest, now: string[]): Promise<string[]> {
  const all = new Set([...told, ...now]);
  const beginMs = startOfDayMs(dueAtMs);
  return (await app.articles())
    .filter(({ id, publishedAt }) => all.has(id) && (parseIsoMs(publishedAt) ?? 0) >= beginMs)
    .map(({ id }) => id);
}

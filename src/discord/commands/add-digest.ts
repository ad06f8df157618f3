/** A digest is made, however it was asked for. */
import type { Guild } from 'discord.js';
import { nextTime } from '../../core/local-time.js';
import { newId } from '../../state/state.js';
import type { BotContext } from '../context.js';
import { type ChosenChannel, missingIn } from '../missing-permissions.js';
import { timestamp } from '../render/dates.js';
import type { Words } from '../words/index.js';

/** As many as a list of suggestions and a menu have room for. */
export const MAX_DIGESTS = 25;
export const MAX_TOPIC_CHARS = 200;
/** In place of a day of the week. */
export const EVERY_DAY = 'every-day';

export interface NewDigest {
  channel: ChosenChannel;
  /** 0 to 6, Sunday first, or `EVERY_DAY`. */
  day: string;
  hour: number;
  zone: string;
  topic?: string;
  source?: string;
  saysEmpty: boolean;
}

/** Returns what is to be said: when it comes, or why it doesn't. */
export async function addDigest(
  { state, nowMs, logger }: BotContext,
  guild: Guild,
  { channel, day, hour, zone, topic, source, saysEmpty }: NewDigest,
  words: Words,
): Promise<string> {
  const [missing] = missingIn(guild, [channel], words);
  if (missing) return missing;
  const schedule = { ...(day !== EVERY_DAY && { weekday: Number(day) }), hour, zone };
  const digest = {
    id: newId(),
    guild: guild.id,
    channel: channel.id,
    ...schedule,
    ...(topic && { topic }),
    ...(source && { source }),
    saysEmpty,
    dueAtMs: nextTime(schedule, nowMs()),
  };
  if (!(await state.digests.add(digest, MAX_DIGESTS))) return words.tooManyDigests(MAX_DIGESTS);
  logger.info({ event: 'digest-added', guild: guild.id, channel: channel.id, digest: digest.id });
  return words.digestAdded(`<#${channel.id}>`, timestamp(digest.dueAtMs));
}

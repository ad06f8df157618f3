/** What the index holds, and how the bot is. */
import type { BotContext } from '../context.js';
import { inertDay, timestamp } from '../render/dates.js';
import { cutInert, inert } from '../render/inert.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import type { Words } from '../words/index.js';
import { sourceLines } from './admin-sources.js';

/** `showsSpending`: with what all servers together have used. */
export async function statusText(
  context: BotContext,
  words: Words,
  { showsSpending }: { showsSpending: boolean },
): Promise<string> {
  const { app, state, queue, hasMessageContent, startedAtMs, nowMs } = context;
  const { all } = await state.spentToday(nowMs(), {});
  const index = await app.status();
  const megabytes = (index.bytes.database + index.bytes.segments) / 1e6;
  const lines: [string, string][] = [
    [words.statusArticles, String(index.articles)],
    [words.statusPassages, String(index.passages)],
    [words.statusNewest, index.newestAt ? inertDay(index.newestAt, words) : words.undated],
    [words.statusVersion, `${index.version}${index.indexedAt ? ` (${timestamp(Date.parse(index.indexedAt))})` : ''}`],
    ...(index.heldSince
      ? [[words.statusHeld, words.heldSince(timestamp(Date.parse(index.heldSince)))] as [string, string]]
      : []),
    [words.statusEmbedder, inert(index.embedder)],
    [words.composer, app.models.chat ? inert(app.models.chat) : words.extractive],
    ...(app.models.chat && showsSpending
      ? [[words.statusSpent, words.spent(all.answers, all.tokens, all.usd, all.unpriced)] as [string, string]]
      : []),
    [words.statusSize, `${megabytes.toFixed(1)} MB`],
    [words.statusQueue, `${queue.running} + ${queue.waiting}`],
    [words.statusIntent, hasMessageContent ? words.on : words.off],
    ...(await shardLines(context, words)),
    [words.statusUptime, timestamp(startedAtMs, 'R')],
  ];
  const shown = lines.map(([name, value]) => `**${name}** ${value}`);
  const sources = await sourceLines(context, words);
  const ofSources = sources.length > 0 ? [`**${words.statusSources}**`, ...sources] : [];
  return cutInert([`__${words.statusTitle}__`, ...shown, ...ofSources].join('\n'), MESSAGE_MAX_CHARS);
}

/** Which shards answer here, and the servers of all processes that were started together. */
async function shardLines({ client }: BotContext, words: Words): Promise<[string, string][]> {
  const total = client.options.shardCount ?? 1;
  if (total === 1) return [];
  const counts = await client.shard?.fetchClientValues('guilds.cache.size').catch(() => undefined);
  const servers = counts ? counts.reduce<number>((sum, count) => sum + Number(count), 0) : client.guilds.cache.size;
  return [
    [words.statusShards, `${[...client.ws.shards.keys()].join(', ')} / ${total}`],
    [words.statusServers, String(servers)],
  ];
}

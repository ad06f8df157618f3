/** Looks whether articles that were added or changed speak of a followed topic, and claims what is new with its notice. */

import { isDatabaseDown } from '../../core/with-pauses.js';
import type { Follow } from '../../state/follows.js';
import type { BotContext } from '../context.js';
import { surroundingOf } from '../dispatch.js';
import { describeError } from '../faults.js';
import { type TopicNewsContent, topicNews } from '../notices/topic-news.js';
import { serves } from '../served.js';
import { isBusy, nextTurn, type VersionWork } from './work.js';

/** So many articles are remembered, so that one that changes isn't told as new. */
const MOST_KNOWN = 300;
const HOUR_MS = 60 * 60_000;

export const lookAtFollows: VersionWork = {
  name: 'follows',

  async run(context, { newestKey }, isStopped) {
    const { state, client, nowMs, logger } = context;
    await state.follows.forgetKeysAbove(newestKey);
    for (const { id, guild } of await state.follows.behind(nowMs(), newestKey)) {
      if (isStopped()) return;
      if (!serves(client, guild)) continue;
      const follow = await state.follows.get(id);
      if (!follow || follow.seenKey >= newestKey) continue;
      try {
        await lookAt(context, follow, newestKey);
      } catch (error) {
        if (isDatabaseDown(error)) throw error;
        // Left until there are more articles, or it would fail at every look.
        logger.error({ event: 'follow-failed', guild, follow: id, ...describeError(error) });
        await state.follows.seen(follow, newestKey);
      }
      await nextTurn();
      if (isBusy(context)) return;
    }
  },
};

async function lookAt(context: BotContext, follow: Follow, newestKey: number): Promise<void> {
  const { state, app, nowMs, logger } = context;
  const { id, guild, channel, user, topic, locale, seenKey, everyHours } = follow;
  const { settings } = await surroundingOf(context, { guild, channel }, locale);
  const known = new Set(follow.known);
  const among = new Set((await app.articlesAfter(seenKey)).flatMap(({ id: one }) => (known.has(one) ? [] : one)));
  const { sources } = settings;
  const news = among.size > 0 ? await app.news({ topic, among, ...(sources.length > 0 && { sources }) }) : undefined;
  if (!news || news.articles.length === 0) return state.follows.seen(follow, newestKey);
  const atMs = nowMs();
  const now = {
    seenKey: newestKey,
    dueAtMs: atMs + everyHours * HOUR_MS,
    known: [...follow.known, ...news.articles].slice(-MOST_KNOWN),
  };
  const isClaimed = await state.follows.claim(follow, now, {
    id: `${id}${newestKey.toString(36)}`,
    ...(guild && { guild }),
    ...(channel && { channel }),
    ...(user && { user }),
    kind: topicNews.kind,
    content: { follow: id, articles: news.articles } satisfies TopicNewsContent,
    madeAtMs: atMs,
  });
  if (isClaimed) logger.info({ event: 'news-found', guild, follow: id, articles: news.articles.length });
}

/** New articles on a followed topic, as they are when they are told. */
import { z } from 'zod';
import { customId } from '../custom-ids.js';
import { surroundingOf } from '../dispatch.js';
import { button, row } from '../render/answer-controls.js';
import { renderNews } from '../render/news.js';
import { noticeKind } from './kind.js';

/** How often in a row a message may fail before the topic is followed no longer. */
const MAX_FAILURES = 3;

const CONTENT = z.object({
  follow: z.string(),
  /** Ids. What they say is read when it is told, so that it is what they say then. */
  articles: z.array(z.string()),
});
export type TopicNewsContent = z.infer<typeof CONTENT>;

export const topicNews = noticeKind({
  kind: 'topic-news',
  content: CONTENT,

  async show(context, { id, guild }, { follow: followId, articles }) {
    const { state, app } = context;
    const follow = await state.follows.get(followId);
    if (!follow || follow.isOff) return undefined;
    const { topic, locale } = follow;
    const { settings, words } = await surroundingOf(context, { guild, channel: follow.channel }, locale);
    const sources = settings.sources.length > 0 ? { sources: settings.sources } : {};
    const news = await app.news({ topic, among: new Set(articles), ...sources });
    if (news.sentences.length === 0) return undefined;
    const stop = button(customId('follow-stop', followId, id), { label: words.followStop });
    return { contents: [renderNews(topic, news, words)], controls: [row(stop)], marker: id };
  },

  onTold: ({ state }, _notice, { follow }) => state.follows.succeeded(follow),

  async onGivenUp({ state, logger }, { guild }, { follow }) {
    if (await state.follows.failed(follow, MAX_FAILURES)) logger.warn({ event: 'follow-switched-off', guild, follow });
  },
});

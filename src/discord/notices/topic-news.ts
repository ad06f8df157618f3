/** New articles on a followed topic: title, outlet, date, and the sentence that says most of the topic, as it stands there. */
import { z } from 'zod';
import type { TopicNews } from '../../flows/topic-news.js';
import { customId } from '../custom-ids.js';
import { surroundingOf } from '../dispatch.js';
import { sourceLine } from '../render/answer.js';
import { button, row } from '../render/answer-controls.js';
import { inert, inertWithin } from '../render/inert.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import type { Words } from '../words/index.js';
import { noticeKind } from './kind.js';

/** The most articles that are told; the others are counted. */
const MOST_TOLD = 8;
/** How often in a row a message may fail before the topic is followed no longer. */
const MAX_FAILURES = 3;
const MAX_TOPIC_CHARS = 200;

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
    const { settings, words } = await surroundingOf(context, guild ?? null, locale);
    const sources = settings.sources.length > 0 ? { sources: settings.sources } : {};
    const news = await app.news({ topic, among: new Set(articles), ...sources });
    if (news.sentences.length === 0) return undefined;
    const stop = button(customId('follow-stop', followId, id), { label: words.followStop });
    return { contents: [newsText(topic, news, words)], controls: [row(stop)], marker: id };
  },

  onTold: ({ state }, _notice, { follow }) => state.follows.succeeded(follow),

  async onGivenUp({ state, logger }, { guild }, { follow }) {
    if (await state.follows.failed(follow, MAX_FAILURES)) logger.warn({ event: 'follow-switched-off', guild, follow });
  },
});

/** One message: as many articles as it has room for. */
function newsText(topic: string, { sentences, citations, articles }: TopicNews, words: Words): string {
  const heading = `**${words.newsOn(inertWithin(topic, MAX_TOPIC_CHARS))}**`;
  const blocks = sentences.map(
    ({ text, citations: [place] }) => `${sourceLine(citations[place], words)}\n> ${inert(text)}`,
  );
  for (let told = Math.min(MOST_TOLD, blocks.length); ; told--) {
    const rest = articles.length - told;
    const text = [heading, ...blocks.slice(0, told), ...(rest > 0 ? [words.andMore(rest)] : [])].join('\n');
    if (text.length <= MESSAGE_MAX_CHARS || told === 1) return text.slice(0, MESSAGE_MAX_CHARS);
  }
}

/** News on a topic as one message: of each article its title, outlet and day, and a sentence as it stands there. */
import type { TopicNews } from '../../flows/topic-news.js';
import type { Words } from '../words/index.js';
import { sourceLine } from './answer.js';
import { inertWithin } from './inert.js';
import { MESSAGE_MAX_CHARS } from './split-messages.js';

/** The most articles that are told; the others are counted. */
const MOST_TOLD = 8;
const MAX_TOPIC_CHARS = 200;
/** Longer than a quote with all of its marks escaped. */
const MAX_SENTENCE_CHARS = 900;

/** Of at least one sentence. As many articles as a message has room for, which is at least one. */
export function renderNews(topic: string, { sentences, citations, articles }: TopicNews, words: Words): string {
  const heading = `**${words.newsOn(inertWithin(topic, MAX_TOPIC_CHARS))}**`;
  const blocks = sentences.map(
    ({ text, citations: [place] }) =>
      `${sourceLine(citations[place], words)}\n> ${inertWithin(text, MAX_SENTENCE_CHARS)}`,
  );
  for (let told = Math.min(MOST_TOLD, blocks.length); ; told--) {
    const rest = articles.length - told;
    const text = [heading, ...blocks.slice(0, told), ...(rest > 0 ? [words.andMore(rest)] : [])].join('\n');
    if (text.length <= MESSAGE_MAX_CHARS || told === 1) return text;
  }
}

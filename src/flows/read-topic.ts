/** The articles on a topic, read: which speak of it, how much of it each sentence covers, and which stories they tell. */
import type { Snapshot } from '../index/snapshot.js';
import type { Ranking } from '../retrieval/rank-articles.js';
import { BACKGROUND_SENTENCES } from '../retrieval/read-candidates.js';
import { clusterStories, type Story } from '../summarizing/cluster-stories.js';
import { parseArticle } from '../summarizing/parse-article.js';
import { articlesOn, type TopicArticle } from '../summarizing/summarize-topic.js';
import { coverTopic, type Topic } from '../summarizing/topic-relevance.js';
import { inverseFrequency } from '../text/inverse-frequency.js';

/** How many of the articles that rank best are read for a topic. */
export const MAX_TOPIC_ARTICLES = 60;

export interface ReadTopic {
  wanted: Topic;
  /** `read` is all articles that were read, best first; `on` those of them that speak of the topic. */
  read: TopicArticle[];
  on: TopicArticle[];
  /** The stories of `on`. */
  stories: Story[];
}

/** `onReading` is told how many articles are about to be read; `without` are terms that no article need hold. */
export function readTopic(
  snapshot: Snapshot,
  ranking: Ranking,
  { onReading, without }: { onReading?: (articles: number) => void; without?: ReadonlySet<string> } = {},
): ReadTopic {
  const wanted = topicOf(ranking, without);
  const best = ranking.top(MAX_TOPIC_ARTICLES);
  onReading?.(best.length);
  const read = best.map(({ article }) => {
    const taken = parseArticle(article, snapshot.content(article));
    return { article: taken, coverage: coverTopic(taken, wanted) };
  });
  const on = articlesOn(read);
  const stories = clusterStories(
    on.map(({ article }) => article),
    rarityIn(snapshot),
  );
  return { wanted, read, on, stories };
}

export function topicOf(ranking: Ranking, without: ReadonlySet<string> = new Set()): Topic {
  const importance = new Map([...ranking.importance].filter(([term]) => !without.has(term)));
  return {
    importance,
    total: [...importance.values()].reduce((a, b) => a + b, 0) || 1,
    termFor: new Map(ranking.terms.map(({ found, term }) => [found, term])),
    others: ranking.terms.flatMap(({ term, others }) => others.map(({ found }) => ({ terms: found, standFor: term }))),
  };
}

/** Rarity of a term among sentences. Imagined sentences are added, because a small corpus says little about rarity. */
export function rarityIn(snapshot: Snapshot): (term: string) => number {
  const count = snapshot.statistics.sentence.count + BACKGROUND_SENTENCES;
  const known = new Map<string, number>();
  return (term) => {
    let rarity = known.get(term);
    if (rarity === undefined) known.set(term, (rarity = inverseFrequency(count, snapshot.sentenceFrequency(term))));
    return rarity;
  };
}

/** Whether an article speaks of a topic: the weight of the topic's words that stand together in it. */
import { contentTerms } from '../text/tokenize.js';
import type { ReadArticle } from './read-article.js';

/** From this share of the topic's weight on, words that stand together speak of it. */
export const COVERED = 0.6;
/** How many sentences of prose say what an article is about, beside its title. */
const HEAD_SENTENCES = 3;

export interface Topic {
  /** Weight by the topic's term, and the sum of all. */
  importance: Map<string, number>;
  total: number;
  /** The topic's term for a term of the articles, which differs where a rare word was matched loosely. */
  termFor: Map<string, string>;
}

export interface TopicCoverage {
  /** In 0..1: by title and beginning, and by the best two neighbouring sentences with the title. */
  head: number;
  best: number;
  /** By sentence number: what it covers itself, and together with the title. */
  sentences: number[];
  withTitle: number[];
}

export function coverTopic({ meta, terms, prose }: ReadArticle, topic: Topic): TopicCoverage {
  const matched = terms.map((set) => matchedTerms(set, topic));
  const title = matchedTerms(contentTerms(meta.title), topic);
  const weigh = (...sets: Set<string>[]) => {
    const all = new Set(sets.flatMap((set) => [...set]));
    return [...all].reduce((sum, term) => sum + (topic.importance.get(term) ?? 0), 0) / topic.total;
  };
  const head = weigh(title, ...prose.slice(0, HEAD_SENTENCES).map((number) => matched[number]));
  let best = head;
  prose.forEach((number, place) => {
    if (matched[number].size === 0) return;
    const next = prose[place + 1];
    best = Math.max(best, weigh(title, matched[number], next === undefined ? new Set() : matched[next]));
  });
  return {
    head,
    best,
    sentences: matched.map((set) => weigh(set)),
    withTitle: matched.map((set) => weigh(set, title)),
  };
}

/** The topic's terms among these. */
function matchedTerms(terms: Iterable<string>, { termFor }: Topic): Set<string> {
  const found = new Set<string>();
  for (const term of terms) {
    const asked = termFor.get(term);
    if (asked !== undefined) found.add(asked);
  }
  return found;
}

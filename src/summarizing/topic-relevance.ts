/** Whether an article speaks of a topic: the weight of the topic's words that stand together in it. */
import { contentTerms } from '../text/tokenize.js';
import type { ParsedArticle } from './parse-article.js';

/** A text with this share of the topic's weight speaks of it. */
export const COVERED = 0.6;
/** The first sentences of prose, which with the title say what an article is about. */
const HEAD_SENTENCES = 3;

export interface Topic {
  /** Weight by the topic's term, and the sum of all. */
  importance: Map<string, number>;
  total: number;
  /** The topic's term for a term of an article. They differ where a rare word was matched loosely. */
  termFor: Map<string, string>;
  /** What else stands for a term where all of these are in a sentence: "agreement" for "deal". */
  others: { terms: readonly string[]; standFor: string }[];
}

export interface TopicCoverage {
  /** In 0..1: by title and beginning, and by the best two neighbouring sentences with the title. */
  head: number;
  best: number;
  /** Coverage by sentence number: of the sentence alone, and with the title. */
  sentences: number[];
  withTitle: number[];
}

export function coverTopic({ meta, terms, prose }: ParsedArticle, topic: Topic): TopicCoverage {
  const matched = terms.map((set) => matchedTerms(set, topic));
  const title = matchedTerms(new Set(contentTerms(meta.title)), topic);
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

/** The topic's terms among these of a sentence, each in its own word or in another. */
export function matchedTerms(terms: ReadonlySet<string>, { termFor, others }: Topic): Set<string> {
  const found = new Set<string>();
  for (const term of terms) {
    const asked = termFor.get(term);
    if (asked !== undefined) found.add(asked);
  }
  for (const other of others) if (other.terms.every((term) => terms.has(term))) found.add(other.standFor);
  return found;
}

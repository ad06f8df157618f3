/**
 * How well a question does in an index that can't answer it. A large index that says the same things again and again finds
 * something like everything: sentences of its own articles are asked, and each one's own article doesn't count.
 */
import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { buildQuery } from './query.js';
import { scoreArticles } from './score-articles.js';

/** A smaller index tells too little about itself. */
const FEWEST_ARTICLES = 100;
const QUESTIONS = 64;
/** Content words of a sentence that may stand for a question. */
const WORDS = { least: 6, most: 16 };

const known = new WeakMap<Snapshot, number>();

/** In 0..1: the median, over sentences asked, of the best other article's BM25; 0 for a small index. */
export function levelOf(snapshot: Snapshot): number {
  let level = known.get(snapshot);
  if (level === undefined) known.set(snapshot, (level = snapshot.storedLevel() ?? measureLevel(snapshot)));
  return level;
}

/** The same index always gives the same level, however it came to be. */
export function measureLevel(snapshot: Snapshot): number {
  if (snapshot.articleCount < FEWEST_ARTICLES) return 0;
  const scores: number[] = [];
  for (const { article, text } of middleSentences(snapshot, QUESTIONS)) {
    const { articles } = scoreArticles(snapshot, buildQuery({ question: text }));
    const other = articles[0]?.article.id === article.id ? articles[1] : articles[0];
    scores.push(other?.parts.article ?? 0);
  }
  scores.sort((a, b) => a - b);
  return Math.round((scores[scores.length >> 1] ?? 0) * 1e4) / 1e4;
}

/** Sentences that may be asked, at most `most`, each of another article, spread evenly over the ids. */
export function middleSentences(snapshot: Snapshot, most: number): { article: ArticleMeta; text: string }[] {
  const places = snapshot.segments.flatMap((segment) =>
    segment.articles.flatMap((article, ordinal) => (article ? { segment, article, ordinal } : [])),
  );
  places.sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
  const step = Math.max(1, Math.floor(places.length / most));
  const found: { article: ArticleMeta; text: string }[] = [];
  for (let i = 0; i < places.length && found.length < most; i += step) {
    const { segment, article, ordinal } = places[i];
    const span = middleSentence(segment, ordinal);
    if (span) found.push({ article, text: snapshot.body(article).slice(span.start, span.end) });
  }
  return found;
}

/** A sentence of middling length, the first one from a third of the article on, and around. */
function middleSentence({ words }: LiveSegment, article: number) {
  const first = words.passageFirstSentence[words.articleFirstPassage[article]];
  const count = words.passageFirstSentence[words.articleFirstPassage[article + 1]] - first;
  for (let i = 0; i < count; i++) {
    const sentence = first + ((Math.floor(count / 3) + i) % count);
    const length = words.sentenceLength[sentence];
    if (length >= WORDS.least && length <= WORDS.most)
      return { start: words.sentenceStart[sentence], end: words.sentenceEnd[sentence] };
  }
  return undefined;
}

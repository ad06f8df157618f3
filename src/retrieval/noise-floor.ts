/**
 * The noise floor: how well a question does in an index that can't answer it. A large index that says the same things again
 * and again finds something like everything. It is measured with sentences of its own articles as questions, each one's own
 * article struck out.
 */

import type { Block, Span } from '../core/types.js';
import type { SearchIndex } from '../index/search-index.js';
import type { LiveSegment, Preferences, Snapshot } from '../index/snapshot.js';
import type { ArticleMeta, StoredBody } from '../index/stored-article.js';
import { asShown } from '../text/as-shown.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { contentTerms } from '../text/tokenize.js';
import { bestByWords, type KeptHoldings } from './article-words.js';

/** A smaller index tells too little about itself. */
const FEWEST_ARTICLES = 32;
const QUESTIONS = 64;
/** Content words of a sentence that may stand for a question. */
const WORDS = { least: 6, most: 16 };

const known = new WeakMap<Snapshot, number>();

/** In 0..1: the median, over sentences asked, of the best other article's BM25 by its words; 0 for a small index. */
export function noiseFloorOf(snapshot: Snapshot): number {
  let noiseFloor = known.get(snapshot);
  if (noiseFloor === undefined)
    known.set(snapshot, (noiseFloor = snapshot.storedNoiseFloor() ?? measureNoiseFloor(snapshot)));
  return noiseFloor;
}

/** The same index always gives the same noise floor, however it came to be. */
export function measureNoiseFloor(snapshot: Snapshot): number {
  const kept: KeptHoldings = new WeakMap();
  return medianOf(noiseQuestions(snapshot).map((asked) => bestOther(snapshot, asked, kept)));
}

/** The same, question by question, for an index that brings the articles of each. */
export async function measureNoiseFloorOf(index: SearchIndex): Promise<number> {
  const kept: KeptHoldings = new WeakMap();
  const scores: number[] = [];
  for (const asked of await index.read(noiseQuestions))
    scores.push(await index.read((snapshot) => bestOther(snapshot, asked, kept)));
  return medianOf(scores);
}

/** A sentence that stands for a question, and the article it is taken from. */
export interface AskedSentence {
  article: ArticleMeta;
  text: string;
}

const noiseQuestions = (snapshot: Snapshot): AskedSentence[] =>
  snapshot.articleCount < FEWEST_ARTICLES ? [] : sentencesToAsk(snapshot, QUESTIONS);

function bestOther(snapshot: Snapshot, { article, text }: AskedSentence, kept: KeptHoldings): number {
  const terms = [...new Set(contentTerms(text, 0, text.length, tellLanguage(text)))];
  snapshot.gather({
    terms: terms.map((found) => ({ found, weight: 1 })),
    filters: { without: article.id },
    preferences: BY_WORDS,
  });
  return bestByWords(snapshot, terms, { without: article.id, kept });
}

/** A store that brings articles brings those whose words fit best. */
const BY_WORDS: Preferences = {
  words: 1,
  title: 0,
  sources: { weight: 0, names: new Set() },
  days: { weight: 0, startsMs: [] },
  times: { weight: 0, spans: [] },
};

function medianOf(scores: number[]): number {
  scores.sort((a, b) => a - b);
  return Math.round((scores[scores.length >> 1] ?? 0) * 1e4) / 1e4;
}

/** Sentences that may be asked, at most `most`, each of another article, spread evenly over the ids. */
export function sentencesToAsk(snapshot: Snapshot, most: number): AskedSentence[] {
  const found = snapshot.spread(most).flatMap(({ segment, article, ordinal }) => {
    const content = snapshot.content(article);
    for (const span of middleSentences(segment, ordinal)) {
      const text = asQuestion(content, span);
      if (text !== undefined) return { article, text };
    }
    return [];
  });
  return found.slice(0, most);
}

/** Its words as people see them; undefined for code and rows, which ask nothing, and for labels. */
function asQuestion(content: StoredBody, span: Span): string | undefined {
  if (!content.structure) return content.body.slice(span.start, span.end);
  const { text, block } = asShown(content, span);
  return block && ASKED.has(block.kind) ? text : undefined;
}

const ASKED: ReadonlySet<Block['kind']> = new Set(['paragraph', 'item', 'quotation', 'definition']);

/** Sentences of middling length, from a third of the article on, and around. */
function* middleSentences({ words }: LiveSegment, article: number): Generator<Span> {
  const first = words.passageFirstSentence[words.articleFirstPassage[article]];
  const count = words.passageFirstSentence[words.articleFirstPassage[article + 1]] - first;
  for (let i = 0; i < count; i++) {
    const sentence = first + ((Math.floor(count / 3) + i) % count);
    const length = words.sentenceLength[sentence];
    if (length >= WORDS.least && length <= WORDS.most)
      yield { start: words.sentenceStart[sentence], end: words.sentenceEnd[sentence] };
  }
}

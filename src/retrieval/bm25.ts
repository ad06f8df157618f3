/** BM25: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", without the constant factor k1 + 1. */
import type { LiveSegment, Snapshot } from '../index/snapshot.js';

export type Unit = 'article' | 'passage' | 'sentence' | 'title';
export const UNITS = ['article', 'passage', 'sentence', 'title'] as const;

/** k1: how soon repeated words stop counting. b: how much long units are held back. */
export const BM25: Record<Unit, { k1: number; b: number }> = {
  article: { k1: 1.2, b: 0.75 },
  passage: { k1: 1.2, b: 0.5 },
  sentence: { k1: 0.9, b: 0.4 },
  title: { k1: 1.2, b: 0.5 },
};

/** What turns a count into a score, see `scoreOf`. */
export interface Constants {
  least: number;
  perTerm: number;
}

export interface Saturation extends Constants {
  lengths: Uint32Array;
}

export function constantsOf({ statistics }: Snapshot, unit: Unit): Constants {
  const { k1, b } = BM25[unit];
  return { least: k1 * (1 - b), perTerm: (k1 * b) / statistics[unit].averageLength };
}

export const saturationOf = (snapshot: Snapshot, { words }: LiveSegment, unit: Unit): Saturation => ({
  ...constantsOf(snapshot, unit),
  lengths: lengthsOf(words)[unit],
});

/** What a word that stands so often in a unit of this length has of `part`, which is what it could have at most. */
export const scoreOf = (part: number, count: number, length: number, { least, perTerm }: Constants): number =>
  (part * count) / (count + least + perTerm * length);

const knownLengths = new WeakMap<LiveSegment['words'], Record<Unit, Uint32Array>>();

/** Content terms of each unit, with its article's title; reckoned once for a segment. */
function lengthsOf(words: LiveSegment['words']): Record<Unit, Uint32Array> {
  let lengths = knownLengths.get(words);
  if (!lengths) {
    const { titleLength, passageArticle, sentencePassage } = words;
    lengths = {
      title: Uint32Array.from(titleLength),
      article: Uint32Array.from(words.articleLength),
      passage: Uint32Array.from(words.passageLength),
      sentence: Uint32Array.from(words.sentenceLength),
    };
    // Plain loops: Uint32Array.from with a function is ten times as slow.
    const { article, passage, sentence } = lengths;
    for (let i = 0; i < article.length; i++) article[i] += titleLength[i];
    for (let i = 0; i < passage.length; i++) passage[i] += titleLength[passageArticle[i]];
    for (let i = 0; i < sentence.length; i++) sentence[i] += titleLength[passageArticle[sentencePassage[i]]];
    knownLengths.set(words, lengths);
  }
  return lengths;
}

const knownShortest = new WeakMap<LiveSegment['words'], Record<'passage' | 'sentence', Uint32Array>>();

/** By article, the length of its shortest passage and of its shortest sentence; reckoned once for a segment. */
export function shortestOf(words: LiveSegment['words']): Record<'passage' | 'sentence', Uint32Array> {
  let shortest = knownShortest.get(words);
  if (!shortest) {
    const { passage, sentence } = lengthsOf(words);
    const { articleFirstPassage: firstPassage, passageFirstSentence: firstSentence, articleCount } = words;
    const least = (lengths: Uint32Array, from: number, end: number) => {
      let length = LONGEST;
      for (let i = from; i < end; i++) length = Math.min(length, lengths[i]);
      return length;
    };
    shortest = { passage: new Uint32Array(articleCount), sentence: new Uint32Array(articleCount) };
    for (let i = 0; i < articleCount; i++) {
      shortest.passage[i] = least(passage, firstPassage[i], firstPassage[i + 1]);
      shortest.sentence[i] = least(sentence, firstSentence[firstPassage[i]], firstSentence[firstPassage[i + 1]]);
    }
    knownShortest.set(words, shortest);
  }
  return shortest;
}

const LONGEST = 0xffffffff;

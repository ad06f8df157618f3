/**
 * BM25 of a query over whole articles, passages, sentences and titles in one walk over the postings. The title's words
 * count in each unit. Scores are divided by the query's own maximum, so that they lie in 0..1 for every corpus.
 * BM25: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", without the constant factor k1 + 1.
 */

import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import { POSTING_COUNT_MASK } from '../index/words-segment.js';
import { inverseFrequency } from '../text/inverse-frequency.js';

export type Unit = 'article' | 'passage' | 'sentence' | 'title';

/** k1: how soon repeated words stop counting. b: how much long units are held back. */
export const BM25: Record<Unit, { k1: number; b: number }> = {
  article: { k1: 1.2, b: 0.75 },
  passage: { k1: 1.2, b: 0.5 },
  sentence: { k1: 0.9, b: 0.4 },
  title: { k1: 1.2, b: 0.5 },
};
const UNITS = ['article', 'passage', 'sentence', 'title'] as const;

/** A term to score. `found` is the term looked up, which differs from `term` where a rare word was matched loosely. */
export interface ScoredTerm {
  term: string;
  found: string;
  weight: number;
  /** Its part of the query's maximum: a word of an earlier turn may be missing without much loss. */
  share: number;
}

/** One number per unit of a segment, in 0..1; dead units are 0. */
export type SegmentScores = Record<Unit, Float64Array>;

export interface WordScores {
  segments: SegmentScores[];
  /** ln(1 + (N - df + ½) / (df + ½)) over units of each kind, by term. */
  idf: Record<Unit, Map<string, number>>;
  /** How many live units of each kind hold the term, by term. */
  frequency: Record<Unit, Map<string, number>>;
}

/** Where one term occurs in one segment: unit numbers with counts, the title's included. */
interface Occurrences {
  article: number[];
  passage: number[];
  sentence: number[];
  title: number[];
}

/** Pairs of unit number and count, flat. */
function occurrencesOf({ words, articles, hasDead }: LiveSegment, term: number): Occurrences {
  const found: Occurrences = { article: [], passage: [], sentence: [], title: [] };
  const titleEnd = words.titlePostingStart[term + 1];
  let titleAt = words.titlePostingStart[term];
  const end = words.postingStart[term + 1];
  let at = words.postingStart[term];
  while (at < end || titleAt < titleEnd) {
    const bodyArticle =
      at < end ? words.passageArticle[words.sentencePassage[words.postingSentence[at]]] : Number.POSITIVE_INFINITY;
    const titleArticle = titleAt < titleEnd ? words.titlePostingArticle[titleAt] : Number.POSITIVE_INFINITY;
    const article = Math.min(bodyArticle, titleArticle);
    const inTitle = titleArticle === article ? words.titlePostingCount[titleAt++] : 0;
    const endSentence = words.passageFirstSentence[words.articleFirstPassage[article + 1]];
    const isLive = !hasDead || articles[article] !== undefined;
    if (isLive && inTitle > 0) at = withTitle(words, term, article, inTitle, at, found);
    else at = withoutTitle(words, article, at, end, endSentence, isLive ? found : undefined);
  }
  return found;
}

/** The article's postings from `at` on, where its title lacks the term. Returns the place behind them. */
function withoutTitle(
  words: LiveSegment['words'],
  article: number,
  from: number,
  end: number,
  endSentence: number,
  found: Occurrences | undefined,
): number {
  let at = from;
  let total = 0;
  let passage = -1;
  let inPassage = 0;
  for (; at < end && words.postingSentence[at] < endSentence; at++) {
    if (!found) continue;
    const sentence = words.postingSentence[at];
    const count = words.postingCount[at] & POSTING_COUNT_MASK;
    if (words.sentencePassage[sentence] !== passage) {
      if (passage >= 0) found.passage.push(passage, inPassage);
      passage = words.sentencePassage[sentence];
      inPassage = 0;
    }
    found.sentence.push(sentence, count);
    inPassage += count;
    total += count;
  }
  if (found && passage >= 0) {
    found.passage.push(passage, inPassage);
    found.article.push(article, total);
  }
  return at;
}

/** Every unit of the article, where its title holds the term. Returns the place behind the article's postings. */
function withTitle(
  words: LiveSegment['words'],
  term: number,
  article: number,
  inTitle: number,
  from: number,
  found: Occurrences,
): number {
  const end = words.postingStart[term + 1];
  let at = from;
  let total = inTitle;
  for (let passage = words.articleFirstPassage[article]; passage < words.articleFirstPassage[article + 1]; passage++) {
    let inPassage = inTitle;
    for (
      let sentence = words.passageFirstSentence[passage];
      sentence < words.passageFirstSentence[passage + 1];
      sentence++
    ) {
      let count = 0;
      if (at < end && words.postingSentence[at] === sentence) count = words.postingCount[at++] & POSTING_COUNT_MASK;
      found.sentence.push(sentence, inTitle + count);
      inPassage += count;
    }
    found.passage.push(passage, inPassage);
    total += inPassage - inTitle;
  }
  found.article.push(article, total);
  found.title.push(article, inTitle);
  return at;
}

/** Scores all live units. Terms are scored in the order given, so equal articles get equal scores to the last bit. */
export function scoreWords(snapshot: Snapshot, terms: ScoredTerm[]): WordScores {
  const segments: SegmentScores[] = snapshot.segments.map(({ words }) => ({
    article: new Float64Array(words.articleCount),
    passage: new Float64Array(words.passageCount),
    sentence: new Float64Array(words.sentenceCount),
    title: new Float64Array(words.articleCount),
  }));
  const idf: WordScores['idf'] = { article: new Map(), passage: new Map(), sentence: new Map(), title: new Map() };
  const frequencies: WordScores['frequency'] = {
    article: new Map(),
    passage: new Map(),
    sentence: new Map(),
    title: new Map(),
  };
  const maximum: Record<Unit, number> = { article: 0, passage: 0, sentence: 0, title: 0 };

  const postings = terms.map(({ term, found, share }) => {
    const occurrences = snapshot.segments.map((segment) => {
      const number = segment.words.termNumber(found);
      return number < 0 ? undefined : occurrencesOf(segment, number);
    });
    const known = snapshot.frequenciesOf(found);
    for (const unit of UNITS) {
      const frequency = known?.[unit] ?? occurrences.reduce((sum, list) => sum + (list ? list[unit].length / 2 : 0), 0);
      const importance = inverseFrequency(snapshot.statistics[unit].count, frequency);
      idf[unit].set(term, importance);
      frequencies[unit].set(term, frequency);
      maximum[unit] += share * importance;
    }
    return occurrences;
  });
  terms.forEach(({ term, weight }, place) => {
    for (const unit of UNITS) {
      if (maximum[unit] === 0) continue;
      const part = (weight * idf[unit].get(term)!) / maximum[unit];
      const { averageLength } = snapshot.statistics[unit];
      postings[place].forEach((list, i) => {
        if (list)
          addScores(
            segments[i][unit],
            list[unit],
            lengthsOf(snapshot.segments[i].words)[unit],
            averageLength,
            part,
            BM25[unit],
          );
      });
    }
  });
  return { segments, idf, frequency: frequencies };
}

function addScores(
  scores: Float64Array,
  pairs: number[],
  lengths: Uint32Array,
  average: number,
  weight: number,
  { k1, b }: { k1: number; b: number },
): void {
  const least = k1 * (1 - b);
  const perTerm = (k1 * b) / average;
  for (let i = 0; i < pairs.length; i += 2) {
    const unit = pairs[i];
    const count = pairs[i + 1];
    scores[unit] += (weight * count) / (count + least + perTerm * lengths[unit]);
  }
}

const knownLengths = new WeakMap<LiveSegment['words'], Record<Unit, Uint32Array>>();

/** Content terms of each unit, with its article's title; reckoned once for a segment. */
function lengthsOf(words: LiveSegment['words']): Record<Unit, Uint32Array> {
  let lengths = knownLengths.get(words);
  if (!lengths) {
    const { titleLength, passageArticle, sentencePassage } = words;
    lengths = {
      title: Uint32Array.from(titleLength),
      article: Uint32Array.from(words.articleLength, (length, article) => length + titleLength[article]),
      passage: Uint32Array.from(
        words.passageLength,
        (length, passage) => length + titleLength[passageArticle[passage]],
      ),
      sentence: Uint32Array.from(
        words.sentenceLength,
        (length, sentence) => length + titleLength[passageArticle[sentencePassage[sentence]]],
      ),
    };
    knownLengths.set(words, lengths);
  }
  return lengths;
}

/** How often a term stands in each passage and sentence of one article, its title's words counted in every one of them. */
import { POSTING_COUNT_MASK, type SegmentWords } from '../index/words-segment.js';
import type { Postings } from './occurrences.js';

/** Numbers of units and how often the term stands in each; of both lists the first `size` count. */
export interface CountedUnits {
  unit: number[];
  count: number[];
  size: number;
}

/** Filled again for each article: of articles by the hundred, nothing is made anew. */
export class UnitCounts {
  readonly passage: CountedUnits = { unit: [], count: [], size: 0 };
  readonly sentence: CountedUnits = { unit: [], count: [], size: 0 };
  /** In the whole article, its title included. */
  article = 0;

  /** The term stands nowhere. */
  clear(): void {
    this.passage.size = 0;
    this.sentence.size = 0;
    this.article = 0;
  }

  /** Reads an article's postings, which begin at `from`. Returns the place behind them. */
  read(words: SegmentWords, postings: Postings, article: number, from: number, inTitle: number): number {
    const first = words.articleFirstPassage[article];
    const end = words.articleFirstPassage[article + 1];
    return inTitle > 0
      ? this.#readAll(words, postings, first, end, from, inTitle)
      : this.#readHeld(words, postings, words.passageFirstSentence[end], from);
  }

  /** The units that hold the term, where the title doesn't. */
  #readHeld(words: SegmentWords, postings: Postings, endSentence: number, from: number): number {
    const { sentence: sentences, count: counts, end } = postings;
    const { passage, sentence } = this;
    let at = from;
    let total = 0;
    let passages = 0;
    let own = 0;
    for (; at < end && sentences[at] < endSentence; at++) {
      const count = counts[at] & POSTING_COUNT_MASK;
      const around = words.sentencePassage[sentences[at]];
      if (passages === 0 || passage.unit[passages - 1] !== around) {
        passage.unit[passages] = around;
        passage.count[passages++] = 0;
      }
      passage.count[passages - 1] += count;
      sentence.unit[own] = sentences[at];
      sentence.count[own++] = count;
      total += count;
    }
    passage.size = passages;
    sentence.size = own;
    this.article = total;
    return at;
  }

  /** Every unit of the article, where its title holds the term. */
  #readAll(
    words: SegmentWords,
    postings: Postings,
    firstPassage: number,
    endPassage: number,
    from: number,
    inTitle: number,
  ): number {
    const { sentence: sentences, count: counts, end } = postings;
    const { passage, sentence } = this;
    let at = from;
    let total = inTitle;
    let own = 0;
    for (let i = firstPassage; i < endPassage; i++) {
      let inPassage = inTitle;
      for (let j = words.passageFirstSentence[i]; j < words.passageFirstSentence[i + 1]; j++) {
        const count = at < end && sentences[at] === j ? counts[at++] & POSTING_COUNT_MASK : 0;
        sentence.unit[own] = j;
        sentence.count[own++] = inTitle + count;
        inPassage += count;
      }
      passage.unit[i - firstPassage] = i;
      passage.count[i - firstPassage] = inPassage;
      total += inPassage - inTitle;
    }
    passage.size = endPassage - firstPassage;
    sentence.size = own;
    this.article = total;
    return at;
  }
}

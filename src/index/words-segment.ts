/**
 * The words of a segment: for each term the sentences that hold it, and the articles whose title holds it.
 * Sentences, passages and articles are numbered in one order, so one list of postings serves all three:
 *
 *   article    0                     1
 *   passage    0         1           2        3
 *   sentence   0  1  2   3  4        5  6     7        ← what postings point at
 *
 * Ranking is left to retrieval/; this only looks up.
 */
import { decodeSegment, type Section } from './segment-file.js';

export const WORDS_FORMAT = 'words-1';

/** A posting's count byte: how often, at most 63. The two upper bits are ignored, because some older files set them. */
export const POSTING_COUNT_MASK = 0x3f;

export interface WordsSections extends Record<string, Section> {
  articleKeys: Float64Array;
  articleFirstPassage: Uint32Array;
  passageFirstSentence: Uint32Array;
  sentenceStart: Uint32Array;
  sentenceEnd: Uint32Array;
  sentenceLength: Uint16Array;
  titleLength: Uint16Array;
  terms: Uint8Array;
  postingStart: Uint32Array;
  postingSentence: Uint32Array;
  postingCount: Uint8Array;
  titlePostingStart: Uint32Array;
  titlePostingArticle: Uint32Array;
  titlePostingCount: Uint8Array;
}

export class WordsSegment {
  readonly articleKeys: Float64Array;
  readonly articleFirstPassage: Uint32Array;
  readonly passageFirstSentence: Uint32Array;
  readonly sentenceStart: Uint32Array;
  readonly sentenceEnd: Uint32Array;
  /** Content terms (stop words left out) per unit; a unit's own, without its title's. */
  readonly sentenceLength: Uint16Array;
  readonly passageLength: Uint32Array;
  readonly articleLength: Uint32Array;
  readonly titleLength: Uint16Array;
  readonly passageArticle: Uint32Array;
  readonly sentencePassage: Uint32Array;
  readonly postingStart: Uint32Array;
  readonly postingSentence: Uint32Array;
  readonly postingCount: Uint8Array;
  readonly titlePostingStart: Uint32Array;
  readonly titlePostingArticle: Uint32Array;
  readonly titlePostingCount: Uint8Array;
  /** All terms, in code unit order. */
  readonly terms: string[];

  constructor(sections: WordsSections) {
    this.articleKeys = sections.articleKeys;
    this.articleFirstPassage = sections.articleFirstPassage;
    this.passageFirstSentence = sections.passageFirstSentence;
    this.sentenceStart = sections.sentenceStart;
    this.sentenceEnd = sections.sentenceEnd;
    this.sentenceLength = sections.sentenceLength;
    this.titleLength = sections.titleLength;
    this.postingStart = sections.postingStart;
    this.postingSentence = sections.postingSentence;
    this.postingCount = sections.postingCount;
    this.titlePostingStart = sections.titlePostingStart;
    this.titlePostingArticle = sections.titlePostingArticle;
    this.titlePostingCount = sections.titlePostingCount;
    const joined = Buffer.from(sections.terms.buffer, sections.terms.byteOffset, sections.terms.byteLength).toString(
      'utf8',
    );
    this.terms = joined ? joined.split('\n') : [];

    this.passageArticle = new Uint32Array(this.passageCount);
    this.sentencePassage = new Uint32Array(this.sentenceCount);
    this.passageLength = new Uint32Array(this.passageCount);
    this.articleLength = new Uint32Array(this.articleCount);
    for (let article = 0; article < this.articleCount; article++) {
      for (
        let passage = this.articleFirstPassage[article];
        passage < this.articleFirstPassage[article + 1];
        passage++
      ) {
        this.passageArticle[passage] = article;
        for (
          let sentence = this.passageFirstSentence[passage];
          sentence < this.passageFirstSentence[passage + 1];
          sentence++
        ) {
          this.sentencePassage[sentence] = passage;
          this.passageLength[passage] += this.sentenceLength[sentence];
        }
        this.articleLength[article] += this.passageLength[passage];
      }
    }
  }

  /** Checks and opens the bytes of a words file. Throws SegmentFileError. */
  static open(bytes: Buffer): { segment: WordsSegment; sha256: string } {
    const { sections, sha256 } = decodeSegment<WordsSections>(bytes, WORDS_FORMAT);
    return { segment: new WordsSegment(sections), sha256 };
  }

  get articleCount(): number {
    return this.articleKeys.length;
  }

  get passageCount(): number {
    return this.passageFirstSentence.length - 1;
  }

  get sentenceCount(): number {
    return this.sentenceStart.length;
  }

  /** The number of the first term that is not before this one in order. */
  firstTermFrom(term: string): number {
    let low = 0;
    let high = this.terms.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.terms[middle] < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of a term, or -1. */
  termNumber(term: string): number {
    const number = this.firstTermFrom(term);
    return this.terms[number] === term ? number : -1;
  }

  /** Offsets of a passage in its article's body. */
  passageSpan(passage: number): { start: number; end: number } {
    const first = this.passageFirstSentence[passage];
    const last = this.passageFirstSentence[passage + 1] - 1;
    return { start: this.sentenceStart[first], end: this.sentenceEnd[last] };
  }
}

/** What ranking asks of a segment's words: it looks terms up, and never walks over all of them. */
export type SegmentWords = Omit<WordsSegment, 'terms' | 'firstTermFrom' | 'articleKeys'>;

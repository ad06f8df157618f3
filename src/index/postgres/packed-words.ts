/**
 * The words of several segments as one, in memory: what a question does for each segment is then done once and not for each of
 * two hundred articles. Units are numbered on from segment to segment. A term's postings are put together when it is first
 * asked for, since a question asks for a few dozen of tens of thousands.
 */
import type { SegmentWords, WordsSegment } from '../words-segment.js';

/** A segment, and where its units begin among all. */
interface Member {
  words: WordsSegment;
  article: number;
  passage: number;
  sentence: number;
}

export class PackedWords implements SegmentWords {
  readonly articleFirstPassage: Uint32Array;
  readonly passageFirstSentence: Uint32Array;
  readonly sentenceStart: Uint32Array;
  readonly sentenceEnd: Uint32Array;
  readonly sentenceLength: Uint16Array;
  readonly passageLength: Uint32Array;
  readonly articleLength: Uint32Array;
  readonly titleLength: Uint16Array;
  readonly passageArticle: Uint32Array;
  readonly sentencePassage: Uint32Array;
  /** Lists of the terms asked for so far. A longer one takes a list's place when it is full; the old one stays as it is. */
  postingStart: Uint32Array = new Uint32Array(64);
  postingSentence: Uint32Array = new Uint32Array(4096);
  postingCount: Uint8Array = new Uint8Array(4096);
  titlePostingStart: Uint32Array = new Uint32Array(64);
  titlePostingArticle: Uint32Array = new Uint32Array(256);
  titlePostingCount: Uint8Array = new Uint8Array(256);
  readonly articleCount: number;
  readonly passageCount: number;
  readonly sentenceCount: number;
  readonly #members: Member[] = [];
  readonly #numbers = new Map<string, number>();
  #termCount = 0;

  constructor(segments: readonly WordsSegment[]) {
    const at = { article: 0, passage: 0, sentence: 0 };
    for (const words of segments) {
      this.#members.push({ words, ...at });
      at.article += words.articleCount;
      at.passage += words.passageCount;
      at.sentence += words.sentenceCount;
    }
    this.articleCount = at.article;
    this.passageCount = at.passage;
    this.sentenceCount = at.sentence;
    this.articleFirstPassage = new Uint32Array(at.article + 1);
    this.passageFirstSentence = new Uint32Array(at.passage + 1);
    this.sentenceStart = new Uint32Array(at.sentence);
    this.sentenceEnd = new Uint32Array(at.sentence);
    this.sentenceLength = new Uint16Array(at.sentence);
    this.passageLength = new Uint32Array(at.passage);
    this.articleLength = new Uint32Array(at.article);
    this.titleLength = new Uint16Array(at.article);
    this.passageArticle = new Uint32Array(at.passage);
    this.sentencePassage = new Uint32Array(at.sentence);
    for (const { words, article, passage, sentence } of this.#members) {
      this.articleLength.set(words.articleLength, article);
      this.titleLength.set(words.titleLength, article);
      this.passageLength.set(words.passageLength, passage);
      this.sentenceStart.set(words.sentenceStart, sentence);
      this.sentenceEnd.set(words.sentenceEnd, sentence);
      this.sentenceLength.set(words.sentenceLength, sentence);
      setMoved(this.articleFirstPassage, words.articleFirstPassage, article, passage);
      setMoved(this.passageFirstSentence, words.passageFirstSentence, passage, sentence);
      setMoved(this.passageArticle, words.passageArticle, passage, article);
      setMoved(this.sentencePassage, words.sentencePassage, sentence, passage);
    }
  }

  termNumber(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) this.#numbers.set(term, (number = this.#addTerm(term)));
    return number;
  }

  /** Puts the term's postings behind those that are there. -1 where no segment holds it. */
  #addTerm(term: string): number {
    const holding: { member: Member; number: number }[] = [];
    const number = this.#termCount;
    let end = this.postingStart[number];
    let titleEnd = this.titlePostingStart[number];
    for (const member of this.#members) {
      const own = member.words.termNumber(term);
      if (own < 0) continue;
      holding.push({ member, number: own });
      end += member.words.postingStart[own + 1] - member.words.postingStart[own];
      titleEnd += member.words.titlePostingStart[own + 1] - member.words.titlePostingStart[own];
    }
    if (holding.length === 0) return -1;
    this.#makeRoom(number + 2, end, titleEnd);
    let at = this.postingStart[number];
    let titleAt = this.titlePostingStart[number];
    for (const { member, number: own } of holding) {
      const { words, sentence, article } = member;
      for (let from = words.postingStart[own]; from < words.postingStart[own + 1]; from++) {
        this.postingSentence[at] = words.postingSentence[from] + sentence;
        this.postingCount[at++] = words.postingCount[from];
      }
      for (let from = words.titlePostingStart[own]; from < words.titlePostingStart[own + 1]; from++) {
        this.titlePostingArticle[titleAt] = words.titlePostingArticle[from] + article;
        this.titlePostingCount[titleAt++] = words.titlePostingCount[from];
      }
    }
    this.postingStart[number + 1] = at;
    this.titlePostingStart[number + 1] = titleAt;
    this.#termCount++;
    return number;
  }

  #makeRoom(terms: number, postings: number, titlePostings: number): void {
    if (terms > this.postingStart.length) {
      this.postingStart = copied(this.postingStart, new Uint32Array(2 * terms));
      this.titlePostingStart = copied(this.titlePostingStart, new Uint32Array(2 * terms));
    }
    if (postings > this.postingSentence.length) {
      this.postingSentence = copied(this.postingSentence, new Uint32Array(2 * postings));
      this.postingCount = copied(this.postingCount, new Uint8Array(2 * postings));
    }
    if (titlePostings > this.titlePostingArticle.length) {
      this.titlePostingArticle = copied(this.titlePostingArticle, new Uint32Array(2 * titlePostings));
      this.titlePostingCount = copied(this.titlePostingCount, new Uint8Array(2 * titlePostings));
    }
  }

  passageSpan(passage: number): { start: number; end: number } {
    const first = this.passageFirstSentence[passage];
    const last = this.passageFirstSentence[passage + 1] - 1;
    return { start: this.sentenceStart[first], end: this.sentenceEnd[last] };
  }
}

function copied<List extends Uint32Array | Uint8Array>(from: List, to: List): List {
  to.set(from);
  return to;
}

/** As `into.set(values, at)`, each value larger by `by`. */
function setMoved(into: Uint32Array, values: Uint32Array, at: number, by: number): void {
  for (let i = 0; i < values.length; i++) into[at + i] = values[i] + by;
}

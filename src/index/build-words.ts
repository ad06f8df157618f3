/** Makes a words file's sections from split articles. The same articles in the same order give the same bytes. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Article, Passage, Sentence } from '../core/types.js';
import { type DefinedLetters, definedLetters } from '../text/defined-letters.js';
import { impliedTerms } from '../text/implied-terms.js';
import type { KnownLanguage } from '../text/languages/languages.js';
import { isStopTerm, tokenize } from '../text/tokenize.js';
import { encodeSegment } from './segment-file.js';
import { POSTING_COUNT_MASK, WORDS_FORMAT } from './words-segment.js';

/** An article with its borders, and the number under which the database knows this revision of it. */
export interface SplitArticle {
  key: number;
  article: Pick<Article, 'title' | 'body' | 'structure'>;
  /** The body as it is read. */
  text: string;
  language: KnownLanguage;
  sentences: Sentence[];
  passages: Passage[];
}

/** A list of numbers that grows by doubling. */
class NumberList {
  #items: Uint32Array = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = value;
  }

  values(): Uint32Array {
    return this.#items.subarray(0, this.length);
  }
}

/** Postings in the order they came; sorted by term at the end. */
class PostingList {
  readonly term = new NumberList();
  readonly unit = new NumberList();
  readonly count = new NumberList();

  add(term: number, unit: number, count: number): void {
    this.term.push(term);
    this.unit.push(unit);
    this.count.push(count);
  }

  /** Counting sort by the terms' final numbers; units stay in order within a term. */
  sorted(termCount: number, finalNumber: Uint32Array) {
    const terms = this.term.values();
    const start = new Uint32Array(termCount + 1);
    for (const term of terms) start[finalNumber[term] + 1]++;
    for (let term = 0; term < termCount; term++) start[term + 1] += start[term];
    const next = start.slice();
    const units = this.unit.values();
    const counts = this.count.values();
    const unit = new Uint32Array(terms.length);
    const count = new Uint8Array(terms.length);
    for (let i = 0; i < terms.length; i++) {
      const place = next[finalNumber[terms[i]]]++;
      unit[place] = units[i];
      count[place] = counts[i];
    }
    return { start, unit, count };
  }
}

/** Takes articles one by one, all of which are known in number beforehand, and then gives the bytes of their words file. */
class WordsBuilder {
  readonly #termNumbers = new Map<string, number>();
  /** By term number, of the text that is being counted; 0 between two. */
  readonly #counts: number[] = [];
  /** Terms of the text that is being counted. */
  readonly #counted: number[] = [];
  readonly #postings = new PostingList();
  readonly #titlePostings = new PostingList();
  readonly #articleKeys: Float64Array;
  readonly #articleFirstPassage: Uint32Array;
  readonly #passageFirstSentence: Uint32Array;
  readonly #sentenceStart: Uint32Array;
  readonly #sentenceEnd: Uint32Array;
  readonly #sentenceLength: Uint16Array;
  readonly #titleLength: Uint16Array;
  #articleAt = 0;
  #passageAt = 0;
  #sentenceAt = 0;

  constructor(articles: SplitArticle[]) {
    const passages = articles.reduce((sum, one) => sum + one.passages.length, 0);
    const sentences = articles.reduce((sum, one) => sum + one.sentences.length, 0);
    this.#articleKeys = new Float64Array(articles.length);
    this.#articleFirstPassage = new Uint32Array(articles.length + 1);
    this.#passageFirstSentence = new Uint32Array(passages + 1);
    this.#sentenceStart = new Uint32Array(sentences);
    this.#sentenceEnd = new Uint32Array(sentences);
    this.#sentenceLength = new Uint16Array(sentences);
    this.#titleLength = new Uint16Array(articles.length);
    this.#passageFirstSentence[passages] = sentences;
  }

  add({ key, article, text, language, sentences, passages }: SplitArticle): void {
    const at = this.#articleAt++;
    this.#articleKeys[at] = key;
    const defined = definedLetters(text, language);
    const title = { start: 0, end: article.title.length };
    this.#titleLength[at] = this.#count(this.#titlePostings, at, article.title, title, { language, defined });
    for (const passage of passages)
      this.#passageFirstSentence[this.#passageAt++] = this.#sentenceAt + passage.firstSentence;
    this.#articleFirstPassage[at + 1] = this.#passageAt;
    for (const sentence of sentences) {
      const number = this.#sentenceAt++;
      this.#sentenceStart[number] = sentence.start;
      this.#sentenceEnd[number] = sentence.end;
      this.#sentenceLength[number] = this.#count(this.#postings, number, text, sentence, { language, defined });
    }
  }

  /**
   * Posts the content terms of a text, and returns how many it has. What it says without writing the word counts once, and
   * nothing in the length.
   */
  #count(
    postings: PostingList,
    unit: number,
    text: string,
    { start, end }: Sentence,
    { language, defined }: { language: KnownLanguage; defined: DefinedLetters | undefined },
  ): number {
    const [counts, counted] = [this.#counts, this.#counted];
    let length = 0;
    const tokens = tokenize(text, start, end, language);
    for (const { term } of tokens) {
      if (isStopTerm(term)) continue;
      length++;
      const number = this.#numberOf(term);
      if (counts[number] === 0) counted.push(number);
      if (counts[number] < POSTING_COUNT_MASK) counts[number]++;
    }
    for (const implied of impliedTerms(text, tokens, defined)) {
      const number = this.#numberOf(implied);
      if (counts[number] > 0) continue;
      counts[number] = 1;
      counted.push(number);
    }
    for (const number of counted) {
      postings.add(number, unit, counts[number]);
      counts[number] = 0;
    }
    counted.length = 0;
    return length;
  }

  #numberOf(term: string): number {
    let number = this.#termNumbers.get(term);
    if (number === undefined) {
      this.#termNumbers.set(term, (number = this.#termNumbers.size));
      this.#counts.push(0);
    }
    return number;
  }

  bytes(): Buffer {
    const terms = [...this.#termNumbers.keys()].sort();
    const finalNumber = new Uint32Array(terms.length);
    terms.forEach((term, number) => {
      finalNumber[this.#termNumbers.get(term)!] = number;
    });
    const body = this.#postings.sorted(terms.length, finalNumber);
    const title = this.#titlePostings.sorted(terms.length, finalNumber);
    return encodeSegment(
      { format: WORDS_FORMAT, articles: this.#articleAt, passages: this.#passageAt, sentences: this.#sentenceAt },
      {
        articleKeys: this.#articleKeys,
        articleFirstPassage: this.#articleFirstPassage,
        passageFirstSentence: this.#passageFirstSentence,
        sentenceStart: this.#sentenceStart,
        sentenceEnd: this.#sentenceEnd,
        sentenceLength: this.#sentenceLength,
        titleLength: this.#titleLength,
        terms: new Uint8Array(Buffer.from(terms.join('\n'))),
        postingStart: body.start,
        postingSentence: body.unit,
        postingCount: body.count,
        titlePostingStart: title.start,
        titlePostingArticle: title.unit,
        titlePostingCount: title.count,
      },
    );
  }
}

/** The bytes of a words file over these articles, in this order. */
export function buildWords(articles: SplitArticle[]): Buffer {
  const words = new WordsBuilder(articles);
  for (const article of articles) words.add(article);
  return words.bytes();
}

/** So many articles between two looks at the signal and at everything else that waits. */
const ARTICLES_PER_TURN = 32;

/** As buildWords; rejects with the signal's reason once it is aborted. */
export async function buildWordsInTurns(articles: SplitArticle[], signal?: AbortSignal): Promise<Buffer> {
  const words = new WordsBuilder(articles);
  for (const [i, article] of articles.entries()) {
    words.add(article);
    if (i % ARTICLES_PER_TURN > 0) continue;
    await nextTurn();
    signal?.throwIfAborted();
  }
  return words.bytes();
}

/** Makes a words file's sections from split articles. The same articles in the same order give the same bytes. */
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
    const unit = new Uint32Array(terms.length);
    const count = new Uint8Array(terms.length);
    for (let i = 0; i < terms.length; i++) {
      const place = next[finalNumber[terms[i]]]++;
      unit[place] = this.unit.values()[i];
      count[place] = this.count.values()[i];
    }
    return { start, unit, count };
  }
}

/** Counts the content terms of a text by term number. What it says without writing the word counts once, and nothing in the length. */
function countTerms(
  text: string,
  { start, end }: Sentence,
  language: KnownLanguage,
  defined: DefinedLetters | undefined,
  numberOf: (term: string) => number,
) {
  const counts = new Map<number, number>();
  let length = 0;
  const tokens = tokenize(text, start, end, language);
  for (const token of tokens) {
    if (isStopTerm(token.term)) continue;
    length++;
    const term = numberOf(token.term);
    counts.set(term, Math.min(POSTING_COUNT_MASK, (counts.get(term) ?? 0) + 1));
  }
  for (const implied of impliedTerms(text, tokens, defined)) {
    const term = numberOf(implied);
    if (!counts.has(term)) counts.set(term, 1);
  }
  return { counts, length };
}

/** The bytes of a words file over these articles, in this order. */
export function buildWords(articles: SplitArticle[]): Buffer {
  const termNumbers = new Map<string, number>();
  const numberOf = (term: string) => {
    let number = termNumbers.get(term);
    if (number === undefined) termNumbers.set(term, (number = termNumbers.size));
    return number;
  };
  const postings = new PostingList();
  const titlePostings = new PostingList();
  const passageTotal = articles.reduce((sum, { passages }) => sum + passages.length, 0);
  const sentenceTotal = articles.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const articleKeys = new Float64Array(articles.length);
  const articleFirstPassage = new Uint32Array(articles.length + 1);
  const passageFirstSentence = new Uint32Array(passageTotal + 1);
  const sentenceStart = new Uint32Array(sentenceTotal);
  const sentenceEnd = new Uint32Array(sentenceTotal);
  const sentenceLength = new Uint16Array(sentenceTotal);
  const titleLength = new Uint16Array(articles.length);

  let passageAt = 0;
  let sentenceAt = 0;
  articles.forEach(({ key, article, text, language, sentences, passages }, articleAt) => {
    articleKeys[articleAt] = key;
    const defined = definedLetters(text, language);
    const title = countTerms(article.title, { start: 0, end: article.title.length }, language, defined, numberOf);
    titleLength[articleAt] = title.length;
    for (const [term, count] of title.counts) titlePostings.add(term, articleAt, count);
    for (const passage of passages) passageFirstSentence[passageAt++] = sentenceAt + passage.firstSentence;
    articleFirstPassage[articleAt + 1] = passageAt;
    for (const sentence of sentences) {
      const { counts, length } = countTerms(text, sentence, language, defined, numberOf);
      sentenceStart[sentenceAt] = sentence.start;
      sentenceEnd[sentenceAt] = sentence.end;
      sentenceLength[sentenceAt] = length;
      for (const [term, count] of counts) postings.add(term, sentenceAt, count);
      sentenceAt++;
    }
  });
  passageFirstSentence[passageTotal] = sentenceTotal;

  const terms = [...termNumbers.keys()].sort();
  const finalNumber = new Uint32Array(terms.length);
  terms.forEach((term, number) => {
    finalNumber[termNumbers.get(term)!] = number;
  });
  const body = postings.sorted(terms.length, finalNumber);
  const title = titlePostings.sorted(terms.length, finalNumber);
  return encodeSegment(
    { format: WORDS_FORMAT, articles: articles.length, passages: passageTotal, sentences: sentenceTotal },
    {
      articleKeys,
      articleFirstPassage,
      passageFirstSentence,
      sentenceStart,
      sentenceEnd,
      sentenceLength,
      titleLength,
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

/** An article's contribution to the counts over all articles, and the lexemes by which it is found. */
import { POSTING_COUNT_MASK, type WordsSegment } from '../words-segment.js';

/** Columns of footnote_totals, in order. */
export const TOTALS = [
  'articles',
  'passages',
  'sentences',
  'article_terms',
  'passage_terms',
  'sentence_terms',
  'title_terms',
] as const;
export type Totals = Record<(typeof TOTALS)[number], number>;

/** Columns of footnote_terms, in order. */
export const TERM_COUNTS = ['articles', 'passages', 'sentences', 'titles', 'body_sentences'] as const;

/**
 * Suffixes of a term's lexemes by its frequency in an article: "term" once or more, "term²" twice, "term⁴" four times.
 */
export const LEXEME_STEPS = [
  { ending: '', from: 0, to: 1 },
  { ending: '\u0002', from: 1, to: 2 },
  { ending: '\u0004', from: 2, to: 4 },
] as const;
export const TITLE_ENDING = '\u0001';
/** A tsvector holds no more than a mebibyte. */
const MAX_LEXEME_BYTES = 1_000_000;

export function totalsOf(words: WordsSegment): Totals {
  const [title, length] = [words.titleLength[0], words.articleLength[0]];
  return {
    articles: 1,
    passages: words.passageCount,
    sentences: words.sentenceCount,
    article_terms: length + title,
    passage_terms: length + title * words.passageCount,
    sentence_terms: length + title * words.sentenceCount,
    title_terms: title,
  };
}

/** The term's counts in the article of `words`, in the order of TERM_COUNTS. */
function countsOf(words: WordsSegment, term: number): number[] {
  const from = words.postingStart[term];
  const end = words.postingStart[term + 1];
  const inTitle = words.titlePostingStart[term] < words.titlePostingStart[term + 1];
  if (inTitle) return [1, words.passageCount, words.sentenceCount, 1, end - from];
  let passages = 0;
  let last = -1;
  for (let at = from; at < end; at++) {
    const passage = words.sentencePassage[words.postingSentence[at]];
    if (passage !== last) passages++;
    last = passage;
  }
  return [1, passages, end - from, 0, end - from];
}

/** Adds the article's counts to `counts`, or takes them away. */
export function addCounts(counts: Map<string, number[]>, words: WordsSegment, sign: 1 | -1): void {
  words.terms.forEach((term, number) => {
    const sum = counts.get(term);
    const own = countsOf(words, number);
    if (!sum) counts.set(term, sign === 1 ? own : own.map((count) => -count));
    else for (let i = 0; i < own.length; i++) sum[i] += sign * own[i];
  });
}

/** The article's lexemes. In an article as long as a book, the frequency steps of the last terms are left out. */
export function lexemesOf(words: WordsSegment): string[] {
  const lexemes = [...words.terms];
  words.terms.forEach((term, number) => {
    let count = 0;
    for (let at = words.postingStart[number]; at < words.postingStart[number + 1]; at++)
      count += words.postingCount[at] & POSTING_COUNT_MASK;
    const title = words.titlePostingStart[number];
    const inTitle = title < words.titlePostingStart[number + 1];
    if (inTitle) {
      count += words.titlePostingCount[title];
      lexemes.push(term + TITLE_ENDING);
    }
    for (const { ending, to } of LEXEME_STEPS) if (ending && count >= to) lexemes.push(term + ending);
  });
  let bytes = 0;
  return lexemes.filter((lexeme) => {
    bytes += Buffer.byteLength(lexeme) + 4;
    return bytes < MAX_LEXEME_BYTES;
  });
}

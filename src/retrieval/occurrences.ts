/** Where a term or a phrase stands in a segment: the postings of its sentences and titles. */
import type { Snapshot } from '../index/snapshot.js';
import { firstFrom } from '../index/sorted-numbers.js';
import { POSTING_COUNT_MASK, type SegmentWords } from '../index/words-segment.js';

/** Postings in order, a term's own stretch of a segment's, or those that several terms share. */
export interface Postings {
  sentence: Uint32Array;
  count: Uint8Array;
  from: number;
  end: number;
  titleArticle: Uint32Array;
  titleCount: Uint8Array;
  titleFrom: number;
  titleEnd: number;
}

/** A segment's numbers of these terms; undefined where it lacks one of them. */
export function termNumbers(words: SegmentWords, terms: readonly string[]): number[] | undefined {
  const numbers = terms.map((term) => words.termNumber(term));
  return numbers.includes(-1) ? undefined : numbers;
}

/** Where terms, by their numbers, stand all in one sentence or title. */
export function postingsOfAll(words: SegmentWords, numbers: readonly number[], article?: number): Postings {
  const lists = numbers.map((term) => postingsOf(words, term, article));
  return lists.length > 1 ? sharedPostings(lists) : lists[0];
}

/** Whether an article's sentences or its title hold any of the term. */
export function standsIn(words: SegmentWords, term: number, article: number): boolean {
  const [first, end] = sentencesOf(words, article);
  const { postingSentence, postingStart } = words;
  const at = firstFrom(postingSentence, first, postingStart[term], postingStart[term + 1]);
  return (at < postingStart[term + 1] && postingSentence[at] < end) || isInTitle(words, term, article);
}

function isInTitle({ titlePostingArticle, titlePostingStart }: SegmentWords, term: number, article: number): boolean {
  const end = titlePostingStart[term + 1];
  const at = firstFrom(titlePostingArticle, article, titlePostingStart[term], end);
  return at < end && titlePostingArticle[at] === article;
}

function postingsOf(words: SegmentWords, term: number, article?: number): Postings {
  const { postingSentence, postingStart, titlePostingArticle, titlePostingStart } = words;
  let from = postingStart[term];
  let end = postingStart[term + 1];
  let titleFrom = titlePostingStart[term];
  let titleEnd = titlePostingStart[term + 1];
  if (article !== undefined) {
    const [first, behind] = sentencesOf(words, article);
    from = firstFrom(postingSentence, first, from, end);
    end = firstFrom(postingSentence, behind, from, end);
    titleFrom = firstFrom(titlePostingArticle, article, titleFrom, titleEnd);
    titleEnd = firstFrom(titlePostingArticle, article + 1, titleFrom, titleEnd);
  }
  return {
    sentence: postingSentence,
    count: words.postingCount,
    from,
    end,
    titleArticle: titlePostingArticle,
    titleCount: words.titlePostingCount,
    titleFrom,
    titleEnd,
  };
}

/** Numbers of the article's sentences that hold all these terms, its title aside: from the postings, no text is read. */
export function sentencesWith(words: SegmentWords, article: number, terms: readonly number[]): Uint32Array {
  const lists = terms.map((term) => postingsOf(words, term, article));
  if (lists.some(({ from, end }) => from === end)) return NO_SENTENCES;
  const { sentence, from, end } = lists.length === 1 ? lists[0] : sharedPostings(lists);
  return sentence.subarray(from, end);
}

const NO_SENTENCES = new Uint32Array(0);

/** Whether the article's title holds all these terms. */
export const titleHolds = (words: SegmentWords, article: number, terms: readonly number[]): boolean =>
  terms.every((term) => isInTitle(words, term, article));

/** The numbers of an article's sentences: [first, end). */
export const sentencesOf = (words: SegmentWords, article: number): [number, number] => [
  words.passageFirstSentence[words.articleFirstPassage[article]],
  words.passageFirstSentence[words.articleFirstPassage[article + 1]],
];

function sharedPostings(lists: readonly Postings[]): Postings {
  const body = shared(lists.map(({ sentence, count, from, end }) => ({ unit: sentence, count, from, end })));
  const title = shared(
    lists.map(({ titleArticle, titleCount, titleFrom, titleEnd }) => ({
      unit: titleArticle,
      count: titleCount,
      from: titleFrom,
      end: titleEnd,
    })),
  );
  return {
    sentence: body.unit,
    count: body.count,
    from: 0,
    end: body.unit.length,
    titleArticle: title.unit,
    titleCount: title.count,
    titleFrom: 0,
    titleEnd: title.unit.length,
  };
}

/** Units that stand in every list, each with its least count. */
function shared(lists: { unit: Uint32Array; count: Uint8Array; from: number; end: number }[]) {
  const [first, ...others] = lists.sort((a, b) => a.end - a.from - (b.end - b.from));
  const places = others.map(({ from }) => from);
  const units: number[] = [];
  const counts: number[] = [];
  for (let at = first.from; at < first.end; at++) {
    const unit = first.unit[at];
    let least = first.count[at] & POSTING_COUNT_MASK;
    const isShared = others.every((list, i) => {
      while (places[i] < list.end && list.unit[places[i]] < unit) places[i]++;
      if (places[i] === list.end || list.unit[places[i]] !== unit) return false;
      least = Math.min(least, list.count[places[i]] & POSTING_COUNT_MASK);
      return true;
    });
    if (!isShared) continue;
    units.push(unit);
    counts.push(least);
  }
  return { unit: Uint32Array.from(units), count: Uint8Array.from(counts) };
}

/** Whether a live article holds the term; counts no further than it must. */
export function isHeld(snapshot: Snapshot, term: string): boolean {
  const known = snapshot.frequenciesOf(term);
  if (known) return known.article > 0;
  return snapshot.segments.some(({ words, articles, hasDead }) => {
    const number = words.termNumber(term);
    if (number < 0) return false;
    if (!hasDead) return true;
    const isLive = (article: number) => articles[article] !== undefined;
    for (let at = words.postingStart[number]; at < words.postingStart[number + 1]; at++)
      if (isLive(words.passageArticle[words.sentencePassage[words.postingSentence[at]]])) return true;
    for (let at = words.titlePostingStart[number]; at < words.titlePostingStart[number + 1]; at++)
      if (isLive(words.titlePostingArticle[at])) return true;
    return false;
  });
}

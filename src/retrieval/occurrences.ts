/** Where a term or a phrase occurs in a segment: in which articles, passages, sentences and titles, and how often. */
import { BoundedCache } from '../core/bounded-cache.js';
import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import { firstFrom } from '../index/sorted-numbers.js';
import { POSTING_COUNT_MASK, type WordsSegment } from '../index/words-segment.js';

/** Pairs of unit number and count, flat; the title's words count in every unit of its article. */
export interface Occurrences {
  article: number[];
  passage: number[];
  sentence: number[];
  title: number[];
}

/** Postings in order, a term's own stretch of a segment's, or those that several terms share. */
interface Postings {
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
export function termNumbers(words: WordsSegment, terms: readonly string[]): number[] | undefined {
  const numbers = terms.map((term) => words.termNumber(term));
  return numbers.includes(-1) ? undefined : numbers;
}

/** Where terms, by their numbers, stand all in one sentence or title, in live articles or in one of them. Not to be altered. */
export function occurrencesOf(segment: LiveSegment, numbers: readonly number[], article?: number): Occurrences {
  const lists = numbers.map((term) => postingsOf(segment.words, term, article));
  if (lists.length > 1) return walk(segment, sharedPostings(lists));
  const [list] = lists;
  const isKept = article === undefined && list.end - list.from >= KEPT_FROM_POSTINGS;
  return isKept ? keptWalk(segment, numbers[0], list) : walk(segment, list);
}

/** A term in fewer sentences is walked again as quickly as it is found among the kept. */
const KEPT_FROM_POSTINGS = 500;
/** Numbers that are kept for a segment, eight bytes each. */
const MOST_KEPT = 1_500_000;

/** Occurrences of frequent terms, which question after question, and clause after clause of one, asks for. */
const kept = new WeakMap<LiveSegment, BoundedCache<Occurrences>>();

function keptWalk(segment: LiveSegment, term: number, postings: Postings): Occurrences {
  let ofSegment = kept.get(segment);
  if (!ofSegment) kept.set(segment, (ofSegment = new BoundedCache(MOST_KEPT)));
  const known = ofSegment.get(term);
  if (known) return known;
  const found = walk(segment, postings);
  const { article, passage, sentence, title } = found;
  ofSegment.set(term, found, article.length + passage.length + sentence.length + title.length);
  return found;
}

/** Whether an article's sentences or its title hold any of the term. */
export function standsIn(words: WordsSegment, term: number, article: number): boolean {
  const { from, end, titleFrom, titleEnd } = postingsOf(words, term, article);
  return from < end || titleFrom < titleEnd;
}

function postingsOf(words: WordsSegment, term: number, article?: number): Postings {
  const { postingSentence, postingStart, titlePostingArticle, titlePostingStart } = words;
  const all = {
    sentence: postingSentence,
    count: words.postingCount,
    from: postingStart[term],
    end: postingStart[term + 1],
    titleArticle: titlePostingArticle,
    titleCount: words.titlePostingCount,
    titleFrom: titlePostingStart[term],
    titleEnd: titlePostingStart[term + 1],
  };
  if (article === undefined) return all;
  const [first, end] = sentencesOf(words, article);
  const from = firstFrom(postingSentence, first, all.from, all.end);
  const titleFrom = firstFrom(titlePostingArticle, article, all.titleFrom, all.titleEnd);
  return {
    ...all,
    from,
    end: firstFrom(postingSentence, end, from, all.end),
    titleFrom,
    titleEnd: firstFrom(titlePostingArticle, article + 1, titleFrom, all.titleEnd),
  };
}

/** Numbers of the article's sentences that hold all these terms, its title aside: from the postings, no text is read. */
export function sentencesWith(words: WordsSegment, article: number, terms: readonly number[]): number[] {
  const lists = terms.map((term) => postingsOf(words, term, article));
  if (lists.some(({ from, end }) => from === end)) return [];
  const { sentence, from, end } = lists.length === 1 ? lists[0] : sharedPostings(lists);
  return [...sentence.subarray(from, end)];
}

/** Whether the article's title holds all these terms. */
export const titleHolds = (words: WordsSegment, article: number, terms: readonly number[]): boolean =>
  terms.every((term) => {
    const { titleFrom, titleEnd } = postingsOf(words, term, article);
    return titleFrom < titleEnd;
  });

/** The numbers of an article's sentences: [first, end). */
export const sentencesOf = (words: WordsSegment, article: number): [number, number] => [
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

function walk({ words, articles, hasDead }: LiveSegment, postings: Postings): Occurrences {
  const found: Occurrences = { article: [], passage: [], sentence: [], title: [] };
  const { sentence, end, titleArticle, titleCount, titleEnd } = postings;
  let titleAt = postings.titleFrom;
  let at = postings.from;
  while (at < end || titleAt < titleEnd) {
    const inBody = at < end ? words.passageArticle[words.sentencePassage[sentence[at]]] : Number.POSITIVE_INFINITY;
    const inTitles = titleAt < titleEnd ? titleArticle[titleAt] : Number.POSITIVE_INFINITY;
    const article = Math.min(inBody, inTitles);
    const inTitle = inTitles === article ? titleCount[titleAt++] : 0;
    const endSentence = words.passageFirstSentence[words.articleFirstPassage[article + 1]];
    const isLive = !hasDead || articles[article] !== undefined;
    if (isLive && inTitle > 0) at = withTitle(words, postings, article, inTitle, at, found);
    else at = withoutTitle(words, postings, article, at, endSentence, isLive ? found : undefined);
  }
  return found;
}

/** The article's postings from `at` on, where its title lacks the term. Returns the place behind them. */
function withoutTitle(
  words: WordsSegment,
  { sentence: sentences, count: counts, end }: Postings,
  article: number,
  from: number,
  endSentence: number,
  found: Occurrences | undefined,
): number {
  let at = from;
  let total = 0;
  let passage = -1;
  let inPassage = 0;
  for (; at < end && sentences[at] < endSentence; at++) {
    if (!found) continue;
    const sentence = sentences[at];
    const count = counts[at] & POSTING_COUNT_MASK;
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
  words: WordsSegment,
  { sentence: sentences, count: counts, end }: Postings,
  article: number,
  inTitle: number,
  from: number,
  found: Occurrences,
): number {
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
      if (at < end && sentences[at] === sentence) count = counts[at++] & POSTING_COUNT_MASK;
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

/** In which live articles of a segment a term or a phrase stands, how often, and how much of one unit it can be at most. */
import { BoundedCache } from '../core/bounded-cache.js';
import type { LiveSegment, Snapshot, UnitFrequencies } from '../index/snapshot.js';
import { POSTING_COUNT_MASK } from '../index/words-segment.js';
import { type Saturation, saturationOf, scoreOf, shortestOf } from './bm25.js';
import { type Postings, postingsOfAll } from './occurrences.js';

/** The articles in order. Not to be altered. */
export interface TermArticles {
  size: number;
  /** Four numbers an article, see ARTICLE and those behind it. */
  rows: Uint32Array;
  postings: Postings;
  /** How many units hold the term, by kind. */
  frequency: UnitFrequencies;
}

/** Numbers in a row, and where each stands in it. */
export const ROW = 4;
export const ARTICLE = 0;
/** How often in the whole article, its title included, eight bits up; and in its title alone, in the lower eight. */
export const COUNTS = 1;
/** Where the article's postings begin in `postings`. */
export const FROM = 2;
/**
 * What BM25 makes of the count in the passage where it makes most of it, 0..1, rounded up to 16 bits, 16 bits up; and in
 * the sentence, in the lower 16.
 */
export const BEST = 3;

/** The first row, at `from` or behind it, of this article or a later one; `size` where there is none. */
export function rowFrom({ rows, size }: TermArticles, article: number, from: number): number {
  // Steps that double, because articles that are asked for one after the other often stand near each other.
  let step = 1;
  let low = from;
  while (low + step < size && rows[ROW * (low + step) + ARTICLE] < article) {
    low += step;
    step *= 2;
  }
  let high = Math.min(size, low + step);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[ROW * middle + ARTICLE] < article) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const countIn = (counts: number) => counts >>> 8;
export const countInTitle = (counts: number) => counts & 0xff;
export const bestPassageIn = (best: number) => (best >>> 16) / MOST_OF_16_BITS;
export const bestSentenceIn = (best: number) => (best & MOST_OF_16_BITS) / MOST_OF_16_BITS;

const MOST_OF_16_BITS = 0xffff;
const roundedUp = (share: number) => Math.ceil(share * MOST_OF_16_BITS);

/** A term in fewer sentences is walked again as quickly as it is found among the kept. */
const KEPT_FROM_POSTINGS = 500;
/** Rows that are kept for a segment, 16 bytes each. */
const MOST_KEPT = 750_000;

interface Kept {
  averages: string;
  byTerm: BoundedCache<TermArticles>;
}

/** Articles of frequent terms, which question after question, and clause after clause of one, asks for. */
const kept = new WeakMap<LiveSegment, Kept>();

/** Where terms, by their numbers, stand all in one sentence or title. */
export function termArticles(snapshot: Snapshot, segment: LiveSegment, numbers: readonly number[]): TermArticles {
  const postings = postingsOfAll(segment.words, numbers);
  if (numbers.length > 1 || postings.end - postings.from < KEPT_FROM_POSTINGS) return walk(snapshot, segment, postings);
  const { byTerm } = keptOf(snapshot, segment);
  const [term] = numbers;
  const known = byTerm.get(term);
  if (known) return known;
  const { rows, ...found } = walk(snapshot, segment, postings);
  const trimmed = { ...found, rows: rows.slice(0, ROW * found.size) };
  byTerm.set(term, trimmed, found.size);
  return trimmed;
}

/** What the best unit is depends on the average lengths, which another version of the index may have others of. */
function keptOf({ statistics }: Snapshot, segment: LiveSegment): Kept {
  const averages = `${statistics.passage.averageLength} ${statistics.sentence.averageLength}`;
  let ofSegment = kept.get(segment);
  if (ofSegment?.averages !== averages)
    kept.set(segment, (ofSegment = { averages, byTerm: new BoundedCache(MOST_KEPT) }));
  return ofSegment;
}

function walk(snapshot: Snapshot, segment: LiveSegment, postings: Postings): TermArticles {
  const { words, articles, hasDead } = segment;
  const { passageArticle, sentencePassage, articleFirstPassage, passageFirstSentence } = words;
  const { sentence, count, end, titleArticle, titleCount, titleEnd } = postings;
  const ofPassage = saturationOf(snapshot, segment, 'passage');
  const ofSentence = saturationOf(snapshot, segment, 'sentence');
  const shortest = shortestOf(words);
  const ofShortestPassage = { ...ofPassage, lengths: shortest.passage };
  const ofShortestSentence = { ...ofSentence, lengths: shortest.sentence };
  const frequency: UnitFrequencies = { article: 0, passage: 0, sentence: 0, title: 0 };
  const most = Math.min(words.articleCount, end - postings.from + titleEnd - postings.titleFrom);
  const rows = new Uint32Array(ROW * most);
  let size = 0;
  let at = postings.from;
  let titleAt = postings.titleFrom;
  while (at < end || titleAt < titleEnd) {
    const inBody = at < end ? passageArticle[sentencePassage[sentence[at]]] : Number.POSITIVE_INFINITY;
    const inTitles = titleAt < titleEnd ? titleArticle[titleAt] : Number.POSITIVE_INFINITY;
    const article = Math.min(inBody, inTitles);
    const inTitle = inTitles === article ? titleCount[titleAt++] : 0;
    const from = at;
    const firstPassage = articleFirstPassage[article];
    const endPassage = articleFirstPassage[article + 1];
    const endSentence = passageFirstSentence[endPassage];
    let total = inTitle;
    let passages = 0;
    let bestPassage = 0;
    let bestSentence = 0;
    // Most sentences hold a term once: of these the shortest is the best.
    let shortestOfOnce = Number.POSITIVE_INFINITY;
    while (at < end && sentence[at] < endSentence) {
      const passage = sentencePassage[sentence[at]];
      const endOfPassage = passageFirstSentence[passage + 1];
      let inPassage = inTitle;
      for (; at < end && sentence[at] < endOfPassage; at++) {
        const own = count[at] & POSTING_COUNT_MASK;
        if (own === 1) shortestOfOnce = Math.min(shortestOfOnce, ofSentence.lengths[sentence[at]]);
        else bestSentence = Math.max(bestSentence, saturated(inTitle + own, sentence[at], ofSentence));
        inPassage += own;
      }
      bestPassage = Math.max(bestPassage, saturated(inPassage, passage, ofPassage));
      total += inPassage - inTitle;
      passages++;
    }
    if (hasDead && articles[article] === undefined) continue;
    if (shortestOfOnce < Number.POSITIVE_INFINITY)
      bestSentence = Math.max(bestSentence, scoreOf(1, inTitle + 1, shortestOfOnce, ofSentence));
    if (inTitle > 0) {
      // The title's words count in every unit, most in the shortest.
      bestPassage = Math.max(bestPassage, saturated(inTitle, article, ofShortestPassage));
      bestSentence = Math.max(bestSentence, saturated(inTitle, article, ofShortestSentence));
      frequency.passage += endPassage - firstPassage;
      frequency.sentence += endSentence - passageFirstSentence[firstPassage];
      frequency.title++;
    } else {
      frequency.passage += passages;
      frequency.sentence += at - from;
    }
    frequency.article++;
    const row = ROW * size++;
    rows[row + ARTICLE] = article;
    rows[row + COUNTS] = (total << 8) | inTitle;
    rows[row + FROM] = from;
    rows[row + BEST] = (roundedUp(bestPassage) << 16) | roundedUp(bestSentence);
  }
  return { size, rows, postings, frequency };
}

const saturated = (count: number, unit: number, saturation: Saturation): number =>
  scoreOf(1, count, saturation.lengths[unit], saturation);

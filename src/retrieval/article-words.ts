/**
 * The best article for some terms, by BM25 over whole articles alone: what `scoreWords` gives an article, without passages,
 * sentences and titles, at a small part of the price.
 */
import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import { firstFrom } from '../index/sorted-numbers.js';
import { POSTING_COUNT_MASK, type SegmentWords } from '../index/words-segment.js';
import { inverseFrequency } from '../text/inverse-frequency.js';
import { constantsOf, scoreOf } from './bm25.js';
import { sentencesOf } from './occurrences.js';

/** In which articles a term stands, in the order of their numbers, and how often, each with its title. */
interface Holding {
  articles: Uint32Array;
  counts: Uint32Array;
  length: number;
}

/** What was walked before, for questions that share words; of no use once the segment is let go. */
export type KeptHoldings = WeakMap<LiveSegment, Map<string, Holding>>;

/** In 0..1: the highest score that an article other than `without` has; 0 where none has any of the terms. */
export function bestByWords(
  snapshot: Snapshot,
  terms: readonly string[],
  { without, kept }: { without: string; kept: KeptHoldings },
): number {
  const { count } = snapshot.statistics.article;
  const lists = terms.map((term) => snapshot.segments.map((segment) => keptHolding(segment, term, kept)));
  const importance = terms.map((term, i) => {
    const held = snapshot.frequenciesOf(term)?.article ?? lists[i].reduce((sum, { length }) => sum + length, 0);
    return inverseFrequency(count, held);
  });
  const most = importance.reduce((sum, one) => sum + one, 0);
  if (!(most > 0)) return 0;
  const constants = constantsOf(snapshot, 'article');
  let best = 0;
  snapshot.segments.forEach(({ words, articles: alive }, number) => {
    const { articleLength, titleLength } = words;
    const scores = new Float64Array(alive.length);
    for (let i = 0; i < terms.length; i++) {
      const part = importance[i] / most;
      const { articles, counts, length } = lists[i][number];
      for (let at = 0; at < length; at++) {
        const article = articles[at];
        scores[article] += scoreOf(part, counts[at], articleLength[article] + titleLength[article], constants);
      }
    }
    for (let article = 0; article < scores.length; article++)
      if (scores[article] > best && alive[article]!.id !== without) best = scores[article];
  });
  return best;
}

function keptHolding(segment: LiveSegment, term: string, kept: KeptHoldings): Holding {
  let ofSegment = kept.get(segment);
  if (!ofSegment) kept.set(segment, (ofSegment = new Map()));
  let found = ofSegment.get(term);
  if (!found) ofSegment.set(term, (found = holding(segment, term)));
  return found;
}

const NOWHERE: Holding = { articles: new Uint32Array(), counts: new Uint32Array(), length: 0 };

/** The live articles that hold the term. */
function holding({ words, articles: alive, hasDead }: LiveSegment, term: string): Holding {
  const number = words.termNumber(term);
  if (number < 0) return NOWHERE;
  const { postingSentence, postingCount, titlePostingArticle, titlePostingCount } = words;
  const ends = sentenceEndsOf(words);
  let [at, titleAt] = [words.postingStart[number], words.titlePostingStart[number]];
  const [end, titleEnd] = [words.postingStart[number + 1], words.titlePostingStart[number + 1]];
  const most = Math.min(ends.length, end - at + titleEnd - titleAt);
  const [articles, counts] = [new Uint32Array(most), new Uint32Array(most)];
  let length = 0;
  for (let before = 0; at < end || titleAt < titleEnd; ) {
    const inBody = at < end ? articleOf(postingSentence[at], before, ends) : ends.length;
    const inTitle = titleAt < titleEnd ? titlePostingArticle[titleAt] : ends.length;
    const article = Math.min(inBody, inTitle);
    let count = inTitle === article ? titlePostingCount[titleAt++] : 0;
    for (; at < end && postingSentence[at] < ends[article]; at++) count += postingCount[at] & POSTING_COUNT_MASK;
    before = article;
    if (hasDead && !alive[article]) continue;
    articles[length] = article;
    counts[length++] = count;
  }
  return { articles, counts, length };
}

/** The article of a sentence, looked for from `before` on in steps that double: mostly it is the next or one soon after. */
function articleOf(sentence: number, before: number, ends: Uint32Array): number {
  let low = before;
  let step = 1;
  for (; low + step < ends.length && ends[low + step - 1] <= sentence; step *= 2) low += step;
  return firstFrom(ends, sentence + 1, low, Math.min(ends.length, low + step));
}

const knownEnds = new WeakMap<SegmentWords, Uint32Array>();

/** By article, the sentence behind its last. So short a list stays in the processor's cache, which lists of sentences don't. */
function sentenceEndsOf(words: SegmentWords): Uint32Array {
  let ends = knownEnds.get(words);
  if (!ends) {
    ends = Uint32Array.from({ length: words.articleCount }, (_, article) => sentencesOf(words, article)[1]);
    knownEnds.set(words, ends);
  }
  return ends;
}

/**
 * What other words add to the scores of some articles. Everywhere they would cost more than they tell: nearly every article
 * holds some word for some word. Among the best by the question's own words they tell which says the rest in other words.
 */
import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import type { SegmentWords } from '../index/words-segment.js';
import { type Saturation, saturationOf, scoreOf, UNITS, type Unit } from './bm25.js';
import { isHeld, postingsOfAll, standsIn, termNumbers } from './occurrences.js';
import { OTHER_WEIGHTS } from './other-words.js';
import {
  isFindable,
  isSameThing,
  type OtherForm,
  rarityBeside,
  type ScoredTerm,
  type WordScores,
} from './score-words.js';
import { type CountedUnits, UnitCounts } from './unit-counts.js';

export interface ScoredPlace {
  segment: number;
  ordinal: number;
}

/** What is worth less isn't looked for. */
const LEAST_SHARE = 0.1;

/** Raises the scores of these articles' units. Of a term and what stands for it the best counts, as everywhere. */
export function addOtherWords(
  snapshot: Snapshot,
  scores: WordScores,
  terms: readonly ScoredTerm[],
  places: readonly ScoredPlace[],
): void {
  for (const scored of terms) {
    const words = scored.others.filter((other) => isFindable(other) && !isSameThing(other));
    if (words.length === 0 || !isHeld(snapshot, scored.found)) continue;
    snapshot.segments.forEach((segment, number) => {
      const here = places.filter((place) => place.segment === number);
      if (here.length > 0) addInSegment(snapshot, scores, scored, words, segment, number, here);
    });
  }
}

function addInSegment(
  snapshot: Snapshot,
  scores: WordScores,
  { term, found, weight }: ScoredTerm,
  words: readonly OtherForm[],
  segment: LiveSegment,
  number: number,
  places: readonly ScoredPlace[],
): void {
  const own = termNumbers(segment.words, [found]);
  const forms = words.flatMap((other) => {
    const numbers = termNumbers(segment.words, other.found);
    const share = OTHER_WEIGHTS.finding * other.share * rarityBeside(snapshot, scores.idf.sentence.get(term)!, other);
    return numbers && share >= LEAST_SHARE ? { numbers, share } : [];
  });
  const saturation = {
    article: saturationOf(snapshot, segment, 'article'),
    passage: saturationOf(snapshot, segment, 'passage'),
    sentence: saturationOf(snapshot, segment, 'sentence'),
    title: saturationOf(snapshot, segment, 'title'),
  };
  for (const { ordinal } of places) {
    const standing = forms.filter(({ numbers }) => numbers.every((word) => standsIn(segment.words, word, ordinal)));
    if (standing.length === 0) continue;
    const lists = standing.map(({ numbers, share }, i) => ({
      counts: countsIn(segment.words, numbers, ordinal, i + 1),
      share,
    }));
    const ownCounts = own && countsIn(segment.words, own, ordinal, 0);
    for (const unit of UNITS) {
      if (scores.maximum[unit] === 0) continue;
      const whole = (weight * scores.idf[unit].get(term)!) / scores.maximum[unit];
      const before = bestOf(ownCounts ? [{ units: ownCounts[unit], part: whole }] : [], saturation[unit]);
      const others = lists.map(({ counts, share }) => ({ units: counts[unit], part: share * whole }));
      for (const [place, score] of bestOf(others, saturation[unit])) {
        const gained = score - (before.get(place) ?? 0);
        if (gained > 0) scores.segments[number].add(unit, place, gained);
      }
    }
  }
}

/** One for each word that stands for a term, and the first for the term itself. */
const scratch: UnitCounts[] = [];

/** How often a term or a phrase stands in the units of one article; valid until `scratch` of this place is filled again. */
function countsIn(
  words: SegmentWords,
  numbers: readonly number[],
  article: number,
  place: number,
): Record<Unit, CountedUnits> {
  const postings = postingsOfAll(words, numbers, article);
  const { titleCount, titleFrom, titleEnd } = postings;
  const inTitle = titleFrom < titleEnd ? titleCount[titleFrom] : 0;
  const counts = (scratch[place] ??= new UnitCounts());
  counts.read(words, postings, article, postings.from, inTitle);
  const { passage, sentence } = counts;
  const alone = (count: number) => ({ unit: [article], count: [count], size: 1 });
  return { article: alone(counts.article), passage, sentence, title: alone(inTitle) };
}

/** By unit, the largest score that one of the lists gives it. */
function bestOf(lists: readonly { units: CountedUnits; part: number }[], saturation: Saturation): Map<number, number> {
  const best = new Map<number, number>();
  for (const {
    units: { unit, count, size },
    part,
  } of lists)
    for (let i = 0; i < size; i++) {
      const score = scoreOf(part, count[i], saturation.lengths[unit[i]], saturation);
      const before = best.get(unit[i]);
      if (before === undefined || score > before) best.set(unit[i], score);
    }
  return best;
}

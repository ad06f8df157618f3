/**
 * What other words add to the scores of some articles. Everywhere they would cost more than they tell: nearly every article
 * holds some word for some word. Among the best by the question's own words they tell which says the rest in other words.
 */
import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import { isHeld, occurrencesOf, standsIn, termNumbers } from './occurrences.js';
import { OTHER_WEIGHTS } from './other-words.js';
import {
  bestOf,
  isFindable,
  isSameThing,
  type OtherForm,
  rarityBeside,
  type ScoredTerm,
  saturationOf,
  UNITS,
  type WordScores,
} from './score-words.js';

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
  for (const { ordinal } of places) {
    const standing = forms.filter(({ numbers }) => numbers.every((word) => standsIn(segment.words, word, ordinal)));
    if (standing.length === 0) continue;
    const lists = standing.map(({ numbers, share }) => ({ list: occurrencesOf(segment, numbers, ordinal), share }));
    const ownList = own && occurrencesOf(segment, own, ordinal);
    for (const unit of UNITS) {
      if (scores.maximum[unit] === 0) continue;
      const whole = (weight * scores.idf[unit].get(term)!) / scores.maximum[unit];
      const saturation = saturationOf(snapshot, segment, unit);
      const before = bestOf(ownList ? [{ pairs: ownList[unit], part: whole }] : [], saturation);
      const pairs = lists.map(({ list, share }) => ({ pairs: list[unit], part: share * whole }));
      for (const [place, score] of bestOf(pairs, saturation)) {
        const gained = score - (before.get(place) ?? 0);
        if (gained > 0) scores.segments[number][unit][place] += gained;
      }
    }
  }
}

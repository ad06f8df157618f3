/**
 * Whether a sentence only says again what the passages say: its words stand in them, words beside one another stand together in
 * one sentence, and nothing was left out or exchanged that would make it say something else. Where no judge reads, such sentences
 * alone stay.
 */
import { EXCHANGES } from './exchanges.js';
import { LEFT_OUT } from './left-out.js';
import type { Offer } from './offer.js';
import { type Claim, contentOf, type Support, supportsOf } from './supports.js';
import type { Word } from './words.js';

/** Of neighbouring words so many stand together in a sentence: where a sentence joins two, not all do. In a short one, most. */
const LINKED_SHARE = 0.4;
const SHORT_LINKED_SHARE = 0.75;
const SHORT_WORDS = 5;
/** How far apart two words that belong together may stand, counted in words that say something. */
const REACH = 7;
/** This share of the words may be the writer's own: names and numbers may not. */
const OWN_SHARE = 0.3;
/** A shorter sentence that ends with a word of elsewhere adds something. */
const FEWEST_WORDS_TO_ADD = 8;

/** The sentences that the claim says again, the one that holds most of it first; undefined where it says anything else. */
export function nearVerbatim(claim: Claim, offer: Offer): Support[] | undefined {
  const words = contentOf(claim);
  const own = words.filter(({ term }) => !offer.names.hasTerm(term));
  if (words.length === 0 || own.length > words.length * OWN_SHARE) return undefined;
  if (own.some(({ isFigure, isName }) => isFigure || isName) || !isLinked(words, offer)) return undefined;
  const supports = supportsOf(words, offer);
  const { term: last } = words[words.length - 1];
  const isEndHeld = supports.some(({ content }) => content.some(({ term }) => term === last));
  if (supports.length === 0 || (words.length < FEWEST_WORDS_TO_ADD && !isEndHeld)) return undefined;
  return [...LEFT_OUT, ...EXCHANGES].some((turns) => turns(claim, supports, offer)) ? undefined : supports;
}

function isLinked(words: Word[], offer: Offer): boolean {
  const isShort = words.length <= SHORT_WORDS;
  const linked = words.filter((word, i) => i > 0 && standTogether(words[i - 1], word, offer, isShort)).length;
  return linked >= (words.length - 1) * (isShort ? SHORT_LINKED_SHARE : LINKED_SHARE);
}

function standTogether(one: Word, other: Word, { postings }: Offer, isShort: boolean): boolean {
  const others = postings.get(other.term) ?? [];
  // In a short sentence what a name does stands behind it.
  const before = isShort && one.isCapitalised ? 0 : REACH;
  // Both lists are in order, so that the places near the next one never stand before those near this one.
  let next = 0;
  return (postings.get(one.term) ?? []).some(({ sentence, at }) => {
    while (
      next < others.length &&
      (others[next].sentence < sentence || (others[next].sentence === sentence && at - others[next].at > before))
    )
      next++;
    const place = others[next];
    return place !== undefined && place.sentence === sentence && place.at - at <= REACH;
  });
}

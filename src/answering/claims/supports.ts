/** The sentences of the passages that say what a claim says: which hold most of its words, and which of theirs it takes. */
import { datesIn } from './dates.js';
import type { Offer, OfferedSentence } from './offer.js';
import type { Word } from './words.js';

/** A sentence of a reply, read. */
export interface Claim {
  text: string;
  words: Word[];
}

/** A sentence of the passages, and which of its words a claim takes. */
export interface Support {
  sentence: OfferedSentence;
  /** The sentence's words that say something. */
  content: Word[];
  /** Places in `content`. */
  taken: Set<number>;
}

/** Compares a claim with the sentences it says again; true where they say something else. */
export type Turn = (claim: Claim, supports: Support[], offer: Offer) => boolean;

/** Words by which a writer says that something was said, or joins sentences: stems. */
const LIGHT = new Set(
  'say said tell told state report accord announc add note explain also howev addition furthermor moreov therefor thu meanwhil'.split(
    ' ',
  ),
);
const MOST_SUPPORTS = 3;
/** A further sentence of which a claim takes fewer words carries none of it. */
const FEWEST_TAKEN = 2;

/** The words that say something; days are left out, for they are compared by what they mean. */
export function contentOf({ text, words }: Claim): Word[] {
  const dates = datesIn(text);
  return words.filter(
    ({ term, isContent, start, end }) =>
      isContent && !LIGHT.has(term) && !dates.some((date) => start < date.end && end > date.start),
  );
}

/**
 * The sentence that holds most of the words, then the one that holds most of what is left, three at most; of equals the first.
 * `isAllowed` leaves passages out, by their place.
 */
export function supportsOf(
  words: Word[],
  { sentences, postings, contents }: Offer,
  isAllowed: (passage: number) => boolean = () => true,
): Support[] {
  const supports: Support[] = [];
  const terms = new Set(words.map(({ term }) => term));
  let left = [...terms];
  while (left.length > 0 && supports.length < MOST_SUPPORTS) {
    const counts = new Map<number, number>();
    for (const term of left)
      for (const sentence of new Set(postings.get(term)?.map((place) => place.sentence)))
        if (isAllowed(sentences[sentence].passage)) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    const [best, count] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [-1, 0];
    if (count === 0 || (supports.length > 0 && count < FEWEST_TAKEN)) break;
    const content = contents[best];
    const taken = new Set(content.flatMap(({ term }, at) => (terms.has(term) ? at : [])));
    supports.push({ sentence: sentences[best], content, taken });
    left = left.filter((term) => !content.some((word) => word.term === term));
  }
  return supports;
}

/** Words of the sentence from the first to the last one taken, and so many before. */
export function stretchOf({ sentence: { words }, content, taken }: Support, before: number): Word[] {
  const places = [...taken];
  const first = words.indexOf(content[Math.min(...places)]);
  const last = words.indexOf(content[Math.max(...places)]);
  return words.slice(Math.max(0, first - before), last + 1);
}

/** How near the words of a text come in meaning to those of a question: "husband" to "married". */
import { nearness, wordNumber } from '../lexicon/word-vectors.js';
import { isLightTerm } from './light-terms.js';
import type { Query } from './query.js';

/** Words that have nothing in common come up to it. */
const NEAR_FROM = 0.35;

/** One question's own words that have a meaning in the dictionary; each word of a text is compared with them once. */
export class NearTerms {
  readonly terms: string[] = [];
  private readonly numbers: number[] = [];
  /** How near a word of a text is to each of them; undefined where it is near none. */
  private readonly known = new Map<string, number[] | undefined>();

  constructor({ terms, surfaces }: Query) {
    for (const { term, isOwn, isCapitalised } of terms) {
      // A name may be a word as well: Turkey is no bird.
      const number = isOwn && !isCapitalised && !isLightTerm(term) ? wordNumber(term) : undefined;
      if (number === undefined) continue;
      this.terms.push(term);
      this.numbers.push(number);
    }
    // What is asked for in its own words isn't there in others.
    for (const term of surfaces.keys()) this.known.set(term, undefined);
  }

  /** For each of `terms`, how near the nearest of these words of a text is, 0..1. */
  nearestOf(words: Iterable<{ term: string }>): number[] {
    const nearest = this.terms.map(() => 0);
    for (const { term } of words) {
      const values = this.nearnessOf(term);
      if (values) for (let i = 0; i < values.length; i++) if (values[i] > nearest[i]) nearest[i] = values[i];
    }
    return nearest;
  }

  private nearnessOf(term: string): number[] | undefined {
    const before = this.known.get(term);
    if (before || this.known.has(term)) return before;
    const number = wordNumber(term);
    const values =
      number === undefined
        ? []
        : this.numbers.map((own) => Math.max(0, (nearness(own, number) - NEAR_FROM) / (1 - NEAR_FROM)));
    const found = values.some((value) => value > 0) ? values : undefined;
    this.known.set(term, found);
    return found;
  }
}

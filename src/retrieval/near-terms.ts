/** How near the words of a text come in meaning to those of a question: "husband" to "married". */
import { nearness, wordNumber } from '../lexicon/word-vectors.js';
import type { Query } from '../query/query.js';
import { mostTelling } from './related-terms.js';

/** Words that have nothing in common come up to it. */
const NEAR_FROM = 0.35;

/** One question's own words that have a meaning in the dictionary; each word of a text is compared with them once. */
export class NearTerms {
  readonly terms: string[] = [];
  private readonly numbers: number[] = [];
  /** For each word of a text that is near any of `terms`, how near it is to each; and where in that its values begin, or NONE. */
  private readonly values: number[] = [];
  private readonly places = new Map<string, number>();

  /** By `importance`, which is by term, those that tell most are compared. */
  constructor({ terms, surfaces }: Query, importance: Map<string, number>) {
    // A name may be a word as well: Turkey is no bird.
    const meant = terms.filter(({ term, isCapitalised }) => !isCapitalised && wordNumber(term) !== undefined);
    for (const { term } of mostTelling(meant, importance)) {
      this.terms.push(term);
      this.numbers.push(wordNumber(term)!);
    }
    // What is asked for in its own words isn't there in others.
    for (const term of surfaces.keys()) this.places.set(term, NONE);
  }

  /** For each of `terms`, how near the nearest of these words of a text is, 0..1. */
  nearestOf(words: Iterable<{ term: string }>): number[] {
    const nearest = this.terms.map(() => 0);
    for (const { term } of words) {
      const place = this.places.get(term) ?? this.compare(term);
      if (place === NONE) continue;
      for (let i = 0; i < nearest.length; i++)
        if (this.values[place + i] > nearest[i]) nearest[i] = this.values[place + i];
    }
    return nearest;
  }

  private compare(term: string): number {
    const number = wordNumber(term);
    const cosines = number === undefined ? [] : this.numbers.map((own) => nearness(own, number));
    const isNear = cosines.some((cosine) => cosine > NEAR_FROM);
    const place = isNear ? this.values.length : NONE;
    if (isNear) for (const cosine of cosines) this.values.push(Math.max(0, (cosine - NEAR_FROM) / (1 - NEAR_FROM)));
    this.places.set(term, place);
    return place;
  }
}

const NONE = -1;

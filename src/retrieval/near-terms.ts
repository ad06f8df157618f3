/** How near the words of a text come in meaning to those of a question: "husband" to "married". */
import { Cosines, wordCount, wordNumber } from '../lexicon/word-vectors.js';
import type { Query } from '../query/query.js';
import { mostTelling } from './related-terms.js';
import { NO_MEANING, termNumbers } from './term-numbers.js';

/** Words that have nothing in common come up to it. */
const NEAR_FROM = 0.35;

/** One question's own words that have a meaning in the dictionary; each word of a text is compared with them once. */
export class NearTerms {
  readonly terms: readonly string[];
  private readonly cosines: Cosines;
  /** For each word of a text that is near any of `terms`, how near it is to each. */
  private readonly values: number[] = [];
  private readonly stamp = ++lastStamp;
  private readonly numbers = termNumbers();

  /** By `importance`, which is by term, those that tell most are compared. */
  constructor({ terms, surfaces }: Query, importance: Map<string, number>) {
    // A name may be a word as well: Turkey is no bird.
    const meant = terms.filter(({ term, isCapitalised }) => !isCapitalised && wordNumber(term) !== undefined);
    this.terms = mostTelling(meant, importance).map(({ term }) => term);
    this.cosines = new Cosines(this.terms.map((term) => wordNumber(term)!));
    if (stamps.length === 0) [stamps, places] = [new Uint32Array(wordCount()), new Int32Array(wordCount())];
    // What is asked for in its own words isn't there in others.
    for (const term of surfaces.keys()) {
      const number = wordNumber(term);
      if (number !== undefined) this.remember(number, NONE);
    }
  }

  /** For each of `terms`, how near the nearest of a text's words is, 0..1; `words` are numbers of their terms. */
  nearestOf(words: readonly number[]): number[] {
    const nearest = this.terms.map(() => 0);
    for (let w = 0; w < words.length; w++) {
      const meaning = this.numbers.meaningOf(words[w]);
      if (meaning === NO_MEANING) continue;
      const place = stamps[meaning] === this.stamp ? places[meaning] : this.compare(meaning);
      if (place === NONE) continue;
      for (let i = 0; i < nearest.length; i++)
        if (this.values[place + i] > nearest[i]) nearest[i] = this.values[place + i];
    }
    return nearest;
  }

  private compare(number: number): number {
    const cosines = this.cosines.with(number);
    const isNear = cosines.some((cosine) => cosine > NEAR_FROM);
    const place = isNear ? this.values.length : NONE;
    if (isNear) for (const cosine of cosines) this.values.push(Math.max(0, (cosine - NEAR_FROM) / (1 - NEAR_FROM)));
    return this.remember(number, place);
  }

  private remember(number: number, place: number): number {
    stamps[number] = this.stamp;
    places[number] = place;
    return place;
  }
}

const NONE = -1;

/** By word, which question compared it last, and where in that one's values its own begin, or NONE: one table for all questions. */
let stamps = new Uint32Array(0);
let places = new Int32Array(0);
let lastStamp = 0;

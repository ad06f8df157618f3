/**
 * Terms by number, for the texts that are kept: a word of a text is then four bytes, and what is known of its term is looked
 * up in a table, not by its letters.
 */
import { wordNumber } from '../lexicon/word-vectors.js';
import { isStopTerm } from '../text/tokenize.js';

/** Of a term that has no meaning in the dictionary, and of one that wasn't looked up there so far. */
export const NO_MEANING = -1;
const NOT_LOOKED_UP = -2;

export class TermNumbers {
  readonly #numbers = new Map<string, number>();
  /** By number: the term, and whether it is one of the little words, which don't count. */
  readonly terms: string[] = [];
  readonly isStop: boolean[] = [];
  readonly #meanings: number[] = [];

  get size(): number {
    return this.terms.length;
  }

  /** From 0; a new term gets the next number. */
  of(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) {
      number = this.terms.push(term) - 1;
      this.#numbers.set(term, number);
      this.isStop.push(isStopTerm(term));
      this.#meanings.push(NOT_LOOKED_UP);
    }
    return number;
  }

  /** Its number among the words of the dictionary, or NO_MEANING. */
  meaningOf(number: number): number {
    const known = this.#meanings[number];
    if (known !== NOT_LOOKED_UP) return known;
    return (this.#meanings[number] = wordNumber(this.terms[number]) ?? NO_MEANING);
  }
}

/** The words of 1,750 articles of the news have some 40,000. */
const MAX_TERMS = 400_000;

let current = new TermNumbers();

/** Those that texts are read with now. */
export const termNumbers = (): TermNumbers => current;

/** The same, begun anew where they have become too many: to be asked for before anything is read for a question. */
export function boundedTermNumbers(): TermNumbers {
  if (current.size > MAX_TERMS) current = new TermNumbers();
  return current;
}

/** The words of a sentence as numbers, which take half the memory of a list of tokens and are read many times as quickly. */
import type { Token } from '../text/tokenize.js';
import type { TermNumbers } from './term-numbers.js';

export class NumberedWords {
  readonly count: number;
  /** Numbers of their terms, in the sentence's order; and where each begins in the text, and ends. */
  readonly terms: readonly number[];
  readonly #places: readonly number[];

  constructor(
    tokens: readonly Token[],
    private readonly numbers: TermNumbers,
  ) {
    this.count = tokens.length;
    const terms: number[] = [];
    const places: number[] = [];
    for (const { term, start, end } of tokens) {
      terms.push(numbers.of(term));
      places.push(start, end);
    }
    // Copies are as long as they are; what grew has room to grow further.
    this.terms = terms.slice();
    this.#places = places.slice();
  }

  start(i: number): number {
    return this.#places[2 * i];
  }

  end(i: number): number {
    return this.#places[2 * i + 1];
  }

  tokens(): Token[] {
    const tokens: Token[] = [];
    for (let i = 0; i < this.count; i++)
      tokens.push({ term: this.numbers.terms[this.terms[i]], start: this.start(i), end: this.end(i) });
    return tokens;
  }

  /** How many of them count, with repeats. */
  get contentCount(): number {
    let count = 0;
    for (const number of this.terms) if (!this.numbers.isStop[number]) count++;
    return count;
  }

  /** The terms that count, each once. */
  contentTerms(): Set<string> {
    const terms = new Set<string>();
    for (const number of this.terms) if (!this.numbers.isStop[number]) terms.add(this.numbers.terms[number]);
    return terms;
  }

  /** Whether at least so many terms count, each once; few are asked for. */
  hasContent(least: number): boolean {
    const found: number[] = [];
    for (const number of this.terms) {
      if (found.length === least) break;
      if (!this.numbers.isStop[number] && !found.includes(number)) found.push(number);
    }
    return found.length === least;
  }
}

/** Words that a line's end cuts: the marks that make one of them again, for who reads and for the search. */
import type { Markup } from '../../../core/types.js';
import { isOneWord } from '../../extract/hyphens.js';
import type { Line } from './lines.js';

const CUT = /([\p{L}\p{M}]+(?:[-’'][\p{L}\p{M}]+)*)[-\u00ad\u2010]$/u;
const REST = /^[\p{L}\p{M}]+/u;

export class Hyphens {
  readonly #words: ReadonlySet<string>;
  /** A typesetter's hyphen, where it stands at the ends of lines only, cuts words. */
  readonly #cuts: boolean;
  readonly #known = new Map<string, boolean>();

  constructor(body: string) {
    this.#words = new Set(body.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*/gu));
    this.#cuts = !/\S\u2010\S/.test(body);
  }

  /**
   * The marks between two lines of a block, none where no word is cut. The first half is shown right before the second one,
   * so that both are one word in the readable text, too, where blanks stand for what is not shown:
   *
   *     body      the traf‐⏎     fic controller
   *     readable  the        traffic controller
   */
  between(line: Line, next: Line): Markup[] {
    const half = CUT.exec(line.text)?.[1];
    const rest = half && REST.exec(next.text)?.[0];
    if (!half || !rest) return [];
    const isOne =
      line.text.endsWith('\u00ad') || (line.text.endsWith('\u2010') && this.#cuts) || this.#isOneWord(half, rest);
    if (!isOne) return [{ start: line.end, end: next.start }];
    const start = line.end - 1 - half.length;
    const border = next.start - half.length;
    return [
      { start, end: border },
      { start: border, end: next.start, shown: half },
    ];
  }

  #isOneWord(half: string, rest: string): boolean {
    const key = `${half} ${rest}`;
    let isOne = this.#known.get(key);
    if (isOne === undefined) {
      isOne = isOneWord(half, rest, this.#words);
      this.#known.set(key, isOne);
    }
    return isOne;
  }
}

/** Phrases by their terms, and which of them begin at a word of a running text. */
import { normaliseWord } from '../text/normalise-word.js';

/** The terms of a phrase's words, little ones included: as `tokenize` has them, without its care for what stands around. */
export const phraseTerms = (phrase: string): string[] =>
  phrase
    .trim()
    .split(/[\s/-]+/)
    .map(normaliseWord)
    .filter((term) => term !== '');

/** Little words that a verb may be parted from: "kick him out". */
const PARTICLES = new Set('up down in out on off over away back through along together'.split(' '));
/** So many words may stand between. */
const MOST_BETWEEN = 2;

export interface PhraseMatch<Value> {
  /** Where its words stand, in order. */
  places: number[];
  values: readonly Value[];
}

interface Entry<Value> {
  terms: readonly string[];
  values: Value[];
}

export class PhraseMap<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  /** By their first term, the longest first. */
  readonly #byFirst = new Map<string, Entry<Value>[]>();

  add(terms: readonly string[], ...values: Value[]): void {
    const key = terms.join(' ');
    const known = this.#entries.get(key);
    if (known) {
      known.values.push(...values);
      return;
    }
    const entry = { terms, values };
    this.#entries.set(key, entry);
    const alike = this.#byFirst.get(terms[0]);
    if (!alike) this.#byFirst.set(terms[0], [entry]);
    else {
      const shorter = alike.findIndex((other) => other.terms.length < terms.length);
      alike.splice(shorter < 0 ? alike.length : shorter, 0, entry);
    }
  }

  /** The longest phrase that begins at `at`. */
  longestAt(terms: readonly string[], at: number): PhraseMatch<Value> | undefined {
    for (const { terms: phrase, values } of this.#byFirst.get(terms[at]) ?? []) {
      const places = phraseAt(phrase, terms, at);
      if (places) return { places, values };
    }
    return undefined;
  }
}

/** Where the words of a phrase stand that begins at `at`; undefined where another one stands there. */
export function phraseAt(phrase: readonly string[], terms: readonly string[], at: number): number[] | undefined {
  if (phrase.every((term, i) => terms[at + i] === term)) return phrase.map((_, i) => at + i);
  if (phrase.length !== 2 || phrase[0] !== terms[at] || !PARTICLES.has(phrase[1])) return undefined;
  const particle = terms.indexOf(phrase[1], at + 2);
  return particle > 0 && particle - at <= MOST_BETWEEN + 1 ? [at, particle] : undefined;
}

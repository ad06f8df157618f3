/**
 * The letters that stand for a name in full: "iaea" for "the International Atomic Energy Agency". Of a longer run of
 * capitalised words each stretch gives its own, because nothing tells where the name begins and ends in "Director General
 * of the International Atomic Energy Agency".
 */
import type { Token } from './tokenize.js';

/** Two letters stand for too much, unless a text says itself what for. */
const FEWEST_LETTERS = 3;
const MOST_LETTERS = 6;
/** A headline in capitals is no name. */
const MOST_WORDS = 8;
/** May stand inside a name, and have no letter in it. */
const LITTLE = new Set('of the for and on in to at de du des der für von la le'.split(' '));
const MOST_LITTLE = 2;

export interface NameLetters {
  /** In small letters, without accents. */
  letters: string;
  /** Its first and its last token. */
  first: number;
  last: number;
}

/** Words joined by a hyphen are one: "Co-operation". */
interface Word {
  first: number;
  last: number;
  text: string;
  /** Whether the next word may belong to the same name. */
  goesOn: boolean;
}

/** `mayBeNamed` says which words a name may be made of, by their token's number. */
export function nameLetters(
  text: string,
  tokens: readonly Pick<Token, 'start' | 'end'>[],
  mayBeNamed: (token: number) => boolean,
  fewestLetters = FEWEST_LETTERS,
): NameLetters[] {
  const found: NameLetters[] = [];
  if (!areAtLeast(fewestLetters, tokens.length, mayBeNamed)) return found;
  let run: Word[] = [];
  let little = 0;
  const end = () => {
    if (run.length >= fewestLetters && run.length <= MOST_WORDS) addStretches(found, run, fewestLetters);
    run = [];
    little = 0;
  };
  for (const word of wordsOf(text, tokens)) {
    if (mayBeNamed(word.first)) {
      run.push(word);
      little = 0;
    } else if (run.length === 0 || !LITTLE.has(word.text) || ++little > MOST_LITTLE) end();
    if (!word.goesOn) end();
  }
  end();
  return found;
}

/** Most sentences hold too few such words for any name. */
function areAtLeast(fewest: number, tokens: number, mayBeNamed: (token: number) => boolean): boolean {
  let count = 0;
  for (let i = 0; i < tokens && count < fewest; i++) if (mayBeNamed(i)) count++;
  return count >= fewest;
}

function* wordsOf(text: string, tokens: readonly Pick<Token, 'start' | 'end'>[]): Generator<Word> {
  const gapBehind = (i: number) => (i + 1 < tokens.length ? text.slice(tokens[i].end, tokens[i + 1].start) : '');
  for (let first = 0; first < tokens.length; first++) {
    let last = first;
    while (gapBehind(last) === '-') last++;
    const written = text.slice(tokens[first].start, tokens[last].end);
    yield { first, last, text: written, goesOn: /^\s+$/.test(gapBehind(last)) && !/['’]s?$/.test(written) };
    first = last;
  }
}

function addStretches(found: NameLetters[], run: readonly Word[], fewestLetters: number): void {
  const letters = run.map(({ text }) => text.normalize('NFD').charAt(0).toLowerCase()).join('');
  for (let from = 0; from < run.length; from++)
    for (let to = from + fewestLetters; to <= Math.min(run.length, from + MOST_LETTERS); to++)
      found.push({ letters: letters.slice(from, to), first: run[from].first, last: run[to - 1].last });
}

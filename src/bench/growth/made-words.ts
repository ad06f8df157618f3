/** A vocabulary that nobody speaks, and chance that repeats itself: the same seed gives the same words in the same order. */

/** A number in [0, 1). xorshift, Marsaglia 2003, "Xorshift RNGs". */
export type Random = () => number;

export function createRandom(seed: number): Random {
  // Neighbouring seeds are drawn apart, and none is 0, from which nothing else would follow.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) next();
  return next;
}

export const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)];

/** Words by rank, the most frequent first. */
export interface Vocabulary {
  words: string[];
  /** The rank of a word as texts use it: from 0, the lower the more frequent. */
  draw(random: Random): number;
}

const CONSONANTS = 'b c d f g h k l m n p r s t v w z br dr gr kl pl st tr'.split(' ');
const VOWELS = 'a e i o u ai ou'.split(' ');
const CODAS = ['', '', '', 'n', 'r', 'l', 'm', 't'];
/** Ranks below have words of two syllables, as frequent words are short. */
const SHORT_RANKS = 2_000;
/** One word in so many is a name, and written so. */
const RANKS_PER_NAME = 6;
/**
 * Zipf's law with Mandelbrot's offset: the probability of a rank goes with 1 / (rank + offset). With 20, the most frequent
 * word stands in every fifth passage or so, as "said" does in news.
 */
const RANK_OFFSET = 20;

export function makeVocabulary(size: number, random: Random): Vocabulary {
  const known = new Set<string>();
  while (known.size < size) {
    const syllables = known.size < SHORT_RANKS ? 2 : 3;
    let word = '';
    for (let i = 0; i < syllables; i++) word += pick(CONSONANTS, random) + pick(VOWELS, random);
    word += pick(CODAS, random);
    known.add(known.size % RANKS_PER_NAME === RANKS_PER_NAME - 1 ? word[0].toUpperCase() + word.slice(1) : word);
  }
  const upTo = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) upTo[rank] = sum += 1 / (rank + 1 + RANK_OFFSET);
  return { words: [...known], draw: (random) => firstAbove(upTo, random() * sum) };
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

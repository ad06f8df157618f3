/**
 * Words of a question as who wrote it reads them: "円安", of which the search cut off "安". Scripts that put no spaces
 * between words are cut by a dictionary, Korean into pairs of syllables, and such a splinter is no word to tell anybody.
 */
import type { QueryTerm, QueryWord } from './query-terms.js';

/** From where to where in the words, both within. */
interface Run {
  first: number;
  last: number;
}

/**
 * What stands in the question for each of `missing`, in their order, each once: those that touch in it are told as one,
 * and a single character with the word beside it. Words between spaces are told as they are.
 *
 * @param words all words of the question, in order
 */
export function missingWords(missing: readonly QueryTerm[], words: readonly QueryWord[]): string[] {
  const terms = new Set(missing.map(({ term }) => term));
  const told = new Map<number, string>();
  for (const { term, surface } of missing) {
    const at = words.findIndex((word) => word.term === term);
    // A term of a compound or of a time stands nowhere by itself.
    if (at < 0) told.set(-1 - told.size, surface);
    else {
      const run = runAround(at, words, terms);
      // "얼마인가요" (how much is it) begins with a question word.
      if (!words[run.first].isStop && !told.has(run.first)) told.set(run.first, textOf(run, words));
    }
  }
  return [...told.values()];
}

function runAround(at: number, words: readonly QueryWord[], missing: ReadonlySet<string>): Run {
  const run = { first: at, last: at };
  const isOne = (word: QueryWord, beside: QueryWord) => {
    const [before, behind] = word.start < beside.start ? [word, beside] : [beside, word];
    if (before.end < behind.start) return false;
    if (before.end > behind.start || missing.has(word.term)) return true;
    return run.first === run.last && [...words[at].surface].length === 1 && !word.isStop;
  };
  while (run.first > 0 && isOne(words[run.first - 1], words[run.first])) run.first--;
  while (run.last < words.length - 1 && isOne(words[run.last + 1], words[run.last])) run.last++;
  return run;
}

/** Korean's pairs share a syllable, which is written once. */
const textOf = ({ first, last }: Run, words: readonly QueryWord[]) =>
  words
    .slice(first, last + 1)
    .map(({ surface, start }, i) => (i === 0 ? surface : surface.slice(Math.max(0, words[first + i - 1].end - start))))
    .join('');

/** Outlets that a question names: "according to Reuters". */
import type { Snapshot } from '../index/snapshot.js';
import { type QueryWord, readWords } from '../query/query-terms.js';

/** Behind these an outlet may be written in small letters: "according to the sun". */
const LEADS_TO_SOURCE = /^(according to|reported by|published by|written by)$/;

/** Those of the index's outlets whose whole name stands among the words as it is written, in lower case: "the sun" is not "The Sun". */
export function namedSources(snapshot: Snapshot, words: readonly QueryWord[]): Set<string> {
  const asked = words.filter(({ isStop }) => !isStop);
  return new Set(
    snapshot.sources.filter((source) => isNamed(source, asked, words)).map((source) => source.toLowerCase()),
  );
}

function isNamed(source: string, asked: readonly QueryWord[], words: readonly QueryWord[]): boolean {
  const name = readWords(source).filter(({ isStop }) => !isStop);
  if (name.map(({ surface }) => surface).join(' ').length <= 2) return false;
  return asked.some((first, at) => {
    const isHere = name.every((word, i) => asked[at + i] && plain(word) === plain(asked[at + i]));
    if (!isHere) return false;
    const isWrittenSo = name.every((word, i) => !word.isCapitalised || asked[at + i].isCapitalised);
    return isWrittenSo || LEADS_TO_SOURCE.test(twoWordsBefore(words, words.indexOf(first)));
  });
}

const plain = ({ surface }: QueryWord) => surface.toLowerCase().replace(/['’]s?$/, '');

function twoWordsBefore(words: readonly QueryWord[], at: number): string {
  const end = words[at - 1]?.surface.toLowerCase() === 'the' ? at - 1 : at;
  return words
    .slice(Math.max(0, end - 2), end)
    .map(({ surface }) => surface.toLowerCase())
    .join(' ');
}

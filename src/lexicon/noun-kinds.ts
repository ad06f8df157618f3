/** What sort of thing a noun names, by WordNet's fields of nouns; and whether a word is rather a verb. */
import { irregularBases } from '../core/irregular-forms.js';
import { findSenses, lemmasOf, senseAt } from './wordnet-files.js';

export type NounKind = 'person' | 'group' | 'place' | 'work' | 'thing' | 'time' | 'amount';

/** Numbers of lexnames(5WN). */
const FIELDS: Record<number, NounKind> = {
  6: 'thing',
  10: 'work',
  14: 'group',
  15: 'place',
  17: 'place',
  18: 'person',
  23: 'amount',
  28: 'time',
};

/** Of these the news mostly means another sense than the first. */
const IN_NEWS = new Map<string, NounKind>([
  ...'star icon legend favorite favourite head figure champion ally'
    .split(' ')
    .map((word) => [word, 'person'] as const),
  ...'show app series platform'.split(' ').map((word) => [word, 'work'] as const),
]);

/** By its most frequent sense as a noun; undefined for one of another field, and for a word that isn't in the dictionary. */
export function nounKind(word: string): NounKind | undefined {
  const inNews = IN_NEWS.get(word);
  if (inNews) return inNews;
  for (const lemma of lemmasOf(word, 'n')) {
    const found = findSenses(lemma, 'n');
    if (found) return FIELDS[senseAt(found.keys[0]).field];
  }
  return undefined;
}

/** Whether the word, as it is written, is rather a verb than a noun: "tied", "received", "won". */
export function isVerbForm(word: string): boolean {
  const isInflected = /(?:ed|ing|s)$/.test(word) || irregularBases(word).length > 0;
  return isInflected && usesOf(word, 'v') > usesOf(word, 'n');
}

const usesOf = (word: string, part: 'n' | 'v') =>
  lemmasOf(word, part).reduce((sum, lemma) => sum + (findSenses(lemma, part)?.uses ?? 0), 0);

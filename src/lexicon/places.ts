/** Names of countries that WordNet joins: a country, what is called after it, and its capital where that means the government. */
import { findSenses, lemmasOf, PARTS_OF_SPEECH, senseAt } from './wordnet-files.js';

/** Of a word with many senses the rare ones are of no use: "Washington" is a state, too. */
const MAX_SENSES = 4;
const MAX_CACHED_WORDS = 20_000;
const CAPITAL = 'national capital';

const known = new Map<string, Set<string>>();

/** The countries that a word stands for: "Riyadh" is the capital of one, "Saudi" belongs to it. */
export function placesOf(word: string): Set<string> {
  const before = known.get(word);
  if (before) return before;
  const places = new Set<string>();
  for (const part of PARTS_OF_SPEECH)
    for (const lemma of lemmasOf(word, part))
      for (const key of findSenses(lemma, part)?.keys.slice(0, MAX_SENSES) ?? []) addPlaces(places, key);
  if (known.size >= MAX_CACHED_WORDS) known.clear();
  known.set(word, places);
  return places;
}

function addPlaces(places: Set<string>, key: string): void {
  const { pointers } = senseAt(key);
  const isCapital = pointers.some(({ kind, key: up }) => kind === '@i' && up === capitals());
  if (isNamed(key)) places.add(key);
  for (const { kind, key: other } of pointers)
    if (other[0] === 'n' && ((isCapital && kind === '#p') || (key[0] === 'a' && kind === '\\')) && isNamed(other))
      places.add(other);
}

/** Whether a sense is one particular place or person. */
const isNamed = (key: string) => senseAt(key).pointers.some(({ kind }) => kind === '@i');

let capital: string | undefined;
const capitals = () => (capital ??= findSenses(CAPITAL, 'n')!.keys[0]);

const common = new Map<string, boolean>();

/** Whether a word, in lower case and in any form, is in the dictionary as anything but a name. */
export function isCommonWord(word: string): boolean {
  let known = common.get(word);
  if (known === undefined) {
    if (common.size >= MAX_CACHED_WORDS) common.clear();
    common.set(word, (known = hasCommonSense(word)));
  }
  return known;
}

function hasCommonSense(word: string): boolean {
  return PARTS_OF_SPEECH.some((part) =>
    lemmasOf(word, part).some((lemma) => findSenses(lemma, part)?.keys.some((key) => !isNamed(key)) ?? false),
  );
}

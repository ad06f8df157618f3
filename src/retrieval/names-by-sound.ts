/** Names in other letters: one that no article holds is looked up by its sound, "Зеленский" as "Zelensky" and the other way round. */
import type { Snapshot } from '../index/snapshot.js';
import { isOrdinaryWord } from '../lexicon/wordnet-files.js';
import {
  bitsOf,
  consonantsOf,
  mayHaveSkeleton,
  pairsOf,
  skeletonOf,
  soundDistance,
  soundsOf,
  soundsOfTerm,
} from '../text/name-sound.js';
import { isStopTerm } from '../text/tokenize.js';
import { isHeld } from './occurrences.js';
import { OTHER_WEIGHTS } from './other-words.js';
import type { OtherForm } from './score-words.js';

/** What a word may begin with in each script, by the first letter of its skeleton; Latin ones that aren't here begin with it. */
const LATIN_FIRST = pairsOf('a:aeiouyj s:szctjd g:ghkc k:kcq v:vwfp');
const CYRILLIC_FIRST = pairsOf('a:аеєиіоуэюя b:б d:д g:гґх k:к l:л m:м n:н p:п r:р s:сзцчшщждт t:т v:вф');

/** Shorter words mean too much. Where a question has no capitals, any of its longer words may be a name. */
const FEWEST_SOUNDS = 3;
const FEWEST_CONSONANTS = 2;
const FEWEST_WITHOUT_CAPITALS = 5;
/** "Роз" is no rose: what is as short, and a word of English, is no name. */
const FEWEST_OF_WORD = 5;
const MOST_FORMS = 4;

const isCapital = (surface: string) => /^\p{Lu}/u.test(surface);

/** What tells which words of a question may be names, and where they are looked for. */
export interface NamesAsked {
  /** Whether any of its words has a capital: then names have. */
  hasCapitals: boolean;
  /** As in Question: then it may be Ukrainian over Russian articles. */
  isForeign: boolean;
}

/** What sounds like a name of a question in the live terms of the index, the nearest first. */
export function formsBySound(snapshot: Snapshot, surface: string, { hasCapitals, isForeign }: NamesAsked): OtherForm[] {
  if (hasCapitals ? !isCapital(surface) : isOrdinaryWord(surface)) return [];
  const fewest = hasCapitals ? FEWEST_SOUNDS : FEWEST_WITHOUT_CAPITALS;
  const isCyrillic = /\p{Script=Cyrillic}/u.test(surface);
  const scripts = { cyrillic: isForeign || !isCyrillic, latin: isCyrillic };
  const distances = new Map<string, number>();
  for (const sound of soundsOf(surface)) {
    if (sound.length < fewest) continue;
    for (const other of soundingLike(snapshot, sound, scripts)) {
      const distance = soundDistance(sound, other.sound, other.isCut);
      if (distance > (distances.get(other.term) ?? mostBetween(sound, other))) continue;
      const isShort = other.sound.length < FEWEST_OF_WORD && !other.isCut;
      if (!(isShort && isOrdinaryWord(other.term))) distances.set(other.term, distance);
    }
  }
  return [...distances]
    .filter(([term]) => !isStopTerm(term) && isHeld(snapshot, term))
    .map(([term, distance]) => ({ term, distance, count: snapshot.sentenceFrequency(term) }))
    .sort((a, b) => a.distance - b.distance || b.count - a.count || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_FORMS)
    .map(({ term }) => ({ found: [term], phrase: [term], share: OTHER_WEIGHTS.name, kind: 'name', isAcronym: false }));
}

interface SoundingTerm {
  term: string;
  sound: string;
  /** Whether it is a word's beginning alone. */
  isCut: boolean;
}

const MOST_LONGER = 4;

/** Terms of the same skeleton, and beginnings of it, in these scripts. */
function* soundingLike(
  snapshot: Snapshot,
  sound: string,
  scripts: Record<'cyrillic' | 'latin', boolean>,
): Generator<SoundingTerm> {
  const skeleton = skeletonOf(sound);
  if (skeleton.length < FEWEST_CONSONANTS) return;
  const bits = bitsOf(sound);
  const [first] = skeleton;
  const letters =
    (scripts.cyrillic ? (CYRILLIC_FIRST[first] ?? '') : '') + (scripts.latin ? (LATIN_FIRST[first] ?? first) : '');
  for (const letter of letters)
    for (const term of termsSounding(snapshot, letter, bits)) {
      const { word, isCut } = wordOfTerm(term);
      if (term.length > sound.length + MOST_LONGER || !mayHaveSkeleton(word, bits, isCut)) continue;
      for (const other of soundsOfTerm(word, isCut)) {
        const own = skeletonOf(other);
        const isAlike = isCut ? own.length >= FEWEST_CONSONANTS && skeleton.startsWith(own) : own === skeleton;
        if (isAlike) yield { term, sound: other, isCut };
      }
    }
}

/** How far two sounds of one name may be apart, by the longer one; of a beginning by that alone. */
function mostBetween(sound: string, { sound: other, isCut }: SoundingTerm): number {
  const length = isCut ? other.length : Math.max(sound.length, other.length);
  return length <= 3 ? 0 : length <= 5 ? 0.5 : length <= 7 ? 1 : 1.5;
}

/** Terms of other languages are cut to five letters, and have a "-" behind Latin ones: see language-terms.ts. */
const CUT_LETTERS = 5;
const FEWEST_LETTERS = 3;
/** No name's term is longer; the same for all names, because a store is asked by it. */
const MOST_LETTERS = 20;
/** Terms that are kept for a snapshot, 12 bytes each beside the term itself; further ones are read anew each time. */
const MOST_KEPT = 1_000_000;

/** A term's word without the mark of another language, and whether it is a word's beginning alone. */
function wordOfTerm(term: string): { word: string; isCut: boolean } {
  const word = term.endsWith('-') ? term.slice(0, -1) : term;
  return { word, isCut: word.length === CUT_LETTERS && (word !== term || term[0] > 'z') };
}

/** The terms of one first letter: each one's consonants as two numbers, so that a name is compared with numbers alone. */
interface LetterTable {
  terms: string[];
  possible: Int32Array;
  needed: Int32Array;
}

interface Kept {
  byLetter: Map<string, LetterTable>;
  size: number;
}

/** Made for the first name that may begin so, which costs what walking over the terms once does. */
const kept = new WeakMap<Snapshot, Kept>();

/** Those of a first letter that may have a skeleton of these consonants, or with a term that is cut begin it; most others are left out. */
function termsSounding(snapshot: Snapshot, letter: string, bits: number): string[] {
  const { terms, possible, needed } = tableOf(snapshot, letter);
  return terms.filter((_, i) => (possible[i] & bits) === bits && (needed[i] & ~bits) === 0);
}

function tableOf(snapshot: Snapshot, letter: string): LetterTable {
  let ofSnapshot = kept.get(snapshot);
  if (!ofSnapshot) kept.set(snapshot, (ofSnapshot = { byLetter: new Map(), size: 0 }));
  const known = ofSnapshot.byLetter.get(letter);
  if (known) return known;
  const terms = [...snapshot.termsLike(letter, FEWEST_LETTERS, MOST_LETTERS)];
  const table = { terms, possible: new Int32Array(terms.length), needed: new Int32Array(terms.length) };
  terms.forEach((term, i) => {
    const { possible, needed } = consonantsOf(wordOfTerm(term));
    table.possible[i] = possible;
    table.needed[i] = needed;
  });
  // A store that brings what was asked for has nothing the first time.
  if (terms.length > 0 && ofSnapshot.size + terms.length <= MOST_KEPT) {
    ofSnapshot.byLetter.set(letter, table);
    ofSnapshot.size += terms.length;
  }
  return table;
}

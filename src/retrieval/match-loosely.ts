/** A word that no article holds is looked up as the nearest word that one does hold: a name in other letters, or a slip in typing. */
import type { Snapshot } from '../index/snapshot.js';
import { knownNames } from '../lexicon/names.js';
import { isOrdinaryWord } from '../lexicon/wordnet-files.js';
import type { OtherWord } from '../query/other-words.js';
import type { QueryTerm } from '../query/query.js';
import { normaliseWord } from '../text/normalise-word.js';
import { STOP_WORDS } from '../text/stop-words.js';
import { corpusSize } from './corpus-size.js';
import { formsBySound, type NamesAsked } from './names-by-sound.js';
import { isHeld } from './occurrences.js';
import { OTHER_WEIGHTS, otherForms } from './other-words.js';
import type { OtherForm, ScoredTerm } from './score-words.js';

const MIN_LETTERS = 5;
/** Of four letters only swapped neighbours are forgiven. */
const MIN_LETTERS_SWAPPED = 4;
const MIN_LETTERS_FOR_TWO = 8;
/** What a match at edit distance 1 or 2 is worth. */
const WEIGHTS = [1, 0.8, 0.6];
/** Words of earlier turns count half in what a query could reach at most. */
const EARLIER_TURN_SHARE = 0.5;
/** "SpaceX" is a name that was meant so, and not "space" with a slip. */
const MIXED_CASE = /\p{Ll}\p{Lu}/u;

/** The terms to score, in the query's order; a slip in a little word ("abuot") is none of them. */
export function resolveTerms(
  snapshot: Snapshot,
  terms: readonly QueryTerm[],
  otherWords: readonly OtherWord[],
  names: NamesAsked,
): ScoredTerm[] {
  const forms = otherForms(snapshot, otherWords);
  return terms.flatMap(({ term, surface, weight, isOwn }) => {
    const share = isOwn ? weight : weight * EARLIER_TURN_SHARE;
    const others = isOwn ? (forms.get(term) ?? []) : [];
    const asWritten = { term, found: term, weight, share, others };
    if (others.length > 0 || isHeld(snapshot, term) || MIXED_CASE.test(surface)) return asWritten;
    const heard = isOwn ? formsBySound(snapshot, surface, names) : [];
    if (heard.length > 0) return { ...asWritten, others: heard };
    const word = surface.toLowerCase();
    if (!/^[a-z]+$/.test(word) || isName(term)) return asWritten;
    if (isOrdinaryWord(word)) {
      const counts = isOwn && surface === word ? countsUnheld(snapshot) : 1;
      return { ...asWritten, weight: weight * counts, share: share * counts };
    }
    if (isLittleWord(word)) return [];
    const near = nearestByWord(snapshot, word) ?? nearestTerm(snapshot, term);
    if (near) return { ...asWritten, found: near.term, weight: weight * WEIGHTS[near.distance] };
    const parts = isOwn ? partsOf(snapshot, word) : undefined;
    return parts ? { ...asWritten, others: [parts] } : asWritten;
  });
}

/** What an everyday word counts that none of many articles writes. */
const UNHELD = 0.7;

/**
 * "Did smacking that asteroid do anything": a word of the dictionary that no article writes is the asker's way to say what
 * they may say otherwise; of a few articles it counts more, and of one as much as any. Names always count.
 */
const countsUnheld = ({ articleCount }: Snapshot): number => 1 - (1 - UNHELD) * corpusSize(articleCount);

/** Australia is no slip in Austria. */
const isName = (term: string) => knownNames().longestAt([term], 0) !== undefined;

/** The fewest letters of each part of a word that was written in one. */
const MIN_LETTERS_OF_PART = 3;

/** "Stackoverflow" for "Stack Overflow": the two words that an article has for one, of several pairs the one that has the more frequent rarer word. */
function partsOf(snapshot: Snapshot, word: string): OtherForm | undefined {
  let best: { phrase: string[]; count: number } | undefined;
  for (let i = MIN_LETTERS_OF_PART; i <= word.length - MIN_LETTERS_OF_PART; i++) {
    const parts = [word.slice(0, i), word.slice(i)];
    const phrase = parts.map(normaliseWord);
    if (parts.some((part) => STOP_WORDS.has(part)) || !phrase.every((term) => isHeld(snapshot, term))) continue;
    const count = Math.min(...phrase.map((term) => snapshot.sentenceFrequency(term)));
    if (!best || count > best.count) best = { phrase, count };
  }
  return best && { found: best.phrase, phrase: best.phrase, share: OTHER_WEIGHTS.name, kind: 'name', isAcronym: false };
}

/** A slip and how likely it is, the likeliest first. */
const SLIPS = ['swapped', 'missing', 'doubled', 'added', 'wrong'] as const;
type Slip = (typeof SLIPS)[number];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** What may be meant by a word with one slip in it that left its first letter, or swapped it. */
function* meantBy(word: string): Generator<{ meant: string; slip: Slip }> {
  for (let i = 0; i + 1 < word.length; i++)
    if (word[i] !== word[i + 1])
      yield { meant: word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2), slip: 'swapped' };
  for (let i = 1; i < word.length; i++) {
    const rest = word.slice(i + 1);
    yield { meant: word.slice(0, i) + rest, slip: word[i] === word[i - 1] ? 'doubled' : 'added' };
    for (const letter of LETTERS) {
      yield { meant: word.slice(0, i) + letter + word.slice(i), slip: 'missing' };
      if (letter !== word[i]) yield { meant: word.slice(0, i) + letter + rest, slip: 'wrong' };
    }
  }
  for (const letter of LETTERS) yield { meant: word + letter, slip: 'missing' };
}

/** "Abuot", "ther", "thatt": one of the words that don't count, but for swapped, missing or doubled letters. */
function isLittleWord(word: string): boolean {
  for (const { meant, slip } of meantBy(word)) {
    const isLikely =
      slip === 'swapped' || ((slip === 'missing' || slip === 'doubled') && word.length >= MIN_LETTERS_SWAPPED);
    if (isLikely && meant.length > 1 && STOP_WORDS.has(meant)) return true;
  }
  return false;
}

/**
 * The live term of a word that differs in one slip from the one that was typed, whatever its ending: "sendign" is "send".
 * The likeliest slip first, then the term in most sentences, then the smaller in code unit order.
 */
function nearestByWord(snapshot: Snapshot, word: string): { term: string; distance: number } | undefined {
  if (word.length < MIN_LETTERS_SWAPPED) return undefined;
  const known = new Set<string>();
  for (const letter of new Set([word[0], word[1]]))
    for (const term of snapshot.termsLike(letter, 1, word.length + 1)) known.add(term);
  let best: { term: string; rank: number; count: number } | undefined;
  const seen = new Set<string>();
  for (const { meant, slip } of meantBy(word)) {
    if (word.length < MIN_LETTERS && slip !== 'swapped') continue;
    const rank = SLIPS.indexOf(slip);
    const term = normaliseWord(meant);
    if ((best && rank > best.rank) || seen.has(term) || !known.has(term) || STOP_WORDS.has(term)) continue;
    seen.add(term);
    if (!isHeld(snapshot, term)) continue;
    const count = snapshot.sentenceFrequency(term);
    if (!best || rank < best.rank || count > best.count || (count === best.count && term < best.term))
      best = { term, rank, count };
  }
  return best && { term: best.term, distance: 1 };
}

/** The nearest live term: least distance, then in most sentences, then the smaller in code unit order. */
function nearestTerm(snapshot: Snapshot, term: string): { term: string; distance: number } | undefined {
  if (term.length < MIN_LETTERS || !/^[a-z]+$/.test(term)) return undefined;
  const most = term.length >= MIN_LETTERS_FOR_TWO ? 2 : 1;
  const candidates = new Map<string, number>();
  for (const candidate of snapshot.termsLike(term[0], term.length - most, term.length + most)) {
    if (candidates.has(candidate) || !/^[a-z]+$/.test(candidate)) continue;
    const distance = editDistance(term, candidate, most);
    if (distance <= most) candidates.set(candidate, distance);
  }
  let best: { term: string; distance: number; count: number } | undefined;
  for (const [candidate, distance] of candidates) {
    if (best && distance > best.distance) continue;
    if (!isHeld(snapshot, candidate)) continue;
    const count = snapshot.sentenceFrequency(candidate);
    if (!best || distance < best.distance || count > best.count || (count === best.count && candidate < best.term))
      best = { term: candidate, distance, count };
  }
  return best;
}

/** Edits between two words, neighbours swapped counting as one; stops counting above `most`. Damerau 1964. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length];
}

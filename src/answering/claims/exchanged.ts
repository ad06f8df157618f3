/** Whether a claim has put another thing or name into the place that the evidence gives to one. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { nameKey } from './names.js';
import { isSolid, type Statement, type Word } from './read-statement.js';
import { isAcronymIn, nameRun, sharesStem, standsFor } from './words-held.js';

/**
 * Whether the claim has put another word into the evidence's place: beside a word that both share, one has "sink" and the
 * other "birdcage", and neither is anywhere else.
 */
export function isExchanged(
  word: Word,
  claim: Statement,
  evidence: Statement,
  matches: Map<Word, Word | undefined>,
  lexicon: Lexicon,
): boolean {
  const mine = claim.words.filter(isSolid);
  const theirs = evidence.words.filter(isSolid);
  const counterpart = (own: Word) => theirs.find(({ term }) => term === own.term) ?? matches.get(own);
  const isExact = (own: Word) => theirs.some(({ term }) => term === own.term);
  const isClaimed = (other: Word) =>
    mine.some(
      (own) =>
        own.term === other.term ||
        (!isExact(own) &&
          (counterpart(own) === other ||
            lexicon.mayStandFor(own.lower, other.lower) ||
            lexicon.mayStandFor(other.lower, own.lower))),
    );
  if (kindOf(word, claim, lexicon) !== 'noun') return false;
  const at = mine.indexOf(word);
  return ([-1, 1] as const).some((step) => {
    const neighbour = mine[at + step];
    const there = neighbour && counterpart(neighbour);
    const other = there && theirs[theirs.indexOf(there) - step];
    if (!neighbour || !there || !other || other.isName || other.isFigure) return false;
    const isSamePlace = wordsBetween(claim, word, neighbour) === wordsBetween(evidence, other, there);
    return isSamePlace && kindOf(other, evidence, lexicon) === 'noun' && !isClaimed(other);
  });
}

/** What a word is where it stands, as far as its form and the word before tell. */
function kindOf(word: Word, { words }: Statement, lexicon: Lexicon): 'noun' | 'verb' | undefined {
  const before = words[words.indexOf(word) - 1]?.lower ?? '';
  const isAfterArticle = /^(the|a|an|its|his|her|their|of)$/.test(before);
  if (
    !isAfterArticle &&
    lexicon.isVerb(word.lower) &&
    (/(ed|ing)$/.test(word.lower) || lexicon.isMostlyVerb(word.lower))
  )
    return 'verb';
  return lexicon.isNoun(word.lower) ? 'noun' : undefined;
}

/** "Drones and missiles" where the evidence has drones alone. */
export function isAdded(word: Word, claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
  if (!lexicon.isNoun(word.lower)) return false;
  const at = claim.words.indexOf(word);
  const joins = (from: number, to: number) =>
    /^(?:\s*,)?\s+(?:and|or|as well as|but also)\s+$/.test(
      claim.text.slice(claim.words[from].end, claim.words[to].start),
    );
  const isHeld = (i: number) => {
    const other = claim.words[i];
    return other.isContent && lexicon.isNoun(other.lower) && evidence.words.some(({ term }) => term === other.term);
  };
  const before = claim.words.findLastIndex((other, i) => i < at && isSolid(other));
  const after = claim.words.findIndex((other, i) => i > at && isSolid(other));
  // … or a list of things of which it has none.
  const isAlso = (i: number) =>
    lexicon.isNoun(claim.words[i].lower) &&
    !standsFor(claim.words[i], evidence.words, lexicon) &&
    claim.words[i].isContent;
  return (
    (before >= 0 && (isHeld(before) || isAlso(before)) && joins(before, at)) ||
    (after >= 0 && (isHeld(after) || isAlso(after)) && joins(at, after))
  );
}

/** Whether a name stands where the evidence has another one: "the Russian advance" for "the Ukrainian advance". */
export function isNameExchanged(name: Word, claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
  const mine = claim.words.filter(isSolid);
  const theirs = evidence.words.filter(isSolid);
  const at = mine.indexOf(name);
  return ([-1, 1] as const).some((step) => {
    const neighbour = mine[at + step];
    if (!neighbour || neighbour.isName || neighbour.isFigure || hasCommaBetween(claim, name, neighbour)) return false;
    const gap = wordsBetween(claim, name, neighbour);
    const places = theirs.flatMap(({ term }, i) => (term === neighbour.term ? i : []));
    const others = places.flatMap((place) => {
      const other = theirs[place - step];
      const isThere =
        other?.isName &&
        gap === wordsBetween(evidence, other, theirs[place]) &&
        !/[;:]/.test(textBetween(evidence, other, theirs[place]));
      return isThere && isPassiveAt(neighbour, claim) === isPassiveAt(theirs[place], evidence) ? other : [];
    });
    if (others.length === 0 || others.length < places.length) return false;
    // "Under secretary Brian Nelson" for "Nelson, the under secretary": the name stands on the other side.
    const beyond = mine[at + 2 * step];
    const isOtherSide = (other: Word) =>
      beyond?.isName === true &&
      wordsBetween(claim, neighbour, beyond) === '' &&
      nameRun(beyond, claim).some((part) => nameKey(part) === nameKey(other));
    return others.every(
      (other) =>
        !isOtherSide(other) &&
        !isAcronymIn(name.lower, nameRun(other, evidence)) &&
        !nameRun(other, evidence).some((part) => areOneName(part, name, lexicon)) &&
        !nameRun(name, claim).some((part) => areOneName(part, other, lexicon)),
    );
  });
}

const areOneName = (a: Word, b: Word, lexicon: Lexicon) =>
  nameKey(a) === nameKey(b) ||
  lexicon.isSamePlace(a.lower, b.lower) ||
  sharesStem(a.lower, b.lower) ||
  lexicon.mayStandFor(a.lower, b.lower);

/** "Was received": whoever stands beside it has the other side of it. */
const isPassiveAt = (verb: Word, { words }: Statement) =>
  /(ed|en|wn|ght|ung|ld|nt|pt|ut|it)$/.test(verb.lower) &&
  words
    .slice(Math.max(0, words.indexOf(verb) - 3), words.indexOf(verb))
    .some(({ lower, clause }) => clause === verb.clause && /^(is|are|was|were|be|been|being)$/.test(lower));

/** The small words between two words, without articles and auxiliary verbs: they must be alike for the two places to be one. */
function wordsBetween({ words }: Statement, a: Word, b: Word): string {
  const [from, to] = [words.indexOf(a), words.indexOf(b)].sort((x, y) => x - y);
  const between = words.slice(from + 1, to).map(({ lower }) => lower);
  return between
    .filter((lower) => !/^(the|a|an|had|has|have|was|were|is|are|will|would|also|then)$/.test(lower))
    .join(' ');
}

const textBetween = ({ text }: Statement, a: Word, b: Word) =>
  a.end <= b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start);

const hasCommaBetween = (statement: Statement, a: Word, b: Word) => /[,;:—–()]/.test(textBetween(statement, a, b));

/** Whether one small word turns a claim round: "not" before what the evidence says plainly, "to" for "from", "up" for "down". */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { isSolid, type Statement, type Word } from './read-statement.js';
import { hedgesOf, isNegator } from './scopes.js';
import { PLAIN_SPEECH, WEAK_NEGATORS } from './word-classes.js';

const NOT = /^(not|never)$|n't$/;
/** How far behind "not" stands what it denies. */
const DENIED_WORDS = 4;

/** What each "not" denies: the first word behind it that says something. */
function deniedBy({ words }: Statement): Word[] {
  return words.flatMap((word, i) => {
    if (!NOT.test(word.lower)) return [];
    const target = words
      .slice(i + 1, i + 1 + DENIED_WORDS)
      .find((other) => isSolid(other) || other.part === 'verb' || other.part === 'noun');
    return target && !isOpenQuestion(target, words) ? [target] : [];
  });
}

/** "Did not say how many": nothing is denied but the telling. */
const isOpenQuestion = (said: Word, words: Word[]) =>
  PLAIN_SPEECH.has(said.lower) &&
  /^(how|what|whether|when|who|where|which|why|if|anything)$/.test(words[words.indexOf(said) + 1]?.lower ?? '');

const isDeniedAt = (word: Word, statement: Statement) => {
  const { words } = statement;
  const at = words.indexOf(word);
  if (deniedBy(statement).includes(word)) return true;
  return words
    .slice(Math.max(0, at - DENIED_WORDS), at)
    .some((before) => NOT.test(before.lower) && before.clause === word.clause);
};

/** Words that deny in the word's clause and those beside it, "not" aside. */
const denialsNear = (word: Word, { words }: Statement) =>
  words.filter(
    ({ lower, clause }) =>
      !NOT.test(lower) && (isNegator(lower) || WEAK_NEGATORS.has(lower)) && Math.abs(clause - word.clause) <= 1,
  ).length;

/** Whether one of the two denies a word with "not" that the other says plainly, and no other denial makes up for it. */
export function addsOrDropsNot(claim: Statement, evidence: Statement): boolean {
  const isTurned = (one: Statement, other: Statement) =>
    deniedBy(one).some((denied) => {
      const places = other.words.filter(({ term, isName }) => term === denied.term && !isName);
      return (
        places.length > 0 &&
        !denied.isName &&
        places.every((place) => !isDeniedAt(place, other) && denialsNear(place, other) === denialsNear(denied, one))
      );
    });
  return isTurned(claim, evidence) || isTurned(evidence, claim);
}

const TURNED = [
  ['from', 'to'],
  ['with', 'without'],
  ['early', 'late'],
  ['before', 'after'],
  ['since', 'until'],
  ['above', 'below'],
  ['more', 'less'],
  ['more', 'fewer'],
  ['least', 'most'],
  ['inside', 'outside'],
  ['for', 'against'],
].flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);

const PARTICLES = [
  ['up', 'down'],
  ['in', 'out'],
  ['on', 'off'],
].flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);

/** Whether a word that both have stands behind a small word in the claim and behind its opposite in the evidence. */
export function turnsSmallWord(claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
  const behind = ({ words }: Statement, small: string) =>
    words.flatMap(({ lower }, i) => {
      const isThere = lower === small && words[i + 1]?.lower !== 'no';
      const next = isThere ? words.slice(i + 1, i + 4).find(isSolid) : undefined;
      return next && next.part !== 'verb' ? [next.term] : [];
    });
  const isTurned = TURNED.some(([mine, theirs]) => {
    const here = behind(claim, mine);
    if (here.length === 0) return false;
    const there = behind(evidence, theirs);
    const same = behind(evidence, mine);
    const own = behind(claim, theirs);
    return here.some((term) => there.includes(term) && !same.includes(term) && !own.includes(term));
  });
  return isTurned || hasOtherParticle(claim, evidence) || hasOtherAdjective(claim, evidence, lexicon);
}

/** "The old list" for "the new list": opposites before one word. */
const hasOtherAdjective = (claim: Statement, evidence: Statement, lexicon: Lexicon) =>
  claim.words.some((word, i) => {
    const next = claim.words[i + 1];
    if (word.part !== 'adjective' || !next?.isContent) return false;
    const isThere = evidence.words.some(({ term }) => term === word.term);
    return (
      !isThere &&
      evidence.words.some(
        (other, at) => evidence.words[at + 1]?.term === next.term && lexicon.isOpposite(word.lower, other.lower),
      )
    );
  });

/** "Brought up" for "brought down". */
const hasOtherParticle = (claim: Statement, evidence: Statement) =>
  claim.words.some(({ term, phrase }) => {
    if (phrase === undefined) return false;
    const mine = phrase.split(' ')[1];
    return evidence.words.some(
      (other) =>
        other.term === term &&
        other.phrase !== undefined &&
        PARTICLES.some(([a, b]) => a === mine && b === other.phrase!.split(' ')[1]),
    );
  });

const MODAL = /^(will|would|could|may|might|can|shall)$/;
const GROUP_WORDS = 4;

/** The words between the last verb or noun and this verb: "will considerably" of "will considerably reduce". */
function groupBefore(verb: Word, { words }: Statement): Word[] {
  const at = words.indexOf(verb);
  let from = at;
  while (from > 0 && at - from < GROUP_WORDS && /^(auxiliary|adverb|particle)$/.test(words[from - 1].part ?? ''))
    from--;
  return words.slice(from, at);
}

/** Whether a verb is told as a fact that the evidence tells with "will" or "could" wherever it has it. */
export function dropsModal(claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean {
  const isModal = (verb: Word, statement: Statement) => {
    const group = groupBefore(verb, statement);
    // "Could not be checked": nor was it.
    const isUnable =
      group.some(({ lower }) => /^(can|could|cannot)$/.test(lower)) && group.some(({ lower }) => NOT.test(lower));
    return group.some(({ lower }) => MODAL.test(lower)) && !isUnable;
  };
  const isHedgedOtherwise = (verb: Word) =>
    claim.words.some(
      (word) =>
        word.clause === verb.clause &&
        word.start < verb.start &&
        hedgesOf(word.lower).length > 0 &&
        !evidence.words.some(({ term }) => term === word.term),
    );
  return [...matches].some(([verb, other]) => {
    const group = groupBefore(verb, claim);
    const isPredicate =
      verb.part === 'verb' || (verb.part === 'adjective' && group.some(({ part }) => part === 'auxiliary'));
    if (!other || !isPredicate || other.part !== verb.part || verb.lower.endsWith('ing')) return false;
    if (group.some(({ lower }) => lower === 'to' || MODAL.test(lower)) || isHedgedOtherwise(verb)) return false;
    // "The aircraft delivered": no verb of its own.
    if (group.length === 0 && !isFiniteHere(verb, claim)) return false;
    return evidence.words.filter(({ term }) => term === other.term).every((place) => isModal(place, evidence));
  });
}

/** Without an auxiliary: a past or present form right behind its subject. */
const isFiniteHere = (verb: Word, { words }: Statement) => {
  const before = words[words.indexOf(verb) - 1];
  return (
    before !== undefined &&
    (before.isName || before.part === 'pronoun' || before.lower === 'that' || before.part === 'noun') &&
    verb.lower !== verb.term
  );
};

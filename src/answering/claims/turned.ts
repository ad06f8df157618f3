/** Whether a claim says the opposite, or more than its evidence: negation, direction, what is only planned or claimed, bounds. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { type Hedge, isSolid, type Statement, type Word } from './read-statement.js';
import { hedgesOf, isNegator } from './scopes.js';
import { BOUND_BEFORE, CLAIMED_QUANTITIES, QUANTITIES } from './word-classes.js';

export function hasOppositeDirection(
  unsupported: Word[],
  content: Word[],
  evidence: Statement,
  claim: Statement,
  lexicon: Lexicon,
): boolean {
  const has = (words: Word[], term: string) => words.some((word) => word.term === term);
  const pairs = content.some((word) =>
    evidence.words.some(
      (other) =>
        other.isContent &&
        !has(claim.words, other.term) &&
        !has(evidence.words, word.term) &&
        lexicon.isOpposite(word.lower, other.lower) &&
        word.isNegated === other.isNegated,
    ),
  );
  if (pairs) return true;
  const direction = (text: string, word: string) => new RegExp(`\\b${word}\\b`, 'i').test(text);
  return (
    [
      ['before', 'after'],
      ['after', 'before'],
      ['above', 'below'],
      ['below', 'above'],
      ['up', 'down'],
      ['down', 'up'],
      ['since', 'until'],
      ['until', 'since'],
    ] as const
  ).some(
    ([mine, theirs]) =>
      direction(claim.text, mine) &&
      direction(evidence.text, theirs) &&
      !direction(evidence.text, mine) &&
      unsupported.length < content.length &&
      !direction(claim.text, theirs) &&
      sameAfter(claim, evidence, mine, theirs),
  );
}

/** Whether what follows the two words is partly the same. */
function sameAfter(claim: Statement, evidence: Statement, mine: string, theirs: string): boolean {
  const after = ({ words }: Statement, word: string) => {
    const at = words.findIndex(({ lower }) => lower === word);
    return words.slice(at + 1, at + 6).filter(isSolid);
  };
  const follows = after(evidence, theirs);
  return after(claim, mine).some((word) => follows.some(({ term }) => term === word.term));
}

/** Whether the claim denies something that the evidence doesn't speak of at all: no contradiction, and nothing to rest on. */
export const deniesMore = (claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean =>
  claim.hasNegator && !evidence.hasWeakNegator && ![...matches].some(([word, other]) => other && word.isNegated);

/** Whether what both say stands under a negation in one and not in the other. */
export function isTurnedRound(claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean {
  const shared = [...matches].flatMap(([word, other]) => (other ? [{ word, other }] : []));
  const isNegatedEverywhere = (other: Word) =>
    evidence.words.every((word) => word.term !== other.term || word.isNegated);
  const inClaim = shared.filter(({ word }) => word.isNegated);
  const rulesOut = /\brul(?:e|es|ed|ing) out\b/i;
  const inEvidence = shared.filter(({ other }) => isNegatedEverywhere(other));
  if (inClaim.length > 0 && inEvidence.length === 0) {
    if (!evidence.hasWeakNegator && !rulesOut.test(evidence.text)) return true;
    if (evidence.hasNegator && !inClaim.some(({ other }) => nearNegator(other, evidence))) return true;
  }
  // A synonym under a negation may be another word altogether.
  const isTelling =
    inEvidence.some(({ word, other }) => word.term === other.term) || inEvidence.length * 2 >= shared.length;
  if (inEvidence.length * 4 >= shared.length && inEvidence.length > 0 && inClaim.length === 0 && isTelling) {
    if (!claim.hasWeakNegator && !rulesOut.test(claim.text)) return true;
    if (
      claim.hasNegator &&
      inEvidence.length > shared.length / 2 &&
      !inEvidence.some(({ word }) => nearNegator(word, claim))
    )
      return true;
  }
  return false;
}

/** Whether a negator stands in the word's clause or the one before it. */
const nearNegator = (word: Word, { words }: Statement) =>
  words.some(({ lower, clause }) => isNegator(lower) && Math.abs(clause - word.clause) <= 1);

/** The share of what both say that must be hedged in the evidence for a plain claim to be too much. */
const MOST = 0.6;

/** Whether the evidence only claims, expects or wants what the claim tells as done. */
export function losesHedge(claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean {
  const shared = [...matches].flatMap(([word, other]) =>
    other && !hedgesOf(word.lower).length ? [{ word, other }] : [],
  );
  if (shared.length === 0) return false;
  const under = (hedge: Hedge) =>
    shared.filter(
      ({ word, other }) =>
        word.hedges.size === 0 &&
        !other.isNegated &&
        evidence.words.every((own) => own.term !== other.term || own.hedges.has(hedge)),
    ).length / shared.length;
  if (under('allegation') >= MOST && !claim.hedges.has('allegation') && !claim.hedges.has('modal') && !claim.hasSpeech)
    return true;
  return under('modal') >= MOST || under('wish') >= MOST;
}

/** Before "to": what follows may never come about. */
const BEFORE_UNREALISED =
  /^(agree|agreed|agrees|plan|plans|planned|planning|decide|decided|decides|want|wants|wanted|promise|promised|promises|pledge|pledged|vow|vowed|propose|proposed|offer|offered|ask|asked|asks|order|ordered|urge|urged|call|called|ready|prepare|prepared|preparing|due|expect|expected|expects|likely|intend|intended|hope|hoped|hopes|seek|sought|aim|aimed|threaten|threatened|refuse|refused|fail|failed|try|tried|trying|supposed|set|scheduled|demand|demanded|proposal|offer|agreement|plan|intention|promise|pledge|readiness|willingness|need|needs)$/;

/** Whether a verb is told as done that the evidence only wants, plans, expects or holds possible, wherever it stands there. */
export function tellsAsDone(
  claim: Statement,
  matches: Map<Word, Word | undefined>,
  evidence: Statement,
  lexicon: Lexicon,
): boolean {
  for (const [word, other] of matches) {
    if (!other || word.hedges.size > 0 || word.isNegated || !isTold(word, claim, lexicon)) continue;
    const places = evidence.words.filter(({ term }) => term === other.term);
    if (places.every((place) => isUnrealised(place, evidence, lexicon))) return true;
  }
  return false;
}

/** "Reopened" and "has sent", not "to reopen", "will send", "the sending". */
function isTold(verb: Word, { words }: Statement, lexicon: Lexicon): boolean {
  if (!lexicon.isVerb(verb.lower) || !VERB_ENDING.test(verb.lower)) return false;
  const at = words.indexOf(verb);
  const before = words.slice(Math.max(0, at - 3), at).filter(({ clause }) => clause === verb.clause);
  return !before.some(({ lower }) => NOT_TOLD.test(lower)) && !NO_VERB_AFTER.test(before.at(-1)?.lower ?? '');
}

const VERB_ENDING = /(ed|en|wn|ght|ung|ld|nt|ost|old|ade|ave|ook|ing|ought|an|it)$/;
const NOT_TOLD = /^(to|will|would|could|may|might|should|shall|can|must|if)$/;
const NO_VERB_AFTER = /^(the|a|an|of|its|their|his|her|for|by|in|with|more|most)$/;

/** "Agreed to reopen", "might seek". */
function isUnrealised(verb: Word, { words }: Statement, lexicon: Lexicon): boolean {
  if (!lexicon.isVerb(verb.lower)) return false;
  const at = words.indexOf(verb);
  const near = words.slice(Math.max(0, at - 3), at);
  const to = near.findLastIndex(({ lower }) => lower === 'to');
  if (to >= 0) {
    const place = at - near.length + to;
    if (BEFORE_UNREALISED.test(words[place - 1]?.lower ?? '') || IS.test(words[place - 1]?.lower ?? '')) return true;
    // "Agreed on Friday to restore relations and to reopen embassies".
    if (words.slice(Math.max(0, at - FAR), place).some(({ lower }) => BEFORE_UNREALISED.test(lower))) return true;
  }
  return near.some(({ lower, clause }) => clause === verb.clause && MODAL_BEFORE.test(lower));
}

const POSSIBLE = /^(may|might|could|can)$/;
const SURE = /^(will|would|shall)$/;

/** "Will be renewed" of what can be renewed. */
export function makesCertain(claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean {
  const modalOf = (verb: Word, { words }: Statement) =>
    words
      .slice(Math.max(0, words.indexOf(verb) - 4), words.indexOf(verb))
      .findLast(({ lower, clause }) => clause === verb.clause && (POSSIBLE.test(lower) || SURE.test(lower)))?.lower;
  return [...matches].some(([word, other]) => {
    if (!other || word.part !== 'verb' || !SURE.test(modalOf(word, claim) ?? '')) return false;
    const places = evidence.words.filter(({ term }) => term === other.term);
    return places.every((place) => POSSIBLE.test(modalOf(place, evidence) ?? ''));
  });
}

/** How far before its verb stands what makes it a plan. */
const FAR = 9;
const IS = /^(is|are|was|were)$/;
const MODAL_BEFORE = /^(will|would|could|may|might|should|shall)$/;

export function changesQuantity(claim: Statement, evidence: Statement): boolean {
  for (const [name, words] of QUANTITIES)
    if (CLAIMED_QUANTITIES[name].test(claim.text) && !words.test(evidence.text)) return true;
  return claim.figures.some((figure) => {
    const same = evidence.figures.filter(({ value }) => value === figure.value);
    if (same.length === 0) return false;
    const isBound = ({ text }: Statement, { start }: { start: number }) =>
      BOUND_BEFORE.test(text.slice(Math.max(0, start - 30), start));
    return (
      same.every((other) => isBound(evidence, other)) &&
      !isBound(claim, figure) &&
      !/\b(or more|or less|least|most|between|to)\b/i.test(claim.text.slice(figure.start - 16, figure.end + 10))
    );
  });
}

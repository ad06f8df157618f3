/** Who does what to whom: whether two sentences that share a verb give its two sides to the same people and things. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { nameKey } from './names.js';
import type { Statement, Word } from './read-statement.js';
import { CONVERSES } from './word-classes.js';

/** The words on the two sides of a verb, as normalised terms, and which of all of them are names. */
interface Sides {
  doers: Set<string>;
  others: Set<string>;
  names: Set<string>;
}

const BE = /^(is|are|was|were|be|been|being|get|got|gets)$/;
const DETERMINER = /^(the|a|an|its|his|her|their|this|that|these|those|any|no|of|in|for|under|by|with|new|more)$/;

/** `speaker` stands for a pronoun in the evidence; `inherited` for the subject that the claim's clause leaves out. */
export function findReversal(
  claim: Statement,
  evidence: Statement,
  speaker: Set<string> | undefined,
  inherited: Word[],
  lexicon: Lexicon,
): boolean {
  for (const [i, verb] of claim.words.entries()) {
    if (!isVerbHere(claim.words, i, lexicon)) continue;
    for (const [at, other] of evidence.words.entries()) {
      if (!isVerbHere(evidence.words, at, lexicon)) continue;
      const isSame = verb.term === other.term;
      const isConverse =
        !isSame && !isState(claim.words, i) && !isState(evidence.words, at) && areConverse(verb.lower, other.lower);
      if (!isSame && !isConverse && !lexicon.mayStandFor(verb.lower, other.lower)) continue;
      const mine = sidesOf(claim.words, i);
      const theirs = sidesOf(evidence.words, at);
      if (mine.doers.size === 0) for (const word of inherited) mine.doers.add(nameKey(word));
      if (speaker && saysPronoun(evidence.words, at)) for (const term of speaker) theirs.doers.add(term);
      if (areReversed(mine, isConverse ? { ...theirs, doers: theirs.others, others: theirs.doers } : theirs))
        return true;
    }
  }
  return goesTheOtherWay(claim, evidence);
}

function isVerbHere(words: Word[], i: number, lexicon: Lexicon): boolean {
  const { lower, isName, isFigure, isContent, term } = words[i];
  if (
    isName ||
    isFigure ||
    (!isContent && !/^(told|tell|tells|accused|accuses|blamed|denied|called|asked|urged)$/.test(lower)) ||
    term === ''
  )
    return false;
  if (i > 0 && DETERMINER.test(words[i - 1].lower)) return false;
  return lexicon.isVerb(lower) && (/(ed|ing|en)$/.test(lower) || lexicon.isMostlyVerb(lower));
}

/** Names and content words before and behind the verb in its clause; "by" and a form of "be" turn them round. */
function sidesOf(words: Word[], at: number): Sides {
  const { clause } = words[at];
  const isSide = ({ isName, isContent, isFigure }: Word) => (isName || isContent) && !isFigure;
  const inClause = (word: Word) => word.clause === clause;
  // "…, told": an aside between commas stands before the verb, the subject before the aside.
  const before = words
    .slice(0, at)
    .filter((word) => inClause(word) || (words[at - 1]?.clause !== clause && word.clause >= clause - 2));
  const that = before.findLastIndex(({ lower }) => lower === 'that');
  const left = before.slice(that + 1).filter(isSide);
  const right = words.slice(at + 1).filter(inClause);
  const by = right.findIndex(({ lower }) => lower === 'by');
  const auxiliary = words
    .slice(Math.max(0, at - 3), at)
    .some(({ lower, clause: own }) => own === clause && BE.test(lower));
  const isPassive =
    auxiliary &&
    /(ed|en|n|t|d|ght|ung|ept|ost|old|eld|und|ut|it)$/.test(words[at].lower) &&
    !words[at].lower.endsWith('ing');
  const terms = (list: Word[]) => new Set(list.filter(isSide).map(nameKey));
  const names = terms([...left, ...right].filter(({ isName }) => isName));
  if (isPassive) return { doers: by < 0 ? new Set() : terms(right.slice(by + 1)), others: terms(left), names };
  return { doers: terms(left), others: terms(right), names };
}

/** "Getting ready": nothing is received. */
const isState = (words: Word[], at: number) =>
  /^(get|gets|got|getting)$/.test(words[at].lower) &&
  /^(ready|close|under|out|rid|in|to)$/.test(words[at + 1]?.lower ?? '');

const saysPronoun = (words: Word[], at: number) =>
  words.slice(0, at).some(({ lower, clause }) => clause === words[at].clause && /^(he|she|it|they|who)$/.test(lower));

function areReversed(mine: Sides, theirs: Sides): boolean {
  const only = (a: Set<string>, b: Set<string>) => [...a].filter((term) => !b.has(term));
  const doers = only(mine.doers, mine.others);
  const others = only(mine.others, mine.doers);
  const doneToThere = only(theirs.others, theirs.doers);
  const doersThere = only(theirs.doers, theirs.others);
  const crossedDoers = doers.some((term) => doneToThere.includes(term));
  const crossedOthers = others.some((term) => doersThere.includes(term));
  const keepsDoer = doers.some((term) => doersThere.includes(term));
  const keepsOther = others.some((term) => doneToThere.includes(term));
  if (crossedDoers && crossedOthers && !keepsDoer) return true;
  // "Kuleba told …" where the evidence has another tell Kuleba. A thing may stand on either side: "drones downed".
  const crossesName = doers.some((term) => mine.names.has(term) && doneToThere.includes(term));
  return crossesName && !keepsDoer && doersThere.length > 0 && !keepsOther;
}

/** "From Iran to Russia" against "from Russia to Iran". */
function goesTheOtherWay(claim: Statement, evidence: Statement): boolean {
  const to = (statement: Statement, preposition: RegExp) => {
    const names = new Set<string>();
    for (const [i, word] of statement.words.entries())
      if (word.isName && preposition.test(statement.words[i - 1]?.lower ?? '')) names.add(nameKey(word));
    return names;
  };
  const meets = (a: Set<string>, b: Set<string>) => [...a].some((term) => b.has(term));
  const isFrom = /^from$/;
  const isTo = /^(to|into)$/;
  return (
    (meets(to(claim, isFrom), to(evidence, isTo)) && !meets(to(claim, isFrom), to(evidence, isFrom))) ||
    (meets(to(claim, isTo), to(evidence, isFrom)) && !meets(to(claim, isTo), to(evidence, isTo)))
  );
}

const areConverse = (a: string, b: string) =>
  CONVERSES.some(([one, two]) => (one.has(a) && two.has(b)) || (two.has(a) && one.has(b)));

/** The name right before a verb or "was concerned"; undefined where something else stands there. */
function subjectName(at: number, { words, text }: Statement): Word | undefined {
  let i = at - 1;
  while (i >= 0 && /^(auxiliary|adverb|particle)$/.test(words[i].part ?? '') && words[i].lower !== 'to') i--;
  const name = words[i];
  if (!name?.isName || name.isFigure || /['’]s$/.test(text.slice(name.start, name.end))) return undefined;
  let from = i;
  while (words[from - 1]?.isName) from--;
  const before = words[from - 1]?.lower === 'the' ? words[from - 2] : words[from - 1];
  return before?.part === 'preposition' || before?.lower === 'and' ? undefined : name;
}

/** Whether two names have changed places as those who do something: each is there, before the other's verb. */
export function swapsSubjects(claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
  const isOne = (a: Word, b: Word) => nameKey(a) === nameKey(b) || lexicon.isSamePlace(a.lower, b.lower);
  const isIn = (name: Word, { words }: Statement) => words.some((word) => word.isName && isOne(word, name));
  return claim.words.some((verb, i) => {
    if (verb.part !== 'verb' && verb.part !== 'adjective') return false;
    const mine = subjectName(i, claim);
    if (!mine || !isIn(mine, evidence)) return false;
    const places = evidence.words.flatMap((other, at) =>
      other.term === verb.term && other.part === verb.part ? at : [],
    );
    return (
      places.length > 0 &&
      places.every((at) => {
        const theirs = subjectName(at, evidence);
        return theirs !== undefined && !isOne(theirs, mine) && isIn(theirs, claim);
      })
    );
  });
}

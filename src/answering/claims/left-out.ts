/**
 * What makes a sentence say something else when it is left out or put in: "not", "former", "the son of", "unless", "will", "at
 * least", "all". English only: in other languages nothing is found here.
 */
import { nounKind } from '../../lexicon/noun-kinds.js';
import { isRoleTerm } from '../../retrieval/speakers/attribute.js';
import { NAME_QUALIFIERS } from './names.js';
import { type Claim, type Support, stretchOf, type Turn } from './supports.js';
import type { Word } from './words.js';

const setOf = (text: string) => new Set(text.trim().split(/\s+/));

const NEGATORS = setOf(
  'not no never none nor neither cannot nobody nothing nowhere without hardly barely denied denies deny denying false unlikely',
);
/** Before a word they take something from it. */
const QUALIFIERS = setOf(`
  former ex deputy vice acting alleged allegedly suspected reported supposed so-called purported would-be fake false forged mock
  bogus nearly almost half part partly second third another rival planned proposed possible potential attempted failed future
  interim honorary assistant junior most some many few several hardly barely unconfirmed apparent`);
const MODALS = setOf('will would could may might can shall should must');
/** Verbs and adjectives by which something is not told as done. */
const HEDGES = setOf(`
  expect expected plan plans planned want wants wanted hope hopes likely probably possibly perhaps aim aims intend intends seek
  seeks try tries tried urge urged ask asked call called demand demanded propose proposed offer offered promise promised threaten
  threatened due set`);
const TO_BE = setOf('is are was were due set about');
const CONDITION =
  /\b(?:if|unless|provided that|providing|as long as|so long as|except|in theory|on condition|had the|should the|assuming|in case|subject to|depending)\b/i;
/** With "may" or "will" these set a condition, too. */
const TIME_CONDITION = /\b(?:when|once|until|without)\b/i;
const MODAL = /\b(?:will|would|could|may|might|can|should|must)\b/i;
/** Bounds of a number, up to the number itself. */
const BOUNDS: [string, RegExp][] = [
  [
    'at least',
    /\b(?:at least|no fewer than|no less than|minimum of|more than|over|above|exceeding|upwards of)\s+[$€£]?$/i,
  ],
  [
    'at most',
    /\b(?:at most|up to|no more than|not more than|fewer than|less than|under|below|maximum of|as many as|nearly|almost|close to)\s+[$€£]?$/i,
  ],
];
const LONGEST_BOUND = 24;
const TOTAL = /\b(?:all|every|everyone|everybody|entire|always|only)\b/i;
/** Whose name somebody else's may stand behind: "the son of Tomas Hell". */
const OTHERS = setOf(`
  son daughter aide adviser advisor lawyer rival opponent critic supporter model copy half part version some most majority number
  portrait statue replica member opposition`);
const OWNING = setOf('of to for');
const DETERMINERS = setOf('the a an his her its their old new');
const CLAUSE_MARK = /[,;:—–()]/;
const POSSESSIVE = /['’]s?$/;

export const LEFT_OUT: Turn[] = [
  turnsNegation,
  leavesOutQualifier,
  leavesOutOwner,
  leavesOutCondition,
  leavesOutModal,
  changesBound,
  claimsTotal,
];

export const isNegator = ({ lower }: Word) => NEGATORS.has(lower) || lower.endsWith("n't");
const NEGATED_WORDS = 4;

function turnsNegation({ words }: Claim, supports: Support[]): boolean {
  const claimed = words.filter(isNegator).length;
  const told = supports.map((support) => stretchOf(support, NEGATED_WORDS).filter(isNegator).length);
  if (claimed === 0) return told.some((count) => count > 0);
  return told[0] > claimed || !supports.some(({ sentence }) => sentence.words.some(isNegator));
}

/** How far before a word that is taken one may stand that belongs to it. */
const WORDS_BEFORE = 3;

/** Words right before one that is taken, which aren't taken themselves. */
function* untakenBefore({
  sentence: { words, text },
  content,
  taken,
}: Support): Generator<{ word: Word; taken: Word }> {
  const takenWords = new Set([...taken].map((place) => content[place]));
  for (const word of takenWords) {
    const at = words.indexOf(word);
    for (let i = at - 1; i >= Math.max(0, at - WORDS_BEFORE); i--) {
      if (CLAUSE_MARK.test(text.slice(words[i].end, words[i + 1].start)) || takenWords.has(words[i])) break;
      yield { word: words[i], taken: word };
      if (words[i].isContent && !QUALIFIERS.has(words[i].lower) && !words[i].lower.endsWith('ly')) break;
    }
  }
}

/** "The director" of the former director, "Osby" of North Osby. */
function leavesOutQualifier({ words }: Claim, supports: Support[]): boolean {
  const said = new Set(words.map(({ lower }) => lower));
  const takesAway = ({ word, taken }: { word: Word; taken: Word }) =>
    QUALIFIERS.has(word.lower) || (word.isCapitalised && taken.isCapitalised && NAME_QUALIFIERS.has(word.lower));
  return supports.some((support) =>
    [...untakenBefore(support)].some((pair) => takesAway(pair) && !said.has(pair.word.lower)),
  );
}

/** "The son of Tomas Hell", "Lis Moen's husband": somebody else acts than whom the claim names. */
function leavesOutOwner({ words, text }: Claim, supports: Support[]): boolean {
  const said = new Map(words.map((word) => [word.term, word]));
  const isOther = (word: Word | undefined) => word !== undefined && !said.has(word.term) && isSomebody(word);
  return supports.some(({ sentence, content, taken }) =>
    [...taken].some((place) => {
      const word = content[place];
      const at = sentence.words.indexOf(word);
      if (isOther(ownedBefore(sentence, at))) return true;
      const isOwner = POSSESSIVE.test(sentence.text.slice(word.start, word.end));
      const { start, end } = said.get(word.term)!;
      return isOwner && isOther(sentence.words[at + 1]) && !POSSESSIVE.test(text.slice(start, end));
    }),
  );
}

/** The word before "of", where the name to which a word belongs stands behind it. */
function ownedBefore({ words, text }: Support['sentence'], at: number): Word | undefined {
  const isOfName = (i: number) =>
    (words[i].isCapitalised || isRoleTerm(words[i].term)) &&
    !CLAUSE_MARK.test(text.slice(words[i].end, words[i + 1].start));
  let from = at;
  while (from > 0 && isOfName(from - 1)) from--;
  let of = from - 1;
  while (of >= 0 && DETERMINERS.has(words[of].lower)) of--;
  return of > 0 && OWNING.has(words[of].lower) ? words[of - 1] : undefined;
}

function isSomebody({ lower }: Word): boolean {
  const kind = nounKind(lower);
  return OTHERS.has(lower) || OTHERS.has(lower.replace(/s$/, '')) || kind === 'person' || kind === 'group';
}

function leavesOutCondition({ text }: Claim, supports: Support[]): boolean {
  if (CONDITION.test(text)) return false;
  const isWhile = (other: string) => TIME_CONDITION.test(other) && MODAL.test(other);
  return supports.some(
    ({ sentence }) => CONDITION.test(sentence.text) || (isWhile(sentence.text) && !TIME_CONDITION.test(text)),
  );
}

/** "Visited" of will visit or plans to visit, "began" of is to begin. */
function leavesOutModal({ words }: Claim, supports: Support[]): boolean {
  const isHedged = ({ lower, isCapitalised }: Word) => !isCapitalised && (MODALS.has(lower) || HEDGES.has(lower));
  if (words.some(isHedged)) return false;
  return supports.some((support) => {
    const told = support.sentence.words;
    const isModal = (word: Word) =>
      MODALS.has(word.lower) ||
      HEDGES.has(word.lower) ||
      (word.lower === 'to' && TO_BE.has(told[told.indexOf(word) - 1]?.lower));
    return [...untakenBefore(support)].some(({ word, taken }) => !taken.isCapitalised && isModal(word));
  });
}

function changesBound({ words, text }: Claim, supports: Support[]): boolean {
  const toldOf = new Map<string, Set<string>>();
  for (const { sentence } of supports)
    for (const { term, start, isFigure } of sentence.words) {
      if (!isFigure) continue;
      const told = toldOf.get(term) ?? new Set();
      toldOf.set(term, told.add(boundAt(sentence.text, start)));
    }
  return words.some(({ term, start, isFigure }) => {
    const told = isFigure ? toldOf.get(term) : undefined;
    return told !== undefined && !told.has(boundAt(text, start));
  });
}

const boundAt = (text: string, start: number) =>
  BOUNDS.find(([, pattern]) => pattern.test(text.slice(Math.max(0, start - LONGEST_BOUND), start)))?.[0] ?? '';

function claimsTotal({ text }: Claim, supports: Support[]): boolean {
  return TOTAL.test(text) && !supports.some(({ sentence }) => TOTAL.test(sentence.text));
}

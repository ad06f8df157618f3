/**
 * Whether one sentence of an article carries a claim: each rule finds one kind of fault and says it. A claim that no rule
 * faults may still be wrong in ways that words don't show; how often is measured with the rows of test/answering/claims.
 */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { isRoleTerm } from '../../retrieval/speakers.js';
import { bestSupplement, borrowDate, borrowFigure, borrowName } from './borrow.js';
import { isCrossed, isOrderTurned, swapsFigure } from './crossed.js';
import { datesIn } from './dates.js';
import { isAdded, isExchanged, isNameExchanged } from './exchanged.js';
import { areAliases, isAlias } from './names.js';
import { addsOrDropsNot, dropsModal, turnsSmallWord } from './polarity.js';
import type { Statement, Word } from './read-statement.js';
import { findReversal, swapsSubjects } from './roles.js';
import { hasRival } from './slots.js';
import {
  changesQuantity,
  deniesMore,
  hasOppositeDirection,
  isTurnedRound,
  losesHedge,
  makesCertain,
  tellsAsDone,
} from './turned.js';
import { PLAIN_SPEECH, SPEECH_WORDS } from './word-classes.js';
import { holdsQuotation, isDateHeld, isFigureHeld, isNameIn, isPartOfName, nameRun, standsFor } from './words-held.js';

export const FAULTS = [
  'quotation',
  'number',
  'date',
  'name',
  'speaker',
  'negation',
  'opposite',
  'reversed',
  'quantity',
  'modality',
  'exchanged',
  'words',
] as const;

export type Fault = (typeof FAULTS)[number];

/** A sentence of an article that may carry a claim, and what is known around it. */
export interface EvidenceUnit {
  statement: Statement;
  /** Undefined where nobody is said to speak. `terms` are the words the speaker may be called by. */
  speaker?: { name: string; terms: Set<string>; isNamedHere: boolean };
  publishedAt?: string;
  /** Sentences of the article that a name, number or day may be borrowed from where this one leaves it out: nearest first. */
  around: Statement[];
  /** Of two sentences that are one unit: what each says. */
  both?: Statement[];
  /** Who speaks in each of them. */
  aroundSpeakers: (Set<string> | undefined)[];
}

export interface Comparison {
  faults: Fault[];
  /** Share of the claim's content words that the evidence holds, 0..1. */
  coverage: number;
  /** The same without names. */
  wordsHeld: number;
  /** Places in `around` that names were borrowed from. */
  borrowed: number[];
  /** Whether the evidence is somebody's words and the claim doesn't say so. */
  isUnattributed: boolean;
}

/** A claim may hold so many content words that no word of the evidence stands for, and more where names and numbers hold it. */
const MAX_UNSUPPORTED_SHARE = 0.34;

const UNSUPPORTED_PER_ANCHOR = 0.05;
const MAX_ANCHORS = 4;

/** Two sentences hold more words by chance. */
const LESS_OF_TWO = 0.15;

/** With so many names and numbers in it, half of the words are enough. */
const ANCHORS_ENOUGH = 3;

/** What a word counts that isn't in the sentence but in one that is cited beside it, or that stands next to it. */
const LOST_BESIDE = 0.15;
const LOST_NEAR = 0.6;

/** Who says it is judged apart from how the saying is called. */
const LOST_SPEECH = 0.3;

/** A claim that shares fewer content words than this with its evidence rests on nothing. */
const MIN_SHARED_WORDS = 2;

export interface CompareOptions {
  /** Words that the claim's earlier clause gives as its subject. */
  inherited?: Word[];
  /** The words that whoever says the claim may be called by. */
  claimedSpeaker?: { terms: Set<string> };
}

export function compare(
  claim: Statement,
  unit: EvidenceUnit,
  lexicon: Lexicon,
  { inherited = [], claimedSpeaker }: CompareOptions = {},
): Comparison {
  const faults = new Set<Fault>();
  const { statement: evidence } = unit;
  const match = (word: Word) => standsFor(word, evidence.words, lexicon);

  const borrowed = new Set<number>();
  const borrow = (place: number | undefined, fault: Fault) => {
    if (place === undefined) faults.add(fault);
    else borrowed.add(place);
  };
  const names = claim.words.filter(({ isName, isFigure }) => isName && !isFigure);
  const isHeld = new Map(names.map((name) => [name, isNameIn(name, evidence, lexicon)]));
  for (const name of names) {
    if (isHeld.get(name)) continue;
    // "Jake Sullivan" where the sentence says "Sullivan".
    const run = nameRun(name, claim);
    if (run.some((part) => isHeld.get(part))) {
      const whole = unit.around.findIndex((other) =>
        run.every((part) => !part.isName || isNameIn(part, other, lexicon)),
      );
      if (whole >= 0) {
        borrowed.add(whole);
        continue;
      }
    }
    const saysSpeaker = unit.speaker?.terms.has(name.term) ?? false;
    const place = saysSpeaker
      ? unit.around.findIndex((other) => isNameIn(name, other, lexicon))
      : borrowName(name, claim, unit, lexicon);
    borrow(place, 'name');
  }
  if (!claim.quotations.every((quotation) => holdsQuotation(evidence.text, quotation))) faults.add('quotation');
  const dates = datesIn(claim.text);
  for (const figure of claim.figures) {
    if (dates.some(({ start, end }) => figure.start < end && figure.end > start)) continue;
    if (
      isPartOfName(figure, claim) &&
      [evidence, ...unit.around].some(({ figures }) => figures.some(({ value }) => value === figure.value))
    )
      continue;
    if (!isFigureHeld(figure, claim, evidence, lexicon)) borrow(borrowFigure(figure, claim, unit, lexicon), 'number');
  }
  for (const date of dates) if (!isDateHeld(date, dates.length, unit)) borrow(borrowDate(date, unit), 'date');

  const content = claim.words.filter(({ isContent, isName }) => isContent && !isName);
  const matches = new Map(content.map((word) => [word, match(word)]));
  const missing = content.filter((word) => !matches.get(word));
  const supplement = claimedSpeaker ? undefined : bestSupplement(missing, unit, borrowed, lexicon);
  if (supplement !== undefined) borrowed.add(supplement);
  // What somebody says is not filled in from what another says.
  const isOthers = (place: number) => {
    const terms = unit.aroundSpeakers[place];
    return (
      claimedSpeaker !== undefined && terms !== undefined && ![...terms].some((term) => unit.speaker?.terms.has(term))
    );
  };
  const beside = [...borrowed].flatMap((place) => (isOthers(place) ? [] : (unit.around[place] ?? [])));
  const near = unit.around.slice(0, 2);
  const isIn = (word: Word, others: Statement[]) => others.some(({ words }) => standsFor(word, words, lexicon));
  const weigh = (word: Word) =>
    isIn(word, beside)
      ? LOST_BESIDE
      : !claimedSpeaker && isIn(word, near)
        ? LOST_NEAR
        : SPEECH_WORDS.has(word.lower)
          ? LOST_SPEECH
          : 1;
  const lost = missing.reduce((sum, word) => sum + weigh(word), 0);
  const heldNames = names.filter((name) => isHeld.get(name)).length;
  const total = content.length + names.length;
  const coverage = total === 0 ? 0 : (content.length - missing.length + heldNames) / total;
  const anchors = heldNames + claim.figures.length;
  const unsupported = missing.filter((word) => weigh(word) === 1);
  const isOther = (word: Word) =>
    isExchanged(word, claim, evidence, matches, lexicon) || isAdded(word, claim, evidence, lexicon);
  const slots = { claim, evidence, counterpart: (word: Word) => matches.get(word) ?? match(word), lexicon };
  // "Government" of "ministry" where the claim says "ministry" as well: then it means something else.
  const isTakenTwice = (word: Word) => {
    const other = matches.get(word);
    return other !== undefined && other.term !== word.term && claim.words.some(({ term }) => term === other.term);
  };
  const isDoubtful = (word: Word) =>
    isTakenTwice(word) || (!matches.get(word) && (weigh(word) === 1 || weigh(word) === LOST_SPEECH));
  if (content.some((word) => isDoubtful(word) && hasRival(word, slots))) faults.add('exchanged');
  const shared = content.length - lost + heldNames;
  if (unsupported.some(isOther) || shared < Math.min(MIN_SHARED_WORDS, total + 1)) faults.add('exchanged');
  const allowed =
    MAX_UNSUPPORTED_SHARE + UNSUPPORTED_PER_ANCHOR * Math.min(anchors, MAX_ANCHORS) - (unit.both ? LESS_OF_TWO : 0);
  // What is borrowed fills in; the sentence itself must hold more than half.
  const isMostlyMissing =
    missing.length * 2 >= content.length + Number(anchors >= ANCHORS_ENOUGH) && content.length > 1;
  if (isMostlyMissing || (content.length > 0 && lost / content.length > allowed)) faults.add('words');
  if (names.some((name) => isNameExchanged(name, claim, evidence, lexicon))) faults.add('reversed');
  if (content.length - lost + heldNames < Math.min(MIN_SHARED_WORDS, total + 1)) faults.add('words');
  if (hasOppositeDirection(unsupported, content, evidence, claim, lexicon)) faults.add('opposite');
  if (isTurnedRound(claim, evidence, matches) || addsOrDropsNot(claim, evidence)) faults.add('negation');
  if (turnsSmallWord(claim, evidence, lexicon)) faults.add('opposite');
  if (deniesMore(claim, evidence, matches)) faults.add('words');
  if (makesCertain(claim, evidence, matches) || dropsModal(claim, evidence, matches)) faults.add('modality');
  if (losesHedge(claim, evidence, matches)) faults.add('modality');
  if (changesQuantity(claim, evidence)) faults.add('quantity');
  if (swapsSubjects(claim, evidence, lexicon)) faults.add('reversed');
  if (findReversal(claim, evidence, unit.speaker?.terms, inherited, lexicon)) faults.add('reversed');
  if (isCrossed(claim, evidence) || isOrderTurned(claim, evidence) || swapsFigure(claim, evidence))
    faults.add('reversed');
  if (tellsAsDone(claim, matches, evidence, lexicon)) faults.add('modality');

  const isUnattributed = checkSpeaker(claim, unit, claimedSpeaker, faults);
  return {
    faults: FAULTS.filter((fault) => faults.has(fault)),
    coverage,
    wordsHeld: content.length === 0 ? 0 : (content.length - missing.length) / content.length,
    borrowed: [...borrowed],
    isUnattributed,
  };
}

/** Adds a fault where words are put into another's mouth; true where somebody's words are told as a fact. */
function checkSpeaker(
  claim: Statement,
  { speaker, statement, around }: EvidenceUnit,
  claimed: { terms: Set<string> } | undefined,
  faults: Set<Fault>,
): boolean {
  if (claimed && speaker) {
    const wanted = [...claimed.terms].filter((term) => !isRoleTerm(term));
    const alias = (term: string) => [...speaker.terms].some((own) => own === term || areAliases(own, term));
    const all = wanted.length > 0 ? wanted : [...claimed.terms];
    const isTheirs = (term: string) => isSpeakersOwn(term, speaker, statement) || saysItself(term, statement);
    const isRole = () => [statement, ...around].some((other) => isCalled(claimed.terms, speaker.terms, other));
    if (!all.some(alias) && !all.some(isTheirs) && !isRole()) faults.add('speaker');
    return false;
  }
  if (claimed) {
    // Nobody is said to speak there: then at least the one who is said to has to stand in it.
    const wanted = [...claimed.terms].filter((term) => !isRoleTerm(term));
    const isThere = (term: string) =>
      statement.words.some((word) => word.term === term || areAliases(word.lower, term));
    if (wanted.length > 0 && !wanted.some(isThere)) faults.add('speaker');
    return false;
  }
  if (!speaker || claim.hasSpeech) return false;
  const namesSpeaker = claim.words.some(({ term, isName }) => isName && speaker.terms.has(term));
  return !namesSpeaker && statement.words.some(({ lower }) => SPEECH_WORDS.has(lower));
}

/** "The United States believes …, Sullivan told reporters": two speak, and each may be said to. "An aide to Sullivan told" is another. */
function saysItself(term: string, { words }: Statement): boolean {
  return words.some(({ lower }, i) => {
    if (!PLAIN_SPEECH.has(lower)) return false;
    let from = i;
    while (words[from - 1]?.isName) from--;
    const isHere = words.slice(from, i).some((word) => word.term === term);
    return isHere && words[from - 1]?.part !== 'preposition';
  });
}

/** How far from a name what its bearer is may stand: "its foreign minister, Hossein Amir-Abdollahian". */
const ROLE_WORDS = 5;

/** Whether a sentence says of the speaker what the claim calls them: "Iran's foreign minister". */
function isCalled(claimed: Set<string>, speaker: Set<string>, { words }: Statement): boolean {
  const roles = [...claimed].filter(isRoleTerm);
  if (roles.length === 0) return false;
  return words.some(({ term, isName }, i) => {
    if (!isName || isRoleTerm(term) || !speaker.has(term)) return false;
    const near = words.slice(Math.max(0, i - ROLE_WORDS), i + ROLE_WORDS + 1);
    const isNear = (wanted: string) => near.some((word) => word.term === wanted);
    const isThere = (wanted: string) => words.some((word) => word.term === wanted || areAliases(word.lower, wanted));
    return [...claimed].every((wanted) => (isRoleTerm(wanted) ? isNear(wanted) : isThere(wanted)));
  });
}

/** How far before "said" whoever says it may be described. */
const SUBJECT_WORDS = 8;

/**
 * "Moscow said" of "Russia's defence ministry said": a country speaks by its people, and of a speaker who is a role alone
 * whatever describes it. "Zelensky said" isn't what an adviser to Zelensky said.
 */
function isSpeakersOwn(term: string, { terms }: NonNullable<EvidenceUnit['speaker']>, { words }: Statement): boolean {
  if (!isAlias(term) && ![...terms].every(isRoleTerm)) return false;
  const said = words.findIndex(({ lower }) => SPEECH_WORDS.has(lower));
  const subject = words.slice(Math.max(0, said - SUBJECT_WORDS), Math.max(0, said));
  return subject.some((word) => word.term === term || areAliases(word.lower, term));
}

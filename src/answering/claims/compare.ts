/**
 * Whether one sentence of an article carries a claim: each rule finds one kind of fault and says it. A claim that no rule
 * faults may still be wrong in ways that words don't show; how often is measured with the rows of test/answering/claims.
 */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { bestSupplement, borrowDate, borrowFigure, borrowName } from './borrow.js';
import { contradictionsOf } from './contradictions.js';
import { datesIn } from './dates.js';
import { isAdded, isExchanged } from './exchanged.js';
import type { Statement, Word } from './read-statement.js';
import { isExchangedInPlace } from './slots.js';
import { checkSpeaker } from './speaker-fault.js';
import { SPEECH_WORDS } from './word-classes.js';
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
const MAX_UNSUPPORTED_SHARE = 0.24;

const UNSUPPORTED_PER_ANCHOR = 0.05;
const MAX_ANCHORS = 4;

/** Two sentences hold more words by chance. */
const LESS_OF_TWO = 0.15;

/** With so many names and numbers in it, half of the words are enough. */
const ANCHORS_ENOUGH = 3;

/** What a word counts that isn't in the sentence but in one that is cited beside it, or that stands next to it. */
const LOST_BESIDE = 0.15;
const LOST_NEAR = 0.5;

/** Who says it is judged apart from how the saying is called. */
const LOST_SPEECH = 0.3;

/** What holds less of a claim is about something else. */
const MIN_COVERAGE = 0.15;

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

  const content = claim.words.filter(({ isContent, isName }) => isContent && !isName);
  const matches = new Map(content.map((word) => [word, match(word)]));
  const missing = content.filter((word) => !matches.get(word));
  const names = claim.words.filter(({ isName, isFigure }) => isName && !isFigure);
  const isHeld = new Map(names.map((name) => [name, isNameIn(name, evidence, lexicon)]));
  const heldNames = names.filter((name) => isHeld.get(name)).length;
  const total = content.length + names.length;
  const coverage = total === 0 ? 0 : (content.length - missing.length + heldNames) / total;
  const wordsHeld = content.length === 0 ? 0 : (content.length - missing.length) / content.length;
  if (coverage < MIN_COVERAGE) return { faults: ['words'], coverage, wordsHeld, borrowed: [], isUnattributed: false };

  const borrowed = new Set<number>();
  const borrow = (place: number | undefined, fault: Fault) => {
    if (place === undefined) faults.add(fault);
    else borrowed.add(place);
  };
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
  const near = unit.around.slice(0, 2).filter((_, place) => !isOthers(place));
  const isIn = (word: Word, others: Statement[]) => others.some(({ words }) => standsFor(word, words, lexicon));
  const weigh = (word: Word) =>
    isIn(word, beside) ? LOST_BESIDE : isIn(word, near) ? LOST_NEAR : SPEECH_WORDS.has(word.lower) ? LOST_SPEECH : 1;
  const weights = new Map(missing.map((word) => [word, weigh(word)]));
  const lost = missing.reduce((sum, word) => sum + weights.get(word)!, 0);
  const anchors = heldNames + claim.figures.length;
  const unsupported = missing.filter((word) => weights.get(word) === 1);
  const isOther = (word: Word) =>
    isExchanged(word, claim, evidence, matches, lexicon) || isAdded(word, claim, evidence, lexicon);
  const aligned = { claim, evidence, matches, unsupported, lexicon };
  const isDoubtful = (word: Word) => weights.get(word) === 1 || weights.get(word) === LOST_SPEECH;
  const sharesLittle = content.length - lost + heldNames < Math.min(MIN_SHARED_WORDS, total + 1);
  if (sharesLittle || unsupported.some(isOther) || isExchangedInPlace(aligned, isDoubtful)) faults.add('exchanged');
  const allowed =
    MAX_UNSUPPORTED_SHARE + UNSUPPORTED_PER_ANCHOR * Math.min(anchors, MAX_ANCHORS) - (unit.both ? LESS_OF_TWO : 0);
  // What is borrowed fills in; the sentence itself must hold more than half.
  const isMostlyMissing =
    missing.length * 2 >= content.length + Number(anchors >= ANCHORS_ENOUGH) && content.length > 1;
  if (sharesLittle || isMostlyMissing || (content.length > 0 && lost / content.length > allowed)) faults.add('words');
  for (const fault of contradictionsOf(aligned, unit.speaker?.terms, inherited)) faults.add(fault);

  const isUnattributed = checkSpeaker(claim, unit, claimedSpeaker, faults);
  return {
    faults: FAULTS.filter((fault) => faults.has(fault)),
    coverage,
    wordsHeld,
    borrowed: [...borrowed],
    isUnattributed,
  };
}

/**
 * Whether one sentence of an article carries a claim: each rule finds one kind of fault and says it. A claim that no rule
 * faults may still be wrong in ways that words don't show; how often is measured with the rows of test/answering/claims.
 */
import type { Lexicon } from '../../lexicon/lexicon.js';
import { isRoleTerm } from '../../retrieval/speakers.js';
import { datesIn, datesMeant, isDateWithin, type NamedDate, publicationDay } from './dates.js';
import { areAliases, isAlias, nameKey } from './names.js';
import { type Figure, type Hedge, hedgesOf, isNegator, type Statement, type Word } from './read-statement.js';
import { findReversal } from './roles.js';
import { BOUND_BEFORE, CLAIMED_QUANTITIES, QUANTITIES, SPEECH_WORDS } from './word-classes.js';

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
  /** Who speaks in each of them. */
  aroundSpeakers: (Set<string> | undefined)[];
}

export interface Comparison {
  faults: Fault[];
  /** Share of the claim's content words that the evidence holds, 0..1. */
  coverage: number;
  /** Places in `around` that names were borrowed from. */
  borrowed: number[];
  /** Whether the evidence is somebody's words and the claim doesn't say so. */
  isUnattributed: boolean;
}

/** A claim may hold so many content words that no word of the evidence stands for, and more where names and numbers hold it. */
const MAX_UNSUPPORTED_SHARE = 0.34;
const UNSUPPORTED_PER_ANCHOR = 0.05;
const MAX_ANCHORS = 4;
/** With so many names and numbers in it, half of the words are enough. */
const ANCHORS_ENOUGH = 3;
/** The share of what both say that must be hedged in the evidence for a plain claim to be too much. */
const MOST = 0.6;
/** What a word counts that isn't in the sentence but in one that is cited beside it, or that stands next to it. */
/** How many of the sentences around may stand in for words; for names all of them may. */
const NEAR = 5;
const LOST_BESIDE = 0.15;
const LOST_NEAR = 0.6;
/** Who says it is judged apart from how the saying is called. */
const LOST_SPEECH = 0.3;
/** A claim that shares fewer content words than this with its evidence rests on nothing. */
const MIN_SHARED_WORDS = 2;

/** `inherited` are words that the claim's earlier clause gives as its subject. */
export function compare(
  claim: Statement,
  unit: EvidenceUnit,
  lexicon: Lexicon,
  { inherited = [], claimedSpeaker }: { inherited?: Word[]; claimedSpeaker?: { terms: Set<string> } } = {},
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
  const borrowedWords = [...borrowed].flatMap((place) => (isOthers(place) ? [] : (unit.around[place]?.words ?? [])));
  const nearWords = unit.around.slice(0, 2).flatMap(({ words }) => words);
  const weigh = (word: Word) =>
    standsFor(word, borrowedWords, lexicon)
      ? LOST_BESIDE
      : !claimedSpeaker && standsFor(word, nearWords, lexicon)
        ? LOST_NEAR
        : SPEECH_WORDS.has(word.lower)
          ? LOST_SPEECH
          : 1;
  const lost = missing.reduce((sum, word) => sum + weigh(word), 0);
  const heldNames = names.filter((name) => isHeld.get(name)).length;
  const total = content.length + names.length;
  const coverage = total === 0 ? 0 : (content.length - missing.length + heldNames) / total;
  const anchors = heldNames + claim.figures.length;
  const allowed = MAX_UNSUPPORTED_SHARE + UNSUPPORTED_PER_ANCHOR * Math.min(anchors, MAX_ANCHORS);
  if (content.length > 0 && lost / content.length > allowed) faults.add('words');
  // What is borrowed fills in; the sentence itself must hold more than half.
  if (missing.length * 2 >= content.length + Number(anchors >= ANCHORS_ENOUGH) && content.length > 1)
    faults.add('words');
  const missingAll = missing.filter((word) => weigh(word) === 1);
  if (
    missingAll.some(
      (word) => isExchanged(word, claim, evidence, matches, lexicon) || isAdded(word, claim, evidence, lexicon),
    )
  )
    faults.add('words');
  if (names.some((name) => isNameExchanged(name, claim, evidence))) faults.add('reversed');
  if (content.length - lost + heldNames < Math.min(MIN_SHARED_WORDS, total + 1)) faults.add('words');
  const unsupported = missingAll;

  if (hasOppositeDirection(unsupported, content, evidence, claim, lexicon)) faults.add('opposite');
  if (isTurnedRound(claim, evidence, matches)) faults.add('negation');
  if (losesHedge(claim, evidence, matches)) faults.add('modality');
  if (changesQuantity(claim, evidence)) faults.add('quantity');
  if (findReversal(claim, evidence, unit.speaker?.terms, inherited, lexicon)) faults.add('reversed');

  const isUnattributed = checkSpeaker(claim, unit, claimedSpeaker, faults);
  return { faults: FAULTS.filter((fault) => faults.has(fault)), coverage, borrowed: [...borrowed], isUnattributed };
}

/** The evidence's word that a claim's word may stand for: the same, a form of it, or one that the dictionary joins. */
export function standsFor(word: Word, evidence: Word[], lexicon: Lexicon): Word | undefined {
  return (
    evidence.find(({ term }) => term === word.term) ??
    evidence.find(
      ({ isFigure, isName, lower }) =>
        !isFigure && (!isName || /(an|ian|ish|ese)s?$/.test(lower)) && lexicon.mayStandFor(word.lower, lower),
    )
  );
}

export function isNameIn(name: Word, { words }: Statement, lexicon: Lexicon): boolean {
  return (
    words.some(
      (word) =>
        word.term === name.term ||
        word.lower === name.lower ||
        (word.isName && areAliases(name.lower, word.lower)) ||
        (word.isName && sharesStem(word.lower, name.lower)) ||
        (word.isName &&
          /(an|ian|ish|ese)s?$/.test(name.lower + word.lower) &&
          lexicon.mayStandFor(name.lower, word.lower)),
    ) || isAcronymIn(name.lower, words)
  );
}

/** "Ukraine" and "Ukrainian", not "Iran" and "Iraq". */
function sharesStem(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    short.length >= 5 &&
    long.length - short.length <= 4 &&
    long.startsWith(short.replace(/[aeiy]+$/, '')) &&
    short.replace(/[aeiy]+$/, '').length >= 4
  );
}

function isAcronymIn(name: string, words: Word[]): boolean {
  const letters = name.replaceAll('.', '');
  if (!/^[a-z]{2,5}$/.test(letters)) return false;
  const initials = words
    .map(({ isName, lower }) => (isName ? lower[0] : /^(of|the|and|for)$/.test(lower) ? '' : ' '))
    .join('');
  return initials.includes(letters);
}

const PREPOSITIONS = /^(in|at|near|from|to|into|against|by|with|for|on|of)$/;
const POINTS_BACK = /\b(he|she|it|they|him|her|them|his|its|their|the|this|that|these|those|there|both|one|who)\b/i;

/**
 * Where a name that the sentence leaves out is found: it must point back ("he", "the company"), and must have nothing of
 * its own in the name's place ("in Lviv" leaves no room for "in Kyiv").
 */
function borrowName(
  name: Word,
  claim: Statement,
  { statement, around, speaker }: EvidenceUnit,
  lexicon: Lexicon,
): number | undefined {
  const place = around.findIndex((other) => isNameIn(name, other, lexicon));
  if (place < 0) return undefined;
  const slot = slotOf(name, claim);
  if (!POINTS_BACK.test(statement.text) && slot === 'subject') return undefined;
  const inClaim = (word: Word) => isNameIn(word, claim, lexicon);
  const saysAt = (words: Word[]) => words.findIndex(({ lower }) => SPEECH_WORDS.has(lower));
  const isSaid = claim.words.indexOf(name) > saysAt(claim.words);
  const rivals = statement.words.filter(
    (word, i) =>
      word.isName &&
      !word.isFigure &&
      !inClaim(word) &&
      !isModifier(i, statement) &&
      !speaker?.terms.has(word.term) &&
      // Whose words they are says nothing about what they are about.
      !(isSaid && i < saysAt(statement.words)),
  );
  const isTaken = rivals.some((word) =>
    slot === undefined ? isAlias(name.lower) && isAlias(word.lower) : slotOf(word, statement) === slot,
  );
  return isTaken ? undefined : place;
}

/** A number that a neighbouring sentence gives for the same thing, where this one gives none. */
function borrowFigure(
  figure: Figure,
  claim: Statement,
  { statement, around }: EvidenceUnit,
  lexicon: Lexicon,
): number | undefined {
  const thing = wordAfter(claim, figure);
  if (!thing) return undefined;
  const counts = (other: Statement) =>
    other.figures.some((own) => standsFor(thing, wordsAfter(other, own, 2), lexicon));
  if (counts(statement)) return undefined;
  const place = around.findIndex(
    (other) =>
      other.figures.some(({ value }) => value === figure.value) &&
      isFigureHeld(figure, claim, other, lexicon) &&
      standsFor(thing, other.words, lexicon),
  );
  return place < 0 ? undefined : place;
}

/** A day that a neighbouring sentence names, where this one names none. */
function borrowDate(date: NamedDate, { statement, around, publishedAt }: EvidenceUnit): number | undefined {
  if (datesMeant(statement.text, publishedAt).length > 0) return undefined;
  const place = around
    .slice(0, NEAR)
    .findIndex((other) => datesMeant(other.text, publishedAt).some((own) => isDateWithin(date, own)));
  return place < 0 ? undefined : place;
}

/** The neighbouring sentence that holds most of the words this one lacks; undefined where none holds two, and half of them. */
function bestSupplement(
  missing: Word[],
  { around }: EvidenceUnit,
  borrowed: Set<number>,
  lexicon: Lexicon,
): number | undefined {
  const open = missing.filter(
    (word) => ![...borrowed].some((place) => around[place] && standsFor(word, around[place].words, lexicon)),
  );
  let best: { place: number; count: number } | undefined;
  for (const [place, { words }] of around.slice(0, NEAR).entries()) {
    const count = open.filter((word) => standsFor(word, words, lexicon)).length;
    if (count > (best?.count ?? 0)) best = { place, count };
  }
  return best && best.count >= Math.max(2, open.length / 2) ? best.place : undefined;
}

/** "A NASA spacecraft": the name says which one, and is not what is spoken of. */
function isModifier(i: number, { words, text }: Statement): boolean {
  const next = words[i + 1];
  if (!next?.isContent || next.isName || next.isFigure) return false;
  return /^[ -]$/.test(text.slice(words[i].end, next.start));
}

/** The preposition before a name, "subject" for one that begins a clause, undefined elsewhere. */
function slotOf(name: Word, { words }: Statement): string | undefined {
  let at = words.indexOf(name) - 1;
  while (at >= 0 && (words[at].isName || /^(the|a|an)$/.test(words[at].lower))) at--;
  if (at < 0 || words[at].clause !== name.clause) return 'subject';
  return PREPOSITIONS.test(words[at].lower) ? words[at].lower : undefined;
}

/** The same words in the same order, whatever the marks and spaces; dots in the quotation part it, in order. */
export function holdsQuotation(text: string, quotation: string): boolean {
  const plain = (part: string) =>
    ` ${part
      .toLowerCase()
      .replace(/[’']/g, "'")
      .replace(/[^\p{L}\p{N}'%$€£.]+/gu, ' ')
      .replace(/\.(?!\d)/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()} `;
  const body = plain(text);
  let from = 0;
  for (const part of quotation.split(/\.\.\.|…|\[[^\]]*\]/)) {
    const words = plain(part);
    if (words.trim() === '') continue;
    const at = body.indexOf(words, from);
    if (at < 0) return false;
    from = at + words.length - 1;
  }
  return true;
}

/** The number is in the evidence, beside the same thing. */
function isFigureHeld(figure: Figure, claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
  const same = evidence.figures.filter(({ value }) => value === figure.value);
  if (same.length === 0) return isPlainTwo(claim.text, figure) || isHalf(figure.value, evidence.text);
  const unitNow = unitOf(claim.text, figure);
  if (!same.some((other) => unitNow === unitOf(evidence.text, other))) return false;
  const thing = wordAfter(claim, figure);
  if (!thing) return true;
  const counted = evidence.figures.map((other) => ({ value: other.value, things: wordsAfter(evidence, other, 3) }));
  const isBeside = (words: Word[]) => standsFor(thing, words, lexicon) !== undefined;
  const own = counted.filter(({ value }) => value === figure.value);
  const others = counted.filter(({ value }) => value !== figure.value);
  return own.some(({ things }) => isBeside(things)) || !others.some(({ things }) => isBeside(things.slice(0, 1)));
}

/** "SMACS 0723", "Su-35". */
const isPartOfName = ({ start }: Figure, { words }: Statement) =>
  words.some(({ isName, end }) => isName && (start === end + 1 || start === end));

/** "The two ministers" counts those just named. */
const isPlainTwo = (text: string, { value, start, end }: Figure) =>
  /^one$/i.test(text.slice(start, end)) ||
  (value === '2' && /\b(the|both|these|those) (other |neighbouring )?$/i.test(text.slice(0, start)));
const isHalf = (value: string, text: string) => value === '50' && /\bhalf\b/i.test(text);

/** Per cent and currencies: "5" people are not "5 %". */
function unitOf(text: string, { start, end }: { start: number; end: number }): string {
  const after = text.slice(end, end + 14);
  const before = text.slice(Math.max(0, start - 3), start);
  if (/^\s?(%|per ?cent\b)/i.test(after)) return 'percent';
  if (/[$]\s?$/.test(before) || /^\s?(us )?dollars?\b/i.test(after)) return 'dollar';
  if (/€\s?$/.test(before) || /^\s?euros?\b/i.test(after)) return 'euro';
  if (/£\s?$/.test(before) || /^\s?pounds?\b/i.test(after)) return 'pound';
  return '';
}

const wordsAfter = ({ words }: Statement, { end, clause }: { end: number; clause?: number }, most: number) =>
  words
    .filter((word) => word.start >= end && word.isContent && (clause === undefined || word.clause === clause))
    .slice(0, most);

function wordAfter(statement: Statement, figure: { end: number }): Word | undefined {
  const [first] = wordsAfter(statement, figure, 1);
  return first && first.start - figure.end <= 24 ? first : undefined;
}

function isDateHeld(date: NamedDate, count: number, { statement, publishedAt }: EvidenceUnit): boolean {
  const meant = datesMeant(statement.text, publishedAt);
  const isSaid = [...meant, ...datesIn(statement.text)].some((other) => isDateWithin(date, other));
  if (isSaid) return true;
  if (
    date.year !== undefined &&
    date.month === undefined &&
    statement.figures.some(({ value }) => value === String(date.year))
  )
    return true;
  // "On 28 October, …" says when it was reported; where the sentence names a day of its own, that day counts.
  const hasOwn = meant.length > 0 && count < 2;
  return (!hasOwn || date.day === undefined) && publicationDay(publishedAt).some((day) => isDateWithin(date, day));
}

/**
 * Whether the claim has put another word into the evidence's place: beside a word that both share, one has "sink" and the
 * other "birdcage", and neither is anywhere else.
 */
function isExchanged(
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

const isSolid = ({ isContent, isName, isFigure }: Word) => isContent || isName || isFigure;

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
function isAdded(word: Word, claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
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
  return (before >= 0 && isHeld(before) && joins(before, at)) || (after >= 0 && isHeld(after) && joins(at, after));
}

/** Whether a name stands where the evidence has another one: "the Russian advance" for "the Ukrainian advance". */
function isNameExchanged(name: Word, claim: Statement, evidence: Statement): boolean {
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
      return other?.isName && gap === wordsBetween(evidence, other, theirs[place]) ? other : [];
    });
    if (others.length === 0 || others.length < places.length) return false;
    return others.every(
      (other) =>
        !nameRun(other, evidence).some((part) => keyOf(part) === keyOf(name)) &&
        !nameRun(name, claim).some((part) => keyOf(part) === keyOf(other)),
    );
  });
}

const keyOf = ({ lower, term }: Word) => nameKey(lower, term);

/** The small words between two words, without articles and auxiliary verbs: they must be alike for the two places to be one. */
function wordsBetween({ words }: Statement, a: Word, b: Word): string {
  const [from, to] = [words.indexOf(a), words.indexOf(b)].sort((x, y) => x - y);
  const between = words.slice(from + 1, to).map(({ lower }) => lower);
  return between
    .filter((lower) => !/^(the|a|an|had|has|have|was|were|is|are|will|would|also|then)$/.test(lower))
    .join(' ');
}

const hasCommaBetween = ({ text }: Statement, a: Word, b: Word) =>
  /[,;:—–()]/.test(a.end <= b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start));

/** All parts of the name that a word belongs to: "Luiz Inacio Lula da Silva". */
function nameRun(word: Word, { words }: Statement): Word[] {
  const isPart = (other: Word | undefined) =>
    other !== undefined && (other.isName || /^(da|de|del|di|du|van|von|der|al|bin|ibn|of)$/.test(other.lower));
  let from = words.indexOf(word);
  let to = from;
  while (isPart(words[from - 1])) from--;
  while (isPart(words[to + 1])) to++;
  return words.slice(from, to + 1);
}

function hasOppositeDirection(
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
    return words.slice(at + 1, at + 6).filter(({ isContent, isName, isFigure }) => isContent || isName || isFigure);
  };
  const follows = after(evidence, theirs);
  return after(claim, mine).some((word) => follows.some(({ term }) => term === word.term));
}

/** Whether what both say stands under a negation in one and not in the other. */
function isTurnedRound(claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean {
  const shared = [...matches].flatMap(([word, other]) => (other ? [{ word, other }] : []));
  const isNegatedEverywhere = (other: Word) =>
    evidence.words.every((word) => word.term !== other.term || word.isNegated);
  const inClaim = shared.filter(({ word }) => word.isNegated);
  const rulesOut = /\brul(?:e|es|ed|ing) out\b/i;
  const inEvidence = shared.filter(({ other }) => isNegatedEverywhere(other));
  const deniesToo = (words: Word[]) => words.some(({ lower }) => isNegator(lower));
  if (inClaim.length > 0 && inEvidence.length === 0) {
    if (!evidence.hasWeakNegator && !rulesOut.test(evidence.text)) return true;
    if (evidence.hasNegator && !inClaim.some(({ other }) => nearNegator(other, evidence))) return true;
  }
  if (claim.hasNegator && inClaim.length === 0 && !evidence.hasWeakNegator && deniesToo(claim.words)) return true;
  if (inEvidence.length * 4 >= shared.length && inEvidence.length > 0 && inClaim.length === 0) {
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

/** Whether the evidence only claims, expects or wants what the claim tells as done. */
function losesHedge(claim: Statement, evidence: Statement, matches: Map<Word, Word | undefined>): boolean {
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

function changesQuantity(claim: Statement, evidence: Statement): boolean {
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

/** Adds a fault where words are put into another's mouth; true where somebody's words are told as a fact. */
function checkSpeaker(
  claim: Statement,
  { speaker, statement }: EvidenceUnit,
  claimed: { terms: Set<string> } | undefined,
  faults: Set<Fault>,
): boolean {
  if (claimed && speaker) {
    const wanted = [...claimed.terms].filter((term) => !isRoleTerm(term));
    const alias = (term: string) => [...speaker.terms].some((own) => own === term || areAliases(own, term));
    const all = wanted.length > 0 ? wanted : [...claimed.terms];
    if (!all.some(alias)) faults.add('speaker');
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

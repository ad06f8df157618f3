/** What a sentence leaves out and a neighbouring one gives: whom "he" means, the day, the number, words that fill in. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { EvidenceUnit } from './compare.js';
import { datesMeant, isDateWithin, type NamedDate } from './dates.js';
import { isAlias } from './names.js';
import type { Figure, Statement, Word } from './read-statement.js';
import { SPEECH_WORDS } from './word-classes.js';
import { isFigureHeld, isNameIn, standsFor, wordAfter, wordsAfter } from './words-held.js';

/** How many of the sentences around may stand in for words; for names all of them may. */
const NEAR = 5;

const PREPOSITIONS = /^(in|at|near|from|to|into|against|by|with|for|on|of)$/;
const POINTS_BACK = /\b(he|she|it|they|him|her|them|his|its|their|the|this|that|these|those|there|both|one|who)\b/i;

/**
 * Where a name that the sentence leaves out is found: it must point back ("he", "the company"), and must have nothing of
 * its own in the name's place ("in Lviv" leaves no room for "in Kyiv").
 */
export function borrowName(
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
export function borrowFigure(
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
export function borrowDate(date: NamedDate, { statement, around, publishedAt }: EvidenceUnit): number | undefined {
  if (datesMeant(statement.text, publishedAt).length > 0) return undefined;
  const place = around
    .slice(0, NEAR)
    .findIndex((other) => datesMeant(other.text, publishedAt).some((own) => isDateWithin(date, own)));
  return place < 0 ? undefined : place;
}

/** The neighbouring sentence that holds most of the words this one lacks; undefined where none holds two, and half of them. */
export function bestSupplement(
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

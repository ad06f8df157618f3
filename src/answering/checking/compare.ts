/**
 * A statement beside one sentence of an article: what of it the sentence holds, what it lacks, and what it turns round.
 * Names may stand around the sentence, where its "he" or "the bank" takes them from; all else must stand in it.
 */
import { isVerbForm } from '../../lexicon/noun-kinds.js';
import { isDateWithin } from '../claims/dates.js';
import { type Figure, figuresIn, isRoundedFrom, isSameFigure } from '../claims/figures.js';
import type { Name } from '../claims/names.js';
import type { Offer } from '../claims/offer.js';
import { countriesOf } from '../claims/other-names.js';
import type { Word } from '../claims/words.js';
import { type Candidate, type Missing, meantBefore, readingsOf } from './candidate.js';
import { isLeftOpen } from './left-open.js';
import { sameWord } from './same-words.js';
import type { Statement } from './statement.js';
import { turnsOf } from './turned.js';

export interface Comparison {
  candidate: Candidate;
  missing: Missing;
  /** Which word of the sentence stands for which one of the statement. */
  pairs: Map<Word, Word>;
  /** Names of what turns the statement into another one. */
  turns: string[];
  /** Share of the ordinary words that the sentence holds, 0..1. */
  share: number;
}

export function compare(statement: Statement, candidate: Candidate): Comparison {
  const { words, around } = candidate;
  const pairs = new Map<Word, Word>();
  for (const word of statement.words) {
    if (!word.isContent) continue;
    const same = sameName(word, candidate) ?? sameWord(word, words);
    if (same) pairs.set(word, same);
  }
  const theirs = figuresIn(candidate.text);
  const readings = readingsOf(candidate);
  const outside = [...candidate.heading, ...meantBefore(candidate)];
  const missing = {
    figures: statement.figures.filter(
      (figure) =>
        !isCounted(statement.text, figure) &&
        !theirs.some((other) => isSameFigure(figure, other) || isRoundedFrom(statement.text, figure, other)),
    ),
    names: statement.names.filter(
      (name) =>
        !isHeld(name, around, pairs) ||
        !(name.some((word) => pairs.has(word)) || isLeftOpen(statement, candidate, name)),
    ),
    dates: statement.dates.filter((date) => !readings.some((reading) => isDateWithin(date, reading))),
    ordinary: statement.ordinary.filter(
      (word) => !pairs.has(word) && (isVerbForm(word.lower) || !sameWord(word, outside)),
    ),
  };
  const share = statement.ordinary.length === 0 ? 1 : 1 - missing.ordinary.length / statement.ordinary.length;
  return { candidate, missing, pairs, turns: turnsOf(statement, candidate, pairs, missing), share };
}

/** Around the sentence as a whole, and with a word of it; "EU" stands for a name without any. */
const isHeld = (name: Name, { names }: Offer, pairs: Map<Word, Word>): boolean =>
  names.holds(name) && name.some((word) => pairs.has(word) || names.hasTerm(word.term) || word.isName);

/** "One of them" is no number that is compared. */
const isCounted = (text: string, { value, start, end, unit }: Figure) =>
  unit === '' && value === '1' && /^\p{L}+$/u.test(text.slice(start, end));

function sameName(word: Word, { words }: Candidate): Word | undefined {
  if (!word.isCapitalised) return undefined;
  const own = words.find(({ term }) => term === word.term);
  if (own) return own;
  const countries = countriesOf(word);
  if (countries.length === 0) return undefined;
  return words.find(
    (other) => other.isCapitalised && countriesOf(other).some((country) => countries.includes(country)),
  );
}

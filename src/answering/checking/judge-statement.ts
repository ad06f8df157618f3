/**
 * What one sentence of an article says to a statement: it carries it, it says otherwise, or neither. It says otherwise
 * where the statement would be carried with one thing exchanged: a number, a name, a day, or whether it is so.
 */
import { isVerbForm } from '../../lexicon/noun-kinds.js';
import { isNegator } from '../claims/left-out.js';
import type { Candidate } from './candidate.js';
import { type Comparison, compare } from './compare.js';
import { counterpartsOf, type Difference } from './counterparts.js';
import type { Statement } from './statement.js';
import { readStatement } from './statement.js';

export type Judged = {
  /** Larger is nearer; comparable within one statement only. */
  score: number;
  compared: Comparison;
} & ({ verdict: 'supported' | 'not-covered' } | { verdict: 'contradicted'; difference: Difference });

/** Of the ordinary words so many must be held. */
const SHARE_HELD = 0.75;
const SHARE_HELD_OF_OTHER = 0.8;
/** So many words, names and numbers must be held: fewer make no statement. */
const FEWEST_HELD = 3;
const MOST_MISSING = 2;
/** Without these another thing is said: "a large number", "the first". */
const TELLING = new Set(
  `large small big huge many few most some all every only first last second third limited several none never always own former
  new old high low more less record majority half`.split(/\s+/),
);
/** Verbs that say little beside their object. */
const LIGHT_VERBS = new Set('went goes going made makes making took takes taking gave put puts got getting'.split(' '));
const isTelling = (lower: string) => TELLING.has(lower) || (isVerbForm(lower) && !LIGHT_VERBS.has(lower));
/** "Without a trial" denies nothing but the trial. */
const DENIES = /^(?:not|no|never|none|nobody|nothing|neither|cannot)$|n't$/;
const ADMITS = /\b(?:acknowledg|admit|conced|confess)/i;

export function judgeStatement(statement: Statement, candidate: Candidate): Judged {
  const compared = compare(statement, candidate);
  const score = scoreOf(compared);
  if (isCarried(statement, compared, SHARE_HELD)) return { verdict: 'supported', score, compared };
  const difference = differenceOf(statement, compared);
  return difference
    ? { verdict: 'contradicted', score, compared, difference }
    : { verdict: 'not-covered', score, compared };
}

const scoreOf = ({ pairs, share, missing }: Comparison) =>
  pairs.size * share - 2 * (missing.figures.length + missing.names.length + missing.dates.length);

export function isCarried(statement: Statement, { missing, pairs, turns, share }: Comparison, least: number): boolean {
  const { figures, names, dates, ordinary } = missing;
  if (figures.length + names.length + dates.length > 0 || turns.length > 0) return false;
  if (share < least || ordinary.length > MOST_MISSING || ordinary.some(({ lower }) => isTelling(lower))) return false;
  if (
    new Set(pairs.values()).size + statement.dates.length < FEWEST_HELD ||
    statement.ordinary.length === ordinary.length
  )
    return false;
  return true;
}

function differenceOf(statement: Statement, compared: Comparison): Difference | undefined {
  const { missing } = compared;
  const hard = missing.figures.length + missing.names.length + missing.dates.length;
  if (hard === 0) return denial(statement, compared);
  if (hard > 1) return undefined;
  return counterpartsOf(statement, compared).find(({ from: { start, end }, told }) => {
    const text = statement.text.slice(0, start) + told.text + statement.text.slice(end);
    const patched = readStatement(text, compared.candidate.around.names.hasCapitalised);
    return isCarried(patched, compare(patched, compared.candidate), SHARE_HELD_OF_OTHER);
  });
}

/** The same statement with "not" or without. Who denies what he is accused of doesn't contradict who says it. */
function denial(statement: Statement, { candidate, pairs, turns, share, missing }: Comparison): Difference | undefined {
  if (turns.length !== 1 || turns[0] !== 'turnsNegation') return undefined;
  if (share < 1 || missing.ordinary.length > 0 || new Set(pairs.values()).size < FEWEST_HELD) return undefined;
  const mine = statement.words.filter(isNegator);
  const theirs = candidate.words.filter(isNegator);
  if (mine.length + theirs.length !== 1) return undefined;
  const { article, number } = candidate;
  const isSaid = number !== undefined && article.attributions[number] !== undefined;
  const isIntent = /\bwill\b/.test(statement.text) && /\bwill\b/.test(candidate.text);
  const isGranted = mine.length === 1 && ADMITS.test(candidate.text);
  if (isSaid && !isIntent && !isGranted) return undefined;
  if (![...mine, ...theirs].every(({ lower }) => DENIES.test(lower))) return undefined;
  const [negator] = [...theirs, ...mine];
  const span = { start: negator.start, end: negator.end };
  return theirs.length === 1
    ? {
        kind: 'negation',
        from: { start: 0, end: 0 },
        told: { ...span, text: candidate.text.slice(span.start, span.end) },
      }
    : { kind: 'negation', from: span, told: { start: 0, end: 0, text: '' } };
}

/** What stands in an article's sentence in the place of a number, a name or a day that it lacks. */
import type { Span } from '../../core/types.js';
import { findSenses, senseAt } from '../../lexicon/wordnet-files.js';
import { datesIn, type WrittenDate } from '../claims/dates.js';
import { type Figure, figuresIn, isSameFigure } from '../claims/figures.js';
import { type Name, namesIn } from '../claims/names.js';
import type { Comparison } from './compare.js';
import { isSame, neighbours, spanOf, wordBefore } from './neighbours.js';
import type { Statement } from './statement.js';

export interface Difference {
  kind: 'number' | 'name' | 'date' | 'negation';
  /** What the statement says, in its text. */
  from: Span;
  /** What the article's sentence says; empty where it only lacks a "not". */
  told: Span & { text: string };
}

/** Of the one thing that is missing: whatever may stand for it. */
export function counterpartsOf(statement: Statement, compared: Comparison): Difference[] {
  const { figures, names, dates } = compared.missing;
  if (figures[0]) return otherFigures(statement, compared, figures[0]);
  if (names[0]) return otherNames(statement, compared, names[0]);
  return dates[0] ? otherDates(statement, compared, dates[0]) : [];
}

const told = (text: string, { start, end }: Span) => ({ start, end, text: text.slice(start, end) });

const AT_LEAST = /\b(?:at least|no fewer than|no less than|more than|over|above|exceed\w*)\s+[$€£]?$/i;
const AT_MOST = /\b(?:at most|up to|no more than|fewer than|less than|under|below|nearly|almost|close to)\s+[$€£]?$/i;
const NEAR = /\b(?:about|around|roughly|some|approximately|nearly|almost|close to|over|more than)\s+[$€£]?$/i;
const LONGEST_BOUND = 24;
const NEAR_SHARE = 0.1;

/** Whether both numbers may be true: "more than 50" says nothing against 60. */
function agree(mine: Figure, text: string, theirs: Figure, other: string): boolean {
  const [value, otherValue] = [Number(mine.value), Number(theirs.value)];
  const bound = (whole: string, { start }: Figure) => whole.slice(Math.max(0, start - LONGEST_BOUND), start);
  const [before, otherBefore] = [bound(text, mine), bound(other, theirs)];
  const [isMore, isLess] = [otherValue > value, otherValue < value];
  if ((isMore && AT_LEAST.test(before)) || (isLess && AT_LEAST.test(otherBefore))) return true;
  if ((isLess && AT_MOST.test(before)) || (isMore && AT_MOST.test(otherBefore))) return true;
  const isNear = NEAR.test(before) || NEAR.test(otherBefore);
  return isNear && Math.abs(value - otherValue) <= NEAR_SHARE * Math.max(value, otherValue);
}

function otherFigures(statement: Statement, { candidate }: Comparison, figure: Figure): Difference[] {
  const { text, words } = candidate;
  const mine = neighbours(statement.text, statement.words, { start: figure.start, end: figure.unitEnd });
  const dates = datesIn(text);
  return figuresIn(text)
    .filter(
      (other) =>
        other.unit === figure.unit &&
        !dates.some((date) => other.start < date.end && other.end > date.start) &&
        !statement.figures.some((own) => isSameFigure(own, other)) &&
        !agree(figure, statement.text, other, text),
    )
    .map((other) => ({ other, theirs: neighbours(text, words, { start: other.start, end: other.unitEnd }) }))
    .map(({ other, theirs }) => ({
      other,
      fit:
        2 * Number(isSame(mine.before, theirs.before)) +
        2 * Number(isSame(mine.behind, theirs.behind)) +
        // "Was 96 when she died": "dies at 96".
        Number(isSame(mine.behind, theirs.before) || isSame(mine.before, theirs.behind)) +
        // "At 42 he is": both begin with it.
        Number(mine.before === undefined && theirs.before === undefined),
    }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ other }) => ({ kind: 'number', from: { start: figure.start, end: figure.end }, told: told(text, other) }));
}

const PLACE_BEFORE = new Set('in at near from to outside across'.split(' '));
/** Who does this to one may do it to another as well. */
const OFTEN =
  /\b(?:meet|met|talk|spoke|speak|call|visit|thank|invit|phon|telephon|tell|told|warn|criticis|criticiz|prais|accus|condemn|join|support|includ|ask|urg|said|say|attend|welcom|travel|went|go|help)/i;

function otherNames(statement: Statement, { candidate, missing: { ordinary } }: Comparison, name: Name): Difference[] {
  const { text, words, around } = candidate;
  const own = spanOf(name);
  const mine = neighbours(statement.text, statement.words, own);
  const preposition = wordBefore(statement.words, own);
  const isPlace = PLACE_BEFORE.has(preposition);
  if (ordinary.length > 0 || (!isPlace && OFTEN.test(statement.text))) return [];
  return namesIn(text, words, around.names.hasCapitalised)
    .filter((other) => !other.every(({ term }) => statement.words.some((word) => word.term === term)))
    .filter((other) => {
      const span = spanOf(other);
      const theirs = neighbours(text, words, span);
      if (isPlace)
        return preposition === wordBefore(words, span) && isSame(mine.before, theirs.before) && areAlike(name, other);
      const isInPlace =
        own.start === 0 || mine.before === undefined
          ? isSame(mine.behind, theirs.behind)
          : isSame(mine.before, theirs.before);
      return isInPlace && rankOf(name) === undefined && rankOf(other) === undefined && isPinned(statement);
    })
    .map((other) => ({ kind: 'name', from: own, told: told(text, spanOf(other)) }));
}

type Rank = 'city' | 'area';
const CITY = /\b(?:capital|city|town|port|village|cent(?:er|re))\b/;

/** What sort of place a name may be, by its frequent senses; undefined for one that the dictionary has as none. */
function rankOf(name: Name): Rank | undefined {
  for (const { lower } of name)
    for (const key of findSenses(lower, 'n')?.keys.slice(0, MAX_SENSES) ?? []) {
      const sense = senseAt(key);
      const kinds = sense.field === LOCATION ? sense.pointers.filter(({ kind }) => kind === '@i') : [];
      if (kinds.length > 0) return kinds.some((kind) => CITY.test(senseAt(kind.key).words.join(' '))) ? 'city' : 'area';
    }
  return name.some(({ term }) => term.startsWith('@')) ? 'area' : undefined;
}

/** The number of the dictionary's file of places. */
const LOCATION = 15;
const MAX_SENSES = 4;

/** Two places of one rank: a city may lie in the country that the other names. */
const areAlike = (one: Name, other: Name) => rankOf(one) !== undefined && rankOf(one) === rankOf(other);

/** Whether only one may be meant: a day, a number or an office is told. */
const isPinned = ({ dates, figures, text }: Statement) =>
  dates.length > 0 || figures.length > 0 || /\bas (?:the |its |his |her )?[a-z]+/i.test(text);

/** What happens once: of what may happen again another day is no other account. */
const ONCE =
  /\b(?:born|birth|die[sd]?|death|found(?:s|ed)|open(?:s|ed)|launch(?:es|ed)?|sign(?:s|ed)|elected|resign(?:s|ed)|annex(?:es|ed)|throne|office|married|beg[au]n|end(?:s|ed)|clos(?:es|ed)|bought|buried|dismiss(?:es|ed)|publish(?:es|ed)|filed|appointed|created|established|liberated|crashed|landed)\b/i;

function otherDates(statement: Statement, { candidate: { text } }: Comparison, date: WrittenDate): Difference[] {
  if (!ONCE.test(statement.text)) return [];
  const isAsExact = (other: WrittenDate) =>
    other.weekday === undefined &&
    (date.month === undefined) === (other.month === undefined) &&
    (date.day === undefined) === (other.day === undefined);
  const others = datesIn(text).filter(isAsExact);
  if (others.length !== 1) return [];
  return [{ kind: 'date', from: { start: date.start, end: date.end }, told: told(text, others[0]) }];
}

/**
 * What nobody can overrule: a sentence falls where it holds a number, a name, a day or a quotation that no offered passage
 * has. Each rule looks at the passages as a whole; which of them says what is for a judge.
 */
import { DAY_MS } from '../../core/dates.js';
import { normaliseWord } from '../../text/tokenize.js';
import { datesIn, isDateWithin, type NamedDate, type WrittenDate } from './dates.js';
import { type Figure, figuresIn, isRoundedFrom, isSameFigure } from './figures.js';
import { namesIn } from './names.js';
import type { Offer } from './offer.js';
import { holdsQuotation, isSpeech, quotationsIn } from './quotations.js';
import type { Claim } from './supports.js';

const VETOES = ['order', 'number', 'name', 'date', 'quotation', 'words'] as const;
export type Veto = (typeof VETOES)[number];

const RULES: Record<Veto, (claim: Claim, offer: Offer) => boolean> = {
  order: ({ words }, { orderedTerms }) => words.some(({ term }) => orderedTerms.has(term)),
  number: hasNewNumber,
  name: ({ text, words }, { names }) => namesIn(text, words, names.hasCapitalised).some((name) => !names.holds(name)),
  date: hasNewDate,
  quotation: ({ text }, { plain }) =>
    quotationsIn(text).some((quotation) => isSpeech(quotation) && !holdsQuotation(plain, quotation)),
  words: isMostlyNew,
};

/** All rules that the sentence breaks. */
export const vetoesOf = (claim: Claim, offer: Offer): Veto[] => VETOES.filter((veto) => RULES[veto](claim, offer));

function hasNewNumber({ text }: Claim, { figures, names, readings }: Offer): boolean {
  const dates = datesIn(text);
  return figuresIn(text).some(
    (figure) =>
      !isWithin(figure, dates) &&
      !isSmallWord(text, figure) &&
      !figures.some((other) => isSameFigure(figure, other) || isRoundedFrom(text, figure, other)) &&
      !names.hasTerm(figure.value) &&
      !isHalf(figure, names) &&
      !isTimeBetween(text, figure, readings),
  );
}

const isWithin = ({ start, end }: Figure, dates: WrittenDate[]) =>
  dates.some((date) => start < date.end && end > date.start);

/** "One of them", "the two ministers", "both sides": counted by the writer. */
const isSmallWord = (text: string, { value, start, end, unit }: Figure) =>
  unit === '' && Number(value) <= 3 && /^\p{L}+$/u.test(text.slice(start, end));

const isHalf = ({ value, unit }: Figure, names: Offer['names']) =>
  value === '50' && unit === 'percent' && (names.hasTerm('half') || names.hasTerm('halv'));

const BEHIND_OR_BEFORE = /^[\s-](?:days?|weeks?) (?:earlier|later|before|after|ago)\b/i;
const DAYS_OF: Record<string, number> = { day: 1, week: 7 };

/** "Two days earlier": the writer may count the days between two that the passages name; weeks need not be whole. */
function isTimeBetween(text: string, { value, unit, end }: Figure, readings: NamedDate[]): boolean {
  const length = DAYS_OF[unit];
  if (length === undefined || !BEHIND_OR_BEFORE.test(text.slice(end, end + 20))) return false;
  const days = new Set(
    readings.flatMap(({ year, month, day }) =>
      year !== undefined && month !== undefined && day !== undefined ? Date.UTC(year, month - 1, day) / DAY_MS : [],
    ),
  );
  return [...days].some((one) =>
    [...days].some((other) => Math.abs(one - other - Number(value) * length) <= (length - 1) / 3),
  );
}

function hasNewDate({ text }: Claim, { readings, figures }: Offer): boolean {
  return datesIn(text).some(
    (date) =>
      !readings.some((reading) => isDateWithin(date, reading)) &&
      !(isYearAlone(date) && figures.some(({ value }) => value === String(date.year))),
  );
}

const isYearAlone = ({ year, month, weekday }: WrittenDate) =>
  year !== undefined && month === undefined && weekday === undefined;

/** Of at least so many words that say something, more than this share stands nowhere in the passages. */
const FEWEST_WORDS = 2;
const NEW_SHARE = 2 / 3;
/** Words by which a writer speaks of the passages themselves: "The passages give no exact date." */
const ABOUT_PASSAGES = new Set(
  'passage article source text report document information detail mention specify exact give provide answer question date number figure name say state'
    .split(' ')
    .map(normaliseWord),
);

function isMostlyNew({ words }: Claim, { names }: Offer): boolean {
  const content = words.filter(({ isContent, isFigure, isName }) => isContent && !isFigure && !isName);
  const isNew = content.filter(({ term }) => !names.hasTerm(term) && !ABOUT_PASSAGES.has(term));
  return content.length >= FEWEST_WORDS && isNew.length > content.length * NEW_SHARE;
}

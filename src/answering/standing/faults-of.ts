/**
 * What speaks against a sentence in a text that should say it: a number, name or day that isn't there, a word that is missing or
 * exchanged, "not", "may" or "allegedly" put in or taken out, somebody who is said to have said it.
 */
import { isCalendarWord } from '../../core/calendar.js';
import { toldForms } from '../../text/speech-verbs.js';
import { dateReadings } from '../claims/date-readings.js';
import { datesIn, isDateWithin } from '../claims/dates.js';
import { EXCHANGES } from '../claims/exchanges.js';
import { figuresIn, isRoundedFrom, isSameFigure } from '../claims/figures.js';
import { isNegator, LEFT_OUT } from '../claims/left-out.js';
import { namesIn } from '../claims/names.js';
import { Offer, readWords } from '../claims/offer.js';
import { type Claim, contentOf, type Support, stretchOf, supportsOf } from '../claims/supports.js';
import type { Word } from '../claims/words.js';
import { evenOut, mendSpelling } from './wording.js';

export const FAULTS = ['number', 'name', 'date', 'negation', 'words', 'turn', 'speaker'] as const;
/** What kind of thing is another one. */
export type FaultKind = (typeof FAULTS)[number];

export interface Fault {
  kind: FaultKind;
  /** What is missing or was put in, so that two faults of a kind can be told apart. */
  about: string;
}

/** Words of one group say how sure something is; those of another say it otherwise. */
const MODALITY: Record<string, string> = {
  will: 'will',
  shall: 'will',
  would: 'will',
  may: 'may',
  might: 'may',
  could: 'may',
  can: 'may',
  must: 'must',
  should: 'must',
  ought: 'must',
};
const SAYING = new Set([...toldForms('a'), 'according']);
/** How far around what is taken over something may stand that belongs to it, in words. */
const AROUND = 5;
const RELATIVE_DAYS = new Set('yesterday today tomorrow tonight'.split(' '));

/** `told` is one sentence or a few that follow one another; `publishedAt` is the day of its article. */
export function faultsOf(said: string, told: string, publishedAt?: string): Fault[] {
  const theirs = evenOut(told);
  const mine = mendSpelling(evenOut(said), theirs);
  const claim = readClaim(mine);
  const offer = offerOf(theirs);
  const supports = supportsOf(contentOf(claim), offer);
  return [
    ...lostFigures(mine, theirs, offer),
    ...lostNames(claim, offer),
    ...lostDates(mine, theirs, publishedAt),
    ...lostWords(claim, offer),
    ...(supports.length > 0 ? turned(claim, supports, offer) : []),
  ];
}

const readClaim = (text: string): Claim => ({ text, words: readWords(text) });

/** A text as the one sentence that is on offer. */
function offerOf(text: string): Offer {
  const meta = { key: 0, id: '', title: '', path: '' };
  const article = { meta, body: text, text, sentences: [{ start: 0, end: text.length }], attributions: [] };
  return new Offer([{ article, firstSentence: 0, sentenceCount: 1 }]);
}

function lostFigures(said: string, told: string, { names }: Offer): Fault[] {
  const [dates, theirs] = [datesIn(said), figuresIn(told)];
  return figuresIn(said).flatMap((figure): Fault | [] => {
    const { value, start, end } = figure;
    const isHeld =
      dates.some((date) => start < date.end && end > date.start) ||
      theirs.some((other) => isSameFigure(figure, other) || isRoundedFrom(said, figure, other)) ||
      names.hasTerm(value);
    return isHeld ? [] : { kind: 'number', about: `${value} ${figure.unit}` };
  });
}

const lostNames = ({ text, words }: Claim, { names }: Offer): Fault[] =>
  namesIn(text, words, names.hasCapitalised)
    .filter((name) => !names.holds(name))
    .map((name) => ({ kind: 'name', about: name.map(({ lower }) => lower).join(' ') }));

function lostDates(said: string, told: string, publishedAt: string | undefined): Fault[] {
  const readings = [...datesIn(told), ...dateReadings(told, publishedAt)];
  const figures = figuresIn(told);
  return datesIn(said)
    .filter(
      (date) =>
        !readings.some((reading) => isDateWithin(date, reading)) &&
        !(date.month === undefined && figures.some(({ value }) => value === String(date.year))),
    )
    .map(({ start, end }) => ({ kind: 'date', about: said.slice(start, end) }));
}

/** Words that say something and are missing; those of numbers, names and days are looked at elsewhere. */
function lostWords(claim: Claim, { names }: Offer): Fault[] {
  const figures = figuresIn(claim.text);
  const named = new Set(namesIn(claim.text, claim.words, names.hasCapitalised).flat());
  return contentOf(claim)
    .filter(
      (word) =>
        !word.isFigure &&
        !named.has(word) &&
        !names.hasTerm(word.term) &&
        !isCalendarWord(word.lower) &&
        !RELATIVE_DAYS.has(word.lower) &&
        !figures.some(({ end, unitEnd }) => word.start >= end && word.end <= unitEnd),
    )
    .map(({ lower }) => ({ kind: 'words', about: lower }));
}

/** What the same words say otherwise. */
function turned(claim: Claim, supports: Support[], offer: Offer): Fault[] {
  const [support] = supports;
  const { sentence } = support;
  const told = stretchOf(support, AROUND);
  const [mine, theirs] = [claim.words, told].map((words) => ({
    negations: words.filter(isNegator).length,
    modality: [...new Set(words.flatMap(modalityOf))].sort().join(' '),
  }));
  const faults: Fault[] = [];
  const add = (kind: FaultKind, about: string) => faults.push({ kind, about });
  if (mine.negations !== theirs.negations) add('negation', String(theirs.negations));
  if (mine.modality !== theirs.modality) add('negation', theirs.modality);
  for (const turns of [...LEFT_OUT, ...EXCHANGES]) if (turns(claim, supports, offer)) add('turn', turns.name);
  const back = readClaim(sentence.text.slice(told[0].start, told[told.length - 1].end));
  const own = offerOf(claim.text);
  const ownSupports = supportsOf(contentOf(back), own);
  if (ownSupports.length > 0)
    for (const turns of LEFT_OUT) if (turns(back, ownSupports, own)) add('turn', `${turns.name} back`);
  if (saysWho(withTail(sentence.words, told)) && !saysWho(claim.words)) add('speaker', '');
  return faults;
}

const modalityOf = ({ lower, isCapitalised }: Word) => (isCapitalised ? [] : (MODALITY[lower] ?? []));
const saysWho = (words: Word[]) => words.some(({ lower }) => SAYING.has(lower));

/** The stretch with what stands right behind it: ", the police said". */
const withTail = (words: Word[], stretch: Word[]) => [
  ...stretch,
  ...words.slice(words.indexOf(stretch[stretch.length - 1]) + 1).slice(0, AROUND),
];

/** A sentence somebody wrote, taken apart to be held against articles: its days, numbers and names, and its other words. */
import { isCalendarWord } from '../../core/calendar.js';
import type { Span } from '../../core/types.js';
import { toldForms } from '../../text/speech-verbs.js';
import { datesIn, type WrittenDate } from '../claims/dates.js';
import { type Figure, figuresIn } from '../claims/figures.js';
import { type Name, namesIn } from '../claims/names.js';
import { readWords } from '../claims/offer.js';
import { type Claim, contentOf } from '../claims/supports.js';
import type { Word } from '../claims/words.js';

export interface Statement extends Claim {
  dates: WrittenDate[];
  figures: Figure[];
  names: Name[];
  /** The part that says who says it: "Zelensky told the G7 that", ", according to Reznikov". */
  tag?: Span;
  /** The rest of what says something: neither a day nor a number, a unit, a name or a verb of saying. */
  ordinary: Word[];
}

/** Who is counted goes without saying: "50,000 dead". */
const PEOPLE = new Set('people person persons man men woman women'.split(' '));

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && a.end > b.start;

/** `knows` tells whether a word is a name elsewhere; see namesIn. */
export function readStatement(text: string, knows: (word: Word) => boolean = () => false): Statement {
  const words = readWords(text);
  const dates = datesIn(text);
  const named = namesIn(text, words, knows);
  // Somebody's own sentence has capitals where it means them: "dismissed Hunt".
  const others = words.filter(
    (word, i) =>
      i > 0 && word.isCapitalised && word.isContent && !isCalendarWord(word.lower) && !named.flat().includes(word),
  );
  const names = [...named, ...others.map((word) => [word])].sort((a, b) => a[0].start - b[0].start);
  const inNames = new Set(names.flat());
  const figures = figuresIn(text).filter((figure) => !dates.some((date) => overlaps(figure, date)));
  const inFigure = ({ start, end }: Word) => figures.some((figure) => start >= figure.start && end <= figure.unitEnd);
  const ordinary = contentOf({ text, words }).filter(
    (word) =>
      !word.isFigure && !PEOPLE.has(word.lower) && !inNames.has(word) && !inFigure(word) && !isCalendarWord(word.lower),
  );
  const tag = tagOf(text);
  return { text, words, dates, figures, names, ordinary, ...(tag && { tag }) };
}

const SAYS = `(?:${toldForms('a').join('|')})`;
/** Verbs that tell of what is so; "denied" is none, and "called" and "demanded" say more than a sentence behind "that". */
const TELLS = '(?:sa(?:ys|id)|thinks?|thought|believes?|believed)';
const TELLS_THAT =
  '(?:tells|told|announce[sd]|warn(?:s|ed)|add(?:s|ed)|wrote|writes|reported|reports|stated|confirm(?:s|ed)|explain(?:s|ed))';
const TAG_BEFORE = new RegExp(
  `^[^,;:]{0,80}?\\b(?:${TELLS}(?: that)?|${TELLS_THAT}(?: (?:the |an? )?[\\w-]+(?: of [\\w-]+)?)? that)\\b`,
);
const TAG_BEHIND = new RegExp(`,\\s*(?:according to [^,;:]{2,80}|[^,;:]{2,80}?\\b${SAYS}\\b[^,;:]{0,40})$`);
/** The words of a sentence that say who says it, where it begins with them: "The minister, Ada Berg, said on Monday that". */
const SAID_THAT = new RegExp(`^[^;:]{0,160}?\\b${SAYS}\\b[^;:,]{0,60}?\\bthat\\b`);

export const saidBefore = (text: string): number => SAID_THAT.exec(text)?.[0].length ?? 0;

function tagOf(text: string): Span | undefined {
  const behind = TAG_BEHIND.exec(text.trimEnd());
  if (behind) return { start: behind.index, end: behind.index + behind[0].length };
  const before = TAG_BEFORE.exec(text);
  return before ? { start: 0, end: before[0].length } : undefined;
}

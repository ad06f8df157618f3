/**
 * Wordings that say the same: texts brought into one form, and slips of spelling mended. "20%" and "20 per cent", "doesn't" and
 * "does not", "libary" and "library".
 */
import { MONTH_NAMES } from '../../core/calendar.js';
import type { Span } from '../../core/types.js';
import { isCommonWord } from '../../lexicon/places.js';
import { editDistance } from '../../retrieval/match-loosely.js';
import { datesIn } from '../claims/dates.js';
import { figuresIn } from '../claims/figures.js';
import { namesIn } from '../claims/names.js';
import { readWords } from '../claims/offer.js';
import { plainText, withoutContractions } from '../claims/quotations.js';
import type { Word } from '../claims/words.js';

const DOUBLED = /(?<![\p{L}\p{N}])(\p{L}+)(?:\s+\1(?![\p{L}\p{N}]))+/giu;
const LATIN_ACCENTS = /(?<=\p{Script=Latin})\p{M}+/gu;

/** One form for what may be written in several: days, units, contractions, blanks, a word written twice. */
export const evenOut = (text: string): string =>
  withPlainUnits(withoutContractions(withPlainDays(text)))
    .replace(DOUBLED, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** "June 3rd" and "3rd of June" as "3 June". */
const withPlainDays = (text: string): string =>
  rewrite(
    text,
    datesIn(text).flatMap(({ start, end, day, month, year }) => {
      if (day === undefined || month === undefined) return [];
      const plain = [day, MONTH_NAMES[month - 1], year].filter((part) => part !== undefined).join(' ');
      return { start, end, plain };
    }),
  );

/** "40 km" and "40 kilometres" as "40 kilometre", "20%" as "20 percent". */
const withPlainUnits = (text: string): string =>
  rewrite(
    text,
    figuresIn(text).flatMap(({ end: start, unitEnd: end, unit }) =>
      end > start ? { start, end, plain: ` ${unit}` } : [],
    ),
  );

/** `spans` are in order; of two that overlap the first is taken. */
function rewrite(text: string, spans: (Span & { plain: string })[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, plain } of spans) {
    if (start < at) continue;
    parts.push(text.slice(at, start), plain);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** What is left of a text without case, marks and accents, a space at either end. */
export const bareText = (text: string): string =>
  plainText(evenOut(text)).normalize('NFD').replace(LATIN_ACCENTS, '').normalize('NFC');

/** By these letters alone a text may say the opposite, so that they are no slip: "eine" and "keine". */
const NEGATIONS = new Set(
  'not no never none nor cannot without keine keinen keiner keinem keines kein nicht nie ni nunca ningún ninguna sin aucun aucune jamais pas sans değil yok не ні без ніколи'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 4;
const LONG_WORD = 8;

/** `said` with words as `told` spells them, where only the spelling differs: a slip of a letter or two, a hyphen, an accent. */
export function mendSpelling(said: string, told: string): string {
  const [mine, theirs] = [readWords(said), readWords(told)];
  const [has, isSaid] = [new Set(theirs.map(({ term }) => term)), new Set(mine.map(({ term }) => term))];
  const added = theirs.filter(({ term }) => !isSaid.has(term));
  const names = new Set([...namesOf(said, mine), ...namesOf(told, theirs)]);
  const parts: string[] = [];
  let at = 0;
  for (let i = 0; i < mine.length; i++) {
    if (has.has(mine[i].term) || mine[i].isFigure) continue;
    const found = counterpart(mine, i, theirs, added, names);
    if (!found) continue;
    const last = mine[i + found.taken - 1];
    parts.push(said.slice(at, mine[i].start), found.text);
    at = last.end;
    i += found.taken - 1;
  }
  return parts.join('') + said.slice(at);
}

const namesOf = (text: string, words: Word[]) =>
  namesIn(text, words, () => false)
    .flat()
    .map(({ term }) => term);

/** What is written in the place of word `i`, and how many words that stands for. */
function counterpart(
  mine: Word[],
  i: number,
  theirs: Word[],
  added: Word[],
  names: Set<string>,
): { text: string; taken: number } | undefined {
  const word = mine[i];
  const pair = mine[i + 1] && bare(word.lower + mine[i + 1].lower);
  const joined = added.find(({ lower }) => bare(lower) === pair);
  if (joined) return { text: joined.lower, taken: 2 };
  const parted = theirs.findIndex((other, at) => theirs[at + 1] && other.lower + theirs[at + 1].lower === word.lower);
  if (parted >= 0) return { text: `${theirs[parted].lower} ${theirs[parted + 1].lower}`, taken: 1 };
  if (names.has(word.term)) return undefined;
  const slip = theirs.find((other) => !names.has(other.term) && isSlip(word.lower, other.lower));
  return slip && { text: slip.lower, taken: 1 };
}

const bare = (word: string) => word.normalize('NFD').replace(LATIN_ACCENTS, '');

/** Whether one is the other misspelt: two words of the dictionary never are. */
function isSlip(one: string, other: string): boolean {
  if (bare(one) === bare(other)) return true;
  if (/\p{N}/u.test(one + other) || NEGATIONS.has(one) || NEGATIONS.has(other)) return false;
  const length = Math.min(one.length, other.length);
  if (length < LEAST_LETTERS || (isCommonWord(one) && isCommonWord(other))) return false;
  const most = length >= LONG_WORD ? 2 : 1;
  return editDistance(one, other, most) <= most;
}

/** The names of a sentence as phrases: "Bank of Skarholm" is one name. English rules: who reads German gets too many. */
import { isCalendarWord } from '../../core/calendar.js';
import { isCommonWord } from '../../lexicon/places.js';
import type { Word } from './words.js';

/** Words in the order of the text, particles such as "of" among them. */
export type Name = Word[];

export const PARTICLES = new Set(
  'of the de da do dos del der den di du la le van von bin ibn ben al el und y e for'.split(' '),
);
/** Words that make another name of a name: "North Osby" isn't Osby, nor the Democratic Republic of the Congo the Republic. */
export const NAME_QUALIFIERS = new Set(
  'north south east west northern southern eastern western new old upper lower democratic federal inner outer greater vice deputy'.split(
    ' ',
  ),
);
/** Between the words of one name: a space, a hyphen, the stop behind an initial, an ampersand. */
const WITHIN = /^(?:\s|-|\.\s?|\s?&\s?|[’'])$/;

const isNameWord = ({ isCapitalised, isFigure, lower, isName }: Word) =>
  isName || (isCapitalised && !isFigure && !isCalendarWord(lower));

/**
 * The names of a sentence. `knows` tells whether a word is a name elsewhere: the first word of a sentence has its capital
 * whatever it is.
 */
export function namesIn(text: string, words: Word[], knows: (word: Word) => boolean): Name[] {
  const names: Name[] = [];
  for (let i = 0; i < words.length; ) {
    if (!isNameWord(words[i])) {
      i++;
      continue;
    }
    let last = i;
    for (let next = i + 1; next < words.length && isJoined(text, words[next - 1], words[next]); next++) {
      if (isNameWord(words[next])) last = next;
      else if (!PARTICLES.has(words[next].lower) || next - last > 2) break;
      if (next === last && isPossessive(text, words[next])) break;
    }
    if (isPossessive(text, words[i])) last = i;
    // "Addressing G7 leaders": the capital is the sentence's.
    const isFirstOrdinary =
      last > i && isFirst(text, words, i) && !words[i].isName && !knows(words[i]) && !isUnusual(text, words[i]);
    const name = withoutArticle(words.slice(isFirstOrdinary ? i + 1 : i, last + 1));
    if (isName(text, words, name, knows) && !isLettersOf(text, words, i, last)) names.push(name);
    i = last + 1;
  }
  return names;
}

/** One word alone may be an ordinary one, wherever it stands. */
function isName(text: string, words: Word[], name: Name, knows: (word: Word) => boolean): boolean {
  const [first] = name;
  if (name.length > 1 || first.isName || knows(first)) return name.some(({ isContent }) => isContent);
  if (isFirst(text, words, words.indexOf(first))) return isUnusual(text, first);
  return first.isContent && (!isCommonWord(first.lower) || hasCapitalsInside(text.slice(first.start, first.end)));
}

/** "The National Institutes of Health (NIH)": letters in brackets behind the name that they stand for. */
function isLettersOf(text: string, words: Word[], i: number, last: number): boolean {
  const { start, end, lower } = words[i];
  if (i !== last || text[start - 1] !== '(' || text[end] !== ')') return false;
  const initials = words.slice(Math.max(0, i - 2 * lower.length), i).map((word) => word.lower[0]);
  let at = 0;
  for (const letter of initials) if (letter === lower[at]) at++;
  return at === lower.length;
}

const withoutArticle = (name: Name) => (name.length > 1 && !name[0].isContent ? name.slice(1) : name);

const isJoined = (text: string, left: Word, right: Word) => WITHIN.test(text.slice(left.end, right.start));
const isPossessive = (text: string, { start, end }: Word) => /['’]s?$/.test(text.slice(start, end));
const isFirst = (text: string, words: Word[], i: number) =>
  i === 0 || /[.:!?“"«‘(]\s*$/.test(text.slice(Math.max(0, words[i].start - 3), words[i].start));

/** Capitals throughout, or in no dictionary but as a name: no ordinary word that begins a sentence. */
function isUnusual(text: string, { start, end, lower, isContent }: Word): boolean {
  if (!isContent) return false;
  return hasCapitalsInside(text.slice(start, end)) || !(isCommonWord(lower) || DERIVED.test(lower));
}

/** Letters or a brand; "WATCH" is an ordinary word. */
const hasCapitalsInside = (surface: string) =>
  /\p{Ll}\p{Lu}/u.test(surface) ||
  (/^\p{Lu}{2,}$/u.test(surface) && !(surface.length > 3 && isCommonWord(surface.toLowerCase())));
/** Endings of words that a dictionary leaves out because they follow from others. */
const DERIVED = /(?:ation|isation|ing|ness|ly|ment|ity|able|ible|less|ful|ism)s?$/;

/** Whether a word, a name, a number, a day or a quotation of a claim stands in a sentence. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { EvidenceUnit } from './compare.js';
import { datesIn, datesMeant, isDateWithin, type NamedDate, publicationDay } from './dates.js';
import { areAliases } from './names.js';
import type { Figure, Statement, Word } from './read-statement.js';

/** The evidence's word that a claim's word may stand for: the same, a form of it, or one that the dictionary joins. */
export function standsFor(word: Word, evidence: Word[], lexicon: Lexicon): Word | undefined {
  let found = FOUND.get(evidence);
  if (!found) FOUND.set(evidence, (found = new Map()));
  const key = `${word.term} ${word.lower} ${word.part} ${word.phrase ?? ''}`;
  if (!found.has(key)) found.set(key, findCounterpart(word, evidence, lexicon));
  return found.get(key);
}

/** What was found in a sentence's words, as long as somebody holds them: one claim asks again for each of its parts. */
const FOUND = new WeakMap<Word[], Map<string, Word | undefined>>();

function findCounterpart(word: Word, evidence: Word[], lexicon: Lexicon): Word | undefined {
  const forms = formsOf(word);
  return (
    evidence.find(({ term }) => term === word.term) ??
    evidence.find((other) => {
      const { isFigure, isName, lower, part } = other;
      // "Has ordered" doesn't say that anybody has anything.
      if (isFigure || SAYS_LITTLE.has(part ?? '') || (isName && !/(an|ian|ish|ese)s?$/.test(lower))) return false;
      return forms.some((form) =>
        formsOf(other).some((there) => lexicon.mayStandFor(form, there, { claim: word.part, evidence: part })),
      );
    })
  );
}

const SAYS_LITTLE = new Set<string>(['auxiliary', 'pronoun', 'preposition', 'particle', 'conjunction']);

/** "Down" and "shot down": a verb with its particle is a word of its own. */
export const formsOf = ({ lower, phrase }: Word) =>
  phrase === undefined ? [lower] : PARTED.test(phrase) ? [phrase] : [lower, phrase];

/** With these particles a verb is another one ("give up"); "on" and "in" may belong to what follows. */
const PARTED = / (?:up|down|out|off|away|back|apart|together|through)$/;

export function isNameIn(name: Word, { words }: Statement, lexicon: Lexicon): boolean {
  return (
    words.some(
      (word) =>
        word.term === name.term ||
        word.lower === name.lower ||
        (word.isName && areAliases(name.lower, word.lower)) ||
        (word.isName && !name.isWhere && lexicon.isSamePlace(name.lower, word.lower)) ||
        (word.isName && sharesStem(word.lower, name.lower)) ||
        (word.isName &&
          /(an|ian|ish|ese)s?$/.test(name.lower + word.lower) &&
          lexicon.mayStandFor(name.lower, word.lower)),
    ) || isAcronymIn(name.lower, words)
  );
}

/** "Ukraine" and "Ukrainian", not "Iran" and "Iraq". */
export function sharesStem(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    short.length >= 5 &&
    long.length - short.length <= 4 &&
    long.startsWith(short.replace(/[aeiy]+$/, '')) &&
    short.replace(/[aeiy]+$/, '').length >= 4
  );
}

/** "FDIC" of "Federal Deposit Insurance Corporation", "MPs" of "members of parliament". */
export function isAcronymIn(name: string, words: Word[]): boolean {
  const letters = name.replaceAll('.', '').replace(/(?<=..)s$/, '');
  if (!/^[a-z]{2,5}$/.test(letters)) return false;
  const initials = words
    .map(({ isName, isContent, lower }) =>
      /^(of|the|and|for)$/.test(lower) ? '' : isName || isContent ? lower[0] : ' ',
    )
    .join('');
  return initials.includes(letters);
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
export function isFigureHeld(figure: Figure, claim: Statement, evidence: Statement, lexicon: Lexicon): boolean {
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
export const isPartOfName = ({ start }: Figure, { words }: Statement) =>
  words.some(({ isName, end }) => isName && (start === end + 1 || start === end));

/** "The two ministers" counts those just named. */
export const isPlainTwo = (text: string, { value, start, end }: Figure) =>
  /^one$/i.test(text.slice(start, end)) ||
  (value === '2' && /\b(the|both|these|those) (other |neighbouring )?$/i.test(text.slice(0, start)));

export const isHalf = (value: string, text: string) => value === '50' && /\bhalf\b/i.test(text);

/** Per cent and currencies: "5" people are not "5 %". */
export function unitOf(text: string, { start, end }: { start: number; end: number }): string {
  const after = text.slice(end, end + 14);
  const before = text.slice(Math.max(0, start - 3), start);
  if (/^\s?(%|per ?cent\b)/i.test(after)) return 'percent';
  if (/[$]\s?$/.test(before) || /^\s?(us )?dollars?\b/i.test(after)) return 'dollar';
  if (/€\s?$/.test(before) || /^\s?euros?\b/i.test(after)) return 'euro';
  if (/£\s?$/.test(before) || /^\s?pounds?\b/i.test(after)) return 'pound';
  return '';
}

export const wordsAfter = ({ words }: Statement, { end, clause }: { end: number; clause?: number }, most: number) =>
  words
    .filter((word) => word.start >= end && word.isContent && (clause === undefined || word.clause === clause))
    .slice(0, most);

export function wordAfter(statement: Statement, figure: { end: number }): Word | undefined {
  const [first] = wordsAfter(statement, figure, 1);
  return first && first.start - figure.end <= 24 ? first : undefined;
}

export function isDateHeld(date: NamedDate, count: number, { statement, publishedAt }: EvidenceUnit): boolean {
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

/** All parts of the name that a word belongs to, and of those listed with it: "Luiz Inacio Lula da Silva", "Britain and the EU". */
export function nameRun(word: Word, { words }: Statement): Word[] {
  const isPart = (other: Word | undefined) =>
    other !== undefined && (other.isName || /^(da|de|del|di|du|van|von|der|al|bin|ibn|of|and|the)$/.test(other.lower));
  let from = words.indexOf(word);
  let to = from;
  while (isPart(words[from - 1])) from--;
  while (isPart(words[to + 1])) to++;
  return words.slice(from, to + 1);
}

/** Two lines of a text to one: what becomes of the hyphen at the end of the first. */
import { findSenses, lemmasOf, PARTS_OF_SPEECH } from '../../lexicon/wordnet-files.js';

const HYPHEN = /[-\u00ad\u2010]$/;
/** Before a hyphen these are words of their own, whatever follows: "non-", "self-". */
const PREFIXES = new Set(
  'all anti cross ex half high ill inter long low mid multi non part post pre pro quasi self semi short state sub well world'.split(
    ' ',
  ),
);
/** Written without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** Joins lines as the rest of the document writes the words: `words` are all of it, in small letters. */
export function joinLine(before: string, line: string, words: ReadonlySet<string>): string {
  if (!HYPHEN.test(before) || /\s.$/u.test(before)) return before + gapBetween(before, line) + line;
  const kept = before.replace(HYPHEN, '-');
  const left = /[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*(?=.$)/u.exec(before)?.[0];
  const right = /^[\p{L}\p{M}\p{N}]+/u.exec(line)?.[0];
  if (!left || !right) return kept + line;
  const isOne = before.endsWith('\u00ad') || isOneWord(left, right, words);
  return (isOne ? before.slice(0, -1) : kept) + line;
}

function gapBetween(before: string, line: string): string {
  const [last, first] = [[...before.slice(-2)].at(-1) ?? '', [...line.slice(0, 2)][0] ?? ''];
  if (UNSPACED.test(last) && UNSPACED.test(first)) return '';
  return /[^\s]—$/u.test(before) || (/\d–$/.test(before) && /^\d/.test(line)) ? '' : ' ';
}

/** "govern" and "ment" are one word, "well" and "known" are two; "Anne" and "Marie", "2022" and "23" are, too. */
export function isOneWord(left: string, right: string, words: ReadonlySet<string>): boolean {
  if (/\p{N}/u.test(left + right)) return false;
  const isShouted = left.length > 1 && left === left.toUpperCase() && right === right.toUpperCase();
  if (/^\p{Lu}/u.test(right) && !isShouted) return false;
  const [start, end] = [left.toLowerCase(), right.toLowerCase()];
  const [joined, hyphened] = [start + end, `${start}-${end}`];
  if (words.has(joined) !== words.has(hyphened)) return words.has(joined);
  if (isWord(joined)) return true;
  if (isWord(hyphened)) return false;
  const last = start.split(/[-’']/).at(-1)!;
  // In another language neither half is a word of ours, and hyphens are breaks.
  if (end.length < 3 || !isWord(end)) return true;
  // "Hart-" and "field" make a name.
  return !PREFIXES.has(last) && (/^\p{Lu}/u.test(left) || last.length < 3 || !isWord(last));
}

function isWord(word: string): boolean {
  return PARTS_OF_SPEECH.some((part) => lemmasOf(word, part).some((lemma) => findSenses(lemma, part)));
}

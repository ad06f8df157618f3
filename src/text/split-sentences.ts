/** Text → sentences with exact offsets, in one pass. What ends a sentence is judged in sentence-end.ts. */
import type { Sentence } from '../core/types.js';
import { codePointBorder, isSpace, skipSpace, trimEnd } from './characters.js';
import type { KnownLanguage } from './languages/languages.js';
import { longestSentence } from './languages/sentence-language.js';
import { endsAtMark, endsAtNewline } from './sentence-end.js';
import { countNewlines, endOfClosers, endOfMarks, MARKS, NEWLINE, STRAIGHT_QUOTE } from './sentence-marks.js';

/** Longer than nearly all sentences of news, and half of what Discord lets a message hold. */
export const MAX_SENTENCE_CHARS = 1000;

/** The longest quote, in UTF-16 units. */
export const QUOTE_MAX_CHARS = 400;

/** A shorter line doesn't tell at which width text was wrapped. */
const MIN_MEASURE_CHARS = 40;

/**
 * Sentences of `text`, which is in `language`, in [from, to), in order, without overlap and without white space around them. Every other
 * character of the range is in exactly one. None is longer than MAX_SENTENCE_CHARS: what is, is cut at a clause's end,
 * else at white space, else between two code points. Linear in the length, whatever stands in the text.
 *
 *     Dr. Smith said: "Why?" He left.   Then it rained
 *     |----------------------|-------|  |-------------|
 */
export function splitSentences(text: string, from = 0, to = text.length, language?: KnownLanguage): Sentence[] {
  const most = longestSentence(language) ?? MAX_SENTENCE_CHARS;
  const sentences: Sentence[] = [];
  let start = skipSpace(text, from, to);
  let i = start;
  let lineStart = start;
  let wrappedChars = 0;
  let quotes = 0;
  const close = (end: number, next: number) => {
    addSentence(sentences, text, start, end, most);
    start = next;
    quotes = 0;
  };
  while (i < to) {
    const mark = MARKS[text.charCodeAt(i)];
    if (mark === 0) {
      i++;
    } else if (mark === STRAIGHT_QUOTE) {
      quotes++;
      i++;
    } else if (mark === NEWLINE) {
      const next = skipSpace(text, i, to);
      const line = { start: lineStart, end: trimEnd(text, start, i), wrappedChars };
      const isParagraph = next >= to || countNewlines(text, i, next) > 1;
      if (isParagraph) wrappedChars = 0;
      if (isParagraph || endsAtNewline(text, line, next, to)) close(line.end, next);
      else if (line.end - line.start >= MIN_MEASURE_CHARS) wrappedChars = Math.max(wrappedChars, line.end - line.start);
      lineStart = i = next;
    } else {
      const marksEnd = endOfMarks(text, i, to);
      const end = endOfClosers(text, marksEnd, to, quotes % 2 === 1);
      const next = skipSpace(text, end, to);
      const newlines = countNewlines(text, end, next);
      if (newlines > 0) lineStart = next;
      if (newlines > 1) wrappedChars = 0;
      if (endsAtMark({ text, to, start, mark: i, marksEnd, end, next, newlines, language })) close(end, next);
      else for (let at = i; at < end; at++) if (text.charCodeAt(at) === 0x22) quotes++;
      i = next;
    }
  }
  if (start < to) addSentence(sentences, text, start, trimEnd(text, start, to), most);
  return sentences;
}

/** Adds [start, end), in pieces where it is too long. */
function addSentence(sentences: Sentence[], text: string, start: number, end: number, most: number): void {
  while (end - start > most) {
    const cut = findCut(text, start, start + most, start + most / 4);
    sentences.push({ start, end: trimEnd(text, start, cut) });
    start = skipSpace(text, cut, end);
  }
  if (start < end) sentences.push({ start, end });
}

/** The last good place to cut before `limit`: behind ; : — or their CJK kin, behind a comma, at white space, anywhere. */
function findCut(text: string, start: number, limit: number, least: number): number {
  for (const mark of [/[;:—；：]/, /[,，、،]/]) {
    for (let i = limit; i > least; i--) {
      const isBorder = mark.test(text[i - 1]) && (isSpace(text.charCodeAt(i)) || text.charCodeAt(i - 1) > 0x7f);
      if (isBorder) return i;
    }
  }
  for (let i = limit; i > start; i--) if (isSpace(text.charCodeAt(i))) return i;
  return codePointBorder(text, limit);
}

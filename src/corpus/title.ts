/** Titles for people: on one line, short, cut at a word. */
import { splitSentences } from '../text/split-sentences.js';

/** Enough text to hold any first sentence worth a title. */
const HEAD_CHARS = 4_000;

/** White space and control characters become single spaces; the ends are trimmed. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** At most `maxChars` UTF-16 code units of `text`, ending where a word ends if it has any, never inside a character. */
export function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const space = text.lastIndexOf(' ', maxChars);
  if (space > 0) return text.slice(0, space).trimEnd();
  const code = text.charCodeAt(maxChars - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? maxChars - 1 : maxChars);
}

/** A given title or heading, or undefined where it says nothing. */
export function cleanTitle(title: unknown, maxChars: number): string | undefined {
  if (typeof title !== 'string') return undefined;
  // Nobody reads beyond the first characters, and a hostile title has millions.
  // Half a character can't be stored, and nobody could read it.
  return cutAtWord(oneLine(title.slice(0, HEAD_CHARS).toWellFormed()), maxChars) || undefined;
}

/** The first sentence at or behind `from`, or undefined where there is only white space. */
export function firstSentence(text: string, maxChars: number, from = 0): string | undefined {
  const start = from + text.slice(from).search(/\S/);
  if (start < from) return undefined;
  const head = text.slice(start, start + HEAD_CHARS);
  const [sentence] = splitSentences(head, 0, head.length);
  return cleanTitle(sentence ? head.slice(sentence.start, sentence.end) : head, maxChars);
}

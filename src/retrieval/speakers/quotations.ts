/** Quotations that run over several sentences, and which words of a sentence stand in one. */
import type { Token } from '../../text/tokenize.js';

export function leavesQuoteOpen(text: string, wasOpen: boolean): boolean {
  let open = wasOpen;
  for (const character of text) {
    if (character === '“') open = true;
    else if (character === '”') open = false;
  }
  return open;
}

/** How far a quotation's end is looked for. */
const MAX_QUOTATION_CHARS = 1500;

/**
 * Whether a quotation that is open at `from` is closed in its paragraph, or opened anew by the next one. One that isn't
 * was never closed, and what follows is the article's own voice.
 */
export function goesOnToClose(body: string, from: number): boolean {
  const ahead = body.slice(from, from + MAX_QUOTATION_CHARS);
  const mark = ahead.search(/[“”]/);
  if (mark < 0) return false;
  const before = ahead.slice(0, mark);
  return ahead[mark] === '”' ? !/\n\s*\n/.test(before) : /^[^\n]*\n\s*$/.test(before);
}

/** For each word, whether it stands in quotation marks; a mark that closes first was opened before the sentence. */
export function quotedWords(body: string, words: Token[]): boolean[] {
  if (words.length === 0) return [];
  const before = (i: number) =>
    body.slice(i === 0 ? Math.max(0, words[0].start - 1) : words[i - 1].end, words[i].start);
  const first = words.findIndex((_, i) => /["“”]/.test(before(i)));
  let isOpen = first > 0 && /^[,.?!]*["”]/.test(before(first));
  return words.map((_, i) => {
    isOpen = isOpenBehind(before(i), isOpen);
    return isOpen;
  });
}

/** Whether a quotation is open behind a text, straight marks opening and closing in turn. */
function isOpenBehind(text: string, wasOpen: boolean): boolean {
  let isOpen = wasOpen;
  for (const [mark] of text.matchAll(/["“”]/g)) isOpen = mark === '"' ? !isOpen : mark === '“';
  return isOpen;
}

/** Whether `at` stands in a quotation that was opened in its paragraph and is closed in it. */
export function isWithinQuotation(text: string, at: number): boolean {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const isOpen = isOpenBehind(text.slice(Math.max(from, at - MAX_QUOTATION_CHARS), at), false);
  return isOpen && /^[^\n“]*["”]/.test(text.slice(at, at + MAX_QUOTATION_CHARS));
}

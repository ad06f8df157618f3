/** Parts of a sentence that can be quoted alone, for quotes that must be short. */
import type { Sentence, Span } from '../core/types.js';
import { codePointBorder, isSpace, skipSpace, trimEnd, trimmed } from './characters.js';

/** The longest quotation or bracket that stays whole in a quote; clauses are looked for inside longer ones. */
export const MAX_WHOLE_QUOTATION_CHARS = 400;

const CONJUNCTION =
  /^(?:and|but|or|nor|so|yet|for|while|whereas|although|though|because|since|as|if|unless|until|after|before|when|where|which|who|whose|whom)\b/i;
const CLOSING = new Map([
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
  ['(', ')'],
  ['[', ']'],
  ['（', '）'],
]);
const CLAUSE_MARK = /[;:—–,；：，、،-]/;

/**
 * The clauses of a sentence in order, trimmed, together all of it but white space: cut behind ; : — (and – or - between
 * spaces), and behind a comma where a conjunction follows. Quotations and brackets stay whole up to 400 characters.
 */
export function clauseSpans(text: string, sentence: Sentence): Span[] {
  return cutBehind(text, sentence, (i) => isClauseEnd(text, i, sentence));
}

/**
 * The largest run of whole clauses of `span` that includes `focus` and has at most `maxChars`, trimmed, without the
 * comma or dash at its cut; of two equally long runs, the first. Where the clauses of the focus are too long, in this
 * order: phrases between commas with quotations whole, phrases with quotations cut, words, the beginning of the focus.
 */
export function cutToClause(text: string, span: Span, focus: Span, maxChars: number): Span {
  const whole = trimmed(text, span);
  if (whole.end - whole.start <= maxChars) return whole;
  const start = Math.min(Math.max(focus.start, whole.start), whole.end);
  const inside = { start, end: Math.min(Math.max(focus.end, start), whole.end) };
  const isClause = (i: number) => isClauseEnd(text, i, whole);
  const isPhrase = (i: number) => isClause(i) || isPhraseEnd(text, i);
  const isWord = (i: number) => isSpace(text.charCodeAt(i));
  const fit = (spans: Span[]) => largestRun(spans, inside, maxChars);
  const run =
    fit(cutBehind(text, whole, isClause)) ??
    fit(cutBehind(text, whole, isPhrase)) ??
    fit(cutBehind(text, whole, isPhrase, { keepsQuotations: false })) ??
    fit(cutBehind(text, whole, isWord, { keepsQuotations: false }));
  return run ? withoutLooseEnds(text, run, whole, inside) : cutFocus(text, whole, inside, maxChars);
}

/** Cuts [start, end) behind every offset that `isEnd` accepts, unless that is inside a quotation or bracket that is kept whole. */
function cutBehind(
  text: string,
  { start, end }: Span,
  isEnd: (i: number) => boolean,
  { keepsQuotations = true } = {},
): Span[] {
  const spans: Span[] = [];
  const isUnclosedUntil = new Map<string, number>();
  let from = skipSpace(text, start, end);
  for (let i = from; i < end; ) {
    const after = keepsQuotations ? endOfQuotation(text, i, end, isUnclosedUntil) : i;
    if (after > i) {
      i = after;
    } else if (i > from && isEnd(i)) {
      const cut = isSpace(text.charCodeAt(i)) ? i : i + 1;
      spans.push({ start: from, end: trimEnd(text, from, cut) });
      i = from = skipSpace(text, cut, end);
    } else {
      i++;
    }
  }
  const last = trimEnd(text, from, end);
  if (last > from) spans.push({ start: from, end: last });
  return spans;
}

/**
 * The offset behind the quotation or bracket that opens at `i`; `i` where none opens that closes soon. Notes openings
 * it searched in vain.
 */
function endOfQuotation(text: string, i: number, end: number, isUnclosedUntil: Map<string, number>): number {
  const isTokenised = text[i] === '`' && text[i + 1] === '`';
  const closing = isTokenised ? "''" : CLOSING.get(text[i]);
  if (closing === undefined) return i;
  const limit = Math.min(end, i + MAX_WHOLE_QUOTATION_CHARS) - closing.length;
  for (let at = Math.max(i + 1, isUnclosedUntil.get(closing) ?? 0); at <= limit; at++) {
    if (text.startsWith(closing, at)) return at + closing.length;
  }
  isUnclosedUntil.set(closing, limit + 1);
  return i;
}

function isClauseEnd(text: string, i: number, { end }: Span): boolean {
  const mark = text[i];
  if (!CLAUSE_MARK.test(mark) || i + 1 >= end) return false;
  const isBeforeSpace = isSpace(text.charCodeAt(i + 1));
  if (mark === ';' || mark === ':') return isBeforeSpace;
  if (mark === '—' || mark === '；' || mark === '：') return true;
  if (mark === '–' || mark === '-') return isBeforeSpace && /[\s-]/.test(text[i - 1]);
  if (mark !== ',' || !isBeforeSpace) return false;
  const next = skipSpace(text, i + 1, end);
  return CONJUNCTION.test(text.slice(next, Math.min(end, next + 10)));
}

const isPhraseEnd = (text: string, i: number) =>
  text[i] === ',' ? isSpace(text.charCodeAt(i + 1)) : /[，、،]/.test(text[i]);

/** The longest run of neighbouring spans that covers the focus and fits; undefined where what covers it is too long. */
function largestRun(spans: Span[], focus: Span, maxChars: number): Span | undefined {
  let first = spans.findLastIndex(({ start }) => start <= focus.start);
  let last = spans.findIndex(({ end }) => end >= focus.end);
  if (first < 0) first = 0;
  if (last < first) last = first;
  if (spans[last].end - spans[first].start > maxChars) return undefined;
  let best = { start: spans[first].start, end: spans[last].end };
  let to = spans.length - 1;
  for (let from = 0; from <= first; from++) {
    const { start } = spans[from];
    if (spans[last].end - start > maxChars) continue;
    to = Math.max(to, last);
    while (to > last && spans[to].end - start > maxChars) to--;
    while (to + 1 < spans.length && spans[to + 1].end - start <= maxChars) to++;
    if (spans[to].end - start > best.end - best.start) best = { start, end: spans[to].end };
  }
  return best;
}

/** The run without a comma, colon or dash at its cut; nothing of the focus is dropped. */
function withoutLooseEnds(text: string, run: Span, whole: Span, focus: Span): Span {
  let { start, end } = run;
  while (end < whole.end && end > Math.max(focus.end, start + 1) && /[\s,;:—–，；：、]/.test(text[end - 1])) end--;
  while (start > whole.start && start < Math.min(focus.start, end - 1) && /[\s,;:—–，；：、]/.test(text[start]))
    start++;
  return trimmed(text, { start, end });
}

/** The beginning of a focus that is itself too long, up to a word's end where there is one. */
function cutFocus(text: string, whole: Span, focus: Span, maxChars: number): Span {
  const start = codePointBorder(text, skipSpace(text, focus.start, whole.end));
  const limit = Math.min(whole.end, start + Math.max(0, maxChars));
  for (let i = limit; i > start; i--) {
    if (i === whole.end || isSpace(text.charCodeAt(i))) return { start, end: trimEnd(text, start, i) };
  }
  return { start, end: Math.max(start, codePointBorder(text, limit)) };
}

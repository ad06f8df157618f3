/** Runs of whole sentences that are embedded and ranked as one; what a sentence is, split-sentences decides. */
import type { Passage, Sentence } from '../core/types.js';
import type { Outline } from './outline.js';

/** As many characters as small embedding models read without cutting off (about 128 tokens of English). */
export const PASSAGE_MAX_CHARS = 512;

/** The share of the limit below which the last passage is evened out with the one before. */
const TINY_SHARE = 1 / 4;

/**
 * Passages in order, without overlap, every sentence in exactly one. A passage is longer than `maxChars` only where it
 * is a single sentence. None goes on across a heading: one begins there.
 *
 *     sentences   |--a--|-b-|---c---|--d--|-e-|
 *     passages    |----a b----|---c---|--d e--|
 */
export function splitPassages(sentences: Sentence[], maxChars = PASSAGE_MAX_CHARS, outline?: Outline): Passage[] {
  if (!outline) return splitRun(sentences, 0, maxChars);
  const passages: Passage[] = [];
  let from = 0;
  for (let i = 1; i <= sentences.length; i++) {
    const isBorder = i === sentences.length || (outline.kindOf(i) === 'heading' && outline.kindOf(i - 1) !== 'heading');
    if (!isBorder) continue;
    for (const passage of splitRun(sentences.slice(from, i), from, maxChars)) passages.push(passage);
    from = i;
  }
  return passages;
}

/** `before` is the number of the first of these sentences within the article. */
function splitRun(sentences: Sentence[], before: number, maxChars: number): Passage[] {
  const passages: Passage[] = [];
  sentences.forEach(({ start, end }, i) => {
    const last = passages.at(-1);
    if (last && end - last.start <= maxChars) {
      last.end = end;
      last.sentenceCount++;
    } else {
      passages.push({ start, end, firstSentence: i, sentenceCount: 1 });
    }
  });
  evenOutEnd(passages, sentences, maxChars);
  for (const passage of passages) passage.firstSentence += before;
  return passages;
}

/** Moves the border between the last two passages to make them as equal as possible, if the last is tiny. */
function evenOutEnd(passages: Passage[], sentences: Sentence[], maxChars: number): void {
  const last = passages.at(-1);
  const previous = passages.at(-2);
  if (!last || !previous || last.end - last.start >= maxChars * TINY_SHARE) return;
  const difference = (border: number) =>
    Math.abs(sentences[border - 1].end - previous.start - (last.end - sentences[border].start));
  let best = last.firstSentence;
  for (let border = best - 1; border > previous.firstSentence; border--) {
    if (last.end - sentences[border].start > maxChars || difference(border) >= difference(best)) break;
    best = border;
  }
  const end = last.firstSentence + last.sentenceCount;
  Object.assign(previous, { end: sentences[best - 1].end, sentenceCount: best - previous.firstSentence });
  Object.assign(last, { start: sentences[best].start, firstSentence: best, sentenceCount: end - best });
}

/** placeholder */
import type { Passage, Sentence } from '../core/types.js';
export function splitPassages(sentences: Sentence[], maxChars = 512): Passage[] {
  const out: Passage[] = [];
  sentences.forEach((s, i) => {
    const last = out.at(-1);
    if (last && s.end - last.start <= maxChars) {
      last.end = s.end;
      last.sentenceCount++;
    } else out.push({ start: s.start, end: s.end, firstSentence: i, sentenceCount: 1 });
  });
  return out;
}

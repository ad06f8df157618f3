/** placeholder */
import type { Sentence } from '../core/types.js';
export function splitSentences(text: string, from = 0, to = text.length): Sentence[] {
  const BREAK =
    /(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|vs|Mrs|Gov|Sen|Rep|Gen|Inc|U\.S|U\.K|[A-Z])[.])(?<=[.!?]["”’')\]]*)\s+(?=["“‘'([]?[A-Z0-9])|\n+/g;
  const part = text.slice(from, to),
    out: Sentence[] = [];
  let start = 0;
  for (const cut of [...part.matchAll(BREAK), { index: part.length, 0: '' }]) {
    if (part.slice(start, cut.index).trim()) {
      const raw = part.slice(start, cut.index);
      const s = start + (raw.length - raw.trimStart().length);
      out.push({ start: from + s, end: from + s + raw.trim().length });
    }
    start = cut.index + cut[0].length;
  }
  return out;
}

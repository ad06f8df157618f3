/** A question as a peer is asked: its words, as whoever sets up a word search would choose them. */
import { isStopTerm, tokenize } from '../text/tokenize.js';

/**
 * The words as written, each once. Stop words are left out where others remain: they stand in nearly every passage, and
 * would make a peer slow without finding anything.
 */
export function questionWords(question: string): string[] {
  const tokens = tokenize(question);
  const telling = tokens.filter(({ term }) => !isStopTerm(term));
  const chosen = telling.length > 0 ? telling : tokens;
  return [...new Set(chosen.map(({ start, end }) => question.slice(start, end)))];
}

/** What was told in a conversation: the sentences of the last answer, by their content terms. */

import type { KnownLanguage } from '../text/languages/languages.js';
import { splitSentences } from '../text/split-sentences.js';
import { contentTerms } from '../text/tokenize.js';
import type { Turn } from './question.js';

/** In order; none where nothing was answered. `history` is oldest first. */
export function toldIn(history: readonly Turn[], language?: KnownLanguage): Set<string>[] {
  const answer = history.findLast(({ role }) => role === 'assistant')?.text ?? '';
  return splitSentences(answer).map(({ start, end }) => new Set(contentTerms(answer, start, end, language)));
}

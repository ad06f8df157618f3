/** What kind of answer a question is after, in other languages than English: by its question words alone. */

import type { Span } from '../core/types.js';
import type { FigureKind } from '../text/figure-kinds.js';
import { asksAge } from '../text/languages/age-words.js';
import { isOther, type KnownLanguage, type OtherLanguage, perLanguage } from '../text/languages/languages.js';
import { type AskedKind, QUESTION_WORDS } from '../text/languages/question-words.js';

interface Asking extends Span {
  kind: AskedKind;
}

/** Scripts that put no spaces around words; there a question word may stand anywhere. */
const UNSPACED: ReadonlySet<string> = new Set(['zh', 'ja', 'th', 'ko']);

const patternOf = perLanguage((language) => {
  const kinds = new Map<string, AskedKind>();
  for (const [kind, phrases] of Object.entries(QUESTION_WORDS[language]))
    for (const phrase of phrases.split(', ')) if (!kinds.has(phrase)) kinds.set(phrase, kind as AskedKind);
  const longestFirst = [...kinds.keys()].sort((a, b) => b.length - a.length).join('|');
  const isUnspaced = UNSPACED.has(language);
  const pattern = isUnspaced ? longestFirst : `(?<![\\p{L}\\p{M}\\p{N}])(?:${longestFirst})(?![\\p{L}\\p{M}\\p{N}])`;
  return { pattern: new RegExp(pattern, 'gu'), kinds };
});

/** Where the question words of a text stand, in order; none in English, which has its own (asked-for.ts). */
function askingWords(text: string, language: KnownLanguage): Asking[] {
  if (!isOther(language)) return [];
  const { pattern, kinds } = patternOf(language);
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  return [...lower.matchAll(pattern)].map(({ 0: phrase, index }) => ({
    kind: kinds.get(phrase)!,
    start: index,
    end: index + phrase.length,
  }));
}

/** The words a question asks with: "wie hoch", "in welchem Jahr". They tell nothing of its subject. */
export const askingSpans = (text: string, language: KnownLanguage): Span[] => askingWords(text, language);

/** The kind of answer asked for, by the first question word that tells one; 'other' where none does. An age is a quantity of its own. */
export function askedIn(text: string, language: OtherLanguage): { answerType: AskedKind; measure?: FigureKind[] } {
  if (asksAge(language, text)) return { answerType: 'quantity', measure: ['age'] };
  return { answerType: askingWords(text, language).find(({ kind }) => kind !== 'other')?.kind ?? 'other' };
}

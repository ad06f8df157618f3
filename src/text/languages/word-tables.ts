/** The little words of a language as sets, made when first asked for. */
import type { Language } from './languages.js';
import { LITTLE_WORDS } from './little-words.js';
import { QUESTION_WORDS } from './question-words.js';

export type OtherLanguage = Exclude<Language, 'en'>;

const known = new Map<OtherLanguage, ReadonlySet<string>>();

/** Little words and the single words of its questions, in small letters. */
export function littleWordsOf(language: OtherLanguage): ReadonlySet<string> {
  let words = known.get(language);
  if (!words) {
    const asking = Object.values(QUESTION_WORDS[language]).flatMap((list) => list.split(', '));
    words = new Set([...LITTLE_WORDS[language].trim().split(/\s+/), ...asking.filter((phrase) => !/\s/.test(phrase))]);
    known.set(language, words);
  }
  return words;
}

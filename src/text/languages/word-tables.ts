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
    words = new Set([...LITTLE_WORDS[language].trim().split(/\s+/), ...questionWordsOf(language)]);
    known.set(language, words);
  }
  return words;
}

/** Question words that are single words. */
export const questionWordsOf = (language: OtherLanguage): ReadonlySet<string> =>
  new Set(
    Object.values(QUESTION_WORDS[language])
      .flatMap((list) => list.split(', '))
      .filter((phrase) => !/\s/.test(phrase)),
  );

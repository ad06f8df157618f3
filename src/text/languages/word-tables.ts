/** The little words of a language as sets, made when first asked for. */
import { type OtherLanguage, perLanguage } from './languages.js';
import { LITTLE_WORDS } from './little-words.js';
import { QUESTION_WORDS } from './question-words.js';

/** A list of words, with blanks between them, as a set. */
export const setOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean));

/** Little words and the single words of its questions, in small letters. */
export const littleWordsOf = perLanguage(
  (language): ReadonlySet<string> => new Set([...setOf(LITTLE_WORDS[language]), ...questionWordsOf(language)]),
);

/** Question words that are single words. */
export const questionWordsOf = (language: OtherLanguage): ReadonlySet<string> =>
  new Set(
    Object.values(QUESTION_WORDS[language])
      .flatMap((list) => list.split(', '))
      .filter((phrase) => !/\s/.test(phrase)),
  );

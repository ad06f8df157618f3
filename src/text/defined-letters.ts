/** Letters that a text explains itself: "continuous integration (CI)", "the Alliance of Ferries, or AOF,". */
import type { KnownLanguage } from './languages/languages.js';
import { type Token, tokenize } from './tokenize.js';

const DEFINED = /\((\p{Lu}[\p{Lu}\p{Ll}]{1,6})\)|, or (?:the )?(\p{Lu}{2,7})(?=[,.;)])/gu;
/** The name stands so near before its letters. */
const REACH_CHARS = 120;
const MOST_LITTLE = 2;

export interface DefinedLetters {
  /** The letters, small, of each name that stands among these words in full. */
  lettersIn(tokens: readonly Token[]): string[];
}

/** Undefined where the text explains none. */
export function definedLetters(text: string, language?: KnownLanguage): DefinedLetters | undefined {
  const byFirst = new Map<string, { phrase: string[]; letters: string }[]>();
  for (const match of text.matchAll(DEFINED)) {
    const letters = (match[1]?.replace(/s$/, '') ?? match[2]).toLowerCase();
    const phrase = nameBefore(text, match.index, letters, language);
    if (!phrase) continue;
    byFirst.set(phrase[0], [...(byFirst.get(phrase[0]) ?? []), { phrase, letters }]);
  }
  if (byFirst.size === 0) return undefined;
  return {
    lettersIn: (tokens) =>
      tokens.flatMap(({ term }, at) =>
        (byFirst.get(term) ?? [])
          .filter(({ phrase }) => phrase.every((word, i) => tokens[at + i]?.term === word))
          .map(({ letters }) => letters),
      ),
  };
}

/** The terms of the words before `end` that begin with the letters, one each, little ones between them. */
function nameBefore(text: string, end: number, letters: string, language: KnownLanguage): string[] | undefined {
  const tokens = tokenize(text, Math.max(0, end - REACH_CHARS), end, language);
  let at = tokens.length;
  let little = 0;
  for (let letter = letters.length - 1; letter >= 0; ) {
    at--;
    if (at < 0) return undefined;
    const word = text.slice(tokens[at].start, tokens[at].end).toLowerCase();
    if (word[0] === letters[letter]) {
      letter--;
      little = 0;
    } else if (++little > MOST_LITTLE || word.length > MOST_LITTLE_CHARS || letter === letters.length - 1)
      return undefined;
  }
  return tokens.slice(at).map(({ term }) => term);
}

const MOST_LITTLE_CHARS = 3;

/** Which word of an article stands for a word of a statement: itself, another form of it, or one that means the same. */
import { relatedWords } from '../../lexicon/related-words.js';
import { normaliseWord } from '../../text/tokenize.js';
import type { Word } from '../claims/words.js';

const MAX_CACHED = 5000;

interface Like {
  /** Says the same, or is made of it. */
  same: Set<string>;
  /** Is a kind of it: who tells of a ferry tells of a boat, and not the other way round. */
  kinds: Set<string>;
}

const known = new Map<string, Like>();

function likeTerms(lower: string): Like {
  const before = known.get(lower);
  if (before) return before;
  const { same, derived, narrower } = relatedWords(lower);
  const like = {
    same: new Set([...same, ...derived].map(normaliseWord)),
    kinds: new Set([...narrower].map(normaliseWord)),
  };
  if (known.size >= MAX_CACHED) known.clear();
  known.set(lower, like);
  return like;
}

/** Of the words, the one that says what `word` says; the same one before any other. */
export function sameWord(word: Word, words: readonly Word[]): Word | undefined {
  const own = words.find(({ term }) => term === word.term);
  if (own || word.isFigure || word.isName) return own;
  const { same, kinds } = likeTerms(word.lower);
  return words.find(
    ({ term, lower, isFigure, isName }) =>
      !isFigure && !isName && (same.has(term) || kinds.has(term) || likeTerms(lower).same.has(word.term)),
  );
}

/** Words that say the same as a word, and words that say its opposite: what is looked for where the word itself is missing. */
import { likeInNews, oppositeInNews } from './news-words.js';
import { findSenses, lemmasOf, PARTS_OF_SPEECH, senseAt } from './wordnet-files.js';

/** Of a word with many senses the rare ones have nothing to do with what is meant. */
const MAX_SENSES = 4;
const MAX_CACHED_WORDS = 20_000;

export interface RelatedWords {
  /** Base forms in lower case, single words only. */
  same: string[];
  opposite: string[];
}

const known = new Map<string, RelatedWords>();

/** `word` is in lower case and in any form; nothing is found for names, numbers and words of other languages than English. */
export function relatedWords(word: string): RelatedWords {
  const before = known.get(word);
  if (before) return before;
  const same = new Set<string>();
  const opposite = new Set<string>();
  for (const part of PARTS_OF_SPEECH) {
    for (const lemma of lemmasOf(word, part)) {
      for (const other of likeInNews(lemma)) same.add(other);
      for (const other of oppositeInNews(lemma)) opposite.add(other);
      for (const key of findSenses(lemma, part)?.keys.slice(0, MAX_SENSES) ?? []) {
        const sense = senseAt(key);
        for (const other of sense.words) same.add(other);
        if (!sense.hasOpposite) continue;
        for (const { kind, key: opposed } of sense.pointers)
          if (kind === '!') for (const other of senseAt(opposed).words) opposite.add(other);
      }
    }
  }
  const isSingle = (other: string) => !other.includes(' ');
  const related = { same: [...same].filter(isSingle), opposite: [...opposite].filter(isSingle) };
  if (known.size >= MAX_CACHED_WORDS) known.clear();
  known.set(word, related);
  return related;
}

/** Which other words of a text speak of a question's words: "died" of "death". */
import { relatedWords } from '../lexicon/related-words.js';
import { normaliseWord } from '../text/normalise-word.js';
import { isStopTerm } from '../text/tokenize.js';
import { isLightTerm } from './light-terms.js';
import type { Query } from './query.js';

/** What a kind of the thing asked after is worth beside a word of the same meaning. */
const NARROWER_SHARE = 0.65;

/** By a term of a text: the question's terms that it may stand for, and how much of them, 0..1. */
export type RelatedTerms = Map<string, { term: string; share: number }[]>;

/** Looking a word up takes half a millisecond; of a long question the rest tells little. */
const MAX_LOOKED_UP = 6;

/** Of the question's own words that tell most by `importance`, which is by term; earlier turns count too little for that. */
export function relatedTerms({ terms, surfaces }: Query, importance: Map<string, number>): RelatedTerms {
  const related: RelatedTerms = new Map();
  const telling = terms
    .filter(({ term, isOwn }) => isOwn && !isLightTerm(term))
    .sort((a, b) => (importance.get(b.term) ?? 0) - (importance.get(a.term) ?? 0));
  for (const { term, surface } of telling.slice(0, MAX_LOOKED_UP)) {
    for (const [other, share] of relatedTo(surface.toLowerCase())) {
      if (surfaces.has(other)) continue;
      const list = related.get(other);
      if (list) list.push({ term, share });
      else related.set(other, [{ term, share }]);
    }
  }
  return related;
}

function relatedTo(word: string): Map<string, number> {
  const shares = new Map<string, number>();
  const { same, derived, narrower } = relatedWords(word);
  for (const [words, share] of [
    [narrower, NARROWER_SHARE],
    [derived, 1],
    [same, 1],
  ] as const) {
    for (const other of words) {
      const term = normaliseWord(other);
      if (term !== '' && !isStopTerm(term)) shares.set(term, share);
    }
  }
  return shares;
}

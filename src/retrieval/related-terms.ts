/** Which other words of a text speak of a question's words: "died" of "death". */
import { relatedWords } from '../lexicon/related-words.js';
import { isLightTerm } from '../query/light-terms.js';
import type { Query, QueryTerm } from '../query/query.js';
import { normaliseWord } from '../text/normalise-word.js';
import { isStopTerm } from '../text/tokenize.js';

/** What a kind of the thing asked after is worth beside a word of the same meaning. */
const NARROWER_SHARE = 0.65;

/** By a term of a text: the question's terms that it may stand for, and how much of them, 0..1. */
export type RelatedTerms = Map<string, { term: string; share: number }[]>;

/** So many of a question's words are looked up or compared, which takes its time; of a long question the rest tells little. */
const MAX_TELLING = 6;

/** Those of the words that tell most by `importance`, which is by term, the most telling first. */
export const mostTelling = (terms: QueryTerm[], importance: Map<string, number>): QueryTerm[] =>
  terms
    .filter(({ term, isOwn }) => isOwn && !isLightTerm(term))
    .sort((a, b) => (importance.get(b.term) ?? 0) - (importance.get(a.term) ?? 0))
    .slice(0, MAX_TELLING);

/** Of the question's own words that tell most; earlier turns count too little for that. */
export function relatedTerms({ terms, surfaces }: Query, importance: Map<string, number>): RelatedTerms {
  const related: RelatedTerms = new Map();
  for (const { term, surface } of mostTelling(terms, importance)) {
    for (const [other, share] of relatedTo(surface.toLowerCase())) {
      if (surfaces.has(other)) continue;
      const list = related.get(other);
      if (list) list.push({ term, share });
      else related.set(other, [{ term, share }]);
    }
  }
  return related;
}

/** The terms of other words that speak of this one, and how much of it each, 0..1. */
export function relatedTo(word: string): Map<string, number> {
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

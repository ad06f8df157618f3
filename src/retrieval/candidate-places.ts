/** The tokens of a sentence that could be what is asked for. */
import type { Token } from '../text/tokenize.js';

/** What could be the answer: 1 for a good candidate, less for a weak one, 0 for none; and the tokens that are it. */
export interface AnswerCandidates {
  strength: number;
  places: number[];
}

export const NO_CANDIDATES: AnswerCandidates = { strength: 0, places: [] };

/** Whether the token at a place is of a kind. */
type IsOfKind = (place: number) => boolean;

export function placesWhere(tokens: readonly Token[], test: IsOfKind): number[] {
  const places: number[] = [];
  for (let place = 0; place < tokens.length; place++) if (test(place)) places.push(place);
  return places;
}

/** Those of the first kind that there is; each kind has its strength. */
export function firstKindIn(tokens: readonly Token[], ...kinds: [strength: number, IsOfKind][]): AnswerCandidates {
  for (const [strength, test] of kinds) {
    const places = placesWhere(tokens, test);
    if (places.length > 0) return { strength, places };
  }
  return NO_CANDIDATES;
}

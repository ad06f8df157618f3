/** What stands around a sentence of an article, and what the article makes of the question's words. */
import type { QueryTerm } from '../query/query.js';
import { isCapitalised } from '../text/tokenize.js';
import { type EvidenceArticle, type HeldTerms, mostOf } from './read-article.js';

interface Place {
  article: EvidenceArticle;
  /** The sentence's number within the article. */
  number: number;
}

/** The sentence with its neighbours, by number. */
export const windowOf = ({ article, number }: Place): number[] =>
  [number - 1, number, number + 1].filter((i) => i >= 0 && i < article.sentences.length);

/** What these and the title hold of the question. */
export const heldAround = (place: Place): HeldTerms =>
  mostOf([place.article.matchedInTitle, ...windowOf(place).map((number) => place.article.matched[number])]);

/** Of what the text makes a name, more than this share has a capital where no sentence begins. */
const NEARLY_ALWAYS = 0.7;

/** Whether a word of the question is a name: as it writes it, or as the article does ("how much did huth get"). */
export function isNameIn(
  article: EvidenceArticle,
  { term, isCapitalised: isWritten }: Pick<QueryTerm, 'term' | 'isCapitalised'>,
): boolean {
  if (isWritten || article.aliased.has(term)) return true;
  let names = 0;
  let all = 0;
  article.matched.forEach((held, number) => {
    if (!held.has(term)) return;
    for (const token of article.tokensOf(number).slice(1)) {
      if (token.term !== term) continue;
      all++;
      if (isCapitalised(article.text, token)) names++;
    }
  });
  return all > 0 && names / all > NEARLY_ALWAYS;
}

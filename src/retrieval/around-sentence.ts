/** What stands around a sentence of an article, and what the article makes of the question's words. */
import type { Query, QueryTerm } from '../query/query.js';
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

/** How well its day must fit a time that is named, for the article to say so by its date. */
const FITS = 0.3;

/** Whether an article was published on a day, or in a time, that the question names. */
export const isOfNamedTime = ({ ranked: { parts } }: EvidenceArticle): boolean => parts.day > 0 || parts.time >= FITS;

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

/** Of the names that the question and the best article share, what another article must hold around a sentence quoted beside it. */
const NAMES_SHARED = 0.5;

/** "Who bought SVB?": beside a sentence on the bank, one on who bought Twitter is about something else. */
export function namesMissing({ terms }: Pick<Query, 'terms'>, best: Place): (sentence: Place) => boolean {
  // Looked for once another article comes up, which for most answers none does.
  const namesOfBest = () => {
    const held = heldAround(best);
    return terms.filter((term) => term.isOwn && held.has(term.term) && isNameIn(best.article, term));
  };
  let names: QueryTerm[] | undefined;
  return (sentence) => {
    if (sentence.article === best.article) return false;
    names ??= namesOfBest();
    const around = heldAround(sentence);
    return names.filter(({ term }) => around.has(term)).length < NAMES_SHARED * names.length;
  };
}

/** How far one sentence both speaks of what is asked and holds something of the kind asked for. */
import { relatedWords } from '../lexicon/related-words.js';
import type { AnswerType } from '../query/asked-for.js';
import type { Query, QueryTerm } from '../query/query.js';
import { heldAround, isNameIn } from '../retrieval/around-sentence.js';
import type { Evidence, EvidenceSentence } from '../retrieval/find-evidence.js';
import { mostTelling, relatedTo } from '../retrieval/related-terms.js';
import { isOther } from '../text/languages/languages.js';
import { normaliseWord } from '../text/tokenize.js';

/** What a related word is worth beside the word itself. */
const RELATED_SHARE = 0.8;
/** "The bridge was repaired in May. It is 900 metres long.": what a word of the sentence before, or of the title, is worth. */
const PREVIOUS_SHARE = 0.7;
/** What "after", "as" or "to" counts where a reason is asked for: they stand in most sentences. */
const WEAK_REASON_SHARE = 0.5;
/** In other languages fewer words are known for one another. */
const UNSURE = 0.5;
/** What a sentence is worth that holds all the rest, and around which no name of the question stands. */
const WITHOUT_NAMES = 0.5;

/** Where any sentence may be an answer; and "to the lake" is a place without a name, "the police" are people. */
const LEAST_OF_KIND: Partial<Record<AnswerType, number>> = { other: 1, 'yes-no': 1, place: 0.5, person: 0.5 };

/**
 * The best sentence's worth in 0..1, 1 where nothing is asked that could be missing: the smaller of what it holds of the
 * words that aren't names ("visit" of "when did Kuleba visit Tehran?"), and of how good its best day, place or person is.
 */
export function answeredInOne(query: Query, { sentences, further, importance }: Evidence): number {
  const [best] = sentences;
  if (!best) return 0;
  const leastOfKind = LEAST_OF_KIND[query.answerType] ?? 0;
  const own = mostTelling(query.terms, importance).filter(
    ({ term }) => !query.timeTerms.has(term) && term !== query.kindTerm,
  );
  const isName = (term: QueryTerm) => isNameIn(best.article, term);
  const names = own.filter(isName);
  const telling = own.filter((term) => !names.includes(term) && !term.isNumber);
  // "When did Berg become mayor?": what is asked about her says little, and nothing else does.
  const rest = telling.length > 0 ? telling : query.terms.filter((term) => isSaidOf(query, term) && !isName(term));
  // Yes or no is answered by the opposite as well: "Was the bridge open?", "It was closed".
  const oppositesOf = (surface: string) =>
    query.answerType === 'yes-no' ? [...relatedWords(surface.toLowerCase()).opposite].map(normaliseWord) : [];
  const weigh = (terms: QueryTerm[], shareOf: (term: QueryTerm) => number) =>
    terms.reduce((sum, term) => sum + shareOf(term) * (importance.get(term.term) ?? 0), 0);
  const total = weigh(rest, () => 1);
  const related = new Map(
    rest.map(({ term, surface }) => [term, [...relatedTo(surface.toLowerCase()).keys(), ...oppositesOf(surface)]]),
  );
  const ofKind = (candidate: number) =>
    query.answerType === 'reason' && candidate < 1 ? WEAK_REASON_SHARE * candidate : candidate;
  const worth = (sentence: EvidenceSentence) => {
    const { article, number, terms, features } = sentence;
    const held = article.matched[number];
    const before = article.matched[number - 1];
    const shareOf = ({ term }: QueryTerm) =>
      Math.max(
        held.get(term) ?? 0,
        PREVIOUS_SHARE * Math.max(before?.get(term) ?? 0, article.matchedInTitle.get(term) ?? 0),
        related.get(term)!.some((other) => terms.has(other)) ? RELATED_SHARE : 0,
      );
    const told = total > 0 ? weigh(rest, shareOf) / total : 1;
    const around = heldAround(sentence);
    const named = names.length > 0 ? names.filter(({ term }) => around.has(term)).length / names.length : 1;
    // What a row's figures count stands in the table's header.
    const isRow = features.candidate > 0 && article.outline?.kindOf(number) === 'row';
    return (
      Math.min(told, isRow ? 1 : Math.max(leastOfKind, ofKind(features.candidate))) *
      (WITHOUT_NAMES + (1 - WITHOUT_NAMES) * named)
    );
  };
  return Math.max(isOther(query.language) ? UNSURE : 0, ...[...sentences, ...further].map(worth));
}

/** Whether it is said of what is asked about, and no time, number or thing that is counted. */
const isSaidOf = ({ timeTerms, countedTerm }: Query, { term, isOwn, isNumber }: QueryTerm): boolean =>
  isOwn && !isNumber && term !== countedTerm && !timeTerms.has(term);

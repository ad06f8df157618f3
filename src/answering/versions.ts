/**
 * What belongs into an answer beside the sentence that fits best, the newest first: another figure for the same thing from a
 * newer article, the last word on whether something is so, and who grants what others deny.
 */
import { IN_FIGURES, type Query } from '../query/query.js';
import { findAnswerCandidates } from '../retrieval/answer-candidates.js';
import { namesMissing } from '../retrieval/around-sentence.js';
import type { Evidence, EvidenceSentence } from '../retrieval/find-evidence.js';
import { publishedDayMs } from '../retrieval/placed-times.js';

/** So much of what the best sentence speaks of, with its title, another one speaks of too: it is about the same thing. */
const SAME_THING = 0.75;

/**
 * The newest sentence of another day that gives another figure for what `best` is about, or is of later date where it is
 * asked how things are now; undefined where there is none.
 */
export function newestVersion(
  query: Query,
  best: EvidenceSentence,
  { sentences, further, importance }: Evidence,
): EvidenceSentence | undefined {
  const isOfFigures = IN_FIGURES.has(query.answerType);
  if ((!isOfFigures && !query.asksNow) || Number.isNaN(publishedDay(best))) return undefined;
  const weigh = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + (importance.get(term) ?? 0), 0);
  const spokenOf = termsSpokenOf(best);
  const figures = new Set(figuresOf(query, best));
  if (figures.size === 0 && !query.asksNow) return undefined;
  const versions = [...sentences, ...further].filter((other) => {
    if (
      other.article === best.article ||
      Number.isNaN(publishedDay(other)) ||
      publishedDay(other) === publishedDay(best)
    )
      return false;
    const theirs = figuresOf(query, other);
    const isRepeated = theirs.length === 0 || theirs.some((figure) => figures.has(figure));
    if (query.asksNow ? publishedDay(other) < publishedDay(best) || (isOfFigures && theirs.length === 0) : isRepeated)
      return false;
    const shared = [...termsSpokenOf(other)].filter((term) => spokenOf.has(term));
    return weigh(shared) >= SAME_THING * weigh(spokenOf);
  });
  return newestOf(versions);
}

/** How much of the question a sentence holds, in its own words or others. */
const heldBy = ({ features: { coverage, related } }: EvidenceSentence) => coverage + related;

/** So much of what the best sentence holds, in its own words or others, a later account of the same matter holds too. */
const SAME_MATTER = 0.8;
/** And it scores no further below it. */
const MAX_BEHIND = 3;

/** Whether something is so may have changed: the newest sentence on what a yes-no question asks; undefined where that is `best`. */
export function lastWord(
  query: Query,
  best: EvidenceSentence,
  { sentences, further }: Evidence,
): EvidenceSentence | undefined {
  if (query.answerType !== 'yes-no' || Number.isNaN(publishedDay(best))) return undefined;
  const isOfOthers = namesMissing(query, best);
  const later = [...sentences, ...further].filter(
    (other) =>
      publishedDay(other) > publishedDay(best) &&
      heldBy(other) >= SAME_MATTER * heldBy(best) &&
      best.score - other.score <= MAX_BEHIND &&
      !isOfOthers(other),
  );
  return newestOf(later);
}

/** By these words somebody grants what was disputed. */
const ADMITS = /\b(?:acknowledg|admit|conced|confess|confirm)(?:s|ed|es|ted|ing)?\b/i;
/** So much of what the best sentence holds, an admission of the matter holds too. */
const OF_THE_MATTER = 0.6;

/** Whether something is so may be denied by many and granted once: the best sentence that grants it, where none of `told` does. */
export function admission(
  query: Query,
  told: readonly EvidenceSentence[],
  { sentences, further }: Evidence,
): EvidenceSentence | undefined {
  const admits = ({ article, start, end }: EvidenceSentence) => ADMITS.test(article.text.slice(start, end));
  if (query.answerType !== 'yes-no' || told.length === 0 || told.some(admits)) return undefined;
  const isOfOthers = namesMissing(query, told[0]);
  return [...sentences, ...further]
    .sort((a, b) => b.score - a.score)
    .find((other) => admits(other) && heldBy(other) >= OF_THE_MATTER * heldBy(told[0]) && !isOfOthers(other));
}

/** The first one of those with the latest day; one without a day only where all are. */
const newestOf = (list: EvidenceSentence[]) =>
  list.reduce<EvidenceSentence | undefined>(
    (newest, other) => (newest && !(publishedDay(other) > publishedDay(newest)) ? newest : other),
    undefined,
  );

/** The day its article was published, in milliseconds since 1970; NaN without a date. */
export const publishedDay = ({ article }: Pick<EvidenceSentence, 'article'>): number => publishedDayMs(article.meta);

const termsSpokenOf = ({ article, matched }: EvidenceSentence) =>
  new Set([...matched, ...article.matchedInTitle.keys()]);

/** The numbers in it that the question doesn't name itself, as written. */
function figuresOf(query: Query, { article, number }: EvidenceSentence): string[] {
  const tokens = article.tokensOf(number);
  const { places, strength } = findAnswerCandidates(query, article.text, tokens);
  return strength < 1 ? [] : places.map((i) => tokens[i].term);
}

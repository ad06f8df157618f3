/** Typing errors: a word that no article holds is looked up as the nearest word that one does hold. */
import type { Snapshot } from '../index/snapshot.js';
import type { QueryTerm } from '../query/query.js';
import type { ScoredTerm } from './score-words.js';

const MIN_LETTERS = 5;
const MIN_LETTERS_FOR_TWO = 8;
/** What a match at edit distance 1 or 2 is worth. */
const WEIGHTS = [1, 0.8, 0.6];
/** Words of earlier turns count half in what a query could reach at most. */
const EARLIER_TURN_SHARE = 0.5;
/** "SpaceX" is a name that was meant so, and not "space" with a slip. */
const MIXED_CASE = /\p{Ll}\p{Lu}/u;

/** The terms to score, in the query's order. */
export function resolveTerms(snapshot: Snapshot, terms: QueryTerm[]): ScoredTerm[] {
  return terms.map(({ term, surface, weight, isOwn }) => {
    const share = isOwn ? weight : weight * EARLIER_TURN_SHARE;
    if (articleFrequency(snapshot, term) > 0) return { term, found: term, weight, share };
    const near = MIXED_CASE.test(surface) ? undefined : nearestTerm(snapshot, term);
    return near
      ? { term, found: near.term, weight: weight * WEIGHTS[near.distance], share }
      : { term, found: term, weight, share };
  });
}

/** Whether a live article holds the term; counts no further than it must. */
function articleFrequency(snapshot: Snapshot, term: string): number {
  const known = snapshot.frequenciesOf(term);
  if (known) return known.article;
  let total = 0;
  for (const { words, articles, hasDead } of snapshot.segments) {
    const number = words.termNumber(term);
    if (number < 0) continue;
    if (!hasDead) return 1;
    const isLive = (article: number) => articles[article] !== undefined;
    for (let at = words.postingStart[number]; at < words.postingStart[number + 1]; at++) {
      if (isLive(words.passageArticle[words.sentencePassage[words.postingSentence[at]]])) total++;
    }
    for (let at = words.titlePostingStart[number]; at < words.titlePostingStart[number + 1]; at++) {
      if (isLive(words.titlePostingArticle[at])) total++;
    }
  }
  return total;
}

/** The nearest live term: least distance, then in most sentences, then the smaller in code unit order. */
function nearestTerm(snapshot: Snapshot, term: string): { term: string; distance: number } | undefined {
  if (term.length < MIN_LETTERS || !/^[a-z]+$/.test(term)) return undefined;
  const most = term.length >= MIN_LETTERS_FOR_TWO ? 2 : 1;
  const candidates = new Map<string, number>();
  for (const candidate of snapshot.termsLike(term[0], term.length - most, term.length + most)) {
    if (candidates.has(candidate) || !/^[a-z]+$/.test(candidate)) continue;
    const distance = editDistance(term, candidate, most);
    if (distance <= most) candidates.set(candidate, distance);
  }
  let best: { term: string; distance: number; count: number } | undefined;
  for (const [candidate, distance] of candidates) {
    if (best && distance > best.distance) continue;
    if (articleFrequency(snapshot, candidate) === 0) continue;
    const count = snapshot.sentenceFrequency(candidate);
    if (!best || distance < best.distance || count > best.count || (count === best.count && candidate < best.term))
      best = { term: candidate, distance, count };
  }
  return best;
}

/** Edits between two words, neighbours swapped counting as one; stops counting above `most`. Damerau 1964. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length];
}

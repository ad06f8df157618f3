/** The sentences of an article that can stand in a summary, each with what must be quoted with it. */
import { harksBack } from './harks-back.js';
import type { ParsedArticle } from './parse-article.js';
import { leansOn } from './references.js';

export interface SummaryCandidate {
  article: ParsedArticle;
  number: number;
  terms: Set<string>;
  /** Factor on the weight of its terms; larger speaks for it. */
  worth: number;
  /** The candidates that must be chosen with it, unless `unless` holds. */
  needs: SummaryCandidate[];
  /** Terms that stand in for `needs`: a chosen earlier sentence of the article holds one of them. */
  unless?: Set<string>;
}

/** The prose of an article that can stand in a summary. A sentence that leans on something unknown is left out. */
export function candidatesOf(
  article: ParsedArticle,
  worthOf: (number: number, place: number) => number,
): SummaryCandidate[] {
  const made = new Map<number, SummaryCandidate>();
  const leaning: { candidate: SummaryCandidate; on: number }[] = [];
  const harking: { candidate: SummaryCandidate; to: number }[] = [];
  article.prose.forEach((number, place) => {
    const on = leansOn(article, number);
    const back = on === 'nothing' ? harksBack(article, number) : undefined;
    if (on === 'unknown' || back === 'unknown') return;
    const candidate: SummaryCandidate = {
      article,
      number,
      terms: article.terms[number],
      worth: worthOf(number, place),
      needs: [],
      unless: back?.unless,
    };
    made.set(number, candidate);
    if (on !== 'nothing') leaning.push({ candidate, on });
    if (back) harking.push({ candidate, to: back.to });
  });
  // One sentence may come along; a chain of them would be the article.
  const bring = (candidate: SummaryCandidate, other: SummaryCandidate | undefined) => {
    if (other) candidate.needs = [other];
    else made.delete(candidate.number);
  };
  const leans = new Set(leaning.map(({ candidate }) => candidate));
  const harks = new Set(harking.map(({ candidate }) => candidate));
  const standing = (number: number) => {
    const other = made.get(number);
    return other && !leans.has(other) ? other : undefined;
  };
  for (const { candidate, to } of harking) {
    const other = standing(to);
    bring(candidate, other && !harks.has(other) ? other : earlierOf(candidate, [...made.values()], harks, leans));
  }
  for (const { candidate, on } of leaning) bring(candidate, standing(on));
  return [...made.values()];
}

/** The nearest earlier sentence that tells what is meant and needs no other itself. */
function earlierOf(
  { number, unless }: SummaryCandidate,
  all: SummaryCandidate[],
  ...none: Set<SummaryCandidate>[]
): SummaryCandidate | undefined {
  return all.findLast(
    (other) =>
      other.number < number &&
      none.every((set) => !set.has(other)) &&
      [...(unless ?? [])].some((term) => other.terms.has(term)),
  );
}

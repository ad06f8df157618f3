/** The sentences of an article that can stand in a summary, each with what must be quoted with it. */
import type { ReadArticle } from './read-article.js';
import { leansOn } from './references.js';

export interface Candidate {
  article: ReadArticle;
  number: number;
  terms: Set<string>;
  /** Factor on the weight of its terms; larger speaks for it. */
  worth: number;
  /** The candidates that must be chosen with it. */
  needs: Candidate[];
}

/** The prose of an article that can stand in a summary; what leans on a sentence that isn't known is left out. */
export function candidatesOf(article: ReadArticle, worthOf: (number: number, place: number) => number): Candidate[] {
  const made = new Map<number, Candidate>();
  const leaning: { candidate: Candidate; on: number }[] = [];
  article.prose.forEach((number, place) => {
    const on = leansOn(article, number);
    if (on === 'unknown') return;
    const candidate = { article, number, terms: article.terms[number], worth: worthOf(number, place), needs: [] };
    made.set(number, candidate);
    if (on !== 'nothing') leaning.push({ candidate, on });
  });
  // One sentence may come along; a chain of them would be the article.
  const standing = new Set(
    [...made.keys()].filter((number) => !leaning.some((one) => one.candidate.number === number)),
  );
  for (const { candidate, on } of leaning) {
    if (standing.has(on)) candidate.needs = [made.get(on)!];
    else made.delete(candidate.number);
  }
  return [...made.values()];
}

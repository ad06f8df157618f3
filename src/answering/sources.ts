/** Sources as people see them: one number for each article, in order of its first mark, however often it is quoted. */
import { dayOf } from '../core/dates.js';
import type { Citation, Draft } from './types.js';

export interface Source extends Pick<Citation, 'articleId' | 'title' | 'source' | 'publishedAt' | 'url'> {
  /** What people see as `[n]`, from 1. */
  n: number;
  /** Places of its citations in the draft's list. */
  places: number[];
}

/** The articles cited, in order of first appearance. */
export function sourcesOf({ citations }: Pick<Draft, 'citations'>): Source[] {
  const sources = new Map<string, Source>();
  citations.forEach(({ articleId, title, source, publishedAt, url }, place) => {
    const known = sources.get(articleId);
    if (known) known.places.push(place);
    else sources.set(articleId, { articleId, title, source, publishedAt, url, n: sources.size + 1, places: [place] });
  });
  return [...sources.values()];
}

/** Of citations of one article, the one that reaches furthest into it. */
export const furthest = (citations: readonly Citation[]): Citation | undefined =>
  citations.reduce<Citation | undefined>((end, other) => (end && end.end >= other.end ? end : other), undefined);

/** The numbers of the sources behind each sentence, in order, each once. */
export function marksOf({ sentences, citations }: Draft): number[][] {
  const numberOf = new Map(sourcesOf({ citations }).map(({ articleId, n }) => [articleId, n]));
  return sentences.map(({ citations: places }) => [
    ...new Set(places.flatMap((place) => numberOf.get(citations[place]?.articleId) ?? [])),
  ]);
}

/**
 * The days that stand behind the marks, ISO: where the sources are of several, that of each sentence whose source isn't the one before
 * it.
 */
export function daysBehind({ sentences, citations }: Pick<Draft, 'sentences' | 'citations'>): (string | undefined)[] {
  const spansDays = new Set(citations.map(({ publishedAt }) => dayOf(publishedAt))).size > 1;
  const firsts = sentences.map(({ citations: [place] }) => citations[place]);
  return firsts.map((first, i) =>
    spansDays && first?.articleId !== firsts[i - 1]?.articleId ? first?.publishedAt : undefined,
  );
}

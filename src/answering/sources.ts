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

/** The numbers of the sources behind each sentence, in order, each once. */
export function marksOf({ sentences, citations }: Draft): number[][] {
  const numberOf = new Map(sourcesOf({ citations }).map(({ articleId, n }) => [articleId, n]));
  return sentences.map(({ citations: places }) => [
    ...new Set(places.flatMap((place) => numberOf.get(citations[place]?.articleId) ?? [])),
  ]);
}

/** Whether the sources are of several days, so that each sentence's day matters to who reads it. */
export function spansDays({ citations }: Pick<Draft, 'citations'>): boolean {
  return new Set(citations.map(({ publishedAt }) => dayOf(publishedAt))).size > 1;
}

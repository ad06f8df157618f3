/** The numbers of sources as a message shows them, in its marks, its lines of sources and its menu. */
import { marksOf, type Source, sourcesOf } from '../answering/sources.js';
import type { KeptAnswer } from './kept-answer.js';

export type Cited = Pick<KeptAnswer, 'numbered' | 'sentences' | 'citations'>;

/** What a message cites: an answer's sentences or, of an abstention, the nearest one. */
export const citedIn = ({ numbered, sentences, citations, draft }: KeptAnswer): Cited => ({
  numbered,
  ...(draft ?? { sentences, citations }),
});

/** In order of their numbers. */
export function numberedSources({ numbered, citations }: Pick<Cited, 'numbered' | 'citations'>): Source[] {
  if (numbered === 'sources') return sourcesOf({ citations });
  return citations.map(({ articleId, title, source, publishedAt, url }, place) => {
    return { articleId, title, source, publishedAt, url, n: place + 1, places: [place] };
  });
}

/** The marks behind each sentence: "[1][3]". */
export function sentenceMarks({ numbered, ...draft }: Cited): string[] {
  const numbers =
    numbered === 'sources'
      ? marksOf(draft)
      : draft.sentences.map(({ citations }) => citations.map((place) => place + 1));
  return numbers.map((own) => own.map(toMark).join(''));
}

export const toMark = (n: number) => `[${n}]`;

/** Ranked passages as JSON for programs. */
import type { SearchHit } from '../flows/search.js';

/** One line a hit, best first; `passage` has its text with `start` and `end` in the article's body. */
export function hitsToJson(hits: SearchHit[]): object {
  return { hits: hits.map(({ article, rank, score, passage }) => ({ article_id: article.id, rank, score, passage })) };
}

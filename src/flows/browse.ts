/** Looking at what is there: the articles, and quotes where they stand. */
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { type QuotesInPlace, quotesInPlace } from './quotes-in-place.js';

export function createBrowse(index: SearchIndex) {
  return {
    /** Newest first, undated last, then by id. */
    articles: (): Promise<ArticleMeta[]> =>
      index.read((snapshot) =>
        [...snapshot.articles()].sort(
          (a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '') || (a.id < b.id ? -1 : 1),
        ),
      ),

    /** The quotes of one article within the sentences beside them. */
    inPlace: (citations: Parameters<typeof quotesInPlace>[1]): Promise<QuotesInPlace> =>
      index.read((snapshot) => quotesInPlace(snapshot, citations)),
  };
}

/** Reading the index without a question: its articles, and quotes in their surroundings. */
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { type QuotesInPlace, quotesInPlace } from './quotes-in-place.js';

/** A version of the index, as work that follows each new version needs it. */
export interface IndexVersion {
  version: number;
  /** The key of the article that came last, 0 where there is none: what is added or changed later has a larger one. */
  newestKey: number;
  /** All articles, newest first, undated last, then by id. */
  articles: readonly ArticleMeta[];
}

export function createBrowse(index: SearchIndex) {
  let kept: (IndexVersion & { edition: string }) | undefined;
  /** Kept for each version, because autocomplete asks at each letter. */
  const current = async (): Promise<IndexVersion> => {
    kept = await index.read((snapshot) => {
      const { edition, version } = snapshot;
      if (kept?.edition === edition) return kept;
      const articles = [...snapshot.articles()].sort(byDate);
      return { edition, version, articles, newestKey: articles.reduce((newest, { key }) => Math.max(newest, key), 0) };
    });
    return kept;
  };
  return {
    current,

    /** All articles, newest first, undated last, then by id. */
    articles: async (): Promise<readonly ArticleMeta[]> => (await current()).articles,

    /** The date of the newest article that wasn't in the future when it was indexed; undefined where none has a date. */
    newestAt: (): Promise<string | undefined> => index.read(({ newestAt }) => newestAt),

    /** The quotes of one article within the sentences beside them. */
    inPlace: (citations: Parameters<typeof quotesInPlace>[1]): Promise<QuotesInPlace> =>
      index.read((snapshot) => quotesInPlace(snapshot, citations)),
  };
}

const byDate = (a: ArticleMeta, b: ArticleMeta) =>
  (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '') || (a.id < b.id ? -1 : 1);

/** Reading the index without a question: its articles, and quotes in their surroundings. */
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Filters } from '../query/query.js';
import type { QuotesInPlace, quotesInPlace } from './quotes-in-place.js';

/** A version of the index, as work that follows each new version needs it. */
export type IndexVersion = Pick<Snapshot, 'version' | 'newestKey' | 'edition'>;

export function createBrowse(index: SearchIndex) {
  let kept: { edition: string; articles: readonly ArticleMeta[] } | undefined;
  return {
    current: (): Promise<IndexVersion> =>
      index.read(({ version, newestKey, edition }) => ({ version, newestKey, edition })),

    /** The articles that were added or changed since the one of this key came. */
    articlesAfter: (afterKey: number): Promise<ArticleMeta[]> =>
      index.read((snapshot) => [...snapshot.articles({ afterKey })].filter(({ key }) => key > afterKey)),

    /**
     * All articles, newest first, undated last, then by id. Kept for each version, because autocomplete asks at each
     * letter.
     */
    async articles(): Promise<readonly ArticleMeta[]> {
      kept = await index.read((snapshot) =>
        kept?.edition === snapshot.edition
          ? kept
          : { edition: snapshot.edition, articles: [...snapshot.articles()].sort(byDate) },
      );
      return kept.articles;
    },

    /** The date of the newest article that wasn't in the future when it was indexed; undefined where none has a date. */
    newestAt: (): Promise<string | undefined> => index.read(({ newestAt }) => newestAt),

    /** At most three questions that one of these articles answers, those of the first tried first. */
    async questionsOn(ids: readonly string[], filters?: Filters): Promise<string[]> {
      const { suggestQuestions } = await import('./suggest-questions.js');
      return index.read((snapshot) =>
        suggestQuestions(
          snapshot,
          ids.flatMap((id) => snapshot.articleById(id) ?? []),
          filters,
        ),
      );
    },

    /** The quotes of one article within the sentences beside them. */
    async inPlace(citations: Parameters<typeof quotesInPlace>[1]): Promise<QuotesInPlace> {
      const { quotesInPlace } = await import('./quotes-in-place.js');
      return index.read((snapshot) => quotesInPlace(snapshot, citations));
    },
  };
}

const byDate = (a: ArticleMeta, b: ArticleMeta) =>
  (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '') || (a.id < b.id ? -1 : 1);

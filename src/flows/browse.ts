/** Looking at what is there: the articles, and the words around a quote. */
import type { Citation } from '../answering/types.js';
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { splitSentences } from '../text/split-sentences.js';

/** How far around a quote its neighbouring sentences are looked for. */
const REACH_CHARS = 1200;

export function createBrowse(index: SearchIndex) {
  let kept: { version: number; articles: readonly ArticleMeta[] } | undefined;
  return {
    /** Newest first, undated last, then by id. Read once for each version: each letter of a title that is typed asks for it. */
    async articles(): Promise<readonly ArticleMeta[]> {
      kept = await index.read((snapshot) =>
        kept?.version === snapshot.version
          ? kept
          : { version: snapshot.version, articles: [...snapshot.articles()].sort(byDate) },
      );
      return kept.articles;
    },

    /** The date of the newest article that wasn't in the future when it was indexed; undefined where none has a date. */
    newestAt: (): Promise<string | undefined> => index.read(({ newestAt }) => newestAt),

    /** The sentence before a quote and the one after it; empty where there is none, or where the article has changed since. */
    surroundings: ({
      articleId,
      quote,
      start,
      end,
    }: Pick<Citation, 'articleId' | 'quote' | 'start' | 'end'>): Promise<{
      before: string;
      after: string;
      isCurrent: boolean;
    }> =>
      index.read((snapshot) => {
        const article = snapshot.articleById(articleId);
        const body = article && snapshot.body(article);
        if (body?.slice(start, end) !== quote) return { before: '', after: '', isCurrent: false };
        const before = splitSentences(body, Math.max(0, start - REACH_CHARS), start).at(-1);
        const after = splitSentences(body, end, Math.min(body.length, end + REACH_CHARS))[0];
        return {
          before: before ? body.slice(before.start, before.end) : '',
          after: after ? body.slice(after.start, after.end) : '',
          isCurrent: true,
        };
      }),
  };
}

const byDate = (a: ArticleMeta, b: ArticleMeta) =>
  (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '') || (a.id < b.id ? -1 : 1);

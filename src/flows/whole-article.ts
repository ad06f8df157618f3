/** One article as the index has it, to be read or to be compared with a quote. */
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta, StoredBody } from '../index/stored-article.js';

export interface WholeArticle extends ArticleMeta, StoredBody {
  /** Names the revision, see `Snapshot.hashOf`. */
  hash: string;
}

/** All of one version. Undefined where there is no such article, or it is damaged and left out. */
export const wholeArticle = (index: SearchIndex, id: string): Promise<WholeArticle | undefined> =>
  index.read((snapshot) => {
    const article = snapshot.articleById(id);
    const hash = snapshot.hashOf(id);
    return article && hash !== undefined ? { ...article, ...snapshot.content(article), hash } : undefined;
  });

/** What is new on a topic: which of some articles speak of it, and a verbatim sentence of each. */
import type { Draft } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import { buildQuery, type Filters } from '../query/query.js';
import { articleFilter } from '../retrieval/article-filter.js';
import { rankArticles } from '../retrieval/rank-articles.js';
import { parseArticle } from '../summarizing/parse-article.js';
import { compareArticles } from '../summarizing/summarize-topic.js';
import { tellNews } from '../summarizing/tell-news.js';
import { COVERED, coverTopic } from '../summarizing/topic-relevance.js';
import type { AskDependencies } from './ask.js';
import { topicOf } from './read-topic.js';
import { HEAD_CHARS } from './summarize.js';

/** So many articles are read; of more, those that rank best for the topic. */
const MAX_READ = 100;

export interface NewsRequest extends Pick<Filters, 'sources'> {
  topic: string;
  /** Ids of the articles that count, all unless given; any of them may be gone. */
  among?: ReadonlySet<string>;
}

export interface TopicNews extends Draft {
  /** Ids of the articles that speak of the topic, the newest first. */
  articles: string[];
}

/**
 * News on a topic. Throws UserError for a topic that can't be read, NoIndexError where there is no index.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { createTopicNews } from './topic-news.js';
 *
 * const news = createTopicNews({ index: EmbeddedIndex.open('data') });
 * const { sentences, citations } = await news({ topic: 'drones', among: new Set(['drones.txt']) });
 * ```
 */
export function createTopicNews({ index, synonyms }: Pick<AskDependencies, 'index' | 'synonyms'>) {
  return ({ topic, sources, among }: NewsRequest): Promise<TopicNews> =>
    index.read((snapshot) => {
      const query = buildQuery({ question: topic, filters: { sources } }, synonyms);
      const ranking = rankArticles(snapshot, query);
      const metas =
        among && among.size <= MAX_READ
          ? [...among].flatMap((id) => snapshot.articleById(id) ?? [])
          : ranking
              .top(Number.POSITIVE_INFINITY)
              .flatMap(({ article }) => (!among || among.has(article.id) ? article : []))
              .slice(0, MAX_READ);
      const wanted = topicOf(ranking);
      const on = metas
        .filter(articleFilter(query))
        .map((meta) => {
          const article = parseArticle(meta, snapshot.content(meta), HEAD_CHARS);
          return { article, coverage: coverTopic(article, wanted) };
        })
        .filter(({ coverage }) => coverage.best >= COVERED)
        .sort((a, b) => compareArticles(b.article, a.article));
      const byId = new Map(on.map(({ article }) => [article.meta.id, article]));
      const { sentences, citations } = verifyDraft(tellNews(on, wanted), (id) => byId.get(id));
      return { sentences, citations, articles: [...byId.keys()] };
    });
}

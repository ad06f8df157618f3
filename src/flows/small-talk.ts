/** A friendly word for what asks nothing of the articles: what the collection holds, and questions that it can answer. */
import { ANSWER_FROM } from '../answering/gate.js';
import type { Answer, Told } from '../answering/types.js';
import { parseIsoMs } from '../core/dates.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { buildQuery, type Question } from '../query/query.js';
import type { SmallTalk } from '../query/small-talk.js';
import { articleFilter } from '../retrieval/article-filter.js';
import { suggestQuestions } from './suggest-questions.js';

/** Small talk that gets suggestions; thanks and chatter get none. */
const WANT_SUGGESTIONS = new Set<SmallTalk>(['greeting', 'about']);

/** A friendly answer. It costs no embedding and no call of a model. */
export async function smallTalk(
  { index }: { index: SearchIndex },
  about: SmallTalk,
  { filters, now }: Pick<Question, 'filters' | 'now'>,
): Promise<Answer> {
  return index.read((snapshot) => {
    const query = buildQuery({ question: about, filters, now });
    const articles = [...snapshot.articles(query.filters)].filter(articleFilter(query));
    const told: Told = {
      about,
      articles: articles.length,
      outlets: new Set(articles.flatMap(({ source }) => source ?? [])).size,
      ...spanOf(articles),
      suggestions: WANT_SUGGESTIONS.has(about) ? suggestionsOf(index, snapshot, articles, filters) : [],
    };
    return toAnswer(told, snapshot);
  });
}

/**
 * The last suggestions for each index, because making them costs as much as dozens of questions and greetings may come
 * at once.
 */
const suggested = new WeakMap<SearchIndex, { key: string; suggestions: string[] }>();

function suggestionsOf(
  index: SearchIndex,
  snapshot: Snapshot,
  articles: ArticleMeta[],
  filters: Question['filters'],
): string[] {
  const key = JSON.stringify([snapshot.edition, articles.length, filters]);
  const known = suggested.get(index);
  if (known?.key === key) return known.suggestions;
  const suggestions = suggestQuestions(snapshot, newestFirst(articles), filters);
  suggested.set(index, { key, suggestions });
  return suggestions;
}

const newestFirst = (articles: ArticleMeta[]) =>
  articles
    .map((article) => ({ article, ms: parseIsoMs(article.publishedAt) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => b.ms - a.ms || (a.article.id < b.article.id ? -1 : 1))
    .map(({ article }) => article);

function spanOf(articles: ArticleMeta[]): Pick<Told, 'oldestAt' | 'newestAt'> {
  const days = newestFirst(articles).flatMap(({ publishedAt }) => publishedAt ?? []);
  return days.length === 0 ? {} : { oldestAt: days[days.length - 1], newestAt: days[0] };
}

const toAnswer = (told: Told, { version }: Snapshot): Answer => ({
  status: 'told',
  kind: told.about === 'about' ? 'about' : 'small-talk',
  told,
  sentences: [],
  citations: [],
  evidence: [],
  confidence: 0,
  composer: 'extractive',
  nearest: [],
  missing: [],
  trace: {
    words: [],
    answerType: 'other',
    speaker: [],
    sentences: [],
    parts: [],
    threshold: ANSWER_FROM,
    indexVersion: version,
  },
});

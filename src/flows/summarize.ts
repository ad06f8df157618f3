/** Cited summaries: of an article, of what the corpus says about a topic, and of a period. */
import type { Draft } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import { formatDate, isoDay, parseIsoMs } from '../core/dates.js';
import { UserError } from '../core/errors.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { missingWords } from '../query/missing-words.js';
import { buildQuery, type Filters, type Query } from '../query/query.js';
import { articleFilter } from '../retrieval/article-filter.js';
import { type Ranking, rankArticles } from '../retrieval/rank-articles.js';
import { clusterStories, type Story } from '../summarizing/cluster-stories.js';
import { findArticle } from '../summarizing/find-article.js';
import { type ParsedArticle, parseArticle } from '../summarizing/parse-article.js';
import { readPeriod } from '../summarizing/read-period.js';
import { summarizeArticle } from '../summarizing/summarize-article.js';
import { digestStories } from '../summarizing/summarize-period.js';
import { summarizeTopic } from '../summarizing/summarize-topic.js';
import { COVERED, coverTopic, matchedTerms, type Topic } from '../summarizing/topic-relevance.js';
import {
  MAX_WORDS,
  type PeriodScope,
  type Summary,
  type SummaryLength,
  type TopicScope,
} from '../summarizing/types.js';
import type { AskDependencies } from './ask.js';
import { MAX_TOPIC_ARTICLES, rarityIn, readTopic, topicOf } from './read-topic.js';
import { writeSummary } from './write-summary.js';

/** The beginning of an article, in UTF-16 units, by which its story is recognised. */
export const HEAD_CHARS = 3000;
/** The most missing words that a reason names. */
const MAX_MISSING = 3;
/** A query of which only the filters count. */
const ANYTHING = 'anything';

export interface TopicRequest extends Pick<Filters, 'source' | 'sources' | 'from' | 'to'> {
  topic: string;
}

export interface PeriodRequest extends Pick<Filters, 'source' | 'sources'> {
  /** As a person writes it: see `readPeriod`. */
  period: string;
  topic?: string;
  /** ISO; stands for the clock. */
  now?: string;
  /** Ids of articles that are left out, because they were told before. */
  except?: ReadonlySet<string>;
}

export interface ArticleRequest {
  idOrTitle: string;
  length?: SummaryLength;
}

export interface SummarizeOptions {
  signal?: AbortSignal;
  /** False where a budget is used up: then the summary is extractive, and says so. */
  mayWrite?: boolean;
  onProgress?: (progress: SummaryProgress) => void;
}

/** What is being done now: articles that are read, or calls of a model that are over. */
export type SummaryProgress =
  | { phase: 'reading'; articles: number }
  | { phase: 'writing'; done: number; calls: number };

/**
 * Summaries of an article, a topic and a period. Each throws UserError for what can't be read, NoIndexError where there is no
 * index.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { createSummarize } from './summarize.js';
 *
 * const summarize = createSummarize({ index: EmbeddedIndex.open('data') });
 * const { sentences } = await summarize.article({ idOrTitle: 'drones.txt', length: 'short' });
 * await summarize.topic({ topic: 'drones' });
 * await summarize.period({ period: '2022-10', topic: 'drones' });
 * ```
 */
export function createSummarize({ index, embedder, synonyms, beginWriting }: AskDependencies) {
  /** A summary in a model's words, where there is a model and something to write about. */
  const written = async (
    task: Parameters<typeof writeSummary>[1],
    articles: ParsedArticle[],
    extractive: Summary,
    { signal, mayWrite = true, onProgress }: SummarizeOptions,
  ): Promise<Summary> => {
    if (!beginWriting || extractive.status !== 'answered') return extractive;
    if (!mayWrite) return { ...extractive, fallback: 'budget' };
    const session = beginWriting(signal);
    try {
      const onCall = (done: number, calls: number) => onProgress?.({ phase: 'writing', done, calls });
      return await writeSummary(session, task, articles, extractive, onCall);
    } finally {
      session.end();
    }
  };
  return {
    article: async (
      { idOrTitle, length = 'medium' }: ArticleRequest,
      options: SummarizeOptions = {},
    ): Promise<Summary> => {
      const { summary, articles } = await index.read((snapshot) => {
        const meta = findArticle(snapshot.articlesNamed(idOrTitle), idOrTitle);
        const article = parseArticle(meta, snapshot.content(meta));
        const { id, title, source, publishedAt } = meta;
        const scope = { kind: 'article' as const, articleId: id, title, source, publishedAt, length };
        const draft = summarizeArticle(article, length);
        return {
          articles: [article],
          summary: finish(scope, draft, [article], 'The article has no text to quote.'),
        };
      });
      return written({ task: ARTICLE_TASK, maxWords: MAX_WORDS[length] }, articles, summary, options);
    },

    topic: async ({ topic, ...filters }: TopicRequest, options: SummarizeOptions = {}): Promise<Summary> => {
      const { signal } = options;
      const query = buildQuery({ question: topic, filters }, synonyms);
      const embedding = await embedder?.embedQuery(query.text, { signal });
      const { summary, articles } = await index.read((snapshot) => {
        const vector = embedder && embedding && { embedding, isSemantic: embedder.semantic };
        const { wanted, read, on, stories } = readTopic(
          snapshot,
          rankArticles(snapshot, query, vector, MAX_TOPIC_ARTICLES),
          {
            onReading: (articles) => options.onProgress?.({ phase: 'reading', articles }),
          },
        );
        const found = on.map(({ article }) => article);
        const { source, from, to } = filters;
        const scope: TopicScope = { kind: 'topic', topic: query.text, source, from, to, counts: countsOf(stories) };
        const draft = summarizeTopic(on, stories, wanted);
        if (on.length > 0)
          return {
            articles: found,
            summary: finish(scope, draft, found, 'No sentence of these articles can be quoted.'),
          };
        const missing = missingOf(query, read, wanted);
        const nothing = finish(scope, draft, found, whyNothing(read, missing));
        return { articles: found, summary: { ...nothing, ...(read.length > 0 && { missing }) } };
      });
      return written({ task: topicTask(query.text), maxWords: MAX_WORDS.medium }, articles, summary, options);
    },

    period: (request: PeriodRequest, { onProgress }: SummarizeOptions = {}): Promise<Summary> =>
      index.read((snapshot) => {
        const { topic, source, sources, except } = request;
        const { from, to } = readPeriod(request.period, clockOf(request, snapshot));
        const query = buildQuery({ question: topic ?? ANYTHING, filters: { source, sources, from, to } }, synonyms);
        const stories = clusterStories(
          articlesOf(snapshot, query, {
            ranking: topic === undefined ? undefined : rankArticles(snapshot, query),
            except,
            onProgress,
          }),
          rarityIn(snapshot),
        );
        const { draft, listed, others } = digestStories(stories);
        const inOrder = [...listed, ...others];
        const ours = buildQuery({ question: ANYTHING, filters: { source, sources } });
        const isOurs = articleFilter(ours);
        const undated = [...snapshot.articles({ ...ours.filters, isDated: false })].filter(
          (meta) => isOurs(meta) && !isDated(meta),
        ).length;
        const scope: PeriodScope = {
          kind: 'period',
          from,
          to,
          topic,
          source,
          counts: { ...countsOf(stories), listed: listed.length, undated },
          stories: inOrder.map(({ articles }) => ({ articles: articles.map(idOf), outlets: outletsOf(articles) })),
        };
        const articles = inOrder.flatMap((story) => story.articles);
        return finish(scope, draft, articles, whyEmpty(snapshot, scope));
      }),
  };
}

const ARTICLE_TASK = 'what happened, who says what about it, and what is disputed';
const topicTask = (topic: string) =>
  `what the passages say about the following, in time order where it is a story: how it began, what changed, where it stands, where accounts differ: ${topic}`;

/** The wall: a sentence that isn't verbatim in its article is dropped; a summary without sentences is an abstention. */
function finish(scope: Summary['scope'], draft: Draft, articles: ParsedArticle[], reason: string): Summary {
  const byId = new Map(articles.map((article) => [article.meta.id, article]));
  const { sentences, citations } = verifyDraft(draft, (id) => byId.get(id));
  const common = { scope, sentences, citations, articles: articles.map(idOf), composer: 'extractive' as const };
  return sentences.length > 0 ? { status: 'answered', ...common } : { status: 'abstained', ...common, reason };
}

function clockOf({ now }: PeriodRequest, { newestMs }: Snapshot): number | undefined {
  if (now === undefined) return newestMs;
  const nowMs = parseIsoMs(now);
  if (nowMs !== undefined) return nowMs;
  const sentence = `now is ${JSON.stringify(now.slice(0, 40))}; expected an ISO date such as "2022-10-28".`;
  throw new UserError('bad-date', sentence, 64);
}

const idOf = ({ meta }: ParsedArticle) => meta.id;
const isDated = ({ publishedAt }: ArticleMeta) => parseIsoMs(publishedAt) !== undefined;

const outletsOf = (articles: ParsedArticle[]) => [...new Set(articles.flatMap(({ meta }) => meta.source ?? []))].sort();

function countsOf(stories: Story[]) {
  const articles = stories.flatMap((story) => story.articles);
  return { articles: articles.length, outlets: outletsOf(articles).length, stories: stories.length };
}

/** The articles that the filters let through, and with a ranking for a topic, only those that speak of it. */
function articlesOf(
  snapshot: Snapshot,
  query: Query,
  {
    ranking,
    except = new Set(),
    onProgress,
  }: { ranking?: Ranking; except?: ReadonlySet<string>; onProgress?: SummarizeOptions['onProgress'] },
): ParsedArticle[] {
  const metas = ranking
    ? ranking.top(Number.POSITIVE_INFINITY).map(({ article }) => article)
    : [...snapshot.articles(query.filters)].filter(articleFilter(query));
  const wanted = metas.filter(({ id }) => !except.has(id));
  onProgress?.({ phase: 'reading', articles: wanted.length });
  const articles = wanted.map((meta) => parseArticle(meta, snapshot.content(meta), HEAD_CHARS));
  if (!ranking) return articles;
  const topic = topicOf(ranking);
  return articles.filter((article) => coverTopic(article, topic).best >= COVERED);
}

/** The weightiest words of the topic that no article that was read speaks of. */
function missingOf({ terms, words }: Query, read: { article: ParsedArticle }[], topic: Topic): string[] {
  const held = new Set(read.flatMap(({ article }) => article.terms.flatMap((set) => [...matchedTerms(set, topic)])));
  const missing = terms
    .filter(({ term }) => !held.has(term))
    .sort((a, b) => (topic.importance.get(b.term) ?? 0) - (topic.importance.get(a.term) ?? 0));
  return missingWords(missing, words).slice(0, MAX_MISSING);
}

function whyNothing(read: unknown[], missing: string[]): string {
  if (read.length === 0) return 'No article speaks of any of this.';
  if (missing.length === 0) return 'The articles use these words, but none of them speaks of all this together.';
  const named = missing.map((word) => `“${word}”`).join(missing.length > 2 ? ', ' : ' or ');
  return `No article that comes near speaks of ${named}.`;
}

function whyEmpty(snapshot: Snapshot, { from, to, topic, source, counts }: PeriodScope): string {
  const when = from === to ? `on ${formatDate(from)}` : `from ${formatDate(from)} to ${formatDate(to)}`;
  const what = [topic && ` about “${topic}”`, source && ` by ${source}`].filter(Boolean).join('');
  const span = snapshot.dateSpan();
  const day = (ms: number) => formatDate(isoDay(ms));
  const known = span
    ? ` The articles run from ${day(span.firstMs)} to ${day(span.lastMs)}.`
    : ' No article has a date.';
  const undated =
    counts.undated > 0 && span ? ` ${counts.undated} ${counts.undated === 1 ? 'has' : 'have'} no date.` : '';
  return `No article${what} was published ${when}.${known}${undated}`;
}

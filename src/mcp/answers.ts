/**
 * What the tools answer: articles' words with their place and the hash of their article, so that whoever got them can have them
 * checked later. Nothing here writes, and no model is asked.
 */
import type { Citation } from '../answering/types.js';
import { UserError } from '../core/errors.js';
import type { Ask } from '../flows/ask.js';
import type { createSearch } from '../flows/search.js';
import { type WholeArticle, wholeArticle } from '../flows/whole-article.js';
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { answerToJson } from '../json/answer-json.js';
import type { Filters } from '../query/query.js';

export interface McpApp {
  ask: Ask;
  search: ReturnType<typeof createSearch>;
  index: SearchIndex;
}

/** What names a quote to `verify`: fields of every result. */
export interface NamedQuote {
  article_id: string;
  article_hash: string;
  field?: Citation['field'];
  quote: string;
  start: number;
  end: number;
}

type Options = { signal?: AbortSignal };
type QuoteJson = Omit<NamedQuote, 'article_hash'>;

/** The contract's answer, quoted from the articles; each of its quotes with `article_hash`. */
export async function askJson({ ask, index }: McpApp, question: string, filters: Filters, { signal }: Options) {
  const answer = answerToJson(await ask({ question, filters }, { signal, mayWrite: false })) as Record<string, unknown>;
  const withHashes = async (place: string) =>
    answer[place] ? await hashed(index, answer[place] as QuoteJson[]) : answer[place];
  return {
    ...answer,
    citations: await withHashes('citations'),
    evidence: await withHashes('evidence'),
    draft_citations: await withHashes('draft_citations'),
  };
}

/** The best passages, one an article. */
export async function searchJson(
  { search, index }: McpApp,
  query: string,
  filters: Filters,
  { top, signal }: Options & { top: number },
) {
  const hits = await search({ question: query, filters }, { top, signal });
  const found = hits.map(({ article, rank, score, passage: { text, start, end } }) => ({
    ...metaJson(article),
    ...{ rank, score, quote: text, start, end },
  }));
  return { hits: await hashed(index, found) };
}

/** A part of an article word for word; `next_start` is where to read on, null at the end. Throws UserError. */
export async function readJson(
  { index }: McpApp,
  id: string,
  { start, maxChars }: { start: number; maxChars: number },
) {
  const article = await wholeArticle(index, id);
  if (!article) throw new UserError('no-article', 'There is no article with this id; search finds ids.');
  const { body, hash } = article;
  const end = wholeCharacters(body, Math.min(body.length, start + maxChars));
  const from = Math.min(start, end);
  return {
    ...metaJson(article),
    article_hash: hash,
    quote: body.slice(from, end),
    start: from,
    end,
    length: body.length,
    next_start: end < body.length ? end : null,
  };
}

/** Whether a quote stands in its article word for word, and whether that is the revision it was taken from. */
export async function verifyJson({ index }: McpApp, named: NamedQuote) {
  const article = await wholeArticle(index, named.article_id);
  const isVerbatim = article !== undefined && stands(article, named);
  const isUnchanged = article?.hash === named.article_hash;
  return {
    verified: isVerbatim && isUnchanged,
    is_verbatim: isVerbatim,
    is_unchanged: isUnchanged,
    article_hash: article?.hash ?? null,
    reason: reasonOf(article, isVerbatim, isUnchanged),
  };
}

function reasonOf(article: WholeArticle | undefined, isVerbatim: boolean, isUnchanged: boolean): string | null {
  if (!article) return 'There is no such article any more.';
  if (!isVerbatim) return 'These words don’t stand at that place of the article.';
  return isUnchanged ? null : 'The words stand there, but the article has changed since.';
}

const stands = (
  { title, body }: Pick<WholeArticle, 'title' | 'body'>,
  { field, quote, start, end }: Omit<QuoteJson, 'article_id'>,
) => quote.length > 0 && (field === 'title' ? title : body).slice(start, end) === quote;

/** The revision that each quote is of; null for one that was replaced in the moment between answer and look. */
const hashed = <Quote extends QuoteJson>(index: SearchIndex, quotes: readonly Quote[]) =>
  index.read((snapshot) =>
    quotes.map((quote) => {
      const article = snapshot.articleById(quote.article_id);
      const isCurrent = article && stands({ ...article, ...snapshot.content(article) }, quote);
      return { ...quote, article_hash: (isCurrent && snapshot.hashOf(article.id)) || null };
    }),
  );

const metaJson = ({ id, title, source, publishedAt, url }: ArticleMeta) => ({
  article_id: id,
  title,
  source: source ?? null,
  published_at: publishedAt ?? null,
  url: url ?? null,
});

/** Not within a pair of surrogates. */
const wholeCharacters = (text: string, end: number) =>
  /[\ud800-\udbff]$/.test(text.slice(end - 1, end)) && end < text.length ? end - 1 : end;

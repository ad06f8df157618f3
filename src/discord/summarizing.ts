/** One summary in Discord, from what was asked for to the posted and recorded message. */
import { isoDay, parseIsoMs } from '../core/dates.js';
import { isWithinBudget } from '../flows/budget.js';
import type { Filters } from '../query/query.js';
import type { ServerSettings } from '../state/server-settings.js';
import { SeveralArticlesError } from '../summarizing/find-article.js';
import type { Summary, SummaryLength } from '../summarizing/types.js';
import { allowedArticles, articleMeant } from './allowed-articles.js';
import { type Asking, answerQuestion, tellOfRoom } from './asking.js';
import type { BotContext } from './context.js';
import { outdatedSince } from './freshness.js';
import type { KeptAnswer } from './kept-answer.js';
import { toKeptSummary } from './kept-summary.js';
import { postKept } from './post-kept.js';
import { articleMenu } from './render/article-menu.js';
import type { ReplyTarget } from './targets.js';
import type { Words } from './words/index.js';

export type SummaryRequest =
  /** `article` is a reference, an id or a title. */
  | { kind: 'article'; article: string; length?: SummaryLength }
  | { kind: 'topic'; topic: string; source?: string; from?: string; to?: string }
  | { kind: 'period'; period: string; topic?: string; source?: string };

/** Periods that begin with the clock, whose reader should know how old the news are. */
const RELATIVE = /^(today|yesterday|last|this)\b/i;

/** Never throws, as `answerQuestion`. */
export function summarizeInDiscord(
  context: BotContext,
  asking: Omit<Asking, 'text'>,
  request: SummaryRequest,
  target: ReplyTarget,
): Promise<void> {
  const text = request.kind === 'article' ? request.article : request.kind === 'topic' ? request.topic : request.period;
  return answerQuestion(context, { ...asking, text }, target, () => summarizeNow(context, asking, request, target));
}

async function summarizeNow(
  context: BotContext,
  { guild, user, channel, words, settings, signal }: Omit<Asking, 'text'>,
  request: SummaryRequest,
  target: ReplyTarget,
): Promise<void> {
  const { state, nowMs, logger } = context;
  const askedAtMs = nowMs();
  const mayWrite = await isWithinBudget(context, { guild, user });
  let kept: KeptAnswer;
  try {
    kept = await makeSummary(context, request, settings, { signal, mayWrite });
  } catch (error) {
    if (!(error instanceof SeveralArticlesError) || request.kind !== 'article') throw error;
    const menu = articleMenu(error.articles, { user, length: request.length }, words);
    await target.post([words.severalArticles], [menu]);
    return;
  }
  if (kept.spending) await state.recordSpending({ guild, user, atMs: askedAtMs, ...kept.spending });
  signal?.throwIfAborted();
  const question = questionOf(kept, request);
  const record = { ...(guild && { guild }), channel, user, askedAtMs, question, isPrivate: target.isPrivate };
  const answer = await postKept(context, kept, record, words, target.post);
  tellOfRoom(context);
  const { status, composer } = kept;
  logger.info({ event: 'summarized', guild, answer, of: request.kind, status, composer, ms: nowMs() - askedAtMs });
}

/** What follow-ups lean on, and what administrators read in the list of open questions. */
function questionOf({ summary }: KeptAnswer, request: SummaryRequest): string {
  if (summary?.kind === 'article') return summary.title;
  if (request.kind === 'period') return [request.period, request.topic].filter(Boolean).join(' · ');
  return request.kind === 'topic' ? request.topic : request.article;
}

/** Throws UserError for what can't be read, and SeveralArticlesError. */
async function makeSummary(
  context: BotContext,
  request: SummaryRequest,
  settings: ServerSettings,
  options: { signal?: AbortSignal; mayWrite?: boolean },
): Promise<KeptAnswer> {
  const { summarize } = context.app;
  const sources = settings.sources.length > 0 ? { sources: settings.sources } : {};
  if (request.kind === 'article') {
    const { id } = articleMeant(await allowedArticles(context.app, settings), request.article);
    const { length } = request;
    return toKeptSummary(await summarize.article({ idOrTitle: id, ...(length && { length }) }, options), {});
  }
  const { kind, ...rest } = request;
  const filters: Filters = { ...sources, ...(rest.source && { source: rest.source }) };
  if ('period' in rest) {
    const summary = await summarize.period({ ...rest, ...sources });
    const newestAt = RELATIVE.test(rest.period.trim()) ? await outdatedSince(context) : undefined;
    return keepPeriod(context, summary, settings, { filters, ...(newestAt && { newestAt }) });
  }
  return toKeptSummary(await summarize.topic({ ...rest, ...sources }, options), { filters });
}

/** An empty period also tells which days there is something of. */
async function keepPeriod(
  { app }: Pick<BotContext, 'app'>,
  summary: Summary,
  settings: ServerSettings,
  rest: Pick<KeptAnswer, 'filters' | 'newestAt'>,
): Promise<KeptAnswer> {
  if (summary.status === 'answered') return toKeptSummary(summary, rest);
  const times = (await allowedArticles(app, settings))
    .flatMap(({ publishedAt }) => parseIsoMs(publishedAt) ?? [])
    .sort((a, b) => a - b);
  const span = times.length > 0 ? { from: isoDay(times[0]), to: isoDay(times[times.length - 1]) } : undefined;
  return toKeptSummary(summary, { ...rest, ...(span && { span }) });
}

/** What a person typed for a period, where it is the name of one in their language. */
export function periodTyped(typed: string, { periods }: Words): string {
  const wanted = typed.trim().toLowerCase();
  return Object.entries(periods).find(([, name]) => name.toLowerCase() === wanted)?.[0] ?? typed;
}

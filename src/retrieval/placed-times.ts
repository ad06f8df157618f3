/** Times that a question names, placed among the articles: "in July" is the last July of which they tell. */
import { DAY_MS, parseIsoMs, startOfDayMs } from '../core/dates.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { NamedTime, TimePhrase } from '../query/named-times.js';

const YEAR_MS = 365.25 * DAY_MS;

/** As `placeTimes`, by the clock `nowMs`; a time without a year is that of the latest year before it that has an article of that time. */
export const placeAmongArticles = (
  snapshot: Pick<Snapshot, 'articles' | 'dateSpan'>,
  phrases: readonly TimePhrase[],
  nowMs: number | undefined,
): NamedTime[] => phrases.flatMap((phrase) => place(snapshot, phrase, nowMs) ?? []);

function place(
  snapshot: Pick<Snapshot, 'articles' | 'dateSpan'>,
  phrase: TimePhrase,
  nowMs: number | undefined,
): NamedTime | undefined {
  const latest = phrase.at(nowMs);
  if (!latest || !phrase.isOfAnyYear || nowMs === undefined || hasArticleOf(snapshot, latest)) return latest;
  const firstMs = snapshot.dateSpan()?.firstMs ?? Number.POSITIVE_INFINITY;
  for (let back = 1; ; back++) {
    const time = phrase.at(nowMs - back * YEAR_MS);
    if (!time || time.toMs < firstMs) return latest;
    if (hasArticleOf(snapshot, time)) return time;
  }
}

function hasArticleOf(snapshot: Pick<Snapshot, 'articles'>, { fromMs, toMs }: NamedTime): boolean {
  for (const article of snapshot.articles({ fromMs, toMs })) {
    const dayMs = publishedDayMs(article);
    if (dayMs >= fromMs && dayMs <= toMs) return true;
  }
  return false;
}

const knownDays = new WeakMap<ArticleMeta, number>();

/** The start of the day it was published, in milliseconds since 1970; NaN without a date. */
export function publishedDayMs(article: ArticleMeta): number {
  let dayMs = knownDays.get(article);
  if (dayMs === undefined)
    knownDays.set(article, (dayMs = startOfDayMs(parseIsoMs(article.publishedAt) ?? Number.NaN)));
  return dayMs;
}

/** Times that a question names, placed among the articles: "in July" is the last July of which they tell. */
import { DAY_MS, parseIsoMs, startOfDayMs } from '../core/dates.js';
import type { Snapshot } from '../index/snapshot.js';
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
  if (!latest || !phrase.isOfAnyYear || nowMs === undefined) return latest;
  const firstMs = snapshot.dateSpan()?.firstMs ?? Number.POSITIVE_INFINITY;
  let time: NamedTime | undefined = latest;
  for (let back = 1; time && time.toMs >= firstMs; back++) {
    if (hasArticleOf(snapshot, time)) return time;
    time = phrase.at(nowMs - back * YEAR_MS);
  }
  return latest;
}

function hasArticleOf(snapshot: Pick<Snapshot, 'articles'>, { fromMs, toMs }: NamedTime): boolean {
  for (const { publishedAt } of snapshot.articles({ fromMs, toMs })) {
    const ms = parseIsoMs(publishedAt);
    if (ms !== undefined && startOfDayMs(ms) >= fromMs && startOfDayMs(ms) <= toMs) return true;
  }
  return false;
}

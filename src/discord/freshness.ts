/** How fresh an answer is: sources of it that are late, and articles that are old for a question about now. */
import type { Answer } from '../answering/types.js';
import { DAY_MS, parseIsoMs, startOfDayMs } from '../core/dates.js';
import { sourceFolderOf } from '../corpus/fetched-dir.js';
import { type KeeperReport, readKeeperReport } from '../flows/keep-current.js';
import { reachesBeyond } from '../query/reaches-beyond.js';
import { isLate } from '../sources/source-state.js';
import type { State } from '../state/state.js';
import type { BotContext } from './context.js';
import type { KeptAnswer } from './kept-answer.js';

/** A corpus without a newer article is out of date. */
const STALE_AFTER_MS = 3 * DAY_MS;
/** On one matter there isn't news each day. */
const OLD_AFTER_MS = 60 * DAY_MS;
/** An answer needn't know of a source that turned late just now. */
const REPORT_KEPT_MS = 60_000;

const kept = new WeakMap<Pick<State, 'duties'>, { report?: KeeperReport; readMs: number }>();

/** What the keeper said last, a minute old at most; undefined where none fetches, and while the state is away. */
export async function keeperReport({
  state,
  nowMs,
}: Pick<BotContext, 'state' | 'nowMs'>): Promise<KeeperReport | undefined> {
  const known = kept.get(state);
  if (known && Math.abs(nowMs() - known.readMs) < REPORT_KEPT_MS) return known.report;
  const report = await readKeeperReport(state).catch(() => known?.report);
  kept.set(state, { ...(report && { report }), readMs: nowMs() });
  return report;
}

/** The part of a kept answer that says how fresh it is; empty where there is nothing to say. */
export async function freshnessOf(
  context: BotContext,
  { kind, citations }: Answer,
  text: string,
): Promise<Pick<KeptAnswer, 'newestAt' | 'newestCitedAt' | 'lateSources'>> {
  const nowMs = context.nowMs();
  const reaches = (iso: string | undefined) => reachesBeyond(text, startOfDayMs(parseIsoMs(iso) ?? 0), nowMs);
  const newestAt = await outdatedSince(context);
  const isOutdated = newestAt !== undefined && (kind === 'latest' || reaches(newestAt));
  const dates = citations.flatMap(({ publishedAt }) => (parseIsoMs(publishedAt) === undefined ? [] : publishedAt!));
  const newestCitedAt = dates.sort((a, b) => parseIsoMs(b)! - parseIsoMs(a)!)[0];
  const isOld =
    newestCitedAt !== undefined && nowMs - parseIsoMs(newestCitedAt)! > OLD_AFTER_MS && reaches(newestCitedAt);
  const lateSources = await lateSourcesOf(context, citations);
  return {
    ...(isOutdated && { newestAt }),
    ...(!isOutdated && isOld && { newestCitedAt }),
    ...(lateSources.length > 0 && { lateSources }),
  };
}

/** The newest article's date, where that is some days ago. */
export async function outdatedSince({ app, nowMs }: BotContext): Promise<string | undefined> {
  const newestAt = await app.newestAt();
  const newestMs = parseIsoMs(newestAt);
  return newestAt && newestMs !== undefined && nowMs() - newestMs > STALE_AFTER_MS ? newestAt : undefined;
}

async function lateSourcesOf(
  context: BotContext,
  citations: Answer['citations'],
): Promise<NonNullable<KeptAnswer['lateSources']>> {
  const names = new Set(citations.flatMap(({ articleId }) => sourceFolderOf(articleId)?.split('/')[1] ?? []));
  if (names.size === 0) return [];
  const report = await keeperReport(context);
  return (report?.sources ?? [])
    .filter((source) => names.has(source.name) && isLate(source, context.nowMs()))
    .map(({ name, lastSucceededMs }) => ({
      name,
      ...(lastSucceededMs !== undefined && { lastReadMs: lastSucceededMs }),
    }));
}

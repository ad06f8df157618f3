/** The summary of a long period in a thread of its own, so that nobody waits for it. */
import pLimit from 'p-limit';
import type { App, Folders } from '../compose.js';
import { isoEndMs, parseIsoMs } from '../core/dates.js';
import type { PeriodRequest, SummaryProgress } from '../flows/summarize.js';
import { readPeriod } from '../summarizing/read-period.js';
import type { Summary } from '../summarizing/types.js';
import { inThread } from './in-thread.js';

export interface SummaryWorkerTask {
  folders: Folders;
  request: PeriodRequest;
}

/** So many articles take about a quarter of a second to read and to sort into stories. */
const MANY_ARTICLES = 300;

/**
 * The summaries of an app whose process must not be held up: a period with more than `manyArticles` is summarized in a
 * thread of its own, one after the other, with the same result.
 */
export function summarizeWithoutHoldUp(
  { summarize, articles, newestAt }: Pick<App, 'summarize' | 'articles' | 'newestAt'>,
  { corpusDir, dataDir, database }: Folders,
  manyArticles = MANY_ARTICLES,
): App['summarize'] {
  const isLong = async ({ period, now }: PeriodRequest) => {
    const times = (await articles()).flatMap(({ publishedAt }) => parseIsoMs(publishedAt) ?? []);
    const { from, to } = readPeriod(period, parseIsoMs(now) ?? parseIsoMs(await newestAt()));
    const [fromMs, toMs] = [parseIsoMs(from)!, isoEndMs(to)!];
    return times.filter((ms) => ms >= fromMs && ms <= toMs).length > manyArticles;
  };
  const oneByOne = pLimit(1);
  const folders = { corpusDir, dataDir, database };
  return {
    ...summarize,
    period: async (request, options = {}) => {
      if (!(await isLong(request))) return summarize.period(request, options);
      const { signal, onProgress } = options;
      // It writes nothing.
      const watching = { signal, onProgress, mayBeEnded: true };
      return oneByOne(() =>
        inThread<SummaryWorkerTask, SummaryProgress, Summary>('summary', { folders, request }, watching),
      );
    },
  };
}

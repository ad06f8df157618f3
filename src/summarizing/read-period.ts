/** "yesterday", "last-7-days", "this-month", "2022-10" or "2022-10-01..2022-10-14" → days. */
import { DAY_MS, isoDay, isoEndMs, parseIsoMs, startOfDayMs } from '../core/dates.js';
import { UserError } from '../core/errors.js';

export interface Period {
  /** ISO days, inclusive. */
  from: string;
  to: string;
}

const MAX_LAST_DAYS = 3660;
const EXPECTED =
  'expected today, yesterday, last-7-days, this-month, a month such as 2022-10, or two days such as 2022-10-01..2022-10-14';

/**
 * `nowMs` stands for the clock; undefined where no article has a date. Throws UserError for what is no period, for one
 * that ends before it begins, and for "today" and its like where nothing tells what today is.
 */
export function readPeriod(text: string, nowMs: number | undefined): Period {
  const words = text.trim().toLowerCase().replace(/\s+/g, '-');
  const days = /^last-(\d{1,4})-days?$/.exec(words)?.[1] ?? (words === 'last-week' ? '7' : undefined);
  if (words === 'today' || words === 'yesterday' || words === 'this-month' || days !== undefined) {
    if (nowMs === undefined)
      throw new UserError('no-clock', `No article has a date, so nothing tells what ${text.trim()} is; name the days.`);
    const today = startOfDayMs(nowMs);
    if (words === 'yesterday') return { from: isoDay(today - DAY_MS), to: isoDay(today - DAY_MS) };
    if (words === 'this-month') return { from: `${isoDay(today).slice(0, 8)}01`, to: isoDay(today) };
    const count = days === undefined ? 1 : Number(days);
    if (count < 1 || count > MAX_LAST_DAYS) throw badPeriod(text);
    return { from: isoDay(today - (count - 1) * DAY_MS), to: isoDay(today) };
  }
  const [from, to = from, ...more] = text.split('..').map((part) => part.trim());
  const fromMs = parseIsoMs(from);
  const toMs = isoEndMs(to);
  if (fromMs === undefined || toMs === undefined || more.length > 0) throw badPeriod(text);
  // 30 February would be taken for a day of March.
  if (!isoDay(fromMs).startsWith(from.slice(0, 10)) || !isoDay(toMs).startsWith(to.slice(0, 10))) throw badPeriod(text);
  if (fromMs > toMs)
    throw new UserError('bad-range', `The period ${text.trim()} ends before it begins; swap its days.`, 64);
  return { from: isoDay(fromMs), to: isoDay(toMs) };
}

const badPeriod = (text: string) =>
  new UserError('bad-period', `The period is ${JSON.stringify(text.trim().slice(0, 40))}; ${EXPECTED}.`, 64);

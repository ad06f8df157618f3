/** Filters and the clock as they are given → the days and names that ranking compares. */
import { isoEndMs, parseIsoMs, startOfDayMs } from '../core/dates.js';
import { UserError } from '../core/errors.js';
import type { Filters } from './question.js';

export interface ReadFilters {
  /** In lower case. */
  source?: string;
  sources?: Set<string>;
  /** The first and the last millisecond of UTC days. */
  fromMs?: number;
  toMs?: number;
  article?: string;
  /** The id of an article that is struck out: what would be answered if it weren't there. */
  without?: string;
}

/** Throws UserError for a date that isn't ISO, and for a range that ends before it begins. */
export function readFilters(filters: Filters): ReadFilters {
  const toMs = filters.to === undefined ? undefined : isoEndMs(filters.to);
  if (filters.to !== undefined && toMs === undefined) throw badDate('filters.to', filters.to);
  const fromMs = readDate(filters.from, 'filters.from');
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
    throw new UserError(
      'bad-range',
      `filters.from (${filters.from}) is after filters.to (${filters.to}); swap them.`,
      64,
    );
  }
  return {
    ...(filters.source && { source: filters.source.toLowerCase() }),
    ...(filters.sources &&
      filters.sources.length > 0 && { sources: new Set(filters.sources.map((source) => source.toLowerCase())) }),
    ...(filters.article && { article: filters.article }),
    ...(fromMs !== undefined && { fromMs: startOfDayMs(fromMs) }),
    ...(toMs !== undefined && { toMs }),
  };
}

/** Throws UserError for a date that isn't ISO; `name` is what the asker calls it. */
export function readDate(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseIsoMs(text);
  if (ms === undefined) throw badDate(name, text);
  return ms;
}

const badDate = (name: string, text: string) =>
  new UserError(
    'bad-date',
    `${name} is ${JSON.stringify(text.slice(0, 40))}; expected an ISO date such as "2022-10-28".`,
    64,
  );

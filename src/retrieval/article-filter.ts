/** Which articles a question's filters let through: outlet, days, a single article. */
import { parseIsoMs } from '../core/dates.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Query } from '../query/query.js';

export function articleFilter({ filters }: Query): (article: ArticleMeta) => boolean {
  const { source, sources, fromMs, toMs, article: wanted, without } = filters;
  if (Object.values(filters).every((value) => value === undefined)) return () => true;
  return ({ id, source: outlet, publishedAt }) => {
    if (wanted !== undefined && id !== wanted) return false;
    if (id === without) return false;
    if (source !== undefined && outlet?.toLowerCase() !== source) return false;
    if (sources && !sources.has(outlet?.toLowerCase() ?? '')) return false;
    if (fromMs === undefined && toMs === undefined) return true;
    const ms = parseIsoMs(publishedAt);
    return ms !== undefined && (fromMs === undefined || ms >= fromMs) && (toMs === undefined || ms <= toMs);
  };
}

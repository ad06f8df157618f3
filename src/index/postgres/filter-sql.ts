/** Filters as a condition over the columns source_key, published_ms, id and key. */
import type { ArticleFilters } from '../snapshot.js';
import { escapeText } from './stored-text.js';

/** Binds a value and returns its name in the statement. */
export type Parameters = (value: unknown) => string;

export function filterSql(
  { source, sources, fromMs, toMs, article, without, isDated, afterKey }: ArticleFilters,
  table: string,
  add: Parameters,
): string {
  const parts: string[] = [];
  if (source !== undefined) parts.push(`${table}.source_key = ${add(escapeText(source))}`);
  if (sources) parts.push(`coalesce(${table}.source_key, '') = ANY (${add([...sources].map(escapeText))}::text[])`);
  if (fromMs !== undefined) parts.push(`${table}.published_ms >= ${add(fromMs)}::float8`);
  if (toMs !== undefined) parts.push(`${table}.published_ms <= ${add(toMs)}::float8`);
  if (article !== undefined) parts.push(`${table}.id = ${add(escapeText(article))}`);
  if (without !== undefined) parts.push(`${table}.id <> ${add(escapeText(without))}`);
  if (isDated !== undefined) parts.push(`${table}.published_ms IS ${isDated ? 'NOT ' : ''}NULL`);
  if (afterKey !== undefined) parts.push(`${table}.key > ${add(afterKey)}::bigint`);
  return parts.join(' AND ') || 'true';
}

/** What tells an article from an edited one; alone, because an index is opened without reading a corpus. */
import { createHash } from 'node:crypto';
import type { Article } from '../core/types.js';

/**
 * SHA-256, hex, of a JSON array of the fields, null where one is unknown; without a structure it isn't listed. JSON escapes
 * lone surrogates, so every string has one hash.
 */
export function hashArticle(fields: Omit<Article, 'path' | 'hash'>): string {
  const { id, title, source = null, publishedAt = null, url = null, body, structure } = fields;
  return createHash('sha256')
    .update(JSON.stringify([id, title, source, publishedAt, url, body, ...(structure ? [structure] : [])]))
    .digest('hex');
}

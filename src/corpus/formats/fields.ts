/** The names that articles' fields go by in JSON and front matter; the first that is there counts. */
import type { ArticleFields } from './format.js';

const NAMES = {
  id: ['id'],
  title: ['title'],
  source: ['source'],
  publishedAt: ['published_at', 'publishedAt', 'published', 'date'],
  url: ['url'],
  body: ['body', 'text', 'content'],
} as const;

/** An article's fields in a record. Only own properties count, so `__proto__` is nothing but a name; null counts as missing. */
export function pickFields(record: object): Omit<ArticleFields, 'body'> & { body?: unknown } {
  const fields: Record<string, unknown> = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const present = names.filter((name) => Object.hasOwn(record, name));
    const name = present.find((one) => (record as Record<string, unknown>)[one] !== null) ?? present[0];
    if (name !== undefined) fields[field] = (record as Record<string, unknown>)[name];
  }
  return fields;
}

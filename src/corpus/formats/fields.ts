/** The names that articles' fields go by in JSON and front matter, ours first, then those of feeds, site builders and exporters. */
import { nameOf, plainText } from '../extract/json-ld.js';
import { parsePublishedAt } from '../published-at.js';
import type { ArticleFields } from './format.js';

/** "date_gmt" of WordPress stands before its "date", which is the same in an unknown zone. */
const NAMES = {
  id: ['id'],
  title: ['title', 'headline'],
  source: ['source', 'publisher', 'outlet', 'site_name', 'siteName', 'publication'],
  publishedAt: (
    'published_at|publishedAt|published|date_published|datePublished|pubDate|pubdate|pub_date|publish_date|publishDate|' +
    'published_date|publishedDate|publication_date|publicationDate|published_time|date_gmt|date|isoDate|created|date created'
  ).split('|'),
  url: [
    'url',
    'link',
    'permalink',
    'canonical_url',
    'canonicalUrl',
    'canonical',
    'external_url',
    'source_url',
    'source',
  ],
  body: (
    'body|text|content|content_text|content_html|content:encoded|content_encoded|articleBody|article_body|full_text|fullText|' +
    'plaintext|html|markdown|description|summary'
  ).split('|'),
} as const;

export type FieldName = keyof typeof NAMES;

/**
 * An article's fields in a record. Of several names that are there the first that says something counts: `published: true`
 * is no date. Only own properties count, so `__proto__` is nothing but a name; null counts as missing.
 */
export function pickFields(record: object): Omit<ArticleFields, 'body'> & { body?: unknown } {
  const fields: Record<string, unknown> = {};
  for (const field of Object.keys(NAMES) as FieldName[]) {
    const given = (NAMES[field] as readonly string[])
      .filter((name) => Object.hasOwn(record, name))
      .map((name) => read(field, (record as Record<string, unknown>)[name]));
    if (given.length > 0)
      fields[field] = given.find((value) => isSaid(field, value)) ?? given.find((one) => one !== null) ?? null;
  }
  return fields as Omit<ArticleFields, 'body'>;
}

/** Whether a record has a text of its own, and is no list of articles. */
export const hasBody = (record: object): boolean => isSaid('body', pickFields(record).body);

/** What a value says where it is wrapped: { "rendered": "…" } of WordPress, { "name": "…" }, a list of such. */
function read(field: FieldName, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (field === 'source') return nameOf(value) ?? value;
  const one: unknown = Array.isArray(value) ? value[0] : value;
  for (const key of ['rendered', 'value', '#text', '_', 'href']) {
    const inner =
      typeof one === 'object' && one !== null && Object.hasOwn(one, key)
        ? (one as Record<string, unknown>)[key]
        : undefined;
    if (typeof inner === 'string') return field === 'title' ? plainText(inner) : inner;
  }
  return value;
}

function isSaid(field: FieldName, value: unknown): boolean {
  if (field === 'publishedAt') return parsePublishedAt(value) !== undefined;
  if (field === 'id') return typeof value === 'number' || (typeof value === 'string' && value !== '');
  if (typeof value !== 'string' || !/\S/.test(value)) return false;
  return field !== 'url' || /^\s*https?:\/\//i.test(value);
}

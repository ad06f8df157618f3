/** Articles as rows. A body that is not well-formed UTF-16 would be altered by SQLite's UTF-8, so it is kept as bytes. */
import type { Article, Structure } from '../core/types.js';

/** What ranking and filters need of an article, without its body. `key` is this revision's number in the database. */
export interface ArticleMeta {
  key: number;
  id: string;
  title: string;
  source?: string;
  publishedAt?: string;
  url?: string;
  path: string;
}

export interface ArticleRow {
  key: number;
  id: string;
  segment: number;
  file: string;
  path: string;
  title: string;
  source: string | null;
  published_at: string | null;
  url: string | null;
  hash: string;
  body: string | Buffer;
  structure: string | null;
}

/** A body as stored, and what its parts are where its format told. */
export type StoredBody = Pick<Article, 'body' | 'structure'>;

export function encodeBody(body: string): string | Buffer {
  return body.isWellFormed() ? body : Buffer.from(body, 'utf16le');
}

export function decodeBody(stored: string | Buffer): string {
  return typeof stored === 'string' ? stored : stored.toString('utf16le');
}

export const encodeStructure = (structure: Structure | undefined) => (structure ? JSON.stringify(structure) : null);

export const decodeStructure = (stored: string | null): Pick<Article, 'structure'> =>
  stored === null ? {} : { structure: JSON.parse(stored) as Structure };

export function toMeta(row: Omit<ArticleRow, 'body' | 'structure'>): ArticleMeta {
  return {
    key: row.key,
    id: row.id,
    title: row.title,
    path: row.path,
    ...(row.source !== null && { source: row.source }),
    ...(row.published_at !== null && { publishedAt: row.published_at }),
    ...(row.url !== null && { url: row.url }),
  };
}

export function toArticle(row: ArticleRow): Article & { key: number } {
  return { ...toMeta(row), body: decodeBody(row.body), ...decodeStructure(row.structure), hash: row.hash };
}

/** The searchable title: empty where the title was taken from prose, so that its words don't count twice. A heading is no prose. */
export function searchableTitle(article: Pick<Article, 'title' | 'body' | 'structure'>): string {
  if (article.structure?.blocks.some(({ kind }) => kind === 'heading')) return article.title;
  const head = article.body.slice(0, 400).replace(/\s+/g, ' ');
  return head.includes(article.title) ? '' : article.title;
}

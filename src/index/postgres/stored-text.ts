/** Articles as rows of PostgreSQL, whose text holds no NUL; bodies are kept as bytes, so that they come back to the last unit. */
import { parseIsoMs } from '../../core/dates.js';
import type { Article } from '../../core/types.js';
import type { StoredText } from '../index-store.js';
import { type ArticleMeta, decodeStructure, type StoredBody } from '../stored-article.js';

export interface MetaRow {
  key: number;
  id: string;
  path: string;
  title: string;
  source: string | null;
  published_at: string | null;
  url: string | null;
}

export const META_COLUMNS = 'key, id, path, title, source, published_at, url';

/**
 * A private-use character. With "0" behind it, it stands for a NUL, which PostgreSQL can't hold; doubled, for itself.
 */
const ESCAPE = '\ue000';
const ESCAPED = /[\0\ue000]/g;

export const escapeText = (text: string) =>
  text.replace(ESCAPED, (letter) => ESCAPE + (letter === '\0' ? '0' : ESCAPE));
export const unescapeText = (text: string) =>
  text.includes(ESCAPE)
    ? text.replace(/\ue000([\s\S])/g, (_, letter: string) => (letter === '0' ? '\0' : ESCAPE))
    : text;

/** The bytes of a body: UTF-8, or UTF-16 where it isn't well-formed and UTF-8 would alter it. */
export function encodeBody(body: string): { isUtf16: boolean; bytes: Buffer } {
  const isUtf16 = !body.isWellFormed();
  return { isUtf16, bytes: Buffer.from(body, isUtf16 ? 'utf16le' : 'utf8') };
}

/** The columns that `decodeContent` reads. */
export const CONTENT_COLUMNS = 'is_utf16, body, structure';

export interface ContentRow {
  is_utf16: boolean;
  body: Buffer;
  structure: string | null;
}

export const decodeContent = ({ is_utf16, body, structure }: ContentRow): StoredBody => ({
  body: body.toString(is_utf16 ? 'utf16le' : 'utf8'),
  ...decodeStructure(structure),
});

export function toMeta(row: MetaRow): ArticleMeta {
  return {
    key: row.key,
    id: unescapeText(row.id),
    title: unescapeText(row.title),
    path: unescapeText(row.path),
    ...(row.source !== null && { source: unescapeText(row.source) }),
    ...(row.published_at !== null && { publishedAt: unescapeText(row.published_at) }),
    ...(row.url !== null && { url: unescapeText(row.url) }),
  };
}

/** The columns of an article with its text, of footnote_articles and footnote_texts. */
export const TEXT_COLUMNS = `${META_COLUMNS}, file, hash, ${CONTENT_COLUMNS}`;
export type TextRow = MetaRow & ContentRow & { file: string; hash: string };

export const toStoredText = (row: TextRow): StoredText => ({
  ...toMeta(row),
  file: unescapeText(row.file),
  hash: row.hash,
  ...decodeContent(row),
});

/** What filters compare. */
export function filterColumns({ source, publishedAt }: Pick<Article, 'source' | 'publishedAt'>) {
  return {
    sourceKey: source === undefined ? null : escapeText(source.toLowerCase()),
    publishedMs: parseIsoMs(publishedAt) ?? null,
  };
}

/** A title as it is compared with what a person types. */
export const titleKey = (title: string) => escapeText(title.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase());

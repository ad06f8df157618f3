/**
 * A LangChain document as an article of an index, and back. All of it lies in the article's one row, so that text, metadata
 * and vectors are always of one version:
 *
 *   document   id    pageContent    metadata, a vector of its own
 *   article    id    body           path, as JSON: there is no file that it could name
 */
import { createHash, randomUUID } from 'node:crypto';
import { Document, type DocumentInterface } from '@langchain/core/documents';
import { errorText, UserError } from '../core/errors.js';
import type { Article } from '../core/types.js';
import { hashArticle } from '../corpus/hash-article.js';
import { DEFAULT_CORPUS_LIMITS, formatCount } from '../corpus/limits.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Embedding } from '../models/embedder.js';

interface Beside {
  metadata: Record<string, unknown>;
  /** Base64 of 32-bit floats, little-endian. */
  vector?: string;
}

/** Each document with the id it goes by: the one given, else its own, else a random one. Throws UserError `bad-length`. */
export function nameDocuments(documents: DocumentInterface[], ids?: (string | undefined)[]) {
  if (ids) requireEqual('ids', ids, documents);
  return documents.map((document, i) => ({ document, id: ids?.[i] || document.id || randomUUID() }));
}

export function requireEqual(name: string, list: unknown[], documents: unknown[]): void {
  if (list.length !== documents.length)
    throw new UserError(
      'bad-length',
      `Expected one of ${name} for each document, but there are ${list.length} for ${documents.length}.`,
    );
}

/** Throws UserError for an id, a text or metadata that can't be kept. `vector` stands for the whole text. */
export function toArticle(id: string, document: DocumentInterface, vector?: Embedding): Article {
  const body = checkText(id, String(document.pageContent ?? ''));
  if (!id.isWellFormed())
    throw new UserError('bad-id', `The id ${JSON.stringify(id)} holds half of a character; give another id.`);
  if (vector && !/\S/.test(body))
    throw new UserError(
      'empty-document',
      `The document "${id}" has no text that its vector could stand for; give it one.`,
    );
  const given = vector && Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
  const path = besideAsJson(id, { metadata: document.metadata ?? {}, ...(given && { vector: given }) });
  // The stored embeddings go by title and text, so the title tells a vector that was given from others of the same text.
  const title = given ? `vector ${createHash('sha256').update(given).digest('hex')}` : '';
  return { id, title, path, body, hash: hashArticle({ id, title, body }) };
}

export function toDocument({ id, path }: Pick<ArticleMeta, 'id' | 'path'>, body: string): Document {
  return new Document({ id, pageContent: body, metadata: (JSON.parse(path) as Beside).metadata });
}

/** The vector that a document brought along. */
export function givenVector({ title, path }: Pick<Article, 'title' | 'path'>): Embedding | undefined {
  if (!title) return undefined;
  const { vector } = JSON.parse(path) as Beside;
  return vector === undefined ? undefined : new Float32Array(new Uint8Array(Buffer.from(vector, 'base64')).buffer);
}

function checkText(id: string, text: string): string {
  const { maxArticleChars } = DEFAULT_CORPUS_LIMITS;
  if (text.length <= maxArticleChars) return text;
  const [chars, most] = [formatCount(text.length), formatCount(maxArticleChars)];
  throw new UserError('long-document', `The document "${id}" has ${chars} characters; the limit is ${most}: split it.`);
}

function besideAsJson(id: string, beside: Beside): string {
  try {
    return JSON.stringify(beside);
  } catch (error) {
    throw new UserError(
      'bad-metadata',
      `The metadata of the document "${id}" can't be kept as JSON (${errorText(error)}); leave that value out.`,
    );
  }
}

/** What a corpus format is. It finds fields in a file; `finish-article.ts` decides whether they make an article. */
import type { Structure } from '../../core/types.js';
import type { CorpusLimits } from '../limits.js';

/** Fields as found: anything may be missing or of a wrong type but for `body`, which is judged strictly. */
export interface ArticleFields {
  id?: unknown;
  title?: unknown;
  /** Stands in for a missing title, ahead of the first sentence. */
  heading?: string;
  /** Where the first sentence may begin: behind a dateline or "Published: …" line. */
  textStart?: number;
  source?: unknown;
  publishedAt?: unknown;
  url?: unknown;
  body: unknown;
  /** What the parts of the body are, where the format knows. */
  structure?: Structure;
}

/** One article's fields, or the one sentence that says why there are none. `line` counts from 1 where a file holds many. */
export type RawArticle = { line?: number; fields: ArticleFields } | { line?: number; reason: string };

/** A file as a format sees it. */
export interface FormatInput {
  /** Path under the corpus with `/` separators. */
  path: string;
  limits: Readonly<CorpusLimits>;
  signal: AbortSignal | undefined;
  /** The whole file, at most `maxFileBytes`. Throws Unreadable. */
  readBytes(): Promise<Buffer>;
  /** The file piece by piece, of any length. Throws Unreadable. */
  streamBytes(): AsyncIterable<Buffer>;
}

export interface CorpusFormat {
  /** The value of `CorpusFile.format`. */
  name: string;
  /** Lower case, with the leading dot. */
  extensions: readonly string[];
  /** Articles in file order. Throws Unreadable where the file as a whole can't be read. */
  read(input: FormatInput): AsyncIterable<RawArticle>;
}

/** A part of the corpus that can't be read; `message` is the reason for people: one sentence on one line. */
export class Unreadable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unreadable';
  }
}

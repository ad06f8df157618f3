/** The field's words as plain values. Offsets are UTF-16 code units into an article's body, `end` exclusive. */

/** One article as read from the corpus. `id` is stable across edits; `hash` changes with any field. */
export interface Article {
  id: string;
  /** The given title, or the first heading or sentence, at most 100 characters. */
  title: string;
  source?: string;
  /** ISO 8601 text as given: a day or an instant. */
  publishedAt?: string;
  url?: string;
  /** Path under the corpus with `/` separators, `#line` behind it where a file holds many. */
  path: string;
  /** Never normalised, trimmed or re-joined: offsets count in it. */
  body: string;
  /** SHA-256, hex, over id, title, source, publishedAt, url and body. */
  hash: string;
}

/** A half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** One sentence of a body: its text is always `body.slice(start, end)`, without surrounding white space. */
export type Sentence = Span;

/** A run of whole sentences of one article. */
export interface Passage extends Span {
  /** Index of its first sentence within the article, and how many it holds. */
  firstSentence: number;
  sentenceCount: number;
}

/** A part of the corpus that was left out, and why, in one sentence for people. */
export interface Skipped {
  path: string;
  reason: string;
}

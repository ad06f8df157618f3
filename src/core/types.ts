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
  /** What its parts are; absent where the body is prose without marks, such as a plain text. */
  structure?: Structure;
  /** SHA-256, hex, over id, title, source, publishedAt, url, body and structure. */
  hash: string;
}

/** A half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The parts of a body and the marks in it. What lies in no block (an editor's comment, a fence of code, a page number) is
 * read by nobody.
 */
export interface Structure {
  /** In order, without overlap. */
  blocks: Block[];
  /** In order, without overlap: "**", "](https://…)", "&amp;". */
  markup: Markup[];
}

/** A part of a body. What of it begins and ends a line (a bullet, "## ", "| ") is left outside or is a mark. */
export interface Block extends Span {
  /** `header` is the row that names a table's columns; `definition` what a glossary says of a term. */
  kind: 'heading' | 'paragraph' | 'item' | 'header' | 'row' | 'code' | 'quotation' | 'definition' | 'caption';
  /** Of a heading 1 to 6; of a list's item how deep it is nested, from 0. */
  level?: number;
  /** What belongs together: the items of a list with those nested in them, the rows of a table. A number within the article. */
  group?: number;
  /** Of an item in a numbered list. */
  number?: number;
  /** Of a row, in the order of the columns; an empty span for an empty cell. */
  cells?: Span[];
  /** Of code, as its author named it: "bash". */
  language?: string;
}

/** Characters that are no text of the article, and what people see in their place: nothing, or "&" for "&amp;". */
export interface Markup extends Span {
  shown?: string;
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

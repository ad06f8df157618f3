/** The formats a corpus may hold. A new one is one file in this folder and one line here. */
import { docx } from './docx.js';
import type { CorpusFormat } from './format.js';
import { html } from './html.js';
import { json } from './json.js';
import { jsonl, jsonlGzip } from './jsonl.js';
import { markdown } from './markdown.js';
import { pdf } from './pdf.js';
import { text } from './text.js';

export const CORPUS_FORMATS: readonly CorpusFormat[] = [text, markdown, html, json, jsonl, jsonlGzip, pdf, docx];

const BY_EXTENSION = new Map(
  CORPUS_FORMATS.flatMap((format) => format.extensions.map((name) => [name, format] as const)),
);

/** The format of a path by its extension, upper or lower case; undefined where the file is no article. */
export function formatOf(path: string): CorpusFormat | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  // The longest extension wins: `.jsonl.gz` before a `.gz` that may come one day.
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const format = dot > 0 ? BY_EXTENSION.get(name.slice(dot)) : undefined;
    if (format) return format;
  }
  return undefined;
}

/** ".txt, .md, …", for messages. */
export function knownExtensions(): string {
  return [...BY_EXTENSION.keys()].join(', ');
}

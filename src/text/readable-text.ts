/** A body as it is read: the text of its blocks at its place, blanks where markup or something outside of them stands. */
import type { Structure } from '../core/types.js';

/**
 * As long as the body, so that offsets count in both. A body without a structure is read as it is.
 *
 *     body        - **Trading post** in [every town](https://…).
 *     readable        Trading post   in  every town            .
 */
export function readableText(body: string, structure: Structure | undefined): string {
  if (!structure) return body;
  const { blocks, markup: marks } = structure;
  const parts: string[] = [];
  let mark = 0;
  let at = 0;
  for (const { start, end } of blocks) {
    parts.push(blank(body.slice(at, start)));
    at = start;
    while (mark < marks.length && marks[mark].end <= at) mark++;
    for (; mark < marks.length && marks[mark].start < end; mark++) {
      const from = Math.max(at, marks[mark].start);
      const to = Math.min(end, marks[mark].end);
      const shown = (marks[mark].shown ?? '').slice(0, to - from);
      parts.push(body.slice(at, from), shown, blank(body.slice(from + shown.length, to)));
      at = to;
    }
    parts.push(body.slice(at, end));
    at = end;
  }
  parts.push(blank(body.slice(at)));
  return parts.join('');
}

const blank = (text: string) => text.replace(/\S/g, ' ');

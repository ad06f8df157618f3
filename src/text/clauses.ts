/** placeholder */
import type { Span } from '../core/types.js';
export function cutToClause(text: string, span: Span, focus: Span, maxChars: number): Span {
  let start = Math.max(span.start, Math.min(focus.start - 100, span.end - maxChars));
  if (start > span.start) while (start < focus.start && !/\s/.test(text[start - 1])) start++;
  let end = Math.min(span.end, start + maxChars);
  if (end < span.end) while (end > focus.end && !/\s/.test(text[end])) end--;
  return { start, end };
}

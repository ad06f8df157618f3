/** The lines of a plain text with the columns that its layout is told from. */
import type { Span } from '../../../core/types.js';

/** A line without the white space around it, at its place in the body. A blank one is empty. */
export interface Line extends Span {
  text: string;
  /** Its place among the lines, and where the white space before its text begins. */
  place: number;
  lineStart: number;
  /** Columns before its text; a tab goes on to the next eighth. */
  indent: number;
  /** The column behind its text. */
  width: number;
}

const TAB = 8;
/** Nobody sets a longer line by hand: a text that has one is not laid out. It also bounds what a pattern may cost. */
const MAX_LINE_CHARS = 2_000;

/** Undefined where a line is longer than people write them in a text that has a layout. Form feeds end a line. */
export function readLines(body: string): Line[] | undefined {
  const lines: Line[] = [];
  for (let at = 0; at <= body.length; ) {
    let end = at;
    while (end < body.length && !isLineEnd(body.charCodeAt(end))) end++;
    if (end - at > MAX_LINE_CHARS) return undefined;
    const raw = body.slice(at, end);
    const text = raw.trim();
    const start = text === '' ? at : at + raw.indexOf(text);
    const indent = columnsOf(raw.slice(0, start - at));
    const width = columnsOf(text, indent);
    lines.push({ start, end: start + text.length, text, place: lines.length, lineStart: at, indent, width });
    at = end + (body.startsWith('\r\n', end) ? 2 : 1);
  }
  return lines;
}

/** Whether there is nothing above a line and nothing below it. */
export const standsAlone = (lines: readonly Line[], i: number): boolean => !lines[i - 1]?.text && !lines[i + 1]?.text;

const isLineEnd = (unit: number) => unit === 0x0a || unit === 0x0c || unit === 0x0d;

/** The column behind `text` that begins at column `from`. */
export function columnsOf(text: string, from = 0): number {
  if (!text.includes('\t')) return from + text.length;
  let column = from;
  for (const character of text) column += character === '\t' ? TAB - (column % TAB) : 1;
  return column;
}

/** The column that lines are broken before: 19 of 20 are no wider. */
export function wrapWidth(lines: readonly Line[]): number {
  const widths = lines.flatMap(({ width, indent }) => (width - indent >= 40 ? [width] : [])).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.95)] ?? 80;
}

const WRAPPED_LINES = 5;

/** Whether its paragraphs are broken into lines of a terminal's width, as documents are and news is not. */
export function isWrapped(lines: readonly Line[]): boolean {
  let wrapped = 0;
  let long = 0;
  let filled = 0;
  for (const [i, { text, width }] of lines.entries()) {
    if (text === '') continue;
    filled++;
    if (width > 120) long++;
    else if (width >= 50 && width <= 100 && lines[i + 1]?.text) wrapped++;
  }
  return wrapped >= WRAPPED_LINES && long <= filled / 20;
}

/** Tables on a page of a PDF, as far as places tell: lines one below the other with the same gaps. A wrong one is worse than none. */
import { standsAboveFigures } from './data-table.js';
import type { PdfLine } from './pdf-lines.js';
import type { Fragment } from './pdf-page.js';

export interface PdfTable {
  /** How many lines it takes. */
  lines: number;
  rows: string[][];
  /** Whether the first row names the columns. */
  hasNames: boolean;
}

const MAX_ROWS = 300;
const MAX_COLUMNS = 20;
const MAX_CELL_CHARS = 120;
/** Lines of two columns that are longer are running text. */
const MAX_TEXT_CHARS = 40;
/** Letter heights between two columns at least, and between two rows at most. */
const MIN_COLUMN_GAP = 0.6;
const MAX_ROW_GAP = 4;
/** A line that is nearer to the one above goes on with its cells. */
const WITHIN_ROW = 1.35;
const MARKER = /^(?:[•‣▪◦●○■□–—*·-]|\(?(?:\d{1,3}|[a-z])[.)])$/u;

/** The table that begins at a line, or undefined. */
export function tableAt(lines: readonly PdfLine[], from: number): PdfTable | undefined {
  if (lines[from]!.fragments.length < 2) return undefined;
  let rows: string[][] | undefined;
  let to = from + 1;
  // Each line can only join columns that were apart, so that the first one that doesn't fit is the end.
  while (to < lines.length && to - from < MAX_ROWS && goesOn(lines[to - 1]!, lines[to]!)) {
    const more = readRows(lines.slice(from, to + 1));
    if (!more) break;
    rows = more;
    to++;
  }
  if (!rows || !isTable(rows)) return undefined;
  return { lines: to - from, rows, hasNames: hasNames(lines.slice(from, to), rows) };
}

function goesOn(above: PdfLine, line: PdfLine): boolean {
  const gap = above.y - line.y;
  const size = Math.max(above.size, line.size);
  if (line.page !== above.page || gap <= 0 || gap > MAX_ROW_GAP * size) return false;
  return line.fragments.length > 1 || gap <= WITHIN_ROW * size;
}

/** The cells of lines below each other, an empty text for an empty cell; undefined where they don't stand in columns. */
function readRows(lines: readonly PdfLine[]): string[][] | undefined {
  const columns = columnsOf(lines);
  if (columns.length < 2 || columns.length > MAX_COLUMNS) return undefined;
  const columnOf = ({ left, right }: Fragment) =>
    columns.findIndex((column) => left >= column.left && right <= column.right);
  const rows: string[][] = [];
  /** From one row down to the next at least. */
  const rowGap = lines.reduce((least, line, i) => {
    const isRow = i > 0 && columnOf(line.fragments[0]!) === 0;
    return isRow ? Math.min(least, 0.9 * (lines[i - 1]!.y - line.y)) : least;
  }, Infinity);
  let above: PdfLine | undefined;
  for (const line of lines) {
    const cells = new Array<string>(columns.length).fill('');
    for (const fragment of line.fragments) {
      const at = columnOf(fragment);
      if (cells[at] !== '' || fragment.text.length > MAX_CELL_CHARS) return undefined;
      cells[at] = fragment.text;
    }
    const gap = above ? above.y - line.y : Infinity;
    // As near as rows are, a line of several pieces is a row without a first cell.
    const isMore = cells[0] === '' && gap <= WITHIN_ROW * line.size && (line.fragments.length === 1 || gap < rowGap);
    if (isMore) rows.push(rows.pop()!.map((cell, i) => `${cell} ${cells[i]}`.trim()));
    // A line of one piece in the first column is none of a table.
    else if (line.fragments.length < 2) return undefined;
    else rows.push(cells);
    above = line;
  }
  return rows;
}

/** Enough rows, most of them full; no list with its bullets, and no text in two columns. */
function isTable(rows: string[][]): boolean {
  const width = rows[0]!.length;
  const full = rows.filter((row) => row.every((cell) => cell !== ''));
  if (rows.length < (width === 2 ? 3 : 2) || full.length * 2 < rows.length) return false;
  if (rows.every(([first = '']) => first === '' || MARKER.test(first))) return false;
  const meanLength = (column: number) => rows.reduce((sum, row) => sum + row[column]!.length, 0) / rows.length;
  return rows[0]!.some((_, column) => meanLength(column) <= MAX_TEXT_CHARS);
}

/** What lies above each other, as strips from left to right. */
function columnsOf(lines: readonly PdfLine[]): { left: number; right: number }[] {
  const columns: { left: number; right: number }[] = [];
  for (const { left, right, size } of lines.flatMap(({ fragments }) => fragments).sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && left < last.right + MIN_COLUMN_GAP * size) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

/** A first row in letters of its own, or of words above columns of which one has figures throughout. */
function hasNames(lines: readonly PdfLine[], [first = [], ...others]: string[][]): boolean {
  const fonts = new Set(lines.slice(1).flatMap(({ fragments }) => fragments.map(({ font }) => font)));
  if (lines[0]!.fragments.every(({ font }) => font !== '' && !fonts.has(font))) return true;
  return !first.includes('') && standsAboveFigures(first, others);
}

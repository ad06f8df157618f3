/** Fragments of a page to lines in the order in which they are read: columns one after the other. */
import type { Fragment } from './pdf-page.js';

/** A line, or the part of one that lies in a column. */
export interface PdfLine extends Omit<Fragment, 'text'> {
  fragments: Fragment[];
  text: string;
}

const MIN_GUTTER = 7;
const GRID = 2;
/** Lines that a column has at least, and the letters of its middle line: what is shorter are cells. */
const MIN_COLUMN_LINES = 3;
const MIN_COLUMN_CHARS = 18;
/** The share of a column's lines that may have a wide gap. */
const MAX_GAPPED = 0.3;
/** Lines of running text fill their column: the middle one by this share. */
const MIN_FILL = 0.65;

/** The lines of a page from top to bottom, whatever columns there are. */
export function linesOf(fragments: readonly Fragment[]): PdfLine[] {
  const rows: Fragment[][] = [];
  for (const fragment of [...fragments].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first && first.y - fragment.y <= 0.5 * Math.min(first.size, fragment.size)) row!.push(fragment);
    else rows.push([fragment]);
  }
  return rows.map((row) => toLine(row.sort((a, b) => a.left - b.left)));
}

function toLine(fragments: Fragment[]): PdfLine {
  const [first] = fragments as [Fragment];
  let longest = first;
  let { right, font, text } = first;
  for (let i = 1; i < fragments.length; i++) {
    const one = fragments[i]!;
    if (one.text.length > longest.text.length) longest = one;
    if (one.font !== font) font = '';
    right = Math.max(right, one.right);
    text += ` ${one.text}`;
  }
  return { page: first.page, left: first.left, right, y: longest.y, size: longest.size, font, text, fragments };
}

/** The lines of a page, those of a column before those of the next; a line over several columns parts what is above from what is below. */
export function linesInOrder(fragments: readonly Fragment[]): PdfLine[] {
  const gutter = findGutter(fragments);
  if (gutter === undefined) return linesOf(fragments);
  const lines: PdfLine[] = [];
  let band: Fragment[] = [];
  let isAcross = false;
  const close = () => {
    if (isAcross) lines.push(...linesInOrder(band));
    else {
      lines.push(...linesInOrder(band.filter(({ right }) => right <= gutter)));
      lines.push(...linesInOrder(band.filter(({ right }) => right > gutter)));
    }
    band = [];
  };
  for (const fragment of [...fragments].sort((a, b) => b.y - a.y)) {
    const crosses = fragment.left < gutter && fragment.right > gutter;
    if (crosses !== isAcross) close();
    isAcross = crosses;
    band.push(fragment);
  }
  close();
  return lines;
}

/** The middle of the white strip that parts two columns of running text best, if there is one. */
function findGutter(fragments: readonly Fragment[]): number | undefined {
  if (fragments.length < 2 * MIN_COLUMN_LINES) return undefined;
  const from = fragments.reduce((least, { left }) => Math.min(least, left), Infinity);
  const to = fragments.reduce((most, { right }) => Math.max(most, right), -Infinity);
  const cells = Math.min(Math.ceil((to - from) / GRID), 5_000);
  /** How many fragments lie over each cell. */
  const covers = new Array<number>(cells + 1).fill(0);
  for (const { left, right } of fragments)
    for (let at = Math.floor((left - from) / GRID); at <= Math.min((right - from) / GRID, cells); at++) covers[at]!++;
  let best: { middle: number; crossing: number } | undefined;
  for (let at = 0; at <= cells; ) {
    let end = at;
    while (end <= cells && covers[end] === covers[at]) end++;
    const middle = from + ((at + end) / 2) * GRID;
    const crossing = covers[at]!;
    // A strip with more text on both sides: ragged ends of lines are steps.
    const isStrip =
      (end - at) * GRID >= MIN_GUTTER && (covers[at - 1] ?? 0) > crossing && (covers[end] ?? 0) > crossing;
    if (isStrip && crossing < (best?.crossing ?? fragments.length / 3) && partsColumns(fragments, middle))
      best = { middle, crossing };
    at = end;
  }
  return best?.middle;
}

function partsColumns(fragments: readonly Fragment[], middle: number): boolean {
  const left = fragments.filter(({ right }) => right <= middle);
  const right = fragments.filter((one) => one.left >= middle);
  return isColumn(left) && isColumn(right) && overlapInHeight(left, right);
}

function isColumn(fragments: readonly Fragment[]): boolean {
  if (fragments.length < MIN_COLUMN_LINES) return false;
  const lines = linesOf(fragments);
  // Lines with gaps are cells, unless they are several columns.
  const isGapped = lines.filter((line) => line.fragments.length > 1).length > MAX_GAPPED * lines.length;
  if (isGapped) return findGutter(fragments) !== undefined;
  const width =
    lines.reduce((most, { right }) => Math.max(most, right), -Infinity) -
    lines.reduce((least, { left }) => Math.min(least, left), Infinity);
  return (
    lines.length >= MIN_COLUMN_LINES &&
    median(lines.map(({ text }) => text.length)) >= MIN_COLUMN_CHARS &&
    median(lines.map((line) => line.right - line.left)) >= MIN_FILL * width
  );
}

function overlapInHeight(one: readonly Fragment[], other: readonly Fragment[]): boolean {
  const lowest = (of: readonly Fragment[]) => of.reduce((least, { y }) => Math.min(least, y), Infinity);
  const highest = (of: readonly Fragment[]) => of.reduce((most, { y }) => Math.max(most, y), -Infinity);
  return lowest(one) < highest(other) && lowest(other) < highest(one);
}

export function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}

/** Running heads, feet, page numbers and tables of contents of a PDF: what helps to turn its pages and is no text of them. */
import { linesOf, median, type PdfLine } from './pdf-lines.js';
import type { Fragment } from './pdf-page.js';

/** Lines at the upper and at the lower edge that are looked at. */
const EDGE_LINES = 3;
/** Of so many pages at least one third must have a line, and two. */
const MIN_SHARE = 1 / 3;
/** Fewer pages may have figures in order by chance. */
const MIN_COUNTED = 4;
/** Points by which the height of a running head may differ. */
const SAME_HEIGHT = 4;
const WIDER_GAP = 1.3;
const PAGE_WORD = /(?:page|p\.|seite|s\.|pagina|página|pág\.|strona|sida|side|стр\.?|страница|第)/;
const PAGE_NUMBER = new RegExp(
  `^[-–—|·\\s]*(?:${PAGE_WORD.source}\\s*)?\\d{1,4}(?:\\s*(?:of|/|von|de|sur|di|av|af|z|из)\\s*\\d{1,4})?\\s*(?:页|頁|ページ)?[-–—|·\\s]*$`,
  'iu',
);
const BARE_NUMBER = /^(?:\d{1,3}|[ivxl]{1,7})$/;

/** The pages without the lines that are repeated at their edges, and without their numbers. */
export function withoutFurniture(pages: readonly Fragment[][]): Fragment[][] {
  const lines = pages.map(linesOf);
  const usualGap = median(lines.flatMap((page) => page.slice(1).map((line, i) => page[i]!.y - line.y)));
  const edges = lines.map((page) => edgesOf(page, usualGap));
  /** Heights of the lines with a pattern, each page once. */
  const heights = new Map<string, Set<string>>();
  const keysOf = (line: PdfLine) => {
    const step = Math.round(line.y / SAME_HEIGHT);
    return [step, step - 1].map((height) => `${height} ${patternOf(line.text)}`);
  };
  edges.forEach((page, i) => {
    for (const { line } of page)
      for (const key of keysOf(line)) heights.set(key, (heights.get(key) ?? new Set()).add(String(i)));
  });
  const least = Math.max(2, Math.ceil(pages.length * MIN_SHARE));
  const counted = pagesCounted(edges, Math.max(least, MIN_COUNTED));
  const inner = pages.map((fragments, i) => {
    const furniture = new Set<Fragment>();
    for (const { line, isOutermost, isApart } of edges[i]!) {
      const isRepeated = keysOf(line).some((key) => heights.get(key)!.size >= least);
      const isNumber = isOutermost && (BARE_NUMBER.test(line.text) ? isApart : PAGE_NUMBER.test(line.text));
      const isCounted = isOutermost && offsetsOf(line, i).some((offset) => counted.has(offset));
      if (isNumber || isCounted || (isRepeated && isApart))
        for (const fragment of line.fragments) furniture.add(fragment);
    }
    return furniture.size === 0 ? fragments : fragments.filter((fragment) => !furniture.has(fragment));
  });
  // Pages that hold nothing else are what people wrote.
  return inner.some((page) => page.length > 0) ? inner : [...pages];
}

/** How far the figures at a line's ends are from the number of its page: "Chapter 3: Utilities 7" on the ninth. */
function offsetsOf({ text }: PdfLine, page: number): number[] {
  const figures = [/^\d{1,4}(?=\s)/, /(?<=\s)\d{1,4}$/].flatMap((end) => end.exec(text)?.[0] ?? []);
  return figures.map((figure) => Number(figure) - page);
}

/** The distances that so many pages have in an outermost line: there the pages are counted, whatever else it says. */
function pagesCounted(edges: EdgeLine[][], least: number): Set<number> {
  const pages = new Map<number, number>();
  edges.forEach((page, i) => {
    const offsets = new Set(page.filter(({ isOutermost }) => isOutermost).flatMap(({ line }) => offsetsOf(line, i)));
    for (const offset of offsets) pages.set(offset, (pages.get(offset) ?? 0) + 1);
  });
  return new Set([...pages].flatMap(([offset, count]) => (count >= least ? [offset] : [])));
}

interface EdgeLine {
  line: PdfLine;
  isOutermost: boolean;
  /** Whether what it belongs to is apart from the text by a gap or by its letters: a table's head is not. */
  isApart: boolean;
}

function edgesOf(lines: PdfLine[], usualGap: number): EdgeLine[] {
  const isEdge = (one: PdfLine, next: PdfLine) =>
    Math.abs(one.y - next.y) > usualGap * WIDER_GAP || Math.abs(one.size - next.size) > 0.1 * next.size;
  const edges = new Map<PdfLine, EdgeLine>();
  for (const outward of [lines, [...lines].reverse()]) {
    const seen = outward.slice(0, EDGE_LINES + 1);
    seen.slice(0, EDGE_LINES).forEach((line, i) => {
      const known = edges.get(line);
      // Two lines of a running head stand close together; the second is apart from the text.
      const isApart = lines.length === 1 || seen.slice(i + 1).some((next, j) => isEdge(seen[i + j]!, next));
      edges.set(line, {
        line,
        isOutermost: i === 0 || known?.isOutermost === true,
        isApart: isApart || known?.isApart === true,
      });
    });
  }
  return [...edges.values()];
}

/** The same for a line that differs in its figures alone: "Page 2 of 9". */
const patternOf = (text: string) => text.replace(/\d+/g, '#').toLowerCase();

const LEADERS = /(?:\. ?|…|_){5,}\s*(\d{1,4})$/;
const MIN_CONTENTS = 4;

/** The lines without a table of contents: dots that lead to numbers of pages, which rise. A price list's don't. */
export function withoutContents(lines: readonly PdfLine[]): readonly PdfLine[] {
  const pageOf = ({ text }: PdfLine) => Number(LEADERS.exec(text)?.[1] ?? Number.NaN);
  const numbers = lines.map(pageOf).filter((number) => !Number.isNaN(number));
  const isRising = numbers.every((number, i) => i === 0 || number >= numbers[i - 1]!);
  const others = lines.filter((line) => Number.isNaN(pageOf(line)));
  return numbers.length >= MIN_CONTENTS && isRising && others.length > 0 ? others : lines;
}

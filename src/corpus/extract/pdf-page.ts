/** What stands on a page of a PDF: pieces of text with their places, upright, inside the page. */
import type { getDocumentProxy } from 'unpdf';

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

interface TextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
  fontName: string;
}

/** A piece of a line without a wide gap in it. Lengths are points; `y` is the height of the baseline above the page's edge. */
export interface Fragment {
  text: string;
  page: number;
  left: number;
  right: number;
  y: number;
  /** Height of the letters. */
  size: number;
  /** As pdf.js numbers it: another name is another cut or weight. Empty where there are several. */
  font: string;
}

/** A gap of this many letter heights parts a line: cells of a table, columns. A word space has about a quarter. */
const WIDE_GAP = 0.9;
/** A gap of this many letter heights is a word space. */
const WORD_GAP = 0.2;
/** A baseline that is shifted by less is the same line: superscripts. */
const SAME_LINE = 0.5;

/** The fragments of a page in the order of the file. Text that runs another way than most of the page is left out. */
export async function readPage(document: PdfDocument, number: number): Promise<Fragment[]> {
  const page = await document.getPage(number);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
  const items = ((await page.getTextContent()).items as unknown as TextItem[]).filter(
    ({ str, transform }) => typeof str === 'string' && transform,
  );
  page.cleanup();
  const turns = mainDirection(items);
  const fragments: Fragment[] = [];
  let isApart = false;
  for (const item of items) {
    if (item.str.trim() === '') {
      isApart ||= item.str !== '';
      continue;
    }
    const [, , , , x = 0, y = 0] = item.transform;
    const isInside = x >= x0 - 1 && x <= x1 + 1 && y >= y0 - 1 && y <= y1 + 1;
    if (directionOf(item) !== turns || !isInside) continue;
    const [left, height] = turned(x, y, turns);
    const size = item.height || Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0);
    const piece = { page: number, left, right: left + item.width, y: height, size, font: item.fontName };
    isApart ||= /^\s/.test(item.str);
    addPiece(fragments, { ...piece, text: clean(item.str) }, isApart);
    isApart = /\s$/.test(item.str);
  }
  return fragments;
}

function addPiece(fragments: Fragment[], piece: Fragment, isApart: boolean): void {
  const last = fragments.at(-1);
  const size = Math.max(last?.size ?? 0, piece.size);
  const gap = piece.left - (last?.right ?? 0);
  const isSameLine = last && Math.abs(last.y - piece.y) <= SAME_LINE * size;
  if (!isSameLine || gap > WIDE_GAP * size || gap < -WIDE_GAP * size) {
    fragments.push(piece);
    return;
  }
  last.text += (isApart || gap > WORD_GAP * size ? ' ' : '') + piece.text;
  last.right = Math.max(last.right, piece.right);
  if (last.font !== piece.font) last.font = '';
  // The baseline of a line is that of its larger letters.
  if (piece.size > last.size) Object.assign(last, { size: piece.size, y: piece.y });
}

const clean = (text: string) => text.replace(/[\s\u0000-\u001f]+/g, ' ').trim();

/** In quarter turns; undefined for a slanted line. */
function directionOf({ transform: [a = 0, b = 0] }: TextItem): number | undefined {
  const turns = Math.atan2(b, a) / (Math.PI / 2);
  return Math.abs(turns - Math.round(turns)) < 0.05 ? (Math.round(turns) + 4) % 4 : undefined;
}

function mainDirection(items: TextItem[]): number {
  const chars = [0, 0, 0, 0];
  for (const item of items) {
    const direction = directionOf(item);
    if (direction !== undefined) chars[direction]! += item.str.trim().length;
  }
  return chars.indexOf(Math.max(...chars));
}

/** A place on a page that is turned so that its text is upright. */
function turned(x: number, y: number, turns: number): [number, number] {
  if (turns === 1) return [y, -x];
  if (turns === 2) return [-x, -y];
  return turns === 3 ? [-y, x] : [x, y];
}

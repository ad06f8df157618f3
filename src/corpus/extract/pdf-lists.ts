/** Items of lists among the lines of a PDF: what begins with a bullet, or with a number that another line goes on with. */
import type { PdfLine } from './pdf-lines.js';

export interface ItemMark {
  /** The bullet or number, without the space behind it. */
  marker: string;
  number?: number;
}

/** Bullets that nothing else begins with. */
const BULLET = /^([•‣▪◦●○■□➢➤►✓])\s*(?=\S)/u;
const DASH = /^([–—*·-])\s+(?=\S)/u;
const NUMBER = /^(\(?(\d{1,3}|[a-z])[.)])\s+(?=\S)/u;
const SAME_PLACE = 3;

interface Candidate extends ItemMark {
  line: PdfLine;
  /** Of a dash the dash; of a number what stands around it. */
  style: string;
  order?: number;
}

/** The marks of the lines that begin an item. `isText` tells which lines may: no headings, no rows. */
export function findItems(lines: readonly PdfLine[], isText: (line: PdfLine) => boolean): Map<PdfLine, ItemMark> {
  const items = new Map<PdfLine, ItemMark>();
  const candidates: Candidate[] = [];
  for (const line of lines) {
    if (!isText(line)) continue;
    const bullet = BULLET.exec(line.text)?.[1];
    if (bullet) items.set(line, { marker: bullet });
    else {
      const candidate = candidateOf(line);
      if (candidate) candidates.push(candidate);
    }
  }
  candidates.forEach((one, i) => {
    const isOfList = [candidates[i - 1], candidates[i + 1]].some((other) => other && areNeighbours(one, other));
    if (isOfList) items.set(one.line, { marker: one.marker, ...(one.number !== undefined && { number: one.number }) });
  });
  return items;
}

function candidateOf(line: PdfLine): Candidate | undefined {
  const dash = DASH.exec(line.text)?.[1];
  if (dash) return { line, marker: dash, style: dash };
  const [, marker, counted] = NUMBER.exec(line.text) ?? [];
  if (!marker || !counted) return undefined;
  const number = /\d/.test(counted) ? Number(counted) : undefined;
  return {
    line,
    marker,
    style: marker.replace(counted, number === undefined ? 'a' : '1'),
    order: number ?? counted.charCodeAt(0),
    ...(number !== undefined && { number }),
  };
}

function areNeighbours(one: Candidate, other: Candidate): boolean {
  if (one.style !== other.style) return false;
  if (
    one.line.page === other.line.page &&
    Math.abs(one.line.left - other.line.left) > SAME_PLACE &&
    one.line.y !== other.line.y
  )
    return false;
  return one.order === undefined || Math.abs(one.order - other.order!) === 1;
}

/** Lines of a PDF to its text and blocks: a line break inside a sentence is no end of it, nor is the end of a page. */
import { type BlockKind, BlockWriter, type StructuredText } from './block-writer.js';
import { joinLine } from './hyphens.js';
import type { PdfLine } from './pdf-lines.js';
import { findItems, type ItemMark } from './pdf-lists.js';
import { type PdfTable, tableAt } from './pdf-tables.js';

/** A gap of this many usual gaps opens a paragraph. */
const PARAGRAPH_GAP = 1.35;
/** Behind a sentence's end a gap of so many letter heights opens one, too: where each paragraph has one line, it is the usual gap. */
const WIDE_LEADING = 1.7;
/** Within a heading of several lines, in letter heights. */
const HEADING_GAP = 1.8;
/** A change of letter height by this share is the edge of another text. */
const SIZE_CHANGE = 0.15;
/** Letters that are larger than most by this share make a heading. */
const HEADING_SIZE = 1.15;
const MAX_HEADING_CHARS = 200;
/** A line in other letters of the same size is a heading only if it is short. */
const MAX_LINE_CHARS = 80;
const MAX_HEADING_LEVEL = 6;
/** A line begins a paragraph if it is indented by so many letter heights. */
const INDENT = [0.8, 5] as const;
const SENTENCE_END = /[.!?…:。！？]["'”’»)\]」]*$/u;

/** Lines that are one block, or a table. */
interface Part {
  lines: PdfLine[];
  text: string;
  mark?: ItemMark;
  table?: PdfTable;
}

/** The text of all lines in order: a space between the lines of a paragraph, an empty line between paragraphs. */
export function pdfBlocks(lines: readonly PdfLine[]): StructuredText {
  const look = lookOf(lines);
  const parts = joinOverNotes(partsOf(lines, look), look);
  const writer = new BlockWriter();
  let group = -1;
  let lefts: number[] = [];
  parts.forEach((part, i) => {
    const previous = parts[i - 1];
    if (part.table) {
      group++;
      const { rows, hasNames } = part.table;
      writer.ask('\n\n');
      for (const cells of rows)
        writer.writeRow(cells, { kind: hasNames && cells === rows[0] ? 'header' : 'row', group });
      writer.ask('\n\n');
      return;
    }
    writer.endBlock();
    writer.ask(part.mark && previous?.mark ? '\n' : '\n\n');
    let kind: BlockKind = headingOf(part, parts[i + 1], look) ?? { kind: 'paragraph' };
    if (part.mark) {
      if (!previous?.mark) {
        group++;
        lefts = leftsOfList(parts, i);
      }
      const level = Math.max(
        lefts.findLastIndex((left) => left <= part.lines[0]!.left + 1),
        0,
      );
      kind = { kind: 'item', level, group, ...(part.mark.number !== undefined && { number: part.mark.number }) };
      writer.writeBeside(part.mark.marker);
    }
    writer.write(part.text, () => kind);
  });
  return writer.finish();
}

/** What most of a document looks like. */
interface Look {
  size: number;
  font: string;
  gap: number;
  /** Letter heights of headings, the largest first. */
  headings: number[];
  /** All words, in small letters, but those that are parted at a line's end. */
  words: Set<string>;
}

const roundSize = (size: number) => Math.round(size * 2) / 2;

function lookOf(lines: readonly PdfLine[]): Look {
  const size = mostOf(lines, (line) => roundSize(line.size));
  const font = mostOf(
    lines.filter((line) => roundSize(line.size) === size && line.font !== ''),
    (line) => line.font,
  );
  const headings = [
    ...new Set(lines.filter((line) => line.size > size * HEADING_SIZE).map((line) => roundSize(line.size))),
  ];
  const words = new Set<string>();
  for (const { text } of lines)
    for (const word of text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*(?![-\u00ad]$)/gu) ?? [])
      words.add(word);
  return {
    size,
    font: font ?? '',
    gap: usualGap(lines.filter((line) => roundSize(line.size) === size)),
    headings: headings.sort((a, b) => b - a),
    words,
  };
}

/** From baseline to baseline within paragraphs: the most frequent gap, of equal ones the smaller. */
function usualGap(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  for (const [i, line] of lines.entries()) {
    const gap = gapBefore(lines[i - 1], line);
    if (gap !== undefined) counts.set(roundSize(gap), (counts.get(roundSize(gap)) ?? 0) + 1);
  }
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b)[0]?.[0] ?? 0;
}

/** The value that most letters have. */
function mostOf<T>(lines: readonly PdfLine[], traitOf: (line: PdfLine) => T): T {
  const chars = new Map<T, number>();
  for (const line of lines) chars.set(traitOf(line), (chars.get(traitOf(line)) ?? 0) + line.text.length);
  return [...chars].reduce((best, one) => (one[1] > best[1] ? one : best), [undefined as T, 0] as [T, number])[0];
}

function partsOf(lines: readonly PdfLine[], look: Look): Part[] {
  const tables = new Map<number, PdfTable>();
  const rows = new Set<PdfLine>();
  for (let i = 0; i < lines.length; ) {
    const table = tableAt(lines, i);
    if (table) {
      tables.set(i, table);
      for (const line of lines.slice(i, i + table.lines)) rows.add(line);
    }
    i += table?.lines ?? 1;
  }
  const items = findItems(lines, (line) => !rows.has(line) && line.size <= look.size * HEADING_SIZE);
  const parts: Part[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const table = tables.get(i);
    const last = parts.at(-1);
    const mark = items.get(line);
    if (table) {
      parts.push({ lines: lines.slice(i, i + table.lines), text: '', table });
      i += table.lines - 1;
    } else if (mark) parts.push({ lines: [line], text: line.text.slice(mark.marker.length).trimStart(), mark });
    else if (!last || last.table || isNewPart(last, line, look)) parts.push({ lines: [line], text: line.text });
    else {
      last.text = joinLine(last.text, line.text, look.words);
      last.lines.push(line);
    }
  }
  return parts;
}

function isNewPart(part: Part, line: PdfLine, look: Look): boolean {
  const previous = part.lines.at(-1)!;
  if (Math.abs(line.size - previous.size) > SIZE_CHANGE * Math.max(line.size, previous.size)) return true;
  const hasEnded = SENTENCE_END.test(part.text);
  const gap = gapBefore(previous, line);
  // A new column or page goes on with the sentence unless the last line ended one.
  if (gap === undefined) return hasEnded;
  const most = line.size > look.size * HEADING_SIZE ? HEADING_GAP * line.size : PARAGRAPH_GAP * look.gap;
  if (gap > most || (hasEnded && gap > WIDE_LEADING * line.size)) return true;
  const indent = (line.left - previous.left) / line.size;
  // A line that is indented begins a paragraph; one that is farther left than an item's is none of it.
  const isMoved = part.mark ? indent < -INDENT[0] : indent > INDENT[0] && indent < INDENT[1];
  if (hasEnded && isMoved) return true;
  return isInOtherLetters(part, look) && line.font === look.font && /^[\p{Lu}\p{N}]/u.test(line.text);
}

/** "Opening hours" in bold above a text in usual letters. */
function isInOtherLetters({ lines, text, mark, table }: Part, look: Look): boolean {
  return (
    !mark &&
    !table &&
    text.length <= MAX_LINE_CHARS &&
    lines.every(({ font }) => font !== '' && font !== look.font) &&
    !/[.!?,;:…]$/.test(text)
  );
}

function headingOf(part: Part, next: Part | undefined, look: Look): BlockKind | undefined {
  if (part.mark || part.text.length > MAX_HEADING_CHARS) return undefined;
  const { size } = part.lines[0]!;
  if (size > look.size * HEADING_SIZE)
    return { kind: 'heading', level: Math.min(look.headings.indexOf(roundSize(size)) + 1, MAX_HEADING_LEVEL) };
  const isAbove = next && !next.table && next.lines[0]!.font === look.font;
  if (!isAbove || !isInOtherLetters(part, look) || size < look.size * (1 - SIZE_CHANGE)) return undefined;
  return { kind: 'heading', level: Math.min(look.headings.length + 1, MAX_HEADING_LEVEL) };
}

/** A sentence that goes on over notes at the foot of its page is whole; the notes stand behind it. */
function joinOverNotes(parts: Part[], look: Look): Part[] {
  const isText = ({ lines, mark, table }: Part) => !mark && !table && roundSize(lines[0]!.size) === look.size;
  const isNote = (part: Part, page: number) =>
    !part.table && part.lines[0]!.page === page && part.lines[0]!.size < look.size * (1 - SIZE_CHANGE / 2);
  const joined: Part[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    joined.push(part);
    if (!isText(part) || SENTENCE_END.test(part.text)) continue;
    const { page } = part.lines.at(-1)!;
    let next = i + 1;
    while (next < parts.length && isNote(parts[next]!, page)) next++;
    const rest = parts[next];
    if (next === i + 1 || !rest || !isText(rest) || rest.lines[0]!.page === page || !/^\p{Ll}/u.test(rest.text))
      continue;
    part.text = joinLine(part.text, rest.text, look.words);
    part.lines.push(...rest.lines);
    parts.splice(next, 1);
  }
  return joined;
}

/** Where the items of a list begin, from left to right: each a depth. */
function leftsOfList(parts: readonly Part[], from: number): number[] {
  const lefts: number[] = [];
  for (let i = from; parts[i]?.mark; i++) lefts.push(parts[i]!.lines[0]!.left);
  const indent = 0.5 * parts[from]!.lines[0]!.size;
  return lefts.sort((a, b) => a - b).filter((left, i, all) => i === 0 || left - all[i - 1]! > indent);
}

/** Points from one baseline down to the next; undefined across pages and columns. */
function gapBefore(previous: PdfLine | undefined, line: PdfLine): number | undefined {
  if (!previous || previous.page !== line.page) return undefined;
  const gap = previous.y - line.y;
  return gap > 0 ? gap : undefined;
}

/** A quote as people see it: without markup such as "**" and "[2][3]", a table's row with the names of its columns. */
import type { Block, Span, Structure } from '../core/types.js';
import { QUOTE_MAX_CHARS } from './split-sentences.js';

/** Marks of an encyclopaedia's notes: "[12]", "[a]", "[note 3]", "[citation needed]", "[edit]". */
const NOTE_MARK =
  /[^\S\n]?\[(?:\d{1,3}|[a-z]|(?:note|n|nb|ref)\.? ?\d{1,3}|citation needed|edit|update|who\?|when\?)\]/gi;
/** Between the cells of a row. */
const BETWEEN_CELLS = ' · ';

/** An article as far as showing a part of it needs. */
export interface Shownable {
  body: string;
  structure?: Structure;
}

export interface ShownQuote {
  text: string;
  /** Where a span of the body stands in the text; undefined where nothing of it is shown. */
  at(span: Span): Span | undefined;
  /** The header whose names of columns are shown. */
  header?: Span;
  /** Where it stands, in an article with a structure. */
  block?: Block;
}

/** A run of shown characters. Those of the body stand one for one at `start`; without it they stand nowhere. */
interface Piece {
  text: string;
  start?: number;
}

/** How a span of an article's body is shown. */
export function asShown(article: Shownable, span: Span): ShownQuote {
  const { body, structure } = article;
  const block = structure && blockAt(structure, span.start);
  if (!block) return shown(withoutNoteMarks([{ text: body.slice(span.start, span.end), start: span.start }]));
  const plain = (part: Span) =>
    block.kind === 'code'
      ? withoutMarks(article, part)
      : withSingleBlanks(withoutNoteMarks(withoutMarks(article, part)));
  if (block.kind !== 'row' || !block.cells || span.start > block.start || span.end < block.end)
    return { ...shown(plain(span)), block };
  const header = headerOf(structure, block);
  const cells = block.cells.flatMap((cell, column) => {
    const pieces = plain(cell);
    if (pieces.every(({ text }) => text.trim() === '')) return [];
    const name = column > 0 && header?.cells?.[column] ? textOf(plain(header.cells[column])) : '';
    return [[...(name ? [{ text: `${name}: ` }] : []), ...pieces]];
  });
  const pieces = cells.flatMap((cell, i) => (i > 0 ? [{ text: BETWEEN_CELLS }, ...cell] : cell));
  return { ...shown(pieces), block, ...(header && { header: { start: header.start, end: header.end } }) };
}

/** The block that holds a place of the body. */
export function blockAt({ blocks }: Structure, offset: number): Block | undefined {
  const block = blocks[firstBehind(blocks, offset)];
  return block && block.start <= offset ? block : undefined;
}

/** Place of the first span that ends behind an offset, of spans in order without overlap: an article has thousands. */
function firstBehind(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The headings above a place of the body as they are shown, the outermost first. */
export function headingsAbove(article: Shownable, offset: number): string[] {
  const path: Block[] = [];
  for (const block of article.structure?.blocks ?? []) {
    if (block.start >= offset) break;
    if (block.kind !== 'heading') continue;
    while ((path.at(-1)?.level ?? 0) >= (block.level ?? 1)) path.pop();
    path.push(block);
  }
  return path.map((heading) => asShown(article, heading).text);
}

/** The headers of each table, looked for once. */
const headers = new WeakMap<Structure, Map<number | undefined, Block[]>>();

/** Of several headers the last one before the row. */
function headerOf(structure: Structure, { group, start }: Block): Block | undefined {
  let byGroup = headers.get(structure);
  if (!byGroup) {
    byGroup = new Map();
    for (const block of structure.blocks) {
      if (block.kind !== 'header') continue;
      const own = byGroup.get(block.group);
      if (own) own.push(block);
      else byGroup.set(block.group, [block]);
    }
    headers.set(structure, byGroup);
  }
  const own = byGroup.get(group) ?? [];
  const header = own[firstBehind(own, start) - 1];
  // It is quoted beside the row.
  return header && header.end - header.start <= QUOTE_MAX_CHARS ? header : undefined;
}

function withoutMarks({ body, structure }: Shownable, { start, end }: Span): Piece[] {
  const pieces: Piece[] = [];
  const marks = structure?.markup ?? [];
  let at = start;
  for (let i = firstBehind(marks, at); i < marks.length && marks[i].start < end; i++) {
    const mark = marks[i];
    if (mark.start > at) pieces.push({ text: body.slice(at, mark.start), start: at });
    if (mark.shown) pieces.push({ text: mark.shown });
    at = Math.min(end, mark.end);
  }
  if (at < end) pieces.push({ text: body.slice(at, end), start: at });
  return pieces;
}

/** A run of blanks and line breaks is one blank, none at either end. */
function withSingleBlanks(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  let isAfterBlank = true;
  for (const { text, start } of pieces)
    for (const { 0: run, index } of text.matchAll(/\s+|\S+/g)) {
      const isBlank = /\s/.test(run);
      if (!isBlank || !isAfterBlank)
        kept.push({ text: isBlank ? ' ' : run, ...(start !== undefined && { start: start + index }) });
      isAfterBlank = isBlank;
    }
  if (kept.at(-1)?.text === ' ') kept.pop();
  return kept;
}

function withoutNoteMarks(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(({ text, start }) => {
    const kept: Piece[] = [];
    let from = 0;
    for (const { 0: mark, index } of text.matchAll(NOTE_MARK)) {
      kept.push({ text: text.slice(from, index), ...(start !== undefined && { start: start + from }) });
      from = index + mark.length;
    }
    kept.push({ text: text.slice(from), ...(start !== undefined && { start: start + from }) });
    return kept.filter((piece) => piece.text !== '');
  });
}

const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');

function shown(pieces: readonly Piece[]): ShownQuote {
  return {
    text: textOf(pieces),
    at(span) {
      let place = 0;
      let start: number | undefined;
      let end: number | undefined;
      for (const { text, start: from } of pieces) {
        if (from !== undefined && from < span.end && from + text.length > span.start) {
          start ??= place + Math.max(0, span.start - from);
          end = place + Math.min(text.length, span.end - from);
        }
        place += text.length;
      }
      return start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
    },
  };
}

/** A body that grows piece by piece, with the blocks in it. What a piece is, the reader says; what stands between two, the strongest break asked for. */
import type { Block, Markup, Structure } from '../../core/types.js';

/** A text and what its parts are; the blocks' offsets count in `text`. */
export interface StructuredText {
  text: string;
  structure: Structure;
}

/** What a block is, without its place. */
export type BlockKind = Omit<Block, 'start' | 'end' | 'cells'>;

/** Longer than nearly all headings; a bold line that is longer is a text set in bold. */
const MAX_HEADING_CHARS = 80;
const LEAST_HEADING_LEVEL = 6;

export class BlockWriter {
  #parts: string[] = [];
  #length = 0;
  #gap = '';
  #blocks: Block[] = [];
  #marks: Markup[] = [];
  #open: Block | undefined;
  /** Blocks whose every word is bold. */
  #bold = new Set<Block>();
  /** The last block, where it is a term that is to be explained. */
  #term: Block | undefined;

  /** Asks for a break before the next text: a line break wins over a space, two over one. */
  ask(gap: ' ' | '\n' | '\n\n'): void {
    if (gap.length > this.#gap.length || (gap !== ' ' && this.#gap.length === 1)) this.#gap = gap;
  }

  /** What is written next belongs to another block. */
  endBlock(): void {
    this.#open = undefined;
  }

  /** Text without white space around it, into the open block or a new one of the kind that `kindOf` tells. */
  write(text: string, kindOf: () => BlockKind, isBold = false): void {
    if (!this.#open) this.#openBlock(kindOf(), isBold);
    this.#put(text);
    this.#open!.end = this.#length;
    if (this.#open!.start < 0) this.#open!.start = this.#length - text.length;
    if (!isBold) this.#bold.delete(this.#open!);
  }

  /** The last block is a term, and a definition that follows explains it. A question stays a heading above its answer. */
  endTerm(): void {
    if (!/[.!?…。？！]$/u.test(this.#parts.at(-1) ?? '')) this.#term = this.#open;
  }

  #openBlock(kind: BlockKind, isBold: boolean): void {
    const term = this.#term;
    this.#term = undefined;
    if (term && kind.kind === 'definition') {
      this.#open = Object.assign(term, kind);
      delete term.level;
      // A tab lets the pair be one sentence; a break would end it behind the term.
      this.#gap = '\t';
      const shown = /[:：]$/.test(this.#parts.at(-1) ?? '') ? ' ' : ': ';
      this.#marks.push({ start: this.#length, end: this.#length + 1, shown });
      return;
    }
    this.#open = { ...kind, start: -1, end: -1 };
    this.#blocks.push(this.#open);
    if (isBold) this.#bold.add(this.#open);
  }

  /** Text in no block, such as an item's bullet, on the line of what is written next. */
  writeBeside(text: string): void {
    this.endBlock();
    this.#put(text);
    this.ask(' ');
  }

  /** Verbatim text of several lines, as a block of its own; the block begins at its first letter. */
  writeLines(text: string, kind: BlockKind): void {
    this.endBlock();
    this.#term = undefined;
    this.ask('\n\n');
    this.#put(text);
    const start = this.#length - text.length;
    this.#blocks.push({ ...kind, start: start + text.search(/\S/), end: this.#length });
    this.ask('\n\n');
  }

  /** A row of a table: " | " stands between its cells, and an empty cell is an empty span. */
  writeRow(cells: readonly string[], kind: BlockKind, spans: readonly number[] = []): void {
    this.endBlock();
    this.#term = undefined;
    this.ask('\n');
    const first = cells.findIndex((cell) => cell !== '');
    const last = cells.findLastIndex((cell) => cell !== '');
    if (first < 0) return;
    const places: { start: number; end: number }[] = [];
    this.#put(cells[first]!);
    const start = this.#length - cells[first]!.length;
    cells.forEach((cell, i) => {
      if (i > first && i <= last) this.#put(cell === '' ? ' |' : ` | ${cell}`);
      const end = i < first ? start : this.#length;
      const place = { start: end - (i < first ? 0 : cell.length), end };
      places.push(place);
      // A header's name stands over all columns that it spans.
      for (let more = 1; more < (spans[i] ?? 1); more++)
        places.push(kind.kind === 'header' ? place : { start: end, end });
    });
    this.#blocks.push({ ...kind, start, end: this.#length, cells: places });
    this.ask('\n');
  }

  finish(): StructuredText {
    this.endBlock();
    this.#blocks.forEach((block, i) => {
      if (this.#isHeadingInBold(block, this.#blocks[i + 1])) Object.assign(block, headingKind());
    });
    return { text: this.#parts.join(''), structure: { blocks: this.#blocks, markup: this.#marks } };
  }

  #put(text: string): void {
    const gap = this.#length > 0 ? this.#gap : '';
    this.#gap = '';
    this.#parts.push(gap, text);
    this.#length += gap.length + text.length;
  }

  /** "Opening hours" in bold above a paragraph: a heading to people, if not to the program it was written with. */
  #isHeadingInBold(block: Block, next: Block | undefined): boolean {
    if (block.kind !== 'paragraph' || !this.#bold.has(block) || !next || this.#bold.has(next)) return false;
    if (block.end - block.start > MAX_HEADING_CHARS || (next.kind !== 'paragraph' && next.kind !== 'item'))
      return false;
    const text = this.#textOf(block);
    return !/[.!?:;,…"”»]$/.test(text) && !/\n/.test(text) && !/\p{N}/u.test(text.replace(/^[\p{N}.§() ]+/u, ''));
  }

  #joined: string | undefined;
  #textOf({ start, end }: Block): string {
    return (this.#joined ??= this.#parts.join('')).slice(start, end);
  }
}

function headingKind(): BlockKind {
  return { kind: 'heading', level: LEAST_HEADING_LEVEL };
}

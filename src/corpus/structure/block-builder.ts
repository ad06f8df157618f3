/** Collects blocks and the marks in them while a text is read from its start to its end. */
import type { Block, Markup, Span, Structure } from '../../core/types.js';

/** What a block would be that begins here. */
export type Context = Pick<Block, 'kind' | 'level' | 'group' | 'number' | 'language'>;

export class BlockBuilder {
  readonly structure: Structure = { blocks: [], markup: [] };
  #open: { block: Block; marks: Markup[]; cells: (Span | undefined)[] } | undefined;
  /** Marks that belong to the open block if more text follows. */
  #waiting: Markup[] = [];
  /** Where the cells of a row begin that has no text yet. */
  #emptyCells = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Text of a block: the open one, or a new one. `shown` is what a reference stands for. White space alone opens none. */
  text(start: number, end: number, context: () => Context, shown?: string): void {
    const slice = shown ?? this.#text.slice(start, end);
    const first = slice.search(/\S/);
    if (first === -1) {
      if (shown !== undefined) this.mark(start, end, shown);
      return;
    }
    const from = shown === undefined ? start + first : start;
    const to = shown === undefined ? start + slice.trimEnd().length : end;
    if (!this.#open) this.#begin(from, context());
    const { block, marks, cells } = this.#open!;
    for (const mark of this.#waiting) marks.push(mark);
    this.#waiting = [];
    if (shown !== undefined) marks.push({ start, end, shown });
    block.end = to;
    if (isRow(block)) {
      if (cells.length === 0) cells.push(undefined);
      const cell = cells[cells.length - 1];
      if (cell) cell.end = to;
      else cells[cells.length - 1] = { start: from, end: to };
    }
  }

  /** Characters that are no text; `shown` stands in their place. */
  mark(start: number, end: number, shown?: string): void {
    if (this.#open && end > start) this.#waiting.push({ start, end, ...(shown !== undefined && { shown }) });
  }

  /** The tag that begins a cell of a row; one that holds a value makes the row no header, whatever its first cell is. */
  cell(start: number, end: number, isValue: boolean): void {
    if (isValue && this.#open?.block.kind === 'header') this.#open.block.kind = 'row';
    if (!this.#open || !isRow(this.#open.block)) {
      // The first cells may be empty; the row begins with the first text.
      if (this.#open) this.close();
      this.#emptyCells++;
      return;
    }
    this.mark(start, end, ' ');
    this.#open.cells.push(undefined);
  }

  /** Ends the open block, and the row whose cells were all empty so far. */
  close(): void {
    this.#emptyCells = 0;
    this.#waiting = [];
    if (!this.#open) return;
    const { block, marks, cells } = this.#open;
    this.#open = undefined;
    if (isRow(block)) block.cells = placeEmpty(cells, block);
    this.structure.blocks.push(block);
    // One by one: a block may have more marks than a call takes arguments.
    for (const mark of marks) this.structure.markup.push(mark);
  }

  #begin(start: number, context: Context): void {
    const known = Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined)) as Context;
    const block: Block = { ...known, start, end: start };
    this.#open = { block, marks: [], cells: isRow(block) ? Array(this.#emptyCells).fill(undefined) : [] };
    this.#emptyCells = 0;
  }
}

const isRow = ({ kind }: Block) => kind === 'row' || kind === 'header';

/** An empty cell is an empty span where the one before it ends. */
function placeEmpty(cells: readonly (Span | undefined)[], { start }: Block): Span[] {
  const placed: Span[] = [];
  for (const cell of cells) {
    const at = placed.at(-1)?.end ?? start;
    placed.push(cell ?? { start: at, end: at });
  }
  return placed;
}

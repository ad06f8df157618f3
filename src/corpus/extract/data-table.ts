/** Tables of a page: which of them are tables to a reader, their rows as cells, and which row names the columns. */
import type { BlockWriter } from './block-writer.js';
import type { DomElement, DomNode } from './dom.js';

const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
/** A cell that is longer is a column of text. */
const MAX_CELL_CHARS = 300;
/** Two paragraphs in a cell that are longer together are text, too. */
const MAX_PARAGRAPHS_CHARS = 120;
/** A text that goes on over several rows is repeated in each if it is no longer. */
const MAX_REPEATED_CHARS = 200;
/** What spans more spans all: "100%". */
const MAX_COLUMNS = 64;
const IN_LAYOUTS = new Set('H1 H2 H3 H4 H5 H6 UL OL DL PRE BLOCKQUOTE FIGURE FORM HR'.split(' '));

/**
 * Whether a table is one to a reader: at least two columns, and no frame that puts a page's parts beside each other (tables
 * in tables, or cells of running text where no cell is a heading). Linear, for the search ends at the first table within.
 */
export function isDataTable(table: DomElement): boolean {
  if (/^(?:presentation|none)$/i.test(table.getAttribute('role') ?? '')) return false;
  let columns = 0;
  let rows = 0;
  let isOfText = false;
  let hasHeadings = false;
  let cell = { chars: 0, paragraphs: 0 };
  let cells = 0;
  for (let node = table.firstChild; node; node = nextNode(node, table)) {
    if (node.nodeType === TEXT_NODE) {
      cell.chars += node.nodeValue?.trim().length ?? 0;
      continue;
    }
    const name = node.nodeName.toUpperCase();
    if (name === 'TABLE') return false;
    if (name === 'TR') {
      rows++;
      cells = 0;
    } else if (name === 'TD' || name === 'TH') {
      hasHeadings ||= name === 'TH';
      cell = { chars: 0, paragraphs: 0 };
      columns = Math.max(columns, ++cells);
    } else if (name === 'P') cell.paragraphs++;
    else isOfText ||= IN_LAYOUTS.has(name);
    isOfText ||= cell.chars > MAX_CELL_CHARS || (cell.paragraphs > 1 && cell.chars > MAX_PARAGRAPHS_CHARS);
  }
  return columns > 1 && (hasHeadings || (rows > 1 && !isOfText && cell.chars <= MAX_CELL_CHARS));
}

function nextNode(node: DomNode, root: DomNode): DomNode | null {
  if (node.nodeType === ELEMENT_NODE && node.firstChild) return node.firstChild;
  let at: DomNode | null = node;
  while (at && at !== root && !at.nextSibling) at = at.parentNode;
  return !at || at === root ? null : at.nextSibling;
}

interface Cell {
  text: string;
  isHeading: boolean;
  isBold: boolean;
  columns: number;
  rows: number;
}

interface Row {
  cells: Cell[];
  isInHead: boolean;
}

/** The rows of a table as they are read; written at its end, when it is known which one names the columns. */
export class DataTable {
  #rows: Row[] = [];
  /** Cells that go on in the rows below, by column. */
  #carried = new Map<number, { cell: Cell; rows: number }>();
  #row: Row | undefined;
  #column = 0;
  #cell: Cell | undefined;

  get isInCell(): boolean {
    return this.#cell !== undefined;
  }

  startRow(isInHead: boolean): void {
    this.endRow();
    this.#row = { cells: [], isInHead };
    this.#rows.push(this.#row);
    this.#column = 0;
  }

  endRow(): void {
    if (this.#row) this.#takeCarried(this.#row);
    this.#row = this.#cell = undefined;
  }

  startCell(element: DomElement): void {
    if (!this.#row) this.startRow(false);
    const row = this.#row!;
    this.#takeCarried(row);
    const columns = spanOf(element, 'colspan');
    const rows = spanOf(element, 'rowspan');
    const isHeading = element.nodeName.toUpperCase() === 'TH';
    this.#cell = { text: '', isHeading, isBold: true, columns, rows };
    row.cells.push(this.#cell);
    if (rows > 1) this.#carried.set(this.#column, { cell: this.#cell, rows: rows - 1 });
    this.#column += columns;
  }

  /** Text without white space around it, into the cell begun last. */
  write(text: string, isApart: boolean, isBold: boolean): void {
    const cell = this.#cell;
    if (!cell) return;
    cell.isBold &&= isBold;
    cell.text += (cell.text !== '' && isApart ? ' ' : '') + text;
  }

  /** The rows, each a line: first those that name the columns. `group` is the table's number. */
  writeTo(writer: BlockWriter, group: number): void {
    this.endRow();
    const rows = this.#rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
    const width = Math.max(0, ...rows.map(widthOf));
    const names = this.#countNames(rows);
    rows.forEach((row, i) => {
      const [only] = row.cells;
      const texts = row.cells.map(({ text }) => text);
      const spans = row.cells.map(({ columns }) => columns);
      // What goes over the whole width stands above or below the rows: "Group A", "Source: the agency".
      if (row.cells.length === 1 && only!.columns >= width && width > 1) {
        writer.endBlock();
        writer.ask('\n');
        writer.write(only!.text, () => ({ kind: only!.isHeading ? 'caption' : 'paragraph' }));
        writer.endBlock();
      } else writer.writeRow(texts, { kind: i < names ? 'header' : 'row', group }, spans);
    });
  }

  #takeCarried(row: Row): void {
    for (let carried = this.#carried.get(this.#column); carried; carried = this.#carried.get(this.#column)) {
      const { cell } = carried;
      const text = cell.text.length <= MAX_REPEATED_CHARS ? cell.text : '';
      row.cells.push({ ...cell, text, rows: 1 });
      if (--carried.rows === 0) this.#carried.delete(this.#column);
      this.#column += cell.columns;
    }
  }

  /** How many rows at the top name the columns. */
  #countNames(rows: Row[]): number {
    if (rows.length < 2) return 0;
    const isAbove = (row: Row) =>
      row.isInHead || (row.cells.length > 1 && row.cells.every((cell) => cell.isHeading || cell.text === ''));
    let names = 0;
    while (names < rows.length && isAbove(rows[names]!)) names++;
    // A table of nothing but headings has one row of names.
    if (names === rows.length) return rows.findIndex((row) => !row.isInHead) === -1 ? 0 : 1;
    if (names > 0 || rows.some(({ cells }) => cells.some((cell) => cell.isHeading))) return names;
    return namesColumns(rows[0]!, rows.slice(1)) ? 1 : 0;
  }
}

/** Whether an unmarked first row names the columns: all in bold, or words above columns of which one has figures throughout. */
function namesColumns(first: Row, others: Row[]): boolean {
  if (first.cells.length < 2 || first.cells.some(({ text }, i) => (text === '' && i > 0) || text.length > 60))
    return false;
  const isBold = (row: Row) => row.cells.every((cell, i) => cell.isBold && (cell.text !== '' || i === 0));
  if (isBold(first)) return !others.some(isBold);
  // Of two columns the left one may be the names: "Captain | Clara", "Phone | 123".
  const textsOf = ({ cells }: Row) => cells.map(({ text }) => text);
  return standsAboveFigures(textsOf(first), others.map(textsOf));
}

/** Whether a row of words stands above columns of which one has figures throughout. */
export function standsAboveFigures(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (first.length < 3 || others.length < 2 || first.some((cell) => /\p{N}/u.test(cell))) return false;
  return first.some((_, i) => others.every((row) => /\p{N}/u.test(row[i] ?? '')));
}

const widthOf = ({ cells }: Row) => cells.reduce((sum, { columns }) => sum + columns, 0);

function spanOf(element: DomElement, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(element.getAttribute(name) ?? '', 10);
  return value >= 1 ? Math.min(value, MAX_COLUMNS) : 1;
}

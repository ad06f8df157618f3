/**
 * Sorted terms and their numbers, used as they lie in a file: a hash table with open addressing, so that nothing is built of it
 * when it is opened. Numbers are 4 bytes, little endian:
 *
 *   for each term, where it begins in the text · slots, a power of two of them: 0, or a term's number and one
 */
const BYTES = 4;
/** Of the slots at least half are free, so that a search ends soon. */
const slotsFor = (count: number): number => 2 ** Math.ceil(Math.log2(2 * count + 1));

/** How many bytes the table of so many terms has. */
export const tableBytes = (count: number): number => BYTES * (count + slotsFor(count));

/** The bytes for terms that stand in a text one a line, each once. */
export function writeTable(terms: readonly string[]): Buffer {
  const table = Buffer.alloc(tableBytes(terms.length));
  const slotsAt = BYTES * terms.length;
  const mask = slotsFor(terms.length) - 1;
  let start = 0;
  for (const [number, term] of terms.entries()) {
    table.writeUInt32LE(start, BYTES * number);
    start += term.length + 1;
    let slot = hashOf(term) & mask;
    while (table.readUInt32LE(slotsAt + BYTES * slot) > 0) slot = (slot + 1) & mask;
    table.writeUInt32LE(number + 1, slotsAt + BYTES * slot);
  }
  return table;
}

export class TermTable {
  readonly #view: DataView;
  readonly #slotsAt: number;
  readonly #mask: number;

  /** `text` has `count` terms, one a line; `table` is what `writeTable` made of them. */
  constructor(
    private readonly text: string,
    readonly count: number,
    table: Buffer,
  ) {
    this.#view = new DataView(table.buffer, table.byteOffset, table.length);
    this.#slotsAt = BYTES * count;
    this.#mask = slotsFor(count) - 1;
  }

  /** From 0; undefined for a term that isn't among them. */
  numberOf(term: string): number | undefined {
    for (let slot = hashOf(term) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const number = this.#view.getUint32(this.#slotsAt + BYTES * slot, true) - 1;
      if (number < 0) return undefined;
      const start = this.#view.getUint32(BYTES * number, true);
      const end = start + term.length;
      if (this.text.startsWith(term, start) && (end === this.text.length || this.text[end] === '\n')) return number;
    }
  }
}

/** FNV-1a over UTF-16 units: Fowler, Noll and Vo 1991, with 32 bits. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

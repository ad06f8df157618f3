/**
 * How near two words are in meaning: vectors that were learnt from WordNet's definitions when the program was built
 * (learn-word-vectors.ts), and the file that holds them.
 *
 *   length of the header as 4 bytes, little endian · header as JSON · terms, a line each · their table · rows, a byte for each number
 */
import { readBuilt } from './built-file.js';
import type { WordVectors } from './learn-word-vectors.js';
import { TermTable, tableBytes, writeTable } from './term-table.js';

const LENGTH_BYTES = 4;

interface Header {
  /** Names what the vectors were made of: made anew when that is another. */
  stamp: string;
  dimensions: number;
  terms: number;
  termsBytes: number;
}

/** The file's bytes. */
export function writeVectors({ terms, dimensions, rows }: WordVectors, stamp: string): Buffer {
  const text = Buffer.from(terms.join('\n'));
  const header = Buffer.from(
    JSON.stringify({ stamp, dimensions, terms: terms.length, termsBytes: text.length } satisfies Header),
  );
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(header.length);
  return Buffer.concat([
    length,
    header,
    text,
    writeTable(terms),
    new Uint8Array(rows.buffer, rows.byteOffset, rows.length),
  ]);
}

const headerEnd = (file: Buffer) => LENGTH_BYTES + file.readUInt32LE();

/** Throws where the bytes aren't such a file. */
export const readHeader = (file: Buffer): Header =>
  JSON.parse(file.toString('utf8', LENGTH_BYTES, headerEnd(file))) as Header;

/** Vectors as they lie in their file, with one over the length of each row, reckoned when it is first wanted. */
interface VectorsFile extends Pick<WordVectors, 'dimensions' | 'rows'> {
  table: TermTable;
  scales: Float64Array;
}

export function readVectors(file: Buffer): VectorsFile {
  const { dimensions, terms, termsBytes } = readHeader(file);
  const termsAt = headerEnd(file);
  const tableAt = termsAt + termsBytes;
  const rowsAt = tableAt + tableBytes(terms);
  return {
    table: new TermTable(file.toString('utf8', termsAt, tableAt), terms, file.subarray(tableAt, rowsAt)),
    dimensions,
    rows: new Int8Array(file.buffer, file.byteOffset + rowsAt, file.length - rowsAt),
    scales: new Float64Array(terms),
  };
}

let loaded: VectorsFile | undefined;

/** The number of a term as texts are indexed by; undefined for figures, rare words, most names and other languages than English. */
export function wordNumber(term: string): number | undefined {
  loaded ??= load();
  return loaded.table.numberOf(term);
}

/** How many words have a number: these are 0 and up. */
export function wordCount(): number {
  loaded ??= load();
  return loaded.table.count;
}

/**
 * A product of two rows is a whole number below 2^21, for 96 numbers of 8 bits, so two of them fit side by side into the 53 bits
 * of a double: where each number of one row stands in the place of ones and each of the other this many times as high, one
 * multiplication makes both. A processor does them one by one otherwise, as JavaScript has no instruction for many.
 */
const HIGH = 2 ** 26;

/** Some words, given by their numbers, that others are compared with, one after the other. */
export class Cosines {
  readonly #vectors = (loaded ??= load());
  /** The words' rows, two in each. */
  readonly #pairs: Float64Array[] = [];
  readonly #scales: Float64Array;
  readonly #cosines: Float64Array;
  readonly #ofWords: Float64Array;

  constructor(words: readonly number[]) {
    const { rows, dimensions } = this.#vectors;
    words.forEach((word, i) => {
      const pair = (this.#pairs[i >> 1] ??= new Float64Array(dimensions));
      for (let k = 0; k < dimensions; k++) pair[k] += (i % 2 === 0 ? 1 : HIGH) * rows[word * dimensions + k];
    });
    this.#scales = new Float64Array(2 * this.#pairs.length);
    this.#scales.set(words.map((word) => scaleOf(this.#vectors, word)));
    this.#cosines = new Float64Array(2 * this.#pairs.length);
    this.#ofWords = this.#cosines.subarray(0, words.length);
  }

  /**
   * The cosine of each of them and this word, in their order, −1..1: up to about .35 for words that have nothing in common, 1 for
   * the same. Overwritten by the next word's.
   */
  with(word: number): Float64Array {
    const { rows, dimensions } = this.#vectors;
    const from = word * dimensions;
    const scale = scaleOf(this.#vectors, word);
    for (let pair = 0; pair < this.#pairs.length; pair++) {
      const own = this.#pairs[pair];
      let even = 0;
      let odd = 0;
      for (let k = 0; k < dimensions; k += 2) {
        even += own[k] * rows[from + k];
        odd += own[k + 1] * rows[from + k + 1];
      }
      const sum = even + odd;
      const high = Math.round(sum / HIGH);
      this.#cosines[2 * pair] = (sum - high * HIGH) * (this.#scales[2 * pair] * scale);
      this.#cosines[2 * pair + 1] = high * (this.#scales[2 * pair + 1] * scale);
    }
    return this.#ofWords;
  }
}

function scaleOf(vectors: VectorsFile, number: number): number {
  const { scales } = vectors;
  if (scales[number] === 0) scales[number] = 1 / Math.sqrt(lengthSquared(vectors, number) || 1);
  return scales[number];
}

function lengthSquared({ rows, dimensions }: VectorsFile, number: number): number {
  let sum = 0;
  for (let i = number * dimensions; i < (number + 1) * dimensions; i++) sum += rows[i] * rows[i];
  return sum;
}

const load = (): VectorsFile => readVectors(readBuilt('word-vectors.bin'));

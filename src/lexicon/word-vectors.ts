/**
 * How near two words are in meaning: vectors that were learnt from WordNet's definitions when the program was built
 * (learn-word-vectors.ts), and the file that holds them.
 *
 *   length of the header as 4 bytes, little endian · header as JSON · terms, a line each · their table · rows, a byte for each number
 */
import { BoundedCache } from '../core/bounded-cache.js';
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

/** Cosine of two words by their numbers, −1..1: up to about .35 for words that have nothing in common, 1 for the same. */
export const nearness = (a: number, b: number): number => nearnessTo(a)(b);

/** Words whose products with others are kept, four bytes for each of these: 9 MB in all. */
const MOST_KEPT = 64;
/** By word, its product with each other, doubled and 1 added; 0 where it wasn't wanted so far. */
const products = new BoundedCache<Int32Array>(MOST_KEPT);

/** The cosine of a word, by its number, and any other: question after question asks for the same words. */
export function nearnessTo(a: number): (b: number) => number {
  const vectors = (loaded ??= load());
  let known = products.get(a);
  if (!known) products.set(a, (known = new Int32Array(vectors.table.count)), 1);
  const own = known;
  const scale = scaleOf(vectors, a);
  return (b) => {
    if (own[b] === 0) own[b] = 2 * dot(vectors, a, b) + 1;
    return (own[b] >> 1) * (scale * scaleOf(vectors, b));
  };
}

function scaleOf(vectors: VectorsFile, number: number): number {
  const { scales } = vectors;
  if (scales[number] === 0) scales[number] = 1 / Math.sqrt(dot(vectors, number, number) || 1);
  return scales[number];
}

function dot({ rows, dimensions }: VectorsFile, a: number, b: number): number {
  const end = (a + 1) * dimensions;
  let sum = 0;
  // Whole numbers throughout, which is what a third of the time depends on.
  for (let i = a * dimensions, j = b * dimensions; i < end; i++, j++) sum = (sum + Math.imul(rows[i], rows[j])) | 0;
  return sum;
}

const load = (): VectorsFile => readVectors(readBuilt('word-vectors.bin'));

/**
 * How near two words are in meaning: vectors that were learnt from WordNet's definitions when the program was built
 * (learn-word-vectors.ts), and the file that holds them.
 *
 *   length of the header as 4 bytes, little endian · header as JSON · terms, a line each · rows, a byte for each number
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BoundedCache } from '../core/bounded-cache.js';
import { errorText, UserError } from '../core/errors.js';
import type { WordVectors } from './learn-word-vectors.js';

/** The same file for the sources and for what is built of them. */
const FILE = new URL('../../dist/lexicon/word-vectors.bin', import.meta.url);
const LENGTH_BYTES = 4;

interface Header {
  /** Names what the vectors were made of: made anew when that is another. */
  stamp: string;
  dimensions: number;
  termsBytes: number;
}

/** The file's bytes. */
export function writeVectors({ terms, dimensions, rows }: WordVectors, stamp: string): Buffer {
  const text = Buffer.from(terms.join('\n'));
  const header = Buffer.from(JSON.stringify({ stamp, dimensions, termsBytes: text.length } satisfies Header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, text, new Uint8Array(rows.buffer, rows.byteOffset, rows.length)]);
}

const headerEnd = (file: Buffer) => LENGTH_BYTES + file.readUInt32LE();

/** Throws where the bytes aren't such a file. */
export const readHeader = (file: Buffer): Header =>
  JSON.parse(file.toString('utf8', LENGTH_BYTES, headerEnd(file))) as Header;

export function readVectors(file: Buffer): WordVectors {
  const { dimensions, termsBytes } = readHeader(file);
  const termsAt = headerEnd(file);
  const rowsAt = termsAt + termsBytes;
  return {
    terms: file.toString('utf8', termsAt, rowsAt).split('\n'),
    dimensions,
    rows: new Int8Array(file.buffer, file.byteOffset + rowsAt, file.length - rowsAt),
  };
}

/** In memory, with one over the length of each row, reckoned when it is first wanted. */
interface Loaded extends WordVectors {
  numbers: Map<string, number>;
  scales: Float64Array;
}

let loaded: Loaded | undefined;

/** The number of a term as texts are indexed by; undefined for figures, rare words, most names and other languages than English. */
export function wordNumber(term: string): number | undefined {
  loaded ??= load();
  return loaded.numbers.get(term);
}

/** How many words have a number: these are 0 and up. */
export function wordCount(): number {
  loaded ??= load();
  return loaded.terms.length;
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
  if (!known) products.set(a, (known = new Int32Array(vectors.terms.length)), 1);
  const own = known;
  const scale = scaleOf(vectors, a);
  return (b) => {
    if (own[b] === 0) own[b] = 2 * dot(vectors, a, b) + 1;
    return (own[b] >> 1) * (scale * scaleOf(vectors, b));
  };
}

function scaleOf(vectors: Loaded, number: number): number {
  const { scales } = vectors;
  if (scales[number] === 0) scales[number] = 1 / Math.sqrt(dot(vectors, number, number) || 1);
  return scales[number];
}

function dot({ rows, dimensions }: WordVectors, a: number, b: number): number {
  const end = (a + 1) * dimensions;
  let sum = 0;
  // Whole numbers throughout, which is what a third of the time depends on.
  for (let i = a * dimensions, j = b * dimensions; i < end; i++, j++) sum = (sum + Math.imul(rows[i], rows[j])) | 0;
  return sum;
}

function load(): Loaded {
  let file: Buffer;
  try {
    file = readFileSync(FILE);
  } catch (error) {
    throw new UserError(
      'not-built',
      `${fileURLToPath(FILE)} can't be read (${errorText(error)}): it is made by "npm run build".`,
    );
  }
  const vectors = readVectors(file);
  const numbers = new Map(vectors.terms.map((term, i) => [term, i]));
  return { ...vectors, numbers, scales: new Float64Array(numbers.size) };
}

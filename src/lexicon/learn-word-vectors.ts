/**
 * Words that are defined by the same words mean something alike: vectors for the words of WordNet, learnt from its definitions
 * by latent semantic analysis (Deerwester et al. 1990). Run when the program is built, never when it answers.
 */
import { allSenses, type Sense, senseAt } from './wordnet-files.js';

export interface WordVectors {
  /** Sorted. */
  terms: string[];
  dimensions: number;
  /** One row for each term, of unit length times 127. */
  rows: Int8Array;
}

export interface LearnOptions {
  /** The terms of a text, which the vectors are then for. */
  termsOf: (text: string) => string[];
  /** All of WordNet's where none are given. */
  senses?: Iterable<Sense>;
  dimensions?: number;
  onProgress?: (step: string) => void;
}

/** What a sense's own words count beside those that define it, those of its neighbours and of the examples. */
const WEIGHTS = { words: 2, inPhrase: 0.7, definition: 1, neighbour: 0.5, example: 0.3 };
/** What is broader, derived, alike, pertained to, caused or entailed, its attribute, its parts and its whole; opposites and kinds are no help. */
const NEIGHBOURS = '@ + \\ & $ > * < % # =';
/** Of a neighbour with many words the first say what it is. */
const NEIGHBOUR_WORDS = 3;
/** A word that only one or two senses know has no meaning to speak of. */
const FEWEST_SENSES = 3;
/** More columns than wanted make the wanted ones come out right: Halko, Martinsson & Tropp 2011, arXiv:0909.4061, §4. */
const OVERSAMPLING = 16;
const ITERATIONS = 3;

/** The same on every machine and Node: nothing in it is left to chance or to the processor. */
export function learnWordVectors({
  termsOf,
  senses = allSenses(),
  dimensions = 96,
  onProgress = () => {},
}: LearnOptions): WordVectors {
  onProgress('reading definitions');
  const matrix = weighTerms(readDocuments(senses, termsOf));
  const columns = dimensions + OVERSAMPLING;
  const height = matrix.terms.length;
  const basis = randomSigns(height * columns);
  let scales: Float64Array = new Float64Array(columns);
  for (let i = 0; i < ITERATIONS; i++) {
    onProgress(`${i + 1} of ${ITERATIONS}`);
    multiply(matrix, basis, columns);
    scales = orthonormalise(basis, columns);
  }
  // Orthonormal columns stand for directions; the square root of how much each explains sets them off against each other.
  const weights = scales.map((variance) => Math.sqrt(Math.sqrt(variance)));
  const rows = new Int8Array(height * dimensions);
  for (let row = 0; row < height; row++) {
    const values = basis.subarray(row * columns, row * columns + dimensions).map((value, k) => value * weights[k]);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    values.forEach((value, k) => {
      rows[row * dimensions + k] = Math.round((value / length) * 127);
    });
  }
  return { terms: matrix.terms, dimensions, rows };
}

/** By term, how much each sense speaks of it. Cities, battles and people are left out: "capital" would mean Ashgabat. */
function readDocuments(senses: Iterable<Sense>, termsOf: LearnOptions['termsOf']): Map<string, number>[] {
  const documents: Map<string, number>[] = [];
  for (const sense of senses) {
    if (sense.pointers.some(({ kind }) => kind === '@i')) continue;
    const document = new Map<string, number>();
    const add = (text: string, weight: number) => {
      for (const term of termsOf(text)) if (!/^\d/.test(term)) document.set(term, (document.get(term) ?? 0) + weight);
    };
    const [definition, examples] = readGloss(sense);
    for (const word of sense.words) add(word, word.includes(' ') ? WEIGHTS.inPhrase : WEIGHTS.words);
    add(definition, WEIGHTS.definition);
    add(examples, WEIGHTS.example);
    for (const { kind, key } of sense.pointers)
      if (NEIGHBOURS.includes(kind[0]))
        for (const word of senseAt(key).words.slice(0, NEIGHBOUR_WORDS)) add(word, WEIGHTS.neighbour);
    documents.push(document);
  }
  return documents;
}

function readGloss({ gloss }: Sense): [definition: string, examples: string] {
  const quoted = /"[^"]*"?/g;
  return [gloss.replace(quoted, ' '), (gloss.match(quoted) ?? []).join(' ')];
}

/** Senses by terms: the entries of sense i are those from `starts[i]` to `starts[i + 1]`. */
interface SparseMatrix {
  terms: string[];
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
}

/** Logarithm of how much, times rarity; each sense is of unit length. */
function weighTerms(documents: Map<string, number>[]): SparseMatrix {
  const frequency = new Map<string, number>();
  for (const document of documents)
    for (const term of document.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const terms = [...frequency].filter(([, count]) => count >= FEWEST_SENSES).map(([term]) => term);
  terms.sort();
  const numbers = new Map(terms.map((term, i) => [term, i]));
  const starts = new Int32Array(documents.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  documents.forEach((document, i) => {
    const entries = [...document].flatMap(([term, amount]) => {
      const number = numbers.get(term);
      const rarity = Math.log(documents.length / frequency.get(term)!);
      return number === undefined ? [] : [{ number, value: Math.log1p(amount) * rarity }];
    });
    const length = Math.sqrt(entries.reduce((sum, { value }) => sum + value * value, 0)) || 1;
    for (const { number, value } of entries) {
      columns.push(number);
      values.push(value / length);
    }
    starts[i + 1] = columns.length;
  });
  return { terms, starts, columns: Int32Array.from(columns), values: Float64Array.from(values) };
}

function randomSigns(count: number): Float64Array {
  let state = 0x9e3779b9; // xorshift, Marsaglia 2003
  return new Float64Array(count).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0x10000 ? 1 : -1;
  });
}

/** X := MᵀM X, row by row of M. `x` has a row for each term. */
function multiply({ starts, columns, values }: SparseMatrix, x: Float64Array, width: number): void {
  const result = new Float64Array(x.length);
  const row = new Float64Array(width);
  for (let i = 0; i + 1 < starts.length; i++) {
    row.fill(0);
    for (let entry = starts[i]; entry < starts[i + 1]; entry++) {
      const at = columns[entry] * width;
      for (let k = 0; k < width; k++) row[k] += values[entry] * x[at + k];
    }
    for (let entry = starts[i]; entry < starts[i + 1]; entry++) {
      const at = columns[entry] * width;
      for (let k = 0; k < width; k++) result[at + k] += values[entry] * row[k];
    }
  }
  x.set(result);
}

/** Makes the columns of `x` orthonormal, by Cholesky of their products, and gives what each had left of its length. */
function orthonormalise(x: Float64Array, width: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let row = 0; row < x.length; row += width)
    for (let a = 0; a < width; a++) {
      const value = x[row + a];
      for (let b = 0; b <= a; b++) products[a * width + b] += value * x[row + b];
    }
  const factor = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = 0; b <= a; b++) {
      let rest = products[a * width + b];
      for (let k = 0; k < b; k++) rest -= factor[a * width + k] * factor[b * width + k];
      factor[a * width + b] = a === b ? Math.sqrt(Math.max(rest, Number.EPSILON)) : rest / factor[b * width + b];
    }
  for (let row = 0; row < x.length; row += width)
    for (let a = 0; a < width; a++) {
      let value = x[row + a];
      for (let b = 0; b < a; b++) value -= factor[a * width + b] * x[row + b];
      x[row + a] = value / factor[a * width + a];
    }
  return new Float64Array(width).map((_, k) => factor[k * width + k]);
}

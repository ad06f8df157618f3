/** Seeded damage to the files of a folder, as disks, copies and hands make it. The same seed and folder give the same damage. */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE_BYTES = 4096;

/** Numbers in 0..1, the same for the same seed. Mulberry32, by Tommy Ettinger, public domain. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Chance {
  random: () => number;
  /** A whole number below `end`. */
  below: (end: number) => number;
}

type Change = (bytes: Buffer, chance: Chance) => Buffer;

const overwrite = (bytes: Buffer, at: number, length: number, valueAt: (place: number) => number) => {
  for (let place = at; place < Math.min(at + length, bytes.length); place++) bytes[place] = valueAt(place);
  return bytes;
};
const pagesOf = (bytes: Buffer) => Math.max(1, Math.ceil(bytes.length / PAGE_BYTES));

/** Changes to the bytes of one file. */
const CHANGES: Record<string, Change> = {
  'a bit': (bytes, { below }) => {
    const at = below(bytes.length);
    return overwrite(bytes, at, 1, () => bytes[at] ^ (1 << below(8)));
  },
  'a byte': (bytes, { below }) => overwrite(bytes, below(bytes.length), 1, () => below(256)),
  /** What nobody would see: one figure for another in a text. */
  'a digit or letter': (bytes, { below }) => {
    const from = below(bytes.length);
    const found = bytes
      .subarray(from)
      .findIndex((byte) => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x79));
    return found < 0
      ? bytes
      : overwrite(bytes, from + found, 1, (place) => bytes[place] + (bytes[place] === 0x39 ? -1 : 1));
  },
  'some bytes': (bytes, { below }) => overwrite(bytes, below(bytes.length), 1 + below(64), () => below(256)),
  'a zeroed page': (bytes, { below }) => overwrite(bytes, below(pagesOf(bytes)) * PAGE_BYTES, PAGE_BYTES, () => 0),
  'a page of noise': (bytes, { below }) =>
    overwrite(bytes, below(pagesOf(bytes)) * PAGE_BYTES, PAGE_BYTES, () => below(256)),
  'a page in place of another': (bytes, { below }) => {
    const [from, to] = [below(pagesOf(bytes)) * PAGE_BYTES, below(pagesOf(bytes)) * PAGE_BYTES];
    const page = Buffer.from(bytes.subarray(from, from + PAGE_BYTES));
    page.copy(bytes, to, 0, Math.min(page.length, bytes.length - to));
    return bytes;
  },
  'its end cut off': (bytes, { below }) => bytes.subarray(0, below(bytes.length)),
  'its last pages cut off': (bytes, { below }) => bytes.subarray(0, PAGE_BYTES * below(pagesOf(bytes))),
  'noise at its end': (bytes, { below }) =>
    Buffer.concat([bytes, Buffer.from(Array.from({ length: 1 + below(999) }, () => below(256)))]),
  'nothing left in it': () => Buffer.alloc(0),
};

/** Damage to the folder; `others` is a folder whose files may be mixed in, as a bad restore would. */
export function damage(folder: string, others: string, seed: number): string {
  const random = seededRandom(seed);
  const chance = { random, below: (end: number) => Math.floor(random() * end) };
  const pick = <Item>(items: Item[]): Item => items[chance.below(items.length)];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  const databases = files.filter((name) => /\.db(-\w+)?$/.test(name));
  // The database is most of what can break.
  const file = chance.random() < 0.6 ? pick(databases) : pick(files);
  const path = join(folder, file);
  const kind = chance.random();
  if (kind < 0.08) {
    rmSync(path);
    return `${file}: missing`;
  }
  if (kind < 0.14) {
    const other = pick(files);
    if (other === file) return damage(folder, others, seed + 1_000_003);
    renameSync(path, `${path}.x`);
    renameSync(join(folder, other), path);
    renameSync(`${path}.x`, join(folder, other));
    return `${file}: swapped with ${other}`;
  }
  if (kind < 0.2 && existsSync(join(others, file))) {
    cpSync(join(others, file), path);
    return `${file}: from another time`;
  }
  const bytes = readFileSync(path);
  if (bytes.length === 0) return damage(folder, others, seed + 1_000_003);
  const name = pick(Object.keys(CHANGES));
  writeFileSync(path, CHANGES[name](Buffer.from(bytes), chance));
  return `${file}: ${name}`;
}

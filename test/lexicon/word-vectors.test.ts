import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { learnWordVectors } from '../../src/lexicon/learn-word-vectors.js';
import { Cosines, readHeader, readVectors, wordNumber, writeVectors } from '../../src/lexicon/word-vectors.js';
import type { Sense } from '../../src/lexicon/wordnet-files.js';
import { allSenses } from '../../src/lexicon/wordnet-files.js';
import { contentTerms, normaliseWord } from '../../src/text/tokenize.js';

const numberOf = (word: string) => wordNumber(normaliseWord(word))!;
const near = (a: string, b: string) => new Cosines([numberOf(a)]).with(numberOf(b))[0];

describe('nearness in meaning', () => {
  it.each([
    ['husband', 'married', 'ferry'],
    ['increased', 'escalation', 'wedding'],
    ['wheat', 'cereal', 'parliament'],
    ['rocket', 'missile', 'orchestra'],
    ['price', 'cost', 'bishop'],
    ['student', 'college', 'harbour'],
  ])('%s is nearer to %s than to %s', (word, alike, other) => {
    expect(near(word, alike)).toBeGreaterThan(0.55);
    expect(near(word, other)).toBeLessThan(0.4);
  });

  it('is 1 for the same word, and the same both ways', () => {
    expect(near('harbour', 'harbors')).toBeCloseTo(1, 10);
    expect(near('harbour', 'ship')).toBe(near('ship', 'harbour'));
  });

  it('is unknown for people, figures and other languages', () => {
    for (const word of ['zelenskyy', '1755', 'großartig', 'перемога', '東京', ''])
      expect(wordNumber(word), word).toBeUndefined();
  });
});

describe('learning vectors', () => {
  const sense = (words: string[], gloss: string, pointers: Sense['pointers'] = []): Sense => ({
    key: '',
    field: 0,
    words,
    pointers,
    gloss,
  });
  const learn = (senses: Sense[], dimensions = 4) => learnWordVectors({ termsOf: contentTerms, senses, dimensions });
  const boats = ['ferry', 'barge', 'canoe'].map((word) =>
    sense([word], `a boat that floats on water; "the ${word} came"`),
  );
  const grains = ['rye', 'oats', 'wheat'].map((word) =>
    sense([word], `a grain that farmers grow; "${word} for bread"`),
  );

  it('gives each word that three senses know one row of unit length', () => {
    const { terms, rows, dimensions } = learn([...boats, ...grains]);
    expect(terms).toEqual([...terms].sort());
    expect(terms).toContain('boat');
    expect(terms).not.toContain('ferri');
    expect(rows.length).toBe(terms.length * dimensions);
    terms.forEach((term, i) => {
      const row = [...rows.subarray(i * dimensions, (i + 1) * dimensions)];
      expect(Math.hypot(...row), term).toBeGreaterThan(120);
      expect(Math.hypot(...row), term).toBeLessThan(134);
    });
  });

  it('brings together what defines the same things', () => {
    const { terms, rows, dimensions } = learn([...boats, ...grains]);
    const row = (term: string) => [...rows.subarray(terms.indexOf(term) * dimensions).subarray(0, dimensions)];
    const product = (a: string, b: string) => row(a).reduce((sum, value, k) => sum + value * row(b)[k], 0) / 127 ** 2;
    expect(product('boat', 'water')).toBeGreaterThan(0.9);
    expect(product('boat', 'grain')).toBeLessThan(0.3);
  });

  it('leaves single places and people out', () => {
    const towns = ['vik', 'nes', 'dal'].map((word) =>
      sense([word], 'a town', [{ kind: '@i', key: '', from: 0, to: 0 }]),
    );
    expect(learn([...boats, ...towns]).terms).not.toContain('town');
  });

  it('comes out the same every time', () => {
    const senses: Sense[] = [];
    for (const one of allSenses()) if (senses.push(one) === 3000) break;
    expect(learn(senses, 16)).toEqual(learn(senses, 16));
  });
});

describe('the file of vectors', () => {
  it('is read as it was written', () => {
    const vectors = { terms: ['boat', 'größe', '船'], dimensions: 2, rows: Int8Array.from([127, 0, -127, 5, 0, -1]) };
    const file = writeVectors(vectors, 'of something');
    const { table, dimensions, rows } = readVectors(file);
    expect({ dimensions, rows }).toEqual({ dimensions: 2, rows: vectors.rows });
    expect(vectors.terms.map((term) => table.numberOf(term))).toEqual([0, 1, 2]);
    for (const other of ['', 'boa', 'boats', 'größ', 'at', 'boat\ngröße'])
      expect(table.numberOf(other)).toBeUndefined();
    expect(readHeader(file).stamp).toBe('of something');
  });

  it('is left alone by a build where it is up to date', () => {
    const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
    const before = statSync(path('dist/lexicon/word-vectors.bin')).mtimeMs;
    execFileSync(process.execPath, [path('scripts/make-word-vectors.mjs')]);
    expect(statSync(path('dist/lexicon/word-vectors.bin')).mtimeMs).toBe(before);
  });
});

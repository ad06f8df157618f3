import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envExample, readConfig, SETTINGS } from '../src/config.js';
import { VERSION } from '../src/version.js';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

describe('settings', () => {
  it('are the same in .env.example as in the code', () => {
    expect(read('.env.example')).toBe(envExample());
  });

  it('are the same in the README as in the code', () => {
    const rows = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \| (.+?) \| `(.+?)` \|$/gm)].map(
      ([, name, meaning, standard]) => ({ name, meaning, standard }),
    );
    expect(rows).toEqual(SETTINGS);
  });

  it('fall back to their standard when empty', () => {
    expect(readConfig({ CORPUS_DIR: ' ', DATA_DIR: '' })).toEqual({ corpusDir: './corpus', dataDir: './data' });
  });
});

it('has one version number', () => {
  expect(JSON.parse(read('package.json')).version).toBe(VERSION);
});

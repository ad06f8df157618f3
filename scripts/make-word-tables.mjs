// Writes dist/lexicon/everyday-words.json and names.json, the tables of words with their terms; run after tsc, as part of the build.
import { readFileSync, writeFileSync } from 'node:fs';
import { readNames } from '../dist/lexicon/names.js';
import { readRelations } from '../dist/lexicon/word-groups.js';

const table = (name) => readFileSync(new URL(`../src/lexicon/${name}.txt`, import.meta.url), 'utf8');
const write = (name, lines) =>
  writeFileSync(new URL(`../dist/lexicon/${name}.json`, import.meta.url), JSON.stringify(lines));

write('everyday-words', readRelations(table('everyday-words'), 'everyday-words.txt'));
write('names', readNames(table('names')));

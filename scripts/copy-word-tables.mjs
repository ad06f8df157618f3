// Copies the tables of words, which are read as text, into dist/; run after tsc, as part of the build.
import { copyFileSync, readdirSync } from 'node:fs';

const from = new URL('../src/lexicon/', import.meta.url);
const to = new URL('../dist/lexicon/', import.meta.url);
for (const file of readdirSync(from)) if (file.endsWith('.txt')) copyFileSync(new URL(file, from), new URL(file, to));

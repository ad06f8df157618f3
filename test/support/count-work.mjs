/** Loaded before the program: counts what it opens in the corpus and how many bytes it hashes, and writes that to COUNTS at its end. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const counts = { corpusFiles: 0, hashedBytes: 0 };

const { open } = fs.promises;
fs.promises.open = (path, ...rest) => {
  if (String(path).startsWith(process.env.COUNTED_CORPUS)) counts.corpusFiles++;
  return open(path, ...rest);
};
const { createHash } = crypto;
crypto.createHash = (...given) => {
  const hash = createHash(...given);
  const update = hash.update.bind(hash);
  hash.update = (data, ...rest) => {
    counts.hashedBytes += data.length;
    update(data, ...rest);
    return hash;
  };
  return hash;
};
const { digest } = crypto.subtle.constructor.prototype;
crypto.subtle.constructor.prototype.digest = function (algorithm, data) {
  counts.hashedBytes += data.byteLength;
  return digest.call(this, algorithm, data);
};
syncBuiltinESMExports();

process.on('exit', () => fs.writeFileSync(process.env.COUNTS, JSON.stringify(counts)));

import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makeFolder, runFootnote } from '../support/run-footnote.js';

const COUNT_WORK = fileURLToPath(new URL('../support/count-work.mjs', import.meta.url));
const ARTICLES = 300;
/** Of all that is stored: a re-index that reads what it doesn't have to reads all of it. */
const MOST_HASHED = 0.2;
/** With the sixty-four articles whose sentences the noise floor asks. */
const MOST_HASHED_ONE_CHANGED = 0.5;

/** Twelve kilobytes of few words, so that the segment's files are small beside them. */
const textOf = (number: number) =>
  Array.from({ length: 32 }, (_, i) => `Ferry ${number} sails${' '.repeat(350)}at ${i} o'clock.`).join(' ');

it('costs what changed: nothing unchanged is opened, and little of it is hashed', async () => {
  const cwd = makeFolder(
    Object.fromEntries(Array.from({ length: ARTICLES }, (_, i) => [`corpus/${i}.txt`, textOf(i)])),
  );
  const corpusDir = join(cwd, 'corpus');
  /** As if it had been written long ago. */
  const age = (name: string, seconds = 1_600_000_000) => utimesSync(join(corpusDir, name), seconds, seconds);
  for (let i = 0; i < ARTICLES; i++) age(`${i}.txt`);
  const index = async () => {
    const env = { COUNTS: join(cwd, 'counts.json'), COUNTED_CORPUS: corpusDir };
    const { stdout, status } = await runFootnote(['index', '--json'], { cwd, env, nodeArgs: ['--import', COUNT_WORK] });
    expect(status).toBe(0);
    const { added, changed } = JSON.parse(stdout);
    return { added, changed, ...JSON.parse(readFileSync(env.COUNTS, 'utf8')) };
  };
  const first = await index();
  expect(first).toMatchObject({ added: ARTICLES, corpusFiles: ARTICLES });
  const stored = statSync(join(cwd, 'data', 'index.db')).size;
  expect(first.hashedBytes).toBeGreaterThan(stored / 2);

  // Segments that were written a moment ago are hashed once more.
  expect((await index()).hashedBytes).toBeLessThan(MOST_HASHED * stored);
  writeFileSync(join(corpusDir, '7.txt'), `${textOf(7)} It is the last one.`);
  age('7.txt', 1_600_000_100);
  const changed = await index();
  expect(changed).toMatchObject({ added: 0, changed: 1, corpusFiles: 1 });
  expect(changed.hashedBytes).toBeLessThan(MOST_HASHED_ONE_CHANGED * stored);
  const unchanged = await index();
  expect(unchanged).toMatchObject({ added: 0, changed: 0, corpusFiles: 0 });
  expect(unchanged.hashedBytes).toBeLessThan(MOST_HASHED * stored);
});

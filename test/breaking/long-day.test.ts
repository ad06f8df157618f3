/** A day of questions and re-indexes in one process: nothing piles up. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { TOWN } from '../support/town.js';

const isLong = process.env.LONG_FUZZ !== undefined;
const QUESTIONS = isLong ? 20_000 : 30;
const REINDEXES = isLong ? 30 : 3;
/** How much the memory in use may grow in 10,000 questions. */
const MAX_GROWTH_MB = 1;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const ASKED = [
  'When did the quarry open again?',
  'who denied it',
  'how many people were there',
  'why was the bridge closed?',
  'what did the mayor say about the school',
  'who won the world cup',
  'hello',
  'timeline of the quarry',
];

it('nothing piles up in a day of questions and re-indexes', { timeout: 3_600_000 }, async () => {
  const folder = makeIndexFolder(TOWN);
  await folder.reindex();
  const app = folder.open();
  const samples: { asked: number; megabytes: number; handles: number }[] = [];
  const every = Math.floor(QUESTIONS / REINDEXES);
  for (let asked = 0; asked < QUESTIONS; asked++) {
    if (asked % every === every - 1) {
      folder.write({ 'daily.md': `The ferry carried ${asked} people on day ${asked}.\n` });
      await folder.reindex();
    }
    await app.ask({ question: `${ASKED[asked % ASKED.length]} ${asked % 97 === 0 ? asked : ''}` });
    if (asked % Math.ceil(QUESTIONS / 100) === 0) {
      // In a process of many tests each takes long, and memory is judged over a long day alone.
      if (isLong) collect();
      const handles = process.getActiveResourcesInfo().length;
      samples.push({ asked, megabytes: process.memoryUsage().heapUsed / 2 ** 20, handles });
    }
  }
  const segments = readdirSync(join(folder.dataDir, 'segments'));
  app.close();
  const db = openSqlite(join(folder.dataDir, 'index.db'), { readonly: true });
  const named = db.prepare<[], { words_file: string; vectors_file: string }>('SELECT * FROM segments').all();
  db.close();
  expect(segments.sort()).toEqual(named.flatMap((row) => [row.words_file, row.vectors_file]).sort());
  // Caches fill at first.
  const warm = samples.slice(Math.floor(samples.length / 4));
  expect(Math.max(...warm.map(({ handles }) => handles))).toBeLessThanOrEqual(warm[0].handles + 2);
  const growth = slopeOf(warm) * 10_000;
  if (isLong) console.log(`heap: ${growth.toFixed(2)} MB in 10,000 questions`);
  if (isLong) expect(growth).toBeLessThan(MAX_GROWTH_MB);
});

/** Megabytes for each question, by least squares. */
function slopeOf(samples: { asked: number; megabytes: number }[]): number {
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const x = mean(samples.map(({ asked }) => asked));
  const y = mean(samples.map(({ megabytes }) => megabytes));
  const over = samples.reduce((sum, { asked, megabytes }) => sum + (asked - x) * (megabytes - y), 0);
  return over / samples.reduce((sum, { asked }) => sum + (asked - x) ** 2, 0);
}

/**
 * CPU of the whole offline answer: node scripts/train/speed.mjs SETS_DIR WORK_DIR [ARTICLES [SET]]. The first so many articles
 * of a set are indexed, and its questions asked one by one, in two rounds: what was just started still compiles its own code.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openFolderApp, runReindex } from '../../dist/compose.js';

const [setsDir, workDir, count = '1750', name = 'rtqa2022'] = process.argv.slice(2);
const WARM_UP = 20;
const QUESTIONS = 220;
const linesOf = (part) =>
  gunzipSync(readFileSync(join(setsDir, name, `${part}.jsonl.gz`)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim());

const folder = join(workDir, `speed-${name}-${count}`);
const config = { corpusDir: join(folder, 'corpus.jsonl'), dataDir: join(folder, 'data') };
mkdirSync(folder, { recursive: true });
writeFileSync(config.corpusDir, `${linesOf('corpus').slice(0, Number(count)).join('\n')}\n`);
await runReindex(config, {});
const app = openFolderApp({ config });
const { passages } = await app.index.status();
const questions = linesOf('queries')
  .slice(0, QUESTIONS)
  .map((line) => JSON.parse(line));
for (const round of ['just started', 'warm']) {
  const times = [];
  for (const { question, date } of questions) {
    const before = process.cpuUsage();
    await app.ask({ question, ...(date && { now: date }) });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const counted = times.slice(WARM_UP).sort((a, b) => a - b);
  const at = (share) => counted[Math.floor(counted.length * share)].toFixed(1);
  console.log(
    `${passages} passages, ${counted.length} questions, ${round}: CPU ${at(0.5)} ms at the median, ${at(0.9)} ms at nine of ten`,
  );
}
app.close();

/** Reads a corpus with the built code and prints what came of each path, and what it cost. Started by hostile.test.ts. */
import { existsSync, readFileSync } from 'node:fs';
import { listCorpus } from '../../dist/corpus/list-corpus.js';
import { readCorpusFile } from '../../dist/corpus/read-file.js';

const [root, timeoutOfBadMs] = process.argv.slice(2);
const started = Date.now();
const listing = await listCorpus(root);
const outcomes = listing.skipped.map(({ path, reason }) => ({ path, articles: 0, reasons: [reason] }));
for (const file of listing.files) {
  const outcome = { path: file.path, articles: 0, reasons: [], ms: 0 };
  const fileStarted = Date.now();
  const limits = file.path.startsWith('bad/') ? { extractTimeoutMs: Number(timeoutOfBadMs) } : {};
  for await (const item of readCorpusFile(file, { limits })) {
    if ('article' in item) outcome.articles++;
    else outcome.reasons.push(item.skipped.reason);
  }
  outcome.ms = Date.now() - fileStarted;
  outcomes.push(outcome);
}
// Not resourceUsage's maxRSS, in which Linux counts what the starting process held.
const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
const peakKiB = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
console.log(JSON.stringify({ outcomes, seconds: (Date.now() - started) / 1000, maxRssMiB: Number(peakKiB) / 1024, polluted: {}.polluted ?? null }));

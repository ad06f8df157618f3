/** Reads a corpus with the built code and prints what came of each path, and what it cost. Started by hostile.test.ts. */
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
// maxRSS is in KiB.
console.log(JSON.stringify({ outcomes, seconds: (Date.now() - started) / 1000, maxRssMiB: process.resourceUsage().maxRSS / 1024, polluted: {}.polluted ?? null }));

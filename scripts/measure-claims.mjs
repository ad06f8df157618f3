/**
 * How often the check of written sentences is wrong, per kind: prints the table of docs/QUALITY.md. Needs a build.
 * `node scripts/measure-claims.mjs`; with `--list` also each sentence that was judged wrongly in the half "dev".
 */
import { readFileSync } from 'node:fs';
import { createClaimVerifier } from '../dist/answering/claims/verify-claim.js';
import { listCorpus } from '../dist/corpus/list-corpus.js';
import { readCorpusFile } from '../dist/corpus/read-file.js';
import { createWordNet } from '../dist/lexicon/wordnet.js';
import { attributeSpeakers } from '../dist/retrieval/speakers.js';
import { splitSentences } from '../dist/text/split-sentences.js';
import { tokenize } from '../dist/text/tokenize.js';

const root = new URL('..', import.meta.url).pathname;
const rows = readFileSync(`${root}test/answering/claims/rows.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const passages = new Map();
for (const file of (await listCorpus(`${root}corpus`)).files) {
  for await (const { article } of readCorpusFile(file)) {
    if (!article) continue;
    const { body } = article;
    const sentences = splitSentences(body);
    const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
    const attributions = attributeSpeakers(body, sentences, tokens);
    passages.set(article.id, {
      article: { meta: article, body, sentences, attributions },
      firstSentence: 0,
      sentenceCount: sentences.length,
    });
  }
}

const lexicon = createWordNet();
const counts = new Map();
for (const { id, article, others, kind, isTrue, marks, text, half } of rows) {
  const offered = [article, ...others].map((one) => passages.get(one));
  const verdict = createClaimVerifier(offered, lexicon).verify({ text, marks });
  const isShown = 'verified' in verdict;
  const isLed = isShown && verdict.verified.text !== text;
  const count = counts.get(kind) ?? { isTrue, dev: [0, 0], held: [0, 0], led: 0 };
  counts.set(kind, count);
  count[half][1]++;
  if (isShown === isTrue) count[half][0]++;
  if (!isTrue && isLed) count.led++;
  if (process.argv.includes('--list') && half === 'dev' && isShown !== isTrue)
    console.log(
      `${isTrue ? 'lost' : 'shown'} ${id} ${kind}: ${text}\n  ${isShown ? '' : verdict.refused.faults.join(', ')}`,
    );
}

const sum = (isTrue, half) =>
  [...counts.values()]
    .filter((count) => count.isTrue === isTrue)
    .reduce((total, count) => [total[0] + count[half][0], total[1] + count[half][1]], [0, 0]);
const of = ([part, whole]) => `${part} of ${whole}`;
for (const isTrue of [true, false]) {
  console.log(
    `\n| ${isTrue ? 'true sentences that stay' : 'false sentences that are kept back'} | dev | held |\n| --- | --- | --- |`,
  );
  for (const [kind, count] of counts)
    if (count.isTrue === isTrue)
      console.log(
        `| ${kind}${count.led ? ` (${count.led} of those shown are led by who says it)` : ''} | ${of(count.dev)} | ${of(count.held)} |`,
      );
  console.log(`| **all** | **${of(sum(isTrue, 'dev'))}** | **${of(sum(isTrue, 'held'))}** |`);
}

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

function passageOf(meta, body) {
  const sentences = splitSentences(body);
  const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
  const attributions = attributeSpeakers(body, sentences, tokens);
  return { article: { meta, body, sentences, attributions }, firstSentence: 0, sentenceCount: sentences.length };
}

const passages = new Map();
for (const file of (await listCorpus(`${root}corpus`)).files)
  for await (const { article } of readCorpusFile(file))
    if (article) passages.set(article.id, passageOf(article, article.body));

const lexicon = createWordNet();
const newCount = (isTrue) => ({ isTrue, dev: { right: 0, quoted: 0, all: 0 }, held: { right: 0, quoted: 0, all: 0 } });
const counts = new Map();
for (const { id, article, others, body, publishedAt, kind, isTrue, marks, text, half } of rows) {
  const offered =
    body === undefined
      ? [article, ...others].map((one) => passages.get(one))
      : [passageOf({ id, title: 'A title', publishedAt }, body)];
  const verdict = createClaimVerifier(offered, lexicon).verify({ text, marks });
  const isShown = 'verified' in verdict;
  if (!counts.has(kind)) counts.set(kind, newCount(isTrue));
  const count = counts.get(kind)[half];
  count.all++;
  if (isShown === isTrue) count.right++;
  if (!isShown && verdict.refused.instead) count.quoted++;
  if (process.argv.includes('--list') && half === 'dev' && isShown !== isTrue)
    console.log(
      `${isTrue ? 'lost' : 'shown'} ${id} ${kind}: ${text}\n  ${isShown ? '' : verdict.refused.faults.join(', ')}`,
    );
}

const sum = (isTrue) => {
  const total = newCount(isTrue);
  for (const count of counts.values()) {
    if (count.isTrue !== isTrue) continue;
    for (const half of ['dev', 'held'])
      for (const name of ['right', 'quoted', 'all']) total[half][name] += count[half][name];
  }
  return total;
};
const cells = (count, isTrue) =>
  ['dev', 'held']
    .map((half) => {
      const { right, quoted, all } = count[half];
      return isTrue ? `${right} of ${all} | ${right + quoted} of ${all}` : `${right} of ${all}`;
    })
    .join(' | ');
for (const isTrue of [true, false]) {
  console.log(
    isTrue
      ? '\n| true sentences | dev: stay | or their quote does | held: stay | or their quote does |\n| --- | --- | --- | --- | --- |'
      : '\n| false sentences that are kept back | dev | held |\n| --- | --- | --- |',
  );
  for (const [kind, count] of counts) if (count.isTrue === isTrue) console.log(`| ${kind} | ${cells(count, isTrue)} |`);
  console.log(`| **all** | ${cells(sum(isTrue), isTrue)} |`);
}

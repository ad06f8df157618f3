/**
 * How written sentences fare in the product's own examination: what stays in the model's words, what gives way to a quote, what
 * is dropped, what false ones are shown. Needs a build.
 *
 *     node scripts/measure-claims.mjs [FILE.jsonl.gz] [--judge none|perfect|0.85] [--seed N] [--json] [--list]
 *
 * Without FILE the rows of test/answering/claims/rows.jsonl. A FILE holds lines {"doc","texts":[…]} and {"set","id","doc",
 * "sentence","label":"supported"|"unsupported"}. `--judge 0.85` plays a judge that is right with that probability, by the label.
 * `--list` also prints each sentence that fared wrongly, with its verdict.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Examination } from '../dist/answering/claims/examination.js';
import { listCorpus } from '../dist/corpus/list-corpus.js';
import { readCorpusFile } from '../dist/corpus/read-file.js';
import { playedJudge } from './played-judge.mjs';
import { passageOf } from './read-passages.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    judge: { type: 'string', default: 'none' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const judge = playedJudge(values.judge, Number(values.seed));
const rows = positionals[0] ? readSets(positionals[0]) : await readOwn();

const known = new Map();
const examinationOf = async ({ key, passages }) => {
  if (!known.has(key)) {
    const offered = passages();
    const started = process.cpuUsage();
    known.set(key, await Examination.open(offered));
    readingMs.push(msSince(started));
  }
  return known.get(key);
};
const counts = new Map();
const cpuMs = [];
const readingMs = [];
const msSince = (started) => {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
};
/** Of what one veto alone rejects, how much is unsupported: a share of its class each. */
const alone = new Map();
// The first sentences load the dictionary and warm the program up, as a question does before a model writes.
for (const { sentence, marks, passages } of rows.slice(0, 20))
  (await Examination.open(passages())).look({ text: sentence, marks });
for (const row of rows) {
  const examination = await examinationOf(row);
  const started = process.cpuUsage();
  const looked = examination.look({ text: row.sentence, marks: row.marks });
  const { verdict, shown, instead } =
    'verdict' in looked ? looked : examination.settle(looked, judge(row.id, row.isTrue));
  cpuMs.push(msSince(started));
  const fate = shown ? 'kept' : instead ? 'quoted' : 'dropped';
  if (!counts.has(row.set)) counts.set(row.set, { true: newCount(), false: newCount(), verdicts: {} });
  const { [row.isTrue]: count, verdicts } = counts.get(row.set);
  count.all++;
  count[fate]++;
  verdicts[`${row.isTrue} ${verdict}`] = (verdicts[`${row.isTrue} ${verdict}`] ?? 0) + 1;
  const vetoes = examination.vetoesOf(row.sentence);
  if (vetoes.length === 1) {
    if (!alone.has(vetoes[0])) alone.set(vetoes[0], { true: 0, false: 0 });
    alone.get(vetoes[0])[row.isTrue]++;
  }
  if (values.list && (fate === 'kept') !== row.isTrue)
    console.log(`${row.isTrue ? fate : 'shown'} ${row.set} ${row.id} (${verdict}): ${row.sentence}`);
}

function newCount() {
  return { all: 0, kept: 0, quoted: 0, dropped: 0 };
}

const sum = (counted) => {
  const total = { true: newCount(), false: newCount(), verdicts: {} };
  for (const count of counted) {
    for (const side of [true, false]) for (const name in total[side]) total[side][name] += count[side][name];
    for (const name in count.verdicts) total.verdicts[name] = (total.verdicts[name] ?? 0) + count.verdicts[name];
  }
  return total;
};
const share = (part, all) => (all === 0 ? null : part / all);
const report = (set, { true: good, false: bad, verdicts }) => ({
  set,
  sentences: good.all + bad.all,
  trueKept: share(good.kept, good.all),
  trueQuoted: share(good.quoted, good.all),
  trueDropped: share(good.dropped, good.all),
  falseShown: share(bad.kept, bad.all),
  balancedAccuracy: (share(good.kept, good.all) + 1 - share(bad.kept, bad.all)) / 2,
  verdicts,
});
const all = sum([...counts.values()]);
const reports = [...[...counts].map(([set, count]) => report(set, count)), report('all', all)];
const spread = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  return { medianMs: sorted[Math.floor(sorted.length / 2)], worstMs: sorted.at(-1) };
};
const cpu = { sentence: spread(cpuMs), passages: spread(readingMs) };
const vetoes = [...alone].map(([veto, { true: good, false: bad }]) => {
  const [ofTrue, ofFalse] = [good / all.true.all, bad / all.false.all];
  return { veto, trueAlone: good, falseAlone: bad, unsupported: ofFalse / (ofTrue + ofFalse) };
});

if (values.json)
  console.log(JSON.stringify({ judge: values.judge, seed: Number(values.seed), sets: reports, vetoes, cpu }));
else {
  const percent = (value) => (value === null || Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`);
  console.log(`Judge: ${values.judge}\n`);
  console.log('| set | sentences | true: stay | quoted | dropped | false: shown | balanced |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const one of reports)
    console.log(
      `| ${one.set} | ${one.sentences} | ${[one.trueKept, one.trueQuoted, one.trueDropped, one.falseShown, one.balancedAccuracy].map(percent).join(' | ')} |`,
    );
  console.log('\n| veto alone | true | false | unsupported, classes weighted equally |\n| --- | --- | --- | --- |');
  for (const { veto, trueAlone, falseAlone, unsupported } of vetoes)
    console.log(`| ${veto} | ${trueAlone} | ${falseAlone} | ${percent(unsupported)} |`);
  const times = ({ medianMs, worstMs }) => `${medianMs.toFixed(2)} ms median, ${worstMs.toFixed(1)} ms worst`;
  console.log(
    `\nProcessor time: ${times(cpu.sentence)} for a sentence; ${times(cpu.passages)} to read its passages first.`,
  );
}

/** Sets of other people's: every text of a source is a passage, all of them marked. */
function readSets(file) {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const texts = new Map(lines.flatMap((line) => (line.texts ? [[line.doc, line.texts]] : [])));
  return lines.flatMap(({ set, id, doc, sentence, label }) =>
    sentence === undefined
      ? []
      : {
          ...{ set, id, sentence, isTrue: label === 'supported', key: doc },
          marks: texts.get(doc).map((_, i) => i + 1),
          passages: () => texts.get(doc).map((body, i) => passageOf({ id: `${doc}/${i}`, title: '' }, body)),
        },
  );
}

/** The repository's own rows, by kind. */
async function readOwn() {
  const root = new URL('..', import.meta.url).pathname;
  const shipped = new Map();
  for (const file of (await listCorpus(`${root}corpus`)).files)
    for await (const { article } of readCorpusFile(file))
      if (article) shipped.set(article.id, passageOf(article, article.body));
  return readFileSync(`${root}test/answering/claims/rows.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ id, kind, isTrue, text, marks, article, others, body, publishedAt }) => ({
      ...{ set: kind, id, sentence: text, isTrue, marks, key: body ?? [article, ...others].join() },
      passages: () =>
        body === undefined
          ? [article, ...others].map((one) => shipped.get(one))
          : [passageOf({ id, title: 'A title', publishedAt }, body)],
    }));
}

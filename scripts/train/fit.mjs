/**
 * Fits the weights of sentences, quotes and the gate on what dump.mjs wrote, and prints how they do on sets that were left
 * out: node scripts/train/fit.mjs WORK_DIR. The weights are printed as JSON for src/, where they are reviewed and kept.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitLogistic, logit } from './logistic.mjs';
import { auroc, mean } from './sets.mjs';
import { dot, fitSoftmax } from './softmax.mjs';

const [workDir] = process.argv.slice(2);
const load = (name) =>
  readFileSync(join(workDir, `${name}.seen.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const NAMES = ['rtqa2022', 'rtqa2022.noclock', 'squad2', 'clapnq', 'clapnq.pinned', 'mtrag_un', 'multihop_facts'];
const seen = Object.fromEntries(NAMES.map((name) => [name, load(name)]));
const family = (name) => name.split('.')[0];
const round = (weights, names) =>
  Object.fromEntries(names.map((name, i) => [name, Math.round(weights[i] * 100) / 100]));
/** How many sentences are needed is asked of these kinds of question alone. */
const OPEN = new Set(['other', 'reason']);
const parts = new Set((process.argv[3] ?? 'sentences,quotes,gate').split(','));

if (parts.has('sentences')) fitSentences();
if (parts.has('quotes')) fitQuotes();
if (parts.has('gate')) fitGate();

/** Which sentence comes first: a set in which the right paragraph matters must be among them. */
function fitSentences() {
  const all = seen.squad2.find(({ names }) => names.length > 0).names;
  const names = all.filter((name) => name !== 'speaker'); // no set asks who said what: its weight is set by hand
  const places = names.map((name) => all.indexOf(name));
  const signs = names.map((name) => (name === 'asks' ? -1 : 1));
  const groups = ['rtqa2022', 'rtqa2022.noclock', 'squad2', 'clapnq', 'clapnq.pinned'].flatMap((set) => {
    const rows = seen[set].filter(
      ({ answerable, sentences }) => answerable && sentences.some(({ right }) => right !== undefined),
    );
    return rows.map(({ sentences }) => ({
      set,
      x: sentences.map(({ x }) => places.map((place) => x[place])),
      right: sentences.map(({ right }) => Boolean(right)),
      weight: rows.length ** -0.7,
    }));
  });
  const fit = (list) => fitSoftmax(list, { size: names.length, signs, l2: 0.0003, steps: 300 });
  const firsts = (weights, list) => {
    const order = list.map(({ x, right }) =>
      x
        .map((row, i) => [dot(weights, row), right[i]])
        .sort((a, b) => b[0] - a[0])
        .map(([, isRight]) => isRight),
    );
    return [1, 3]
      .map((k) => mean(order.map((rights) => Number(rights.slice(0, k).some(Boolean)))).toFixed(3))
      .join('/');
  };
  const weights = fit(groups);
  for (const set of new Set(groups.map((group) => group.set))) {
    const own = groups.filter((group) => group.set === set);
    const without = fit(groups.filter((group) => family(group.set) !== family(set)));
    const halves = [0, 1].map((half) => {
      const isIn = (group) => own.indexOf(group) % 2 === half;
      return firsts(fit(groups.filter((group) => group.set !== set || !isIn(group))), own.filter(isIn));
    });
    console.log(
      `sentences ${set}: all ${firsts(weights, own)}, set left out ${firsts(without, own)}, half left out ${halves.join(' ')}`,
    );
  }
  console.log(JSON.stringify(round(weights, names), null, 2));
}

/** Which of the sentences found are needed, from a set whose answers take several. */
function fitQuotes() {
  const names = ['gap', 'share', 'rank', 'sameArticle', 'length', 'passageWords'];
  const rowsOf = (set, weight) =>
    seen[set]
      .filter(
        ({ answerable, type, evidence, sentences }) =>
          answerable && OPEN.has(type) && evidence.length > 0 && sentences.some(({ right }) => right !== undefined),
      )
      .flatMap((line, question) => {
        const at = new Map(line.sentences.map((sentence) => [`${sentence.article} ${sentence.number}`, sentence]));
        const [best] = line.evidence;
        const total = line.evidence.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
        return line.evidence.map(({ article, number, score }, i) => {
          const { x, right } = at.get(`${article} ${number}`);
          const of = (name) => x[line.names.indexOf(name)];
          const share = Math.exp(score - best.score) / total;
          const values = [best.score - score, share, 1 / (1 + i), article === best.article ? 1 : 0];
          return { question, x: [...values, of('length'), of('passageWords')], y: right ? 1 : 0, weight };
        });
      });
  // With the article given, so that only which of its sentences are needed is learnt; `sameArticle` stays set by hand.
  const rows = [...rowsOf('clapnq.pinned', 1), ...rowsOf('squad2', 0.02)];
  const fit = (list) => fitLogistic(list, { size: names.length });
  const weights = fit(rows);
  console.log(
    JSON.stringify({ bias: Math.round(weights[names.length] * 100) / 100, ...round(weights, names) }, null, 2),
  );
}

/** Whether to answer. Signs follow from sense, and what no set can teach is set by hand. */
function fitGate() {
  const names = Object.keys(seen.squad2.find(({ evidence }) => evidence.length > 0).gate).filter(
    (name) => name !== 'smallness',
  );
  const against = new Set(['missing', 'missingName', 'level']);
  const byHand = {
    missing: -1,
    missingName: -0.4,
    sentenceCoverage: 0.2,
    windowCoverage: 0.3,
    candidate: 0.2,
    found: 2,
    earlier: 1.6,
    several: 3,
    level: -3,
  };
  const sets = ['rtqa2022', 'squad2', 'clapnq', 'mtrag_un', 'multihop_facts'];
  const weightOf = { rtqa2022: 1, squad2: 0.3, clapnq: 1, mtrag_un: 0.7, multihop_facts: 0.5 };
  const rowsOf = (set) => {
    const lines = seen[set].filter(({ isClear, evidence }) => isClear && evidence.length > 0);
    return lines.map(({ gate, answerable }) => ({
      x: names.map((name) => gate[name]),
      y: answerable ? 1 : 0,
      weight: weightOf[set] * lines.length ** -0.7,
    }));
  };
  const rows = Object.fromEntries(sets.map((set) => [set, rowsOf(set)]));
  const options = {
    size: names.length,
    signs: names.map((name) => (against.has(name) ? -1 : 1)),
    fixed: names.map((name) => byHand[name]),
  };
  const fit = (list) =>
    fitLogistic(
      list.flatMap((set) => rows[set]),
      options,
    );
  const weights = fit(sets);
  const logitsOf = (by, set, y) => rows[set].filter((row) => row.y === y).map(({ x }) => logit(by, x));
  // One threshold for all: nine of ten answerable questions are kept, on the mean of the sets about one question each.
  const kept = (set, from) => mean(logitsOf(weights, set, 1).map((value) => Number(value >= from)));
  let from = -6;
  while (mean(sets.slice(0, 4).map((set) => kept(set, from + 0.02))) >= 0.9) from += 0.02;
  for (const set of sets) {
    const without = fit(sets.filter((other) => other !== set));
    const area = (by) => auroc(logitsOf(by, set, 1), logitsOf(by, set, 0)).toFixed(3);
    const refused = mean(logitsOf(weights, set, 0).map((value) => Number(value < from)));
    console.log(
      `gate ${set}: AUROC all ${area(weights)}, set left out ${area(without)}; kept ${kept(set, from).toFixed(3)}, refused ${refused.toFixed(3)}`,
    );
  }
  console.log(
    JSON.stringify({ bias: Math.round((weights[names.length] - from) * 100) / 100, ...round(weights, names) }, null, 2),
  );
}

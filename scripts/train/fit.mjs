/**
 * Fits the weights of sentences, quotes and the gate on what dump.mjs wrote, and prints how they do on sets that were left
 * out: node scripts/train/fit.mjs WORK_DIR. The weights are printed as JSON for src/, where they are reviewed and kept.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GATE_WEIGHTS } from '../../dist/answering/gate.js';
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

/**
 * Whether to answer: how well the weights in force order each set, and what the data would make of those that aren't set by
 * hand, with signs that follow from sense. In the fit each set has a bias of its own and both of its sides weigh the same,
 * so that it learns what tells one from the other, and not how many questions of a set can be answered.
 */
function fitGate() {
  const sets = ['rtqa2022', 'squad2', 'clapnq', 'mtrag_un', 'multihop_facts'];
  const weightOf = { rtqa2022: 1, squad2: 1, clapnq: 1.5, mtrag_un: 1, multihop_facts: 0.5 };
  const against = new Set(['missingName', 'level', 'fragment', 'denied', 'opposite', 'noCandidate']);
  const byHand = { earlier: 2.6, several: 2.2, level: -5.2, smallness: 1.5 };
  const names = Object.keys(GATE_WEIGHTS).filter((name) => name !== 'bias');
  const size = names.length + sets.length;
  const rows = Object.fromEntries(
    sets.map((set, at) => {
      const lines = seen[set].filter(({ isClear, evidence }) => isClear && evidence.length > 0);
      const count = (y) => lines.filter(({ answerable }) => answerable === y).length;
      const own = sets.map((_, i) => (i === at ? 1 : 0));
      return [
        set,
        lines.map(({ gate, answerable }) => ({
          x: [...names.map((name) => gate[name]), ...own],
          y: answerable ? 1 : 0,
          weight: weightOf[set] / count(answerable),
        })),
      ];
    }),
  );
  const signs = names.map((name) => (against.has(name) ? -1 : 1));
  const fixed = names.map((name) => byHand[name]);
  const fit = (list) => fitLogistic(list, { size, signs, fixed, l2: 0.0002, steps: 1200 });
  const inForce = [...names.map((name) => GATE_WEIGHTS[name]), ...sets.map(() => 0), GATE_WEIGHTS.bias];
  const logits = (by, list, y) => list.filter((row) => row.y === y).map(({ x }) => logit(by, x));
  const area = (by, list) => auroc(logits(by, list, 1), logits(by, list, 0)).toFixed(3);
  const all = fit(sets.flatMap((set) => rows[set]));
  for (const set of sets) {
    const others = sets.filter((other) => other !== set).flatMap((other) => rows[other]);
    const halves = [0, 1].map((half) => {
      const isIn = (_, i) => (i >> 1) % 2 === half; // in pairs, in case a set alternates what can and can't be answered
      return area(fit([...others, ...rows[set].filter((row, i) => !isIn(row, i))]), rows[set].filter(isIn));
    });
    const said = (y) => mean(logits(inForce, rows[set], y).map((value) => Number(value >= 0)));
    console.log(
      `gate ${set}: AUROC in force ${area(inForce, rows[set])}, kept ${said(1).toFixed(3)}, refused ${(1 - said(0)).toFixed(3)}; ` +
        `fitted ${area(all, rows[set])}, set left out ${area(fit(others), rows[set])}, half left out ${halves.join(' ')}`,
    );
  }
  console.log(JSON.stringify(round(all, names), null, 2));
}

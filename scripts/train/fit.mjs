/**
 * Fits the weights of sentences, quotes and the gate on what dump.mjs wrote, and prints how they do on sets that were left
 * out: node scripts/train/fit.mjs WORK_DIR. The weights are printed as JSON for src/, where they are reviewed and kept.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundsFor } from '../../dist/answering/compose-extractive.js';
import { GATE_WEIGHTS } from '../../dist/answering/gate.js';
import { howMany, QUOTE_WEIGHTS, quoteFeatures } from '../../dist/answering/quote-features.js';
import { fitLogistic, logit, probability } from './logistic.mjs';
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
/** Where the data would have it otherwise, these still speak against quoting. */
const AGAINST_QUOTING = new Set(['previousAdds', 'nextAdds', 'relativeWords']);
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

/**
 * Which of the sentences found are needed: what takes several sentences teaches it, what takes one holds it in
 * check. The figures are mean F1 over all that should be quoted, with a fifth left out of the fit.
 */
function fitQuotes() {
  const names = Object.keys(QUOTE_WEIGHTS).filter((name) => name !== 'bias');
  const weightOf = { 'clapnq.pinned': 1, clapnq: 1, squad2: 0.2 };
  const signs = names.map((name) => (AGAINST_QUOTING.has(name) ? -1 : 1));
  const byHand = { article: 2 }; // these sets have one article a question and would have it at 6
  const fixed = names.map((name) => byHand[name]);
  const questions = Object.entries(weightOf).flatMap(([set, weight]) => {
    const lines = seen[set].filter(
      ({ answerable, evidence, sentences }) =>
        answerable && evidence.length > 0 && sentences.some(({ right }) => right),
    );
    return lines.map((line) => ({ ...quoteRows(line, names), set, weight: weight / lines.length }));
  });
  const fit = (list) =>
    fitLogistic(
      list.flatMap(({ x, y, weight }) => x.map((row, i) => ({ x: row, y: y[i], weight }))),
      { size: names.length, signs, fixed, l2: 0.0002, steps: 1000 },
    );
  const f1 = (weights, { x, y, right, most }) => {
    const chances = x.map((row) => probability(weights, row));
    const best = chances.map((_, i) => i).sort((a, b) => Number(b === 0) - Number(a === 0) || chances[b] - chances[a]);
    const quoted = best.slice(0, howMany(chances, most));
    return [(2 * quoted.filter((i) => y[i]).length) / (quoted.length + right), quoted.length];
  };
  const fifths = [0, 1, 2, 3, 4].map((fifth) => fit(questions.filter((_, i) => i % 5 !== fifth)));
  for (const set of Object.keys(weightOf)) {
    const results = questions.flatMap((question, i) => (question.set === set ? [f1(fifths[i % 5], question)] : []));
    const [score, length] = [0, 1].map((place) => mean(results.map((result) => result[place])));
    console.log(`quotes ${set}: F1 ${score.toFixed(3)} with ${length.toFixed(2)} quotes, a fifth left out`);
  }
  const weights = fit(questions);
  console.log(
    JSON.stringify({ bias: Math.round(weights[names.length] * 100) / 100, ...round(weights, names) }, null, 2),
  );
}

/** What quote-features.ts makes of a line of dump.mjs: one row for each sentence found, and how many would be right in all. */
function quoteRows({ evidence, sentences, names: places, type }, names) {
  const at = new Map(sentences.map((sentence) => [`${sentence.article} ${sentence.number}`, sentence]));
  const { most, maxGap } = boundsFor({ answerType: type, speakerTerms: [] });
  const inReach = evidence.filter(({ score }) => evidence[0].score - score <= maxGap);
  const found = inReach.map(({ article, number, score }) => {
    const { x, right } = at.get(`${article} ${number}`);
    return { score, right, features: Object.fromEntries(places.map((name, i) => [name, x[i]])) };
  });
  return {
    x: quoteFeatures(found).map((features) => names.map((name) => features[name])),
    y: found.map(({ right }) => (right ? 1 : 0)),
    right: sentences.filter(({ right }) => right).length,
    most,
  };
}

/**
 * Whether to answer: how well the weights in force order each set, and what the data would make of those that aren't set by
 * hand, with signs that follow from sense. In the fit each set has a bias of its own and both of its sides weigh the same,
 * so that it learns what tells one from the other, and not how many questions of a set can be answered.
 */
function fitGate() {
  const sets = ['rtqa2022', 'squad2', 'clapnq', 'mtrag_un', 'multihop_facts'];
  const weightOf = { rtqa2022: 1, squad2: 1, clapnq: 1.5, mtrag_un: 1, multihop_facts: 0.5 };
  const against = new Set(['missingName', 'noiseFloor', 'opinion', 'fragment', 'denied', 'opposite', 'noFigure']);
  const byHand = {
    earlier: 2.6,
    several: 2.2,
    noiseFloor: -5.2,
    smallness: 4.8,
    unanswered: -12,
    littleAround: -5,
    opinion: -3,
  };
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

/** Measures the built bot on sets of questions, in one process: node scripts/train/measure.mjs SETS_DIR WORK_DIR [SET,…] */
import { performance } from 'node:perf_hooks';
import {
  anyGold,
  auroc,
  citationF1,
  findable,
  holdsOneOf,
  holdsSpan,
  isClear,
  linkedGold,
  mean,
  openSet,
  toQuestion,
} from './sets.mjs';

const [setsDir, workDir, names = 'rtqa2022,squad2,clapnq,mtrag_un,multihop_facts'] = process.argv.slice(2);
const share = (list, test) => mean(list.map((item) => Number(test(item))));
const say = (name, values) =>
  console.log(
    `  ${name.padEnd(14)}${Object.entries(values)
      .map(([key, value]) => `${key} ${Number.isFinite(value) ? value.toFixed(3) : '-'}`)
      .join('  ')}`,
  );

for (const name of names.split(',')) {
  const set = await openSet(setsDir, name, workDir);
  console.log(name);
  await measureSearch(set, true);
  if (set.days.length > 0) await measureSearch(set, false);
  await measureAnswers(set);
  set.app.close();
}

async function measureSearch(set, hasClock) {
  for (const [kind, goldOf] of Object.entries({ linked: linkedGold, any: anyGold })) {
    const asked = set.queries.filter((query) => query.answerable !== false && goldOf(query).size > 0);
    const ranks = [];
    for (const query of asked) {
      const hits = await set.app.search(toQuestion(query, set, { hasClock }), { top: 10 });
      const gold = goldOf(query);
      const isGold = hits.map(({ article }) => gold.has(article.id));
      ranks.push({ first: isGold.indexOf(true), isAll: isGold.filter(Boolean).length === gold.size });
    }
    const within = (k) => share(ranks, ({ first }) => first >= 0 && first < k);
    say(`${kind}${hasClock ? '' : ' no now'}`, {
      hit1: within(1),
      hit4: within(4),
      hit5: within(5),
      hit10: within(10),
      mrr10: mean(ranks.map(({ first }) => (first < 0 ? 0 : 1 / (first + 1)))),
      allgold10: share(ranks, ({ isAll }) => isAll),
    });
  }
}

async function measureAnswers(set) {
  const rows = [];
  const times = [];
  for (const query of set.queries.filter(({ answerable }) => typeof answerable === 'boolean')) {
    const startedMs = performance.now();
    const answer = await set.app.ask(toQuestion(query, set));
    times.push(performance.now() - startedMs);
    rows.push({ query, answer });
  }
  const answerable = rows.filter(({ query }) => query.answerable);
  const clear = rows.filter(({ query }) => isClear(query));
  const can = clear.filter(({ query }) => query.answerable);
  const cannot = clear.filter(({ query }) => !query.answerable);
  const firsts = (test, list) => ({
    quote1: share(list, (row) => row.answer.evidence.slice(0, 1).some((quote) => test(row, quote))),
    quote3: share(list, (row) => row.answer.evidence.slice(0, 3).some((quote) => test(row, quote))),
    any: share(list, (row) => row.answer.evidence.some((quote) => test(row, quote))),
  });
  const withString = answerable.filter(({ query }) => findable(query).length > 0);
  if (withString.length > answerable.length * 0.2)
    say(
      'answer',
      firsts(({ query }, { quote }) => holdsOneOf(findable(query), quote), withString),
    );
  const withSpan = answerable.filter(({ query }) => query.gold_spans?.length);
  if (withSpan.length > 0)
    say(
      'span',
      firsts(({ query }, quote) => holdsSpan(query, quote), withSpan),
    );
  if (answerable.some(({ query }) => query.gold_sentences)) {
    const f1 = (list) =>
      list.flatMap(({ query, answer }) => citationF1(query, (answer.draft ?? answer).citations, set.articles) ?? []);
    const pinned = [];
    for (const { query } of answerable)
      pinned.push({ query, answer: await set.app.ask(toQuestion(query, set, { isPinned: true })) });
    const length = mean(pinned.map(({ answer }) => (answer.draft ?? answer).citations.length));
    say('citation', { f1: mean(f1(answerable)), pinned: mean(f1(pinned)), quotes: length });
  }
  const confidence = (list) => list.map(({ answer }) => answer.confidence);
  const said = (list) => share(list, ({ answer }) => answer.status === 'answered');
  const kept = [...confidence(can)].sort((a, b) => a - b)[Math.floor(can.length * 0.1)];
  const quotes = answerable
    .filter(({ answer }) => answer.status === 'answered')
    .map(({ answer }) => answer.citations.length);
  times.sort((a, b) => a - b);
  say('gate', {
    auroc: auroc(confidence(can), confidence(cannot)),
    kept: said(can),
    refused: 1 - said(cannot),
    refused90: share(confidence(cannot), (value) => value < kept),
    quotes: mean(quotes),
    ms: times[times.length >> 1],
  });
}

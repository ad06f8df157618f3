/**
 * What removing each part costs: node scripts/train/ablate.mjs SETS_DIR WORK_DIR [SET,…]. A weight is set to nothing in the
 * built program's memory, and the ranking and the first quotes are measured again; nothing is written.
 */

import { buildQuery } from '../../dist/query/query.js';
import { findEvidence } from '../../dist/retrieval/find-evidence.js';
import { rankArticles } from '../../dist/retrieval/rank-articles.js';
import { ARTICLE_WEIGHTS } from '../../dist/retrieval/score-articles.js';
import { SENTENCE_WEIGHTS } from '../../dist/retrieval/sentence-features.js';
import { anyGold, findable, holdsOneOf, holdsSpan, linkedGold, mean, openSet, toQuestion } from './sets.mjs';

const [setsDir, workDir, names = 'squad2,clapnq,mtrag_un,multihop_facts,rtqa2022'] = process.argv.slice(2);
/** How many questions of a set are asked at most, evenly spread: a point in a thousand is noise anyway. */
const MOST = 400;
const articles = (...parts) => ({ of: ARTICLE_WEIGHTS, parts });
const sentences = (...parts) => ({ of: SENTENCE_WEIGHTS, parts });
const ABLATIONS = {
  'as it is': articles(),
  'no passages': articles('passage'),
  'no best sentence by words': articles('sentence'),
  'no titles': articles('title'),
  'no recency': articles('recency'),
  'no outlet and day': articles('source', 'day'),
  'no named time': articles('time'),
  'no clauses': articles('clause'),
  'no rereading': articles('bestSentence'),
  'sentences: no article': sentences('article'),
  'sentences: no neighbours': sentences('previousAdds', 'nextAdds', 'window'),
  'sentences: no phrases': sentences('phrases'),
  'sentences: no kind of answer': sentences('candidate', 'candidateNear'),
  'sentences: no related words': sentences('related'),
  'sentences: no nearness in meaning': sentences('meaning'),
  'sentences: neither of the two': sentences('related', 'meaning'),
  'sentences: no place': sentences('lead'),
};

for (const name of names.split(',')) {
  const set = await openSet(setsDir, name, workDir);
  const asked = set.queries.filter((query) => query.answerable && anyGold(query).size > 0);
  const step = Math.max(1, asked.length / MOST);
  const chosen = Array.from({ length: Math.min(MOST, asked.length) }, (_, i) => asked[Math.floor(i * step)]);
  console.log(`${name}, ${chosen.length} questions: hit1, hit10, all gold in ten; first quote, first three`);
  for (const [label, { of, parts }] of Object.entries(ABLATIONS)) {
    const before = { ...of };
    for (const part of parts) of[part] = 0;
    const rows = [];
    for (const query of chosen) rows.push(await look(set, query));
    Object.assign(of, before);
    console.log(`  ${label.padEnd(34)}${figures(rows)}`);
  }
  set.app.close();
}

async function look(set, query) {
  const asked = buildQuery(toQuestion(query, set));
  const linked = linkedGold(query);
  const gold = linked.size > 0 ? linked : anyGold(query);
  return set.app.index.read((snapshot) => {
    const ranking = rankArticles(snapshot, asked);
    const isGold = ranking.articles.slice(0, 10).map(({ article }) => gold.has(article.id));
    const isRight = findEvidence(snapshot, asked, ranking)
      .sentences.slice(0, 3)
      .map(({ article, start, end }) =>
        query.gold_spans?.length
          ? holdsSpan(query, { articleId: article.meta.id, start, end })
          : holdsOneOf(findable(query), article.body.slice(start, end)),
      );
    const isAsked = query.gold_spans?.length > 0 || findable(query).length > 0;
    return { first: isGold.indexOf(true), isAll: isGold.filter(Boolean).length === gold.size, isRight, isAsked };
  });
}

function figures(rows) {
  const share = (list, test) => (list.length > 0 ? mean(list.map((row) => Number(test(row)))).toFixed(3) : '-');
  const within = (k) => share(rows, ({ first }) => first >= 0 && first < k);
  const quoted = rows.filter(({ isAsked }) => isAsked);
  const isTold = quoted.length > rows.length * 0.2;
  return [
    within(1),
    within(10),
    share(rows, ({ isAll }) => isAll),
    isTold ? share(quoted, ({ isRight }) => isRight[0]) : '-',
    isTold ? share(quoted, ({ isRight }) => isRight.some(Boolean)) : '-',
  ].join('  ');
}

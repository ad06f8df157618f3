/**
 * What an embedder of known quality would do to the ranking: node scripts/train/simulate-embedder.mjs SETS_DIR WORK_DIR [SET,…].
 * Each article gets a similarity of .4 and noise with the spread of real ones, fixed by the question and the article; gold
 * articles are pushed up by some spreads. A push of 0 is an embedder that knows nothing. The weight is chosen from this table.
 */
import { createHash } from 'node:crypto';
import { buildQuery } from '../../dist/query/query.js';
import { rankArticles } from '../../dist/retrieval/rank-articles.js';
import { anyGold, linkedGold, mean, openSet, toQuestion } from './sets.mjs';

const [setsDir, workDir, names = 'squad2,clapnq,mtrag_un,multihop_facts,rtqa2022'] = process.argv.slice(2);
const MEAN_SIMILARITY = 0.4;
/** Cosines of one question with all passages spread about so much with the usual models. */
const SPREAD = 0.07;
const PUSHES = [0, 1, 2, 3];
const WEIGHTS = [0, 0.25, 0.5, 0.75, 1, 1.5, 2];
/** An article beyond these has no part in the first ten. */
const DEPTH = 200;
const MOST = 300;

/** A standard normal deviate that is always the same for the same text. Box & Muller 1958. */
function noise(text) {
  const bytes = createHash('sha1').update(text).digest();
  const [a, b] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)].map((value) => (value + 0.5) / 2 ** 32);
  return Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b);
}

for (const name of names.split(',')) {
  const set = await openSet(setsDir, name, workDir);
  const asked = set.queries.filter((query) => query.answerable && anyGold(query).size > 0);
  const step = Math.max(1, asked.length / MOST);
  const rows = [];
  for (let i = 0; i < Math.min(MOST, asked.length); i++) {
    const query = asked[Math.floor(i * step)];
    const linked = linkedGold(query);
    const gold = linked.size > 0 ? linked : anyGold(query);
    const { articles } = await set.app.index.read((snapshot) =>
      rankArticles(snapshot, buildQuery(toQuestion(query, set))),
    );
    rows.push(
      articles.slice(0, DEPTH).map(({ article, score }) => ({
        score,
        isGold: gold.has(article.id),
        noise: noise(`${query.id} ${article.id}`),
      })),
    );
  }
  set.app.close();
  console.log(`${name}, ${rows.length} questions: hit1 / hit10 by weight ${WEIGHTS.join(', ')}`);
  for (const push of PUSHES) {
    const figures = WEIGHTS.map((weight) => {
      const firsts = rows.map((articles) => firstGold(articles, push, weight));
      return [1, 10].map((k) => mean(firsts.map((first) => Number(first >= 0 && first < k))).toFixed(3)).join('/');
    });
    console.log(`  pushed by ${push} spreads  ${figures.join('  ')}`);
  }
}

function firstGold(articles, push, weight) {
  return articles
    .map(({ score, isGold, noise }) => ({
      isGold,
      score: score + weight * Math.max(0, MEAN_SIMILARITY + SPREAD * (noise + (isGold ? push : 0))),
    }))
    .sort((a, b) => b.score - a.score)
    .findIndex(({ isGold }) => isGold);
}

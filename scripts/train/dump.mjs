/** What the bot sees of each question of each set, with what is right, as one JSON line a question in WORK_DIR/NAME.seen.jsonl. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../dist/answering/gate.js';
import { buildQuery } from '../../dist/query/query.js';
import { findEvidence } from '../../dist/retrieval/find-evidence.js';
import { rankArticles } from '../../dist/retrieval/rank-articles.js';
import { anyGold, findable, holdsOneOf, isClear, linkedGold, openSet, sentenceBorders, toQuestion } from './sets.mjs';

const round = (value) => Math.round(value * 1e5) / 1e5;

/** Whether a sentence is one that should be quoted; undefined where the set doesn't tell. */
function isRight(query, set, id, { start, end }, text) {
  if (query.gold_spans?.length)
    return query.gold_spans.some(
      (gold) => gold.doc_id === id && gold.start < end && gold.start + gold.text.length > start,
    );
  if (query.gold_sentences) {
    if (!query.gold_doc_ids.includes(id)) return false;
    const borders = sentenceBorders(set.articles.get(id));
    return (query.gold_sentences[0] ?? []).some((i) => {
      const overlap = Math.min(borders[i][1], end) - Math.max(borders[i][0], start);
      return overlap > 0 && overlap * 2 >= Math.min(end - start, borders[i][1] - borders[i][0]);
    });
  }
  const answers = findable(query);
  return answers.length > 0 ? holdsOneOf(answers, text) : undefined;
}

export async function dump(setsDir, workDir, name, { isPinned = false, hasClock = true } = {}) {
  const set = await openSet(setsDir, name, workDir);
  const out = createWriteStream(
    join(workDir, `${name}${isPinned ? '.pinned' : ''}${hasClock ? '' : '.noclock'}.seen.jsonl`),
  );
  for (const query of set.queries) {
    if (isPinned && !(query.answerable && query.gold_doc_ids?.length)) continue;
    const asked = buildQuery(toQuestion(query, set, { isPinned, hasClock }));
    const line = await set.app.index.read((snapshot) => {
      const ranking = rankArticles(snapshot, asked);
      const evidence = findEvidence(snapshot, asked, ranking);
      const { features } = judge(asked, evidence);
      const seen = ranking.candidates.filter(({ article }) => evidence.articles.includes(article));
      const linked = linkedGold(query);
      const any = anyGold(query);
      return {
        id: query.id,
        type: asked.answerType,
        answerable: query.answerable,
        isClear: isClear(query),
        golds: [linked.size, any.size],
        articles: ranking.articles.slice(0, 60).map(({ article, score, parts }) => ({
          id: article.id,
          gold: (linked.has(article.id) ? 2 : 0) + (any.has(article.id) ? 1 : 0),
          score: round(score),
          parts: Object.values(parts).map(round),
        })),
        sentences: seen.map(({ article, number, features: x }) => {
          const span = article.sentences[number];
          return {
            article: article.meta.id,
            number,
            start: span.start,
            end: span.end,
            right: isRight(query, set, article.meta.id, span, article.body.slice(span.start, span.end)),
            x: Object.values(x).map(round),
          };
        }),
        names: Object.keys(seen[0]?.features ?? {}),
        gate: features,
        evidence: evidence.sentences.map(({ article, number, score }) => ({
          article: article.meta.id,
          number,
          score: round(score),
        })),
      };
    });
    out.write(`${JSON.stringify(line)}\n`);
  }
  await new Promise((done) => out.end(done));
  set.app.close();
}

const [setsDir, workDir, names = 'rtqa2022,squad2,clapnq,mtrag_un,multihop_facts'] = process.argv.slice(2);
for (const name of names.split(',')) {
  await dump(setsDir, workDir, name);
  if (name === 'rtqa2022') await dump(setsDir, workDir, name, { hasClock: false });
  if (name === 'clapnq') await dump(setsDir, workDir, name, { isPinned: true });
}

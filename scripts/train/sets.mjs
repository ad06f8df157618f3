/**
 * Sets of questions that the weights are fitted and measured on: each a folder with corpus.jsonl.gz and queries.jsonl.gz.
 * They stay where they are; what is made of them goes to a temporary folder and never into the repository.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openFolderApp, runReindex } from '../../dist/compose.js';

const readLines = (file) =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));

/** A set, its corpus indexed once into `workDir`, and an open app over it. Close the app when done. */
export async function openSet(setsDir, name, workDir) {
  const corpus = readLines(join(setsDir, name, 'corpus.jsonl.gz'));
  const queries = readLines(join(setsDir, name, 'queries.jsonl.gz'));
  const folder = join(workDir, name);
  const config = { corpusDir: join(folder, 'corpus.jsonl'), dataDir: join(folder, 'data') };
  if (!existsSync(config.dataDir)) {
    mkdirSync(folder, { recursive: true });
    const fields = ['id', 'title', 'source', 'published_at', 'url', 'body'];
    const lines = corpus.map((row) =>
      JSON.stringify(Object.fromEntries(fields.filter((f) => row[f]).map((f) => [f, row[f]]))),
    );
    writeFileSync(config.corpusDir, `${lines.join('\n')}\n`);
    await runReindex(config, {});
  }
  const days = queries
    .filter(({ date, type }) => date && type !== 'wrong_period')
    .map(({ date }) => date)
    .sort();
  return { name, app: openFolderApp({ config }), queries, articles: new Map(corpus.map((row) => [row.id, row])), days };
}

/** A set's question as the bot is asked it. A question about another period is asked on one of the set's own days. */
export function toQuestion(query, { days }, { hasClock = true, isPinned = false } = {}) {
  const hash = Number.parseInt(createHash('sha1').update(`day ${query.id}`).digest('hex').slice(0, 8), 16);
  const now = query.type === 'wrong_period' ? days[hash % days.length] : query.date;
  const history = (query.history ?? []).map(({ role, text }) => ({
    role: role === 'user' ? 'user' : 'assistant',
    text,
  }));
  const pinned = isPinned && query.gold_doc_ids?.length ? query.gold_doc_ids[0] : undefined;
  const filters = pinned ? { article: pinned } : query.collection ? { source: query.collection } : undefined;
  return {
    question: query.question,
    ...(now && hasClock && { now }),
    ...(history.length > 0 && { history }),
    ...(filters && { filters }),
  };
}

export const linkedGold = (query) => new Set(query.gold_doc_ids ?? []);
export const anyGold = (query) =>
  new Set([...(query.gold_doc_ids ?? []), ...(query.weak_doc_ids ?? []), ...(query.context_doc_ids ?? [])]);
/** Neither answerable nor not. */
export const isClear = ({ type, answerable }) =>
  typeof answerable === 'boolean' && type !== 'partial' && type !== 'underspecified';

/** Lower case, letters and digits only, no articles, between spaces, so that only whole words match. */
const plain = (text) =>
  ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `.replace(/ (?:(?:a|an|the) )+/g, ' ');

/** Answers short enough to be looked for as a string. */
export const findable = (query) =>
  (query.answers ?? []).filter((answer) => {
    const words = plain(answer).trim().split(' ');
    return words[0] && words.length <= 10 && !/^(yes|no|insufficient information)$/.test(words.join(' '));
  });

export function holdsOneOf(answers, text) {
  const hay = plain(text);
  return answers.some((answer) => plain(answer).trim() && hay.includes(plain(answer)));
}

/** Whether a stretch of an article holds a whole gold span. */
export const holdsSpan = (query, { articleId, start, end }) =>
  (query.gold_spans ?? []).some(
    (gold) => gold.doc_id === articleId && start <= gold.start && gold.start + gold.text.length <= end,
  );

/** The annotated sentences of an article, as offsets into its body. */
export function sentenceBorders(article) {
  if (article.sentences) return article.sentences;
  let from = 0;
  return (article.sentences_text ?? []).map((text) => {
    const found = article.body.indexOf(text, from);
    const start = found < 0 ? from : found;
    from = start + text.length;
    return [start, from];
  });
}

/** Precision, recall and F1 of quotes over the annotated sentences; a sentence counts where half of it is covered. */
export function citationF1(query, quotes, articles) {
  const wanted = query.gold_sentences?.[0] ?? (query.gold_sentence ? [query.gold_sentence[1]] : []);
  const id = query.gold_sentence?.[0] ?? query.gold_doc_ids?.[0];
  if (wanted.length === 0 || !articles.has(id)) return undefined;
  const covered = new Set();
  const borders = sentenceBorders(articles.get(id));
  const elsewhere = quotes.filter(({ articleId }) => articleId !== id).length;
  for (const quote of quotes.filter(({ articleId }) => articleId === id)) {
    borders.forEach(([start, end], i) => {
      const overlap = Math.min(end, quote.end) - Math.max(start, quote.start);
      if (overlap > 0 && overlap * 2 >= Math.min(end - start, quote.end - quote.start)) covered.add(i);
    });
  }
  const right = wanted.filter((i) => covered.has(i)).length;
  return (2 * right) / (covered.size + elsewhere + wanted.length);
}

export const mean = (list) => (list.length ? list.reduce((a, b) => a + b, 0) / list.length : Number.NaN);

/** The chance that a positive has the higher value; ties count half. */
export function auroc(positive, negative) {
  const all = [...positive.map((v) => [v, 1]), ...negative.map((v) => [v, 0])].sort((a, b) => a[0] - b[0]);
  let rankSum = 0;
  for (let i = 0; i < all.length; ) {
    let j = i;
    while (j < all.length && all[j][0] === all[i][0]) j++;
    for (let k = i; k < j; k++) if (all[k][1]) rankSum += (i + j + 1) / 2;
    i = j;
  }
  return (rankSum - (positive.length * (positive.length + 1)) / 2) / (positive.length * negative.length);
}

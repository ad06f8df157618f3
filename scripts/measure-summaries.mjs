/**
 * Summaries of an index of one's own, checked and timed: prints the figures of docs/QUALITY.md. Needs a build.
 * `node scripts/measure-summaries.mjs DATA_DIR --period 2022-09`; with `--seed N` other articles and stories are drawn,
 * with `--list` the drawn summaries, and the drawn stories with their titles, are printed to be read.
 */
import { parseArgs } from 'node:util';
import { isoEndMs, parseIsoMs } from '../dist/core/dates.js';
import { createSummarize } from '../dist/flows/summarize.js';
import { EmbeddedIndex } from '../dist/index/embedded-index.js';
import { countWords } from '../dist/summarizing/count-words.js';
import { startsWithPronoun } from '../dist/summarizing/references.js';
import { MAX_WORDS } from '../dist/summarizing/types.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    period: { type: 'string' },
    articles: { type: 'string', default: '200' },
    stories: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
  },
});
const index = EmbeddedIndex.open(positionals[0], {});
const summarize = createSummarize({ index });
const articles = await index.read(
  (snapshot) => new Map([...snapshot.articles()].map((meta) => [meta.id, { ...meta, body: snapshot.body(meta) }])),
);

/** The first `count` of a shuffled list; the same for the same seed. */
function draw(list, count) {
  let state = Number(values.seed);
  const random = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  const drawn = [...list];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [drawn[i], drawn[j]] = [drawn[j], drawn[i]];
  }
  return drawn.slice(0, count);
}

const quantile = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const spread = (list) =>
  `median ${quantile(list, 0.5).toFixed(1)}, p95 ${quantile(list, 0.95).toFixed(1)}, most ${quantile(list, 1).toFixed(1)}`;

async function timed(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

const ids = draw([...articles.keys()].sort(), Number(values.articles));
const times = [];
const words = [];
const faults = { quotes: 0, sentences: 0, tooLong: 0, pronouns: 0, empty: 0 };
for (const id of ids) {
  const { result, ms } = await timed(() => summarize.article({ idOrTitle: id }));
  const { sentences, citations } = result;
  times.push(ms);
  for (const { articleId, quote, start, end } of citations)
    if (articles.get(articleId).body.slice(start, end) !== quote || quote.length > 400) faults.quotes++;
  for (const { text, citations: places } of sentences)
    if (places.length === 0 || !text.endsWith(citations[places[0]].quote)) faults.sentences++;
  if (sentences.length === 0) faults.empty++;
  else if (startsWithPronoun(sentences[0].text.replace(/^[^:]*\d{4}: /, ''))) faults.pronouns++;
  words.push(sentences.reduce((sum, { text }) => sum + countWords(text), 0));
  if (words.at(-1) > MAX_WORDS.medium) faults.tooLong++;
  if (values.list) {
    const { title, source } = articles.get(id);
    console.log(`\n${title} · ${source ?? ''}\n${sentences.map(({ text }) => `- ${text}`).join('\n')}`);
  }
}
console.log(
  `\n${ids.length} articles, medium: words ${spread(words)}; ms of work ${spread(times)}; after the first 20: ${spread(times.slice(20))}`,
);
console.log(`faults: ${JSON.stringify(faults)}`);

if (values.period) {
  const { result, ms } = await timed(() => summarize.period({ period: values.period }));
  const { from, to, counts, stories } = result.scope;
  const told = stories.flatMap((story) => story.articles);
  const [fromMs, toMs] = [parseIsoMs(from), isoEndMs(to)];
  const within = [...articles.values()].filter(({ publishedAt }) => {
    const at = parseIsoMs(publishedAt);
    return at !== undefined && at >= fromMs && at <= toMs;
  });
  const isExact = told.length === within.length && new Set(told).size === within.length;
  console.log(`\n${from} to ${to}: ${JSON.stringify(counts)}, ${ms.toFixed(0)} ms of work`);
  console.log(`${within.length} articles lie in it; each is counted once: ${isExact}`);
  const several = stories.filter((story) => story.articles.length > 1);
  console.log(`${several.length} stories of several articles`);
  if (values.list)
    for (const story of draw(several, Number(values.stories)))
      console.log(
        `\n${story.articles.map((id) => `- ${articles.get(id).publishedAt} ${articles.get(id).title}`).join('\n')}`,
      );
}
index.close();

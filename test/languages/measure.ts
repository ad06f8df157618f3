/** How questions in a language do over a small corpus in it, beside two plain word searches. */
import { readdirSync, readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { openCorpus, textsOf } from '../support/find-in.js';

interface Corpus {
  /** Title and body. */
  articles: [string, string][];
  /** A question, the number of the article that answers it, and what its quote holds; null where none answers. */
  questions: [string, number, string][] | [string, null][];
}

/** Of ten questions that an article answers and five that none does, how many. */
export interface Figures {
  language: string;
  rightFirst: number;
  firstQuote: number;
  kept: number;
  refused: number;
  /** The right article first by MiniSearch as it comes, and by MiniSearch with ICU's words. */
  miniSearch: number;
  segmented: number;
  /** What went wrong, one line each. */
  misses: string[];
}

const folder = new URL('.', import.meta.url);

export const LANGUAGES = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

export const readCorpus = (language: string): Corpus =>
  JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8'));

export const filesOf = ({ articles }: Corpus, prefix = '') =>
  Object.fromEntries(articles.map(([title, body], i) => [`${prefix}${i}.md`, `# ${title}\n\n${body}`]));

/** Over the language's own six articles. */
export async function measure(language: string): Promise<Figures> {
  const corpus = readCorpus(language);
  const { find, close } = await openCorpus(filesOf(corpus));
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const plain = wordSearch(corpus);
  const segmented = wordSearch(corpus, (text) =>
    [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment.toLowerCase()] : [])),
  );
  const figures = await askAll(find, language, '');
  close();
  for (const [question, article] of corpus.questions) {
    if (article === null) continue;
    if (plain(question) === article) figures.miniSearch++;
    if (segmented(question) === article) figures.segmented++;
  }
  return figures;
}

/** Over the articles of all languages in one corpus. */
export async function measureMixed(): Promise<Figures[]> {
  const files = LANGUAGES.map((language) => filesOf(readCorpus(language), language));
  const { find, close } = await openCorpus(Object.assign({}, ...files));
  const rows: Figures[] = [];
  for (const language of LANGUAGES) rows.push(await askAll(find, language, language));
  close();
  return rows;
}

type Find = Awaited<ReturnType<typeof openCorpus>>['find'];

async function askAll(find: Find, language: string, prefix: string): Promise<Figures> {
  const figures: Figures = {
    language,
    rightFirst: 0,
    firstQuote: 0,
    kept: 0,
    refused: 0,
    miniSearch: 0,
    segmented: 0,
    misses: [],
  };
  for (const [question, article, answer] of readCorpus(language).questions) {
    const { evidence, verdict } = await find(question);
    const quote = textsOf(evidence)[0] ?? '';
    const miss = (what: string) =>
      figures.misses.push(`${what} ${verdict.confidence} ${question} | ${quote} | ${verdict.missingWords}`);
    if (article === null) {
      if (verdict.isEnough) miss('kept');
      else figures.refused++;
      continue;
    }
    if (evidence.articles[0]?.meta.path === `${prefix}${article}.md`) figures.rightFirst++;
    else miss('article');
    if (quote.includes(answer)) figures.firstQuote++;
    else miss('quote');
    if (verdict.isEnough) figures.kept++;
    else miss('refused');
  }
  return figures;
}

/** The number of the article that MiniSearch puts first. */
function wordSearch({ articles }: Corpus, tokenize?: (text: string) => string[]) {
  const index = new MiniSearch({ fields: ['title', 'body'], ...(tokenize && { tokenize }) });
  index.addAll(articles.map(([title, body], id) => ({ id, title, body })));
  return (question: string): number | undefined => index.search(question)[0]?.id;
}

const COLUMNS = ['rightFirst', 'firstQuote', 'kept', 'refused', 'miniSearch', 'segmented'] as const;
type Column = (typeof COLUMNS)[number];

export const sumOf = (rows: readonly Figures[], column: Column) => rows.reduce((sum, row) => sum + row[column], 0);

/** One row for each language, and their sum. */
export function tableOf(rows: readonly Figures[]): string {
  const lines = [
    ['language', ...COLUMNS],
    ...rows.map((row) => [row.language, ...COLUMNS.map((name) => row[name])]),
    ['all', ...COLUMNS.map((name) => sumOf(rows, name))],
  ];
  return lines.map((cells) => cells.map((cell) => String(cell).padEnd(11)).join('')).join('\n');
}

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

/** Questions, as counted. `answerable` and `others` are how many there are. */
export interface Figures {
  language: string;
  answerable: number;
  others: number;
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

export async function measure(language: string): Promise<Figures> {
  const corpus = readCorpus(language);
  const { find, close } = await openCorpus(filesOf(corpus));
  const plain = wordSearch(corpus);
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const segmented = wordSearch(corpus, (text) =>
    [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment.toLowerCase()] : [])),
  );
  const figures: Figures = {
    language,
    answerable: 0,
    others: 0,
    rightFirst: 0,
    firstQuote: 0,
    kept: 0,
    refused: 0,
    miniSearch: 0,
    segmented: 0,
    misses: [],
  };
  for (const [question, article, answer] of corpus.questions) {
    const { evidence, verdict } = await find(question);
    const quote = textsOf(evidence)[0] ?? '';
    const miss = (what: string) =>
      figures.misses.push(`${what} ${verdict.confidence} ${question} | ${quote} | ${verdict.missingWords}`);
    if (article === null) {
      figures.others++;
      if (verdict.isEnough) miss('kept');
      else figures.refused++;
      continue;
    }
    figures.answerable++;
    if (evidence.articles[0]?.meta.path === `${article}.md`) figures.rightFirst++;
    else miss('article');
    if (quote.includes(answer)) figures.firstQuote++;
    else miss('quote');
    if (verdict.isEnough) figures.kept++;
    else miss('refused');
    if (plain(question) === article) figures.miniSearch++;
    if (segmented(question) === article) figures.segmented++;
  }
  close();
  return figures;
}

/** The number of the article that MiniSearch puts first. */
function wordSearch({ articles }: Corpus, tokenize?: (text: string) => string[]) {
  const index = new MiniSearch({ fields: ['title', 'body'], ...(tokenize && { tokenize }) });
  index.addAll(articles.map(([title, body], id) => ({ id, title, body })));
  return (question: string): number | undefined => index.search(question)[0]?.id;
}

const COLUMNS = [
  'language',
  'rightFirst',
  'firstQuote',
  'kept',
  'refused',
  'miniSearch',
  'segmented',
] as const satisfies readonly (keyof Figures)[];

/** One row for each language, and their sum. */
export function tableOf(rows: readonly Figures[]): string {
  const sum = (name: (typeof COLUMNS)[number]) =>
    name === 'language' ? 'all' : rows.reduce((total, row) => total + row[name], 0);
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name])), COLUMNS.map(sum)];
  return lines.map((cells) => cells.map((cell) => String(cell).padEnd(11)).join('')).join('\n');
}

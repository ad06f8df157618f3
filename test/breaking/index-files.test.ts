/**
 * Breaks the files of an index as disks, copies and hands do, asks the program, and lets it mend them. LONG_FUZZ=2000 says how
 * often, and BREAK_SEED=n repeats a run, whose seed is printed.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, openFolderApp, runReindex } from '../../src/compose.js';
import { NoIndexError, UserError } from '../../src/core/errors.js';
import type { Article } from '../../src/core/types.js';
import { listCorpus } from '../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../src/corpus/read-file.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { damage } from './mutations.js';
import { QUESTIONS, TOWN } from './town-articles.js';

const RUNS = process.env.LONG_FUZZ ? Math.max(2000, Number(process.env.LONG_FUZZ) || 0) : 15;
const SEED = Number(process.env.BREAK_SEED ?? Date.now() % 1_000_000_000);
/** A reply that takes longer never comes. */
const HANGS_AFTER_MS = 20_000;

type Outcome = 'same' | 'old version' | 'left out' | 'refused' | `WRONG: ${string}`;

const olderTown = (): Record<string, string> => {
  const { 'norrby.md': norrby, 'kilby.md': _, ...rest } = TOWN;
  return { ...rest, 'norrby.md': norrby.replace('It cost 4 million', 'It cost 9 million') };
};

async function readArticles(corpusDir: string): Promise<Map<string, Article>> {
  const articles = new Map<string, Article>();
  for (const file of (await listCorpus(corpusDir)).files)
    for await (const item of readCorpusFile(file)) if ('article' in item) articles.set(item.article.id, item.article);
  return articles;
}

const withinTime = <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('hangs')), HANGS_AFTER_MS);
  });
  return Promise.race([work, hang]).finally(() => clearTimeout(timer));
};

/** All that people see: answers, what is found, the list of articles. The version's number says nothing about them. */
async function everythingSeen(app: App) {
  const answers = [];
  for (const question of QUESTIONS) {
    const { trace, ...answer } = await app.ask({ question });
    answers.push({ ...answer, trace: { ...trace, indexVersion: 0 } });
  }
  const found = await app.search({ question: 'bridge' });
  return {
    answers,
    found: found.map(({ article: { key: _, ...article }, ...hit }) => ({ article, ...hit })),
    articles: (await app.articles()).map(({ key: _, ...article }) => article),
  };
}
type Seen = Awaited<ReturnType<typeof everythingSeen>>;

/** What is seen and stands in no file of the corpus as it is shown. */
function notInCorpus({ answers, articles }: Seen, corpora: Map<string, Article>[]): string[] {
  const stands = (id: string, check: (article: Article) => boolean) =>
    corpora.some((corpus) => {
      const article = corpus.get(id);
      return article !== undefined && check(article);
    });
  const citations = answers.flatMap(({ citations, draft }) => [...citations, ...(draft?.citations ?? [])]);
  const quotes = citations.filter(
    ({ articleId, field, quote, start, end, title, source, publishedAt, url }) =>
      !stands(
        articleId,
        (article) =>
          (field === 'title' ? article.title : article.body).slice(start, end) === quote &&
          ([article.title, article.source, article.publishedAt, article.url] as unknown[]).every(
            (value, i) => value === [title, source, publishedAt, url][i],
          ),
      ),
  );
  const listed = articles.filter(
    ({ id, title, source, publishedAt, url }) =>
      !stands(
        id,
        (article) =>
          article.title === title &&
          article.source === source &&
          article.publishedAt === publishedAt &&
          article.url === url,
      ),
  );
  return [...quotes.map(({ quote }) => quote), ...listed.map(({ id }) => id)];
}

describe('an index whose files are broken', () => {
  let config: { corpusDir: string; dataDir: string };
  let sound: string[];
  let older: string;
  let corpora: Map<string, Article>[];
  let wanted: string;
  let wantedOlder: string;

  beforeAll(async () => {
    const town = makeIndexFolder(olderTown());
    const { root, corpusDir, dataDir } = town;
    const [settled, live] = [join(root, 'settled'), join(root, 'live')];
    older = join(root, 'older');
    config = { corpusDir, dataDir: join(root, 'broken') };
    await town.reindex();
    cpSync(dataDir, older, { recursive: true });
    corpora = [await readArticles(corpusDir)];
    // A reader keeps the log of the second version from being folded into the database.
    const app = town.open();
    wantedOlder = JSON.stringify(await everythingSeen(app));
    town.write(TOWN);
    await town.reindex();
    corpora.unshift(await readArticles(corpusDir));
    cpSync(dataDir, live, { recursive: true });
    wanted = JSON.stringify(await everythingSeen(app));
    app.close();
    cpSync(dataDir, settled, { recursive: true });
    sound = [settled, live];
  });

  const warnings: string[] = [];
  /** What asking comes to. */
  async function ask(): Promise<Outcome> {
    warnings.length = 0;
    let app: App | undefined;
    try {
      app = openFolderApp({ config, warn: (sentence) => warnings.push(sentence) });
      const seen = await withinTime(everythingSeen(app));
      const text = JSON.stringify(seen);
      if (text === wanted) return 'same';
      if (text === wantedOlder) return 'old version';
      const strange = notInCorpus(seen, corpora);
      if (strange.length > 0) return `WRONG: shows ${strange[0]}`;
      return warnings.some((sentence) => /left out/.test(sentence))
        ? 'left out'
        : 'WRONG: other answers without a word';
    } catch (error) {
      if (error instanceof NoIndexError) return 'refused';
      if (error instanceof UserError) return `WRONG: refused as ${error.code}`;
      return `WRONG: ${error instanceof Error ? `${error.name} ${error.message}` : error}`;
    } finally {
      app?.close();
    }
  }

  it(`says nothing wrong, and is right again after the next re-index, ${RUNS} times`, async () => {
    const outcomes: Record<string, number> = {};
    const wrong: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      rmSync(config.dataDir, { recursive: true, force: true });
      cpSync(sound[run % sound.length], config.dataDir, { recursive: true });
      const what = damage(config.dataDir, older, SEED + run);
      const outcome = await ask();
      outcomes[outcome.replace(/^WRONG: .*/, 'wrong')] = (outcomes[outcome.replace(/^WRONG: .*/, 'wrong')] ?? 0) + 1;
      if (outcome.startsWith('WRONG')) wrong.push(`BREAK_SEED=${SEED + run} (${what}) ${outcome}`);
      const mended = await withinTime(runReindex(config, {})).then(ask, (error) => `WRONG: ${error}`);
      if (mended !== 'same') wrong.push(`BREAK_SEED=${SEED + run} (${what}) after the re-index: ${mended}`);
    }
    console.info(`BREAK_SEED=${SEED}: ${JSON.stringify(outcomes)}`);
    expect(wrong).toEqual([]);
    // The damage is such that it would be seen.
    expect(outcomes.refused).toBeGreaterThan(RUNS / 20);
  }, 3_600_000);
});

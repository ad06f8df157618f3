/** Footnote as a contender: an index of its own in a folder, made and asked as the product does it, by the built-in models. */
import { type App, openFolderApp, runReindex } from '../compose.js';
import type { ReindexProgress } from '../flows/reindex.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Contender } from './ask-in-turns.js';
import { cpuMsSince } from './figures.js';
import type { GivenPassage } from './peer.js';
import type { MadeIndex } from './report.js';

/** So many articles everybody is asked for. */
export const TOP = 10;

export interface MadeFootnote {
  app: App;
  /** `ms` from when the articles were read until the index could be asked. */
  made: Required<MadeIndex>;
}

/** Throws as a re-index does: UserError for a corpus that is missing or empty. */
export async function makeFootnote(
  corpusDir: string,
  dataDir: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: ReindexProgress) => void },
): Promise<MadeFootnote> {
  let readMs = performance.now();
  let readCpu = process.cpuUsage();
  await runReindex(
    { corpusDir, dataDir },
    {
      owner: 'footnote bench',
      signal,
      onProgress: (progress) => {
        if (progress.phase === 'reading') {
          readMs = performance.now();
          readCpu = process.cpuUsage();
        }
        onProgress?.(progress);
      },
    },
  );
  const ms = performance.now() - readMs;
  const cpuMs = cpuMsSince(readCpu);
  const app = openFolderApp({ config: { corpusDir, dataDir } });
  const { bytes } = await app.index.status();
  return { app, made: { ms, cpuMs, bytes: bytes.database + bytes.segments } };
}

/** All passages of the index, for those who are to find the same. */
export function passagesOf(index: SearchIndex): Promise<GivenPassage[]> {
  return index.read((snapshot) =>
    snapshot.segments.flatMap(({ words, articles }) =>
      articles.flatMap((article, ordinal) => {
        if (!article) return [];
        const body = snapshot.content(article).body;
        const first = words.articleFirstPassage[ordinal];
        const count = words.articleFirstPassage[ordinal + 1] - first;
        return Array.from({ length: count }, (_, i) => {
          const { start, end } = words.passageSpan(first + i);
          return { article: article.id, title: article.title, text: body.slice(start, end) };
        });
      }),
    ),
  );
}

export const searchContender = ({ search }: App): Contender => ({
  name: 'Footnote, search',
  ask: async (question) => (await search({ question }, { top: TOP })).map(({ article }) => article.id),
});

/** Reads the ten best articles, chooses sentences, judges and verifies; an answer ranks no articles. */
export const answerContender = ({ ask }: App): Contender => ({
  name: 'Footnote, whole answer',
  ask: async (question) => void (await ask({ question })),
});

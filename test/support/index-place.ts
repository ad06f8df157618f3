/** A corpus folder whose index lives in a database, or in a folder, driven through the same doors as the commands. */
import { join } from 'node:path';
import { type App, type Folders, openApp, runReindex } from '../../src/compose.js';
import type { DatabaseConfig } from '../../src/config.js';
import { NoIndexError } from '../../src/core/errors.js';
import type { ReindexRequest } from '../../src/flows/reindex.js';
import { type IndexFolder, makeIndexFolder } from './index-folder.js';

export interface IndexPlace extends Pick<IndexFolder, 'write' | 'remove'> {
  config: Folders;
  reindex(options?: ReindexRequest): ReturnType<typeof runReindex>;
  open(): Promise<App>;
  /** Opens the index, looks, and closes it. */
  look<T>(use: (app: App) => Promise<T>): Promise<T>;
}

/** `corpus` is a folder of articles that are there already, in place of files to write. */
export function makeIndexPlace(
  files: Record<string, string | Buffer>,
  database?: DatabaseConfig,
  corpus?: string,
): IndexPlace {
  const folder = makeIndexFolder(files);
  const config = {
    corpusDir: corpus ?? folder.corpusDir,
    dataDir: join(folder.root, 'data'),
    ...(database && { database }),
  };
  const open = () => openApp({ config });
  return {
    config,
    write: folder.write,
    remove: folder.remove,
    reindex: (options = {}) => runReindex(config, options),
    open,
    look: async (use) => {
      const app = await open();
      try {
        return await use(app);
      } finally {
        await app.close();
      }
    },
  };
}

/** All that questions can see of an index, as fingerprint() in index-folder.ts, wherever it lives. */
export async function lookAtIndex(place: IndexPlace, questions: string[]): Promise<string> {
  try {
    return await place.look(async (app) => {
      const articles = await app.index.read((snapshot) =>
        [...snapshot.articles()].map((article) => [article.id, article.path, snapshot.content(article).body]).sort(),
      );
      const found: unknown[] = [];
      for (const question of questions) {
        found.push((await app.search({ question })).map(({ article, score, passage }) => [article.id, score, passage]));
        const answer = await app.ask({ question });
        found.push({ ...answer, trace: { ...answer.trace, indexVersion: 0 } });
      }
      return JSON.stringify([articles, found], (name, value) => (name === 'key' ? undefined : value));
    });
  } catch (error) {
    if (error instanceof NoIndexError) return 'no index';
    throw error;
  }
}

/** A corpus folder with an index beside it, driven in this process through the same doors as the commands. */
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, openFolderApp, runReindex } from '../../src/compose.js';
import { type ModelsConfig, readConfig } from '../../src/config.js';
import { NoIndexError } from '../../src/core/errors.js';
import type { ReindexRequest } from '../../src/flows/reindex.js';
import { makeFolder } from './run-footnote.js';

/** A time well in the past, so that files don't look as if they had been changed a moment ago. */
let clockSeconds = 1_600_000_000;

export interface IndexFolder {
  root: string;
  corpusDir: string;
  dataDir: string;
  write(files: Record<string, string | Buffer>): void;
  remove(...paths: string[]): void;
  reindex(options?: ReindexRequest): ReturnType<typeof runReindex>;
  /** The same folders with other models. */
  with(models: Partial<ModelsConfig>): Pick<IndexFolder, 'open' | 'reindex'>;
  open(warn?: (sentence: string) => void): App;
}

export function makeIndexFolder(
  files: Record<string, string | Buffer> = {},
  models?: Partial<ModelsConfig>,
): IndexFolder {
  const root = makeFolder({
    'corpus/.keep': '',
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`corpus/${name}`, content])),
  });
  const config = {
    corpusDir: join(root, 'corpus'),
    dataDir: join(root, 'data'),
    ...(models && { models: { ...readConfig({}).models, ...models } }),
  };
  const write = (changed: Record<string, string | Buffer>) => {
    for (const [name, content] of Object.entries(changed)) {
      writeFileSync(join(config.corpusDir, name), content);
      utimesSync(join(config.corpusDir, name), clockSeconds, clockSeconds);
      clockSeconds += 10;
    }
  };
  write(files);
  return {
    root,
    ...config,
    write,
    remove: (...paths) => {
      for (const path of paths) rmSync(join(config.corpusDir, path));
    },
    reindex: (options = {}) => runReindex(config, options),
    with: (other) => {
      const changed = { ...config, models: { ...readConfig({}).models, ...other } };
      return {
        open: (warn) => openFolderApp({ config: changed, warn }),
        reindex: (options = {}) => runReindex(changed, options),
      };
    },
    open: (warn) => openFolderApp({ config, warn }),
  };
}

/** All that questions can see of an index: its articles word for word, and what searches and answers give. */
export async function fingerprint(open: () => App, questions: string[]): Promise<string> {
  let app: App | undefined;
  try {
    app = open();
    const articles = await app.index.read((snapshot) =>
      [...snapshot.articles()].map((article) => [article.id, article.path, snapshot.content(article).body]).sort(),
    );
    const found: unknown[] = [];
    for (const question of questions) {
      found.push((await app.search({ question })).map(({ article, score, passage }) => [article.id, score, passage]));
      const answer = await app.ask({ question });
      // The same articles may be reached in one version or in many; the number says nothing about an answer.
      found.push({ ...answer, trace: { ...answer.trace, indexVersion: 0 } });
    }
    return JSON.stringify([articles, found]);
  } catch (error) {
    if (error instanceof NoIndexError) return 'no index';
    throw error;
  } finally {
    app?.close();
  }
}

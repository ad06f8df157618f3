/** Test helpers: a corpus folder from a table of files, and everything that is read from it. */
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Article, Skipped } from '../../src/core/types.js';
import type { CorpusLimits } from '../../src/corpus/limits.js';
import { listCorpus } from '../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../src/corpus/read-file.js';

/** A new folder with these files; gone when the test is. */
export async function makeFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'footnote-corpus-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await fs.writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** All articles and reasons of a corpus, in order. */
export async function readFolder(
  root: string,
  limits: Partial<CorpusLimits> = {},
): Promise<{ articles: Article[]; skipped: Skipped[] }> {
  const listing = await listCorpus(root);
  const articles: Article[] = [];
  const skipped = [...listing.skipped];
  for (const file of listing.files) {
    for await (const item of readCorpusFile(file, { limits })) {
      if ('article' in item) articles.push(item.article);
      else skipped.push(item.skipped);
    }
  }
  return { articles, skipped };
}

export async function readFiles(files: Record<string, string | Uint8Array>, limits: Partial<CorpusLimits> = {}) {
  return readFolder(await makeFolder(files), limits);
}

/** The one article of a file. */
export async function readOne(name: string, content: string | Uint8Array): Promise<Article> {
  const { articles, skipped } = await readFiles({ [name]: content });
  if (articles.length !== 1 || skipped.length > 0)
    throw new Error(`expected one article, got ${articles.length}, and ${JSON.stringify(skipped)}`);
  return articles[0]!;
}

/** A data folder with sources, without pauses and with short bounds; and what was fetched, read as the corpus is. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Article } from '../../src/core/types.js';
import { fetchedDirOf } from '../../src/corpus/fetched-dir.js';
import { listCorpus } from '../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../src/corpus/read-file.js';
import { openSources, type Sources, type SourcesOptions } from '../../src/sources/sources.js';
import { makeFolder } from '../support/run-footnote.js';

export const NOW_MS = Date.parse('2026-11-30T12:00:00Z');

export interface TestSources extends Sources {
  dataDir: string;
  file: string;
  /** What was fetched, by its path below `fetched/`. */
  articles(): Promise<Article[]>;
}

export function openTestSources(yaml: string, options: Partial<SourcesOptions> = {}): TestSources {
  const folder = makeFolder({ 'sources.yaml': yaml });
  const [file, dataDir] = [join(folder, 'sources.yaml'), options.dataDir ?? join(folder, 'data')];
  const sources = openSources({
    file,
    dataDir,
    fetchPrivate: true,
    nowMs: () => NOW_MS,
    ...options,
    fetching: { pauseMs: 0, connectMs: 2_000, silentMs: 2_000, wholeMs: 5_000, ...options.fetching },
  });
  onTestFinished(() => sources.close());
  return Object.assign(sources, { dataDir, file, articles: () => readFetched(dataDir) });
}

export async function readFetched(dataDir: string): Promise<Article[]> {
  const articles: Article[] = [];
  const listing = await listCorpus(fetchedDirOf(dataDir));
  for (const file of listing.files)
    for await (const item of readCorpusFile(file)) {
      if ('skipped' in item) throw new Error(`${item.skipped.path}: ${item.skipped.reason}`);
      articles.push(item.article);
    }
  return articles;
}

export const oneSource = (kind: string, address: string, more = ''): string =>
  `- name: desk\n  kind: ${kind}\n  address: ${address}\n${more}`;

/** The articles that are shipped: short briefs of our own, ready to be asked about. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Article, Skipped } from '../src/core/types.js';
import { listCorpus } from '../src/corpus/list-corpus.js';
import { readCorpusFile } from '../src/corpus/read-file.js';

const CORPUS = fileURLToPath(new URL('../corpus', import.meta.url));

const articles: Article[] = [];
const skipped: Skipped[] = [];
/** The files as they stand in the folder, whatever the program makes of them. */
const paths = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

beforeAll(async () => {
  const listing = await listCorpus(CORPUS);
  skipped.push(...listing.skipped);
  for (const file of listing.files) {
    for await (const item of readCorpusFile(file)) {
      if ('skipped' in item) skipped.push(item.skipped);
      else articles.push(item.article);
    }
  }
});

/** Those articles of which something is not so, by path. */
const pathsWhere = (isWrong: (article: Article) => boolean) => articles.filter(isWrong).map(({ path }) => path);
const hasFrontMatter = (file: string) => readFileSync(file, 'utf8').startsWith('---\n');
const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length;

describe('the shipped corpus', () => {
  it('has at least thirty files, each of which becomes one article', () => {
    expect(paths.length).toBeGreaterThanOrEqual(30);
    expect(skipped).toEqual([]);
    expect(articles).toHaveLength(paths.length);
    expect(new Set(articles.map(({ id }) => id)).size).toBe(paths.length);
  });

  it('lies in several folders', () => {
    expect(new Set(articles.map(({ path }) => path.split('/')[0])).size).toBeGreaterThan(2);
    expect(pathsWhere(({ path }) => !path.includes('/'))).toEqual([]);
  });

  it('has bodies of 150 to 400 words', () => {
    expect(pathsWhere(({ body }) => wordsOf(body) < 150 || wordsOf(body) > 400)).toEqual([]);
  });

  it('has front matter with title, source and date in most files, and a few without', () => {
    const without = paths.filter((file) => !hasFrontMatter(file));
    expect(without.length).toBeGreaterThanOrEqual(3);
    expect(without.length).toBeLessThan(paths.length / 4);
    for (const file of paths.filter(hasFrontMatter)) {
      const head = readFileSync(file, 'utf8').split('\n---\n')[0];
      for (const field of ['title', 'source', 'published_at'])
        expect(head, file).toMatch(new RegExp(`^${field}: \\S`, 'm'));
    }
  });

  it('names the Footnote desk as the source wherever a source is named', () => {
    expect(new Set(articles.map(({ source }) => source))).toEqual(new Set(['Footnote desk', undefined]));
  });

  it('has real ISO days for dates', () => {
    const isDay = (text: string) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
    expect(pathsWhere(({ publishedAt }) => publishedAt !== undefined && !isDay(publishedAt))).toEqual([]);
  });

  it('names no address: the briefs stand nowhere else, so no page holds the words that are quoted', () => {
    expect(pathsWhere(({ url }) => url !== undefined)).toEqual([]);
    for (const file of paths) expect(readFileSync(file, 'utf8'), file).not.toMatch(/https?:|^url:/m);
  });

  it('has a title for each article, and no two the same', () => {
    expect(pathsWhere(({ title }) => title.trim().length < 10)).toEqual([]);
    expect(new Set(articles.map(({ title }) => title)).size).toBe(articles.length);
  });
});

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runReindex } from '../../src/compose.js';
import { createCorpusEditor } from '../../src/flows/edit-corpus.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { type IndexFolder, makeIndexFolder } from '../support/index-folder.js';

function put(dataDir: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(dataDir, 'fetched', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

async function idsOf(folder: Pick<IndexFolder, 'open'>): Promise<string[]> {
  const app = folder.open();
  try {
    return await app.index.read((snapshot) => [...snapshot.articles()].map(({ id }) => id).sort());
  } finally {
    await app.close();
  }
}

describe('what was fetched', () => {
  it('is indexed beside the corpus under its source’s name, and not what is hidden there', async () => {
    const folder = makeIndexFolder({ 'library.txt': PLAIN });
    put(folder.dataDir, { 'desk/ferry.md': FERRY, 'town/deep/bakery.md': BAKERY, '.state/desk.json': '{"body":"no"}' });
    expect(await folder.reindex({ dryRun: true })).toMatchObject({ added: 3, skipped: [] });
    expect(await folder.reindex()).toMatchObject({ added: 3, skipped: [] });
    expect(await idsOf(folder)).toEqual(['fetched/desk/ferry.md', 'fetched/town/deep/bakery.md', 'library.txt']);
    put(folder.dataDir, { 'desk/ferry.md': FERRY.replace('40,000', '50,000') });
    rmSync(join(folder.dataDir, 'fetched/town/deep/bakery.md'));
    expect(await folder.reindex()).toMatchObject({ changed: 1, removed: 1, unchanged: 1 });
  });

  it('stays where its folder is not on this machine, also over another corpus and in a rebuild, and goes where it is empty', async () => {
    const folder = makeIndexFolder({ 'library.txt': PLAIN });
    put(folder.dataDir, { 'desk/ferry.md': FERRY, 'town/bakery.md': BAKERY });
    await folder.reindex();
    const fetched = join(folder.dataDir, 'fetched');
    renameSync(fetched, `${fetched}-away`);
    const stays = {
      articles: 3,
      removed: 0,
      skipped: [
        {
          path: 'fetched/desk',
          reason: expect.stringMatching(/not in the data folder here.* Its article stays as it was\./),
        },
        { path: 'fetched/town', reason: expect.any(String) },
      ],
    };
    expect(await folder.reindex()).toMatchObject(stays);
    expect(await folder.reindex({ full: true })).toMatchObject(stays);
    const other = join(folder.root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'one.txt'), 'A lighthouse keeper retired after forty years.');
    const config = { corpusDir: other, dataDir: folder.dataDir };
    expect(await runReindex(config, {})).toMatchObject({ articles: 3, added: 1, removed: 1, skipped: [{}, {}] });
    expect(await idsOf(folder)).toEqual(['fetched/desk/ferry.md', 'fetched/town/bakery.md', 'one.txt']);
    mkdirSync(join(fetched, 'desk'), { recursive: true });
    expect(await runReindex(config, {})).toMatchObject({ removed: 1, skipped: [{ path: 'fetched/town' }] });
    expect(await idsOf(folder)).toEqual(['fetched/town/bakery.md', 'one.txt']);
  });

  it('is enough of a corpus, but no reason to let a corpus go that was there', async () => {
    const folder = makeIndexFolder();
    await expect(folder.reindex()).rejects.toMatchObject({ code: 'corpus-empty' });
    put(folder.dataDir, { 'desk/ferry.md': FERRY });
    expect(await folder.reindex()).toMatchObject({ added: 1 });
    folder.write({ 'library.txt': PLAIN });
    expect(await folder.reindex()).toMatchObject({ added: 1, articles: 2 });
    folder.remove('library.txt');
    await expect(folder.reindex()).rejects.toMatchObject({ code: 'corpus-empty', message: /2 articles is kept/ });
    expect(await folder.reindex({ allowEmpty: true })).toMatchObject({ removed: 1, articles: 1 });
  });

  it('gives way to a file of the same path in the corpus, and says so', async () => {
    const folder = makeIndexFolder();
    mkdirSync(join(folder.corpusDir, 'fetched/desk'), { recursive: true });
    folder.write({ 'fetched/desk/a.txt': PLAIN });
    put(folder.dataDir, { 'desk/a.txt': 'Another text of the same name.', 'desk/b.md': FERRY });
    expect(await folder.reindex()).toMatchObject({
      added: 2,
      skipped: [
        { path: 'fetched/desk/a.txt', reason: expect.stringMatching(/The corpus has a file of this path itself/) },
      ],
    });
  });

  it('is read once where the data folder lies in the corpus', async () => {
    const folder = makeIndexFolder({ 'library.txt': PLAIN });
    const dataDir = join(folder.corpusDir, 'data');
    put(dataDir, { 'desk/ferry.md': FERRY });
    expect(await runReindex({ corpusDir: folder.corpusDir, dataDir }, {})).toMatchObject({ articles: 2, skipped: [] });
  });

  it('is not taken out of the index by hand, since it would come back', async () => {
    const { corpusDir, dataDir } = makeIndexFolder();
    put(dataDir, { 'desk/ferry.md': FERRY });
    const editor = createCorpusEditor({ corpusDir, dataDir });
    await expect(editor.remove('1', { path: 'fetched/desk/ferry.md' })).rejects.toMatchObject({
      code: 'fetched',
      message: /fetched from the source desk/,
    });
  });
});

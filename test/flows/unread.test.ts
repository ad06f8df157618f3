import { promises as fs, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runReindex } from '../../src/compose.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { makeIndexFolder } from '../support/index-folder.js';

/** A folder that is reached through a link, as one that is mounted is. */
async function makeLinked() {
  const folder = makeIndexFolder({ 'library.txt': PLAIN });
  const store = join(folder.corpusDir, '.store');
  mkdirSync(store);
  folder.write({ '.store/ferry.md': FERRY, '.store/bakery.md': BAKERY });
  const link = join(folder.corpusDir, 'linked');
  symlinkSync(store, link);
  expect(await folder.reindex()).toMatchObject({ added: 3, skipped: [] });
  return { folder, store, link };
}

/** The system refuses `operation` on this path until the test ends. */
function refuse(operation: 'readdir' | 'open', refused: string, code: string): void {
  const original = fs[operation];
  const replacement = (path: string, ...rest: unknown[]) =>
    path === refused
      ? Promise.reject(Object.assign(new Error(`${code}: refused`), { code }))
      : (original as (...given: unknown[]) => unknown)(path, ...rest);
  Object.assign(fs, { [operation]: replacement });
  onTestFinished(() => void Object.assign(fs, { [operation]: original }));
}

describe('what can’t be read of the corpus', () => {
  it('stays in the index, is reported, and goes when it was seen to be gone', async () => {
    const { folder, store, link } = await makeLinked();
    renameSync(store, `${store}-away`);
    expect(await folder.reindex()).toMatchObject({
      ...{ articles: 3, removed: 0, unchanged: 3 },
      skipped: [
        {
          path: 'linked',
          reason: "The link can't be followed: there is nothing there. Its 2 articles stay as they were.",
        },
      ],
    });
    rmSync(link);
    expect(await folder.reindex()).toMatchObject({ articles: 1, removed: 2, skipped: [] });
  });

  it('stays where a link leads to itself for one run, and is read again after it', async () => {
    const { folder, store, link } = await makeLinked();
    rmSync(link);
    symlinkSync('linked', link);
    expect(await folder.reindex()).toMatchObject({ articles: 3, removed: 0 });
    rmSync(link);
    symlinkSync(store, link);
    folder.write({ '.store/ferry.md': FERRY.replace('40,000', '50,000') });
    expect(await folder.reindex()).toMatchObject({ articles: 3, changed: 1, skipped: [] });
  });

  it('stays where a folder may not be opened', async () => {
    const folder = makeIndexFolder({ 'library.txt': PLAIN });
    mkdirSync(join(folder.corpusDir, 'shut', 'deep'), { recursive: true });
    folder.write({ 'shut/ferry.md': FERRY, 'shut/deep/bakery.md': BAKERY });
    await folder.reindex();
    refuse('readdir', join(folder.corpusDir, 'shut'), 'EACCES');
    expect(await folder.reindex()).toMatchObject({
      ...{ articles: 3, removed: 0 },
      skipped: [{ path: 'shut', reason: expect.stringMatching(/not permitted\. Its 2 articles stay/) }],
    });
  });

  it('stays where the whole corpus may not be opened', async () => {
    const folder = makeIndexFolder({ 'library.txt': PLAIN });
    await folder.reindex();
    refuse('readdir', folder.corpusDir, 'EACCES');
    expect(await folder.reindex()).toMatchObject({ articles: 1, removed: 0, skipped: [{ path: '.' }] });
  });

  it('stays where a changed file may not be opened, which is read by the next run', async () => {
    const folder = makeIndexFolder({ 'library.txt': PLAIN, 'ferry.md': FERRY });
    await folder.reindex();
    folder.write({ 'ferry.md': FERRY.replace('40,000', '50,000') });
    const original = fs.open;
    refuse('open', join(folder.corpusDir, 'ferry.md'), 'EIO');
    expect(await folder.reindex()).toMatchObject({
      articles: 2,
      removed: 0,
      changed: 0,
      skipped: [{ path: 'ferry.md' }],
    });
    Object.assign(fs, { open: original });
    expect(await folder.reindex()).toMatchObject({ articles: 2, changed: 1, skipped: [] });
  });

  it('doesn’t keep what is somewhere else by now', async () => {
    const { folder, store } = await makeLinked();
    renameSync(join(store, 'ferry.md'), join(folder.corpusDir, 'ferry.md'));
    renameSync(store, `${store}-away`);
    // The path is the id here, so the moved file is another article; the one that can't be seen stays beside it.
    expect(await folder.reindex()).toMatchObject({ articles: 4, added: 1, removed: 0 });
  });

  it('goes with the corpus that it belonged to', async () => {
    const { folder, link } = await makeLinked();
    const other = makeIndexFolder({ 'bakery.md': BAKERY });
    rmSync(link);
    symlinkSync('linked', join(other.corpusDir, 'linked'));
    expect(await runReindex({ corpusDir: other.corpusDir, dataDir: folder.dataDir }, {})).toMatchObject({
      articles: 1,
    });
  });
});

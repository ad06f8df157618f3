import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFolder } from '../../src/sources/watch-folder.js';
import { makeFolder } from '../support/run-footnote.js';
import { oneSource, openTestSources } from './read-fetched.js';

describe('a local folder', () => {
  it('is copied as it is, file by file that changed', async () => {
    const notes = makeFolder({
      'a.md': '# Alpha\n\nText.',
      'deep/b.txt': 'Beta.',
      '.hidden.md': 'x',
      'x.bin': 'x',
      'c.txt': 'Gamma.',
    });
    symlinkSync('/etc/passwd', join(notes, 'out.txt'));
    const sources = openTestSources(oneSource('folder', notes));
    expect(await sources.refresh('desk')).toMatchObject({ added: 3, skipped: [{ path: 'out.txt' }] });
    expect((await sources.articles()).map(({ id }) => id)).toEqual(['desk/a.md', 'desk/c.txt', 'desk/deep/b.txt']);
    writeFileSync(join(notes, 'a.md'), '# Alpha\n\nText anew.');
    unlinkSync(join(notes, 'c.txt'));
    expect(await sources.refresh('desk')).toMatchObject({ added: 0, updated: 1, removed: 0, unchanged: 1 });
    expect(await sources.articles()).toHaveLength(3);
  });

  it('that is mirrored loses what is gone, and nothing while it is away or empty', async () => {
    const notes = makeFolder({ 'a.md': 'Alpha.', 'b.md': 'Beta.', 'c.md': 'Gamma.' });
    const sources = openTestSources(oneSource('folder', notes, '  mirror: true\n'));
    await sources.refresh('desk');
    renameSync(notes, `${notes}-away`);
    expect(await sources.refresh('desk')).toMatchObject({ removed: 0, error: /no folder at/ });
    mkdirSync(notes);
    expect(await sources.refresh('desk')).toMatchObject({ removed: 0, skipped: [{ reason: /came back empty/ }] });
    rmSync(notes, { recursive: true });
    renameSync(`${notes}-away`, notes);
    unlinkSync(join(notes, 'b.md'));
    expect(await sources.refresh('desk')).toMatchObject({ removed: 1, unchanged: 2 });
  });

  it('is refused where its copies would be copied again', async () => {
    const around = makeFolder({ 'a.md': 'Alpha.' });
    const sources = openTestSources(oneSource('folder', around), { dataDir: join(around, 'data') });
    expect(await sources.refresh('desk')).toMatchObject({ added: 0, error: /apart from DATA_DIR/ });
  });
});

describe('watching', () => {
  const untilTold = async (folder: string, change: () => void, options = {}) => {
    let told = () => {};
    const isTold = new Promise<void>((resolve) => (told = resolve));
    const end = await watchFolder(folder, told, { settledMs: 20, ...options });
    onTestFinished(end);
    change();
    await isTold;
  };

  it('tells of files that are added, changed and removed, at any depth', async () => {
    const folder = makeFolder({ 'deep/a.md': 'Alpha.' });
    await untilTold(folder, () => writeFileSync(join(folder, 'deep/b.md'), 'Beta.'));
    await untilTold(folder, () => writeFileSync(join(folder, 'deep/a.md'), 'Alpha anew.'));
    await untilTold(folder, () => rmSync(join(folder, 'deep'), { recursive: true }));
  });

  it('tells a source of whose folder it is', async () => {
    const notes = makeFolder({ 'a.md': 'Alpha.' });
    const sources = openTestSources(oneSource('folder', notes), { settledMs: 20 });
    const names: string[] = [];
    let told = () => {};
    const isTold = new Promise<void>((resolve) => (told = resolve));
    const end = await sources.watch((name) => {
      names.push(name);
      told();
    });
    onTestFinished(end);
    writeFileSync(join(notes, 'b.md'), 'Beta.');
    await isTold;
    expect(names).toEqual(['desk']);
  });
});

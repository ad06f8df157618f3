import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCorpusEditor } from '../../src/flows/edit-corpus.js';
import { makeFolder } from '../support/run-footnote.js';

function createEditor(files: Record<string, string> = { 'corpus/a.txt': 'A ferry sank.' }) {
  const root = makeFolder(files);
  const folders = { corpusDir: join(root, 'corpus'), dataDir: join(root, 'data') };
  return { root, ...folders, editor: createCorpusEditor(folders) };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('an offer', () => {
  it('shows what the files would become, and leaves the corpus alone', async () => {
    const { editor, corpusDir } = createEditor();
    const offer = await editor.offer('one', [
      { name: 'new.md', bytes: bytes('---\ntitle: Red tower\n---\nThe tower is red.') },
      { name: 'bad.pdf', bytes: bytes('no pdf') },
    ]);
    expect(offer.articles.map(({ title }) => title)).toEqual(['Red tower']);
    expect(offer.skipped.map(({ path }) => path)).toEqual(['bad.pdf']);
    expect(readdirSync(corpusDir)).toEqual(['a.txt']);
  });

  it('is moved in once it is accepted, beside what is there already', async () => {
    const { editor, corpusDir } = createEditor();
    for (const id of ['one', 'two']) {
      await editor.offer(id, [{ name: 'tower.txt', bytes: bytes(`The tower is red, ${id}.`) }]);
      expect(await editor.accept(id)).toBe(1);
    }
    expect(readdirSync(join(corpusDir, 'added')).sort()).toEqual(['tower-2.txt', 'tower.txt']);
    expect(await editor.accept('two')).toBe(0);
  });

  it('that is declined leaves nothing', async () => {
    const { editor, dataDir } = createEditor();
    await editor.offer('one', [{ name: 'tower.txt', bytes: bytes('The tower is red.') }]);
    await editor.decline('one');
    expect(readdirSync(join(dataDir, 'incoming'))).toEqual([]);
    expect(await editor.accept('one')).toBe(0);
  });

  it.each([
    '../../evil.txt',
    '/etc/evil.txt',
    '.hidden.txt',
    '..',
    'a\0b.txt',
    'x'.repeat(300),
    '😀.txt',
    '',
  ])('named %j stays in its folder', async (name) => {
    const { editor, root, corpusDir } = createEditor();
    await editor.offer('../../out', [{ name, bytes: bytes('The tower is red.') }]);
    await editor.accept('../../out');
    expect(readdirSync(root).sort()).toEqual(['corpus', 'data']);
    expect(readdirSync(corpusDir).sort()).toEqual(['a.txt', 'added']);
    for (const made of readdirSync(join(corpusDir, 'added'))) expect(made).toMatch(/^[^.]/);
  });

  it('is refused where the corpus is one file', async () => {
    const root = makeFolder({ 'corpus.jsonl': '{"body":"A ferry sank."}\n' });
    const editor = createCorpusEditor({ corpusDir: join(root, 'corpus.jsonl'), dataDir: join(root, 'data') });
    await expect(editor.offer('one', [])).rejects.toMatchObject({ code: 'corpus-is-file' });
  });
});

describe('a removal', () => {
  it('can be undone, as long as its place is free', async () => {
    const { editor, corpusDir } = createEditor();
    const removal = await editor.remove('r1', { path: 'a.txt' });
    expect(readdirSync(corpusDir)).toEqual([]);
    writeFileSync(join(corpusDir, 'a.txt'), 'Another ferry.');
    await expect(editor.restore(removal)).rejects.toMatchObject({ code: 'place-taken' });
    expect(readFileSync(join(corpusDir, 'a.txt'), 'utf8')).toBe('Another ferry.');
    await editor.remove('r2', { path: 'a.txt' });
    await editor.restore(removal);
    expect(readFileSync(join(corpusDir, 'a.txt'), 'utf8')).toBe('A ferry sank.');
  });

  it('never takes a file with other articles in it, or one outside the corpus', async () => {
    const { editor, root, corpusDir } = createEditor({ 'corpus/many.jsonl': '{}', 'secret.txt': 'no' });
    await expect(editor.remove('r', { path: 'many.jsonl#2' })).rejects.toMatchObject({ code: 'shared-file' });
    await expect(editor.remove('r', { path: '../secret.txt' })).rejects.toMatchObject({ code: 'outside-corpus' });
    mkdirSync(join(corpusDir, 'sub'));
    symlinkSync(join(root, 'secret.txt'), join(corpusDir, 'sub', 'link.txt'));
    await editor.remove('r', { path: 'sub/link.txt' });
    expect(readFileSync(join(root, 'secret.txt'), 'utf8')).toBe('no');
  });
});

it('forgets offers and removals when their time is over', async () => {
  const { editor, dataDir } = createEditor();
  await editor.offer('one', [{ name: 'tower.txt', bytes: bytes('The tower is red.') }]);
  const { keptAt } = await editor.remove('r1', { path: 'a.txt' });
  await editor.tidy(Date.now() - 60_000);
  expect(existsSync(keptAt)).toBe(true);
  await editor.tidy(Date.now() + 60_000);
  expect(readdirSync(join(dataDir, 'removed'))).toEqual([]);
  expect(readdirSync(join(dataDir, 'incoming'))).toEqual([]);
});

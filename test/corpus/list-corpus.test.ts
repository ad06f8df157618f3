import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCorpus } from '../../src/corpus/list-corpus.js';
import { makeFolder, readFolder } from './read-folder.js';

const paths = async (root: string) => (await listCorpus(root)).files.map((file) => file.path);

describe('listCorpus', () => {
  it('lists articles in subfolders by path in code unit order, whatever the case of the extension', async () => {
    const root = await makeFolder({
      'b.txt': 'x',
      'a/z.MD': 'x',
      'a.jsonl.gz': 'x',
      'B.Html': 'x',
      'é.pdf': 'x',
      'a/b/c.docx': 'x',
      'a-b.json': 'x',
    });
    expect(await paths(root)).toEqual(['B.Html', 'a-b.json', 'a.jsonl.gz', 'a/b/c.docx', 'a/z.MD', 'b.txt', 'é.pdf']);
  });

  it('counts what is no article and passes over hidden names', async () => {
    const root = await makeFolder({
      'a.txt': 'x',
      'b.png': 'x',
      Makefile: 'x',
      'c.gz': 'x',
      '.hidden.txt': 'x',
      '.git/a.txt': 'x',
      txt: 'x',
    });
    const listing = await listCorpus(root);
    expect([listing.files.map((file) => file.path), listing.ignored, listing.skipped]).toEqual([['a.txt'], 4, []]);
  });

  it('takes one file as a corpus of its base name', async () => {
    const root = await makeFolder({ 'sub/a.txt': 'The text.' });
    expect((await readFolder(path.join(root, 'sub/a.txt'))).articles).toMatchObject([{ id: 'a.txt', path: 'a.txt' }]);
  });

  it('says which extensions there are when the one file has another', async () => {
    const root = await makeFolder({ 'a.png': 'x' });
    expect((await listCorpus(path.join(root, 'a.png'))).skipped).toMatchObject([
      { path: 'a.png', reason: expect.stringContaining('.jsonl.gz') },
    ]);
  });

  it('gives a file another stamp when its content changes, and the same when it does not', async () => {
    const root = await makeFolder({ 'a.txt': 'one' });
    const [before] = (await listCorpus(root)).files;
    expect((await listCorpus(root)).files[0]).toEqual(before);
    await fs.writeFile(path.join(root, 'a.txt'), 'two');
    expect((await listCorpus(root)).files[0]!.stamp).not.toBe(before!.stamp);
  });

  it('throws for people where there is nothing', async () => {
    await expect(listCorpus('/nowhere/at/all')).rejects.toMatchObject({
      name: 'UserError',
      code: 'corpus-missing',
      message: expect.stringContaining('/nowhere/at/all'),
    });
  });

  it('stops when told to', async () => {
    const root = await makeFolder({ 'a.txt': 'x' });
    await expect(listCorpus(root, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('links', () => {
  it('are followed inside the corpus, but what has a path of its own is read by it', async () => {
    const root = await makeFolder({
      'z/real.txt': 'The text.',
      '.store/hidden.txt': 'Another text.',
      '.store/more/deep.txt': 'A third text.',
    });
    await fs.symlink('z/real.txt', path.join(root, 'a.txt'));
    await fs.symlink('.store/hidden.txt', path.join(root, 'b.txt'));
    await fs.symlink('.store/hidden.txt', path.join(root, 'c.txt'));
    await fs.symlink('.store/more', path.join(root, 'folder'));
    const listing = await listCorpus(root);
    expect(listing.files.map((file) => file.path)).toEqual(['b.txt', 'folder/deep.txt', 'z/real.txt']);
    expect(listing.skipped).toEqual([
      { path: 'a.txt', reason: 'The link leads to "z/real.txt", which is read there.' },
      { path: 'c.txt', reason: 'The link leads to "b.txt", which is read there.' },
    ]);
  });

  it('that loop, lead out or lead nowhere get one reason each and hang nothing', async () => {
    const outside = await makeFolder({ 'secret.txt': 'x' });
    const root = await makeFolder({ 'a/b/real.txt': 'The text.' });
    const links = {
      'a/up': '..',
      'a/b/self': '.',
      one: 'two',
      two: 'one',
      'out.txt': path.join(outside, 'secret.txt'),
      outdir: outside,
      'dead.txt': 'nowhere.txt',
      'dots.txt': '../../../../etc/passwd',
    };
    for (const [link, target] of Object.entries(links)) await fs.symlink(target, path.join(root, link));
    const listing = await listCorpus(root);
    expect(listing.files.map((file) => file.path)).toEqual(['a/b/real.txt']);
    expect(listing.skipped.map((one) => one.path)).toEqual(Object.keys(links).sort());
    expect(listing.skipped.find((one) => one.path === 'one')?.reason).toMatch(/back to itself/);
    expect(listing.skipped.find((one) => one.path === 'outdir')?.reason).toMatch(/out of the corpus/);
  });

  it('do not lead out by a folder whose name only begins like the corpus', async () => {
    const outer = await makeFolder({ 'corpus/a.txt': 'x', 'corpus-private/b.txt': 'x' });
    await fs.symlink('../corpus-private/b.txt', path.join(outer, 'corpus/b.txt'));
    expect(await paths(path.join(outer, 'corpus'))).toEqual(['a.txt']);
  });

  it('may be the root itself', async () => {
    const outer = await makeFolder({ 'real/a.txt': 'x' });
    await fs.symlink('real', path.join(outer, 'link'));
    expect(await paths(path.join(outer, 'link'))).toEqual(['a.txt']);
  });
});

describe('what is no regular file', () => {
  it('is never opened, and a folder may be named like a file', async () => {
    const root = await makeFolder({ 'folder.txt/a.txt': 'The text.' });
    execFileSync('mkfifo', [path.join(root, 'pipe.txt')]);
    const server = net.createServer().listen(path.join(root, 'socket.txt'));
    await new Promise((resolve) => server.once('listening', resolve));
    const { articles, skipped } = await readFolder(root);
    server.close();
    expect(articles.map((article) => article.id)).toEqual(['folder.txt/a.txt']);
    expect(skipped.map((one) => one.reason)).toEqual([
      expect.stringContaining('a named pipe'),
      expect.stringContaining('a socket'),
    ]);
  });

  it('is noticed when it takes a listed file’s place', async () => {
    const root = await makeFolder({ 'a.txt': 'x', 'b.jsonl': 'x' });
    const { files } = await listCorpus(root);
    for (const file of files) {
      await fs.rm(file.absolutePath);
      execFileSync('mkfifo', [file.absolutePath]);
    }
    const { readCorpusFile } = await import('../../src/corpus/read-file.js');
    for (const file of files) {
      for await (const item of readCorpusFile(file))
        expect(item).toMatchObject({
          skipped: { path: file.path, reason: expect.stringContaining('taken its place') },
        });
    }
  });
});

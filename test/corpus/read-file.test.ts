import { promises as fs } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CORPUS_FORMATS } from '../../src/corpus/formats/registry.js';
import { listCorpus } from '../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../src/corpus/read-file.js';
import fc from '../support/fast-check.js';
import { makeFolder, readFiles, readFolder } from './read-folder.js';
import { makeRawPdf } from './sample-files.js';

describe('limits', () => {
  it('name the size and the way out for a large file', async () => {
    const { skipped } = await readFiles({ 'a.txt': 'x'.repeat(3_000) }, { maxFileBytes: 2_048 });
    expect(skipped).toEqual([
      {
        path: 'a.txt',
        reason: 'The file has 3 KiB; the limit of its format is 2 KiB: split it, or use .jsonl, which has none.',
      },
    ]);
  });

  it('drop a line that is too long and go on with the next', async () => {
    const { articles, skipped } = await readFiles(
      { 'a.jsonl': `{"body":"One."}\n{"body":"${'x'.repeat(700_000)}"}\n{"body":"Three."}` },
      { maxLineBytes: 600_000 },
    );
    expect(articles.map((article) => article.id)).toEqual(['a.jsonl#1', 'a.jsonl#3']);
    expect(skipped).toEqual([{ path: 'a.jsonl#2', reason: expect.stringMatching(/longer than the limit of 586 KiB/) }]);
  });

  it('keep the report of a file with a million bad lines short', async () => {
    const { articles, skipped } = await readFiles(
      { 'a.jsonl': `${'x\n'.repeat(50)}{"body":"Good."}` },
      { maxSkippedPerFile: 10 },
    );
    expect(articles).toHaveLength(1);
    expect(skipped).toHaveLength(11);
    expect(skipped.at(-1)).toEqual({
      path: 'a.jsonl',
      reason: '40 more parts of this file were left out beside the 10 named.',
    });
  });

  it('stop a gzip bomb', async () => {
    const { articles, skipped } = await readFiles({
      'a.jsonl.gz': gzipSync(Buffer.concat([Buffer.from('{"body":"Good."}\n'), Buffer.alloc(100 << 20)])),
    });
    expect(articles).toHaveLength(1);
    expect(skipped).toEqual([{ path: 'a.jsonl.gz', reason: expect.stringMatching(/more than 200 times/) }]);
  });
});

describe('the extraction worker', () => {
  const slowPdf = makeRawPdf('', Buffer.from(`${'q '.repeat(3e5)}BT /F 12 Tf (a) Tj ET`));

  it('is killed when a file takes too long, and the next file is read', async () => {
    const { articles, skipped } = await readFiles(
      { 'a.pdf': slowPdf, 'b.html': '<p>The text.</p>' },
      { extractTimeoutMs: 1 },
    );
    expect(articles.length + skipped.length).toBe(2);
    expect(skipped[0]).toEqual({ path: 'a.pdf', reason: expect.stringMatching(/took longer than 0.001 seconds/) });
    expect((await readFiles({ 'b.html': '<p>The text.</p>' })).articles).toMatchObject([{ body: 'The text.' }]);
  });

  it('dies of too much memory without the process, and the next file is read', async () => {
    const { articles, skipped } = await readFiles(
      { 'a.html': `<p>${'<b>x</b>'.repeat(40_000)}</p>`, 'b.html': '<p>The text.</p>' },
      { extractHeapMiB: 24 },
    );
    expect(skipped).toEqual([{ path: 'a.html', reason: expect.stringMatching(/more than 24 MiB of memory/) }]);
    expect(articles).toMatchObject([{ body: 'The text.' }]);
  });

  it('reads files that are asked for at once, each for its asker', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `${i}.html`);
    const root = await makeFolder(Object.fromEntries(names.map((name) => [name, `<p>This is ${name}.</p>`])));
    const { files } = await listCorpus(root);
    const bodies = await Promise.all(
      files.map(async (file) => {
        for await (const item of readCorpusFile(file))
          return 'article' in item && item.article.body === `This is ${file.path}.`;
        return false;
      }),
    );
    expect(bodies).toEqual(names.map(() => true));
  });
});

describe('an abort', () => {
  it.each(['a.jsonl', 'a.pdf'])('while %s is read is thrown, not reported', async (name) => {
    const content =
      name === 'a.pdf' ? makeRawPdf('', Buffer.from('q '.repeat(2e6))) : '{"body":"One."}\n'.repeat(1_000);
    const root = await makeFolder({ [name]: content });
    const { files } = await listCorpus(root);
    const controller = new AbortController();
    const reading = (async () => {
      let count = 0;
      for await (const _item of readCorpusFile(files[0]!, { signal: controller.signal }))
        if (++count === 3) controller.abort(new Error('enough'));
    })();
    if (name === 'a.pdf') setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('a bad file', () => {
  it('that is gone since it was listed is a reason', async () => {
    const root = await makeFolder({ 'a.txt': 'x' });
    const { files } = await listCorpus(root);
    await fs.rm(path.join(root, 'a.txt'));
    const items = [];
    for await (const item of readCorpusFile(files[0]!)) items.push(item);
    expect(items).toEqual([
      { skipped: { path: 'a.txt', reason: "The file can't be opened: there is nothing there." }, isUnread: true },
    ]);
  });

  const MAGIC = [
    '',
    '%PDF-1.7\n',
    'PK\u0003\u0004',
    '\u001f\u008b\u0008\u0000',
    '---\n',
    '{"body":',
    '[',
    '<html>',
    '\u00ff\u00fe',
  ];
  const extensions = CORPUS_FORMATS.flatMap((format) => format.extensions);

  it('of any bytes under any extension throws nothing, and each part is an article or has one line of reason', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...MAGIC),
        fc.constantFrom(...extensions),
        async (bytes, magic, extension) => {
          const root = await fs.mkdtemp(path.join(process.env.TMPDIR ?? '/tmp', 'footnote-random-'));
          try {
            await fs.writeFile(path.join(root, `a${extension}`), Buffer.concat([Buffer.from(magic, 'latin1'), bytes]));
            const { articles, skipped } = await readFolder(root);
            expect(articles.length + skipped.length).toBeGreaterThan(0);
            for (const { reason } of skipped) expect(reason).toMatch(/^[^\r\n]{10,}$/);
            for (const { body } of articles) expect(body).toMatch(/\S/);
          } finally {
            await fs.rm(root, { recursive: true });
          }
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { ReindexProgress } from '../../src/flows/reindex.js';
import { acquireWriteLock } from '../../src/index/write-lock.js';
import { runReindexApart } from '../../src/threads/reindex-apart.js';
import { FERRY, PLAIN } from '../support/articles.js';
import { fingerprint, makeIndexFolder } from '../support/index-folder.js';

const FILES = { 'ferry.md': FERRY, 'library.txt': PLAIN };

describe('a re-index in a thread of its own', () => {
  it('does what one in this process does, by the caller’s clock', async () => {
    // Before the ferry's article was published, which therefore lies in the future.
    const nowMs = () => Date.parse('2024-01-01T00:00:00Z');
    const [apart, here] = [makeIndexFolder(FILES), makeIndexFolder(FILES)];
    const seen: ReindexProgress[] = [];
    const report = await runReindexApart(apart, { nowMs, onProgress: (progress) => seen.push(progress) });
    expect(report).toEqual({ ...(await here.reindex({ nowMs })), seconds: report.seconds });
    expect(seen.map(({ phase }) => phase)).toContain('publishing');
    expect(await fingerprint(apart.open, ['ferry'])).toBe(await fingerprint(here.open, ['ferry']));
    const app = apart.open();
    expect(await app.newestAt()).toBeUndefined();
    expect((await app.index.status()).indexedAt).toMatch(/^2024-01-01T00:0/);
    app.close();
    expect(await runReindexApart(apart, { full: true, dryRun: true })).toMatchObject({ unchanged: 2, version: 1 });
  });

  it('tells what has to be mended as it does in this process', async () => {
    const folder = makeIndexFolder();
    await expect(runReindexApart(folder, {})).rejects.toMatchObject({ name: 'UserError', code: 'corpus-empty' });
    const lock = acquireWriteLock(folder.dataDir, 'the first one');
    folder.write(FILES);
    await expect(runReindexApart(folder, {})).rejects.toMatchObject({ code: 'index-busy' });
    lock.release();
  });

  it.each(['before it begins', 'in its midst'])('ends with the signal’s reason when it is stopped %s', async (when) => {
    const files = Array.from({ length: 200 }, (_, i) => [`${i}.txt`, `Story ${i} of the harbour.`]);
    const folder = makeIndexFolder(Object.fromEntries(files));
    const controller = new AbortController();
    const reason = new Error('stopped');
    if (when === 'before it begins') controller.abort(reason);
    const onProgress = () => controller.abort(reason);
    await expect(runReindexApart(folder, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(await folder.reindex()).toMatchObject({ added: 200, version: 1 });
  });
});

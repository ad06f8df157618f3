import { describe, expect, it } from 'vitest';
import type { RefreshProgress } from '../../src/sources/sources.js';
import { refreshApart } from '../../src/threads/refresh-apart.js';
import { longText, rss, startNewsServer } from '../sources/news-server.js';
import { NOW_MS, oneSource, openTestSources } from '../sources/read-fetched.js';

describe('a refresh in a thread of its own', () => {
  it('does what one in this process does, by the caller’s clock and under the caller’s lock', async () => {
    const server = await startNewsServer({
      '/feed.xml': rss([{ guid: '1', title: 'Dam leaks', text: longText('The dam') }]),
    });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    const { file, dataDir } = sources;
    const options = { file, dataDir, fetchPrivate: true, nowMs: () => NOW_MS, fetching: { pauseMs: 0 } };
    const seen: RefreshProgress[] = [];
    const release = await sources.hold();
    await expect(refreshApart(options, 'desk')).rejects.toMatchObject({ name: 'UserError', code: 'fetch-busy' });
    const report = await refreshApart({ ...options, isHeld: true }, 'desk', {
      onProgress: (progress) => seen.push(progress),
    });
    release();
    expect(report).toEqual({
      name: 'desk',
      changed: true,
      added: 1,
      updated: 0,
      removed: 0,
      unchanged: 0,
      skipped: [],
    });
    expect(seen.at(-1)).toEqual({ name: 'desk', done: 1, total: 1 });
    const [{ lastTriedMs }] = await sources.list();
    expect(Math.abs(lastTriedMs! - NOW_MS)).toBeLessThan(60_000);
    await expect(refreshApart(options, 'nobody')).rejects.toMatchObject({ code: 'no-source' });
  });

  it('ends with the signal’s reason', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const server = await startNewsServer({ '/robots.txt': '', '/feed.xml': () => controller.abort(reason) });
    const { file, dataDir } = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    await expect(
      refreshApart({ file, dataDir, fetchPrivate: true, fetching: { pauseMs: 0 } }, 'desk', {
        signal: controller.signal,
      }),
    ).rejects.toBe(reason);
  });
});

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Answer, longText, page, rss, startNewsServer } from './news-server.js';
import { oneSource, openTestSources } from './read-fetched.js';

const CHILD = fileURLToPath(new URL('./refresh-child.mjs', import.meta.url));
const PAGES = 30;

describe('a refresh that is killed', () => {
  it('is finished by the next ones, with nothing lost, nothing twice and nothing half', async () => {
    const names = Array.from({ length: PAGES }, (_, i) => `p${i}`);
    const server = await startNewsServer({
      '/feed.xml': rss(names.map((name) => ({ guid: name, title: name, link: `/${name}.html`, teaser: 'A taste.' }))),
    });
    const sources = openTestSources(oneSource('feed', `${server.origin}/feed.xml`));
    const run = () => spawn(process.execPath, [CHILD, sources.file, sources.dataDir], { stdio: 'inherit' });
    const ended = (child: ReturnType<typeof run>) =>
      new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
    const serve = (name: string): Answer => page(name, longText(`Story of ${name}`));
    for (const name of names) server.pages[`/${name}.html`] = serve(name);
    // In the midst, and near the end; with LONG_FUZZ before the first page, too.
    for (const at of process.env.LONG_FUZZ === undefined ? [4, 25] : [0, 4, 25]) {
      const child = run();
      // Killed while it waits for this page; what it read before may lie half written.
      server.pages[`/p${at}.html`] = () => void child.kill('SIGKILL');
      expect(await ended(child)).toBe('SIGKILL');
      server.pages[`/p${at}.html`] = serve(`p${at}`);
    }
    // The articles of the killed runs are there, and the lock is free.
    const before = (await sources.articles()).length;
    expect(before).toBeGreaterThanOrEqual(20);
    server.asked.length = 0;
    const report = await sources.refresh('desk');
    expect(report.error).toBeUndefined();
    expect(report).toMatchObject({ updated: 0, removed: 0 });
    const articles = await sources.articles();
    expect(articles.map(({ title }) => title).sort()).toEqual([...names].sort());
    for (const { title, body } of articles) expect(body).toContain(`Story of ${title}, paragraph 8`);
    const files = readdirSync(join(sources.dataDir, 'fetched', 'desk'));
    expect(files).toHaveLength(PAGES);
    // Of what was remembered nothing is read again.
    expect(server.asked.length).toBeLessThanOrEqual(1 + PAGES - 20);
    server.asked.length = 0;
    expect(await sources.refresh('desk')).toMatchObject({ changed: false, unchanged: PAGES });
    expect(server.asked).toEqual(['/feed.xml']);
  });
});

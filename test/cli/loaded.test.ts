/** What a command loads before it has done its work: each package and each module more is paid by every question from a shell. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { makeFolder, runFootnote } from '../support/run-footnote.js';

/** The scripts that a run loads, as Node lists them for coverage: packages by name, and modules of our own by path in dist/. */
async function loadedBy(args: string[], cwd: string) {
  const coverage = makeFolder();
  const { status, stdout } = await runFootnote(args, { cwd, env: { NODE_V8_COVERAGE: coverage } });
  const urls = readdirSync(coverage).flatMap((name) =>
    (JSON.parse(readFileSync(join(coverage, name), 'utf8')).result as { url: string }[]).map(({ url }) => url),
  );
  const parts = (pattern: RegExp) => [...new Set(urls.flatMap((url) => pattern.exec(url)?.[1] ?? []))].sort();
  return {
    ...{ status, stdout },
    packages: parts(/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/),
    modules: parts(/\/dist\/((?!.*\/node_modules\/).*\.js)$/).filter((path) => !path.includes('node_modules')),
  };
}

describe('footnote ask', () => {
  it('loads SQLite, commander and the stemmer alone, and nothing of stories, models, formats or other shells', async () => {
    const cwd = makeFolder(CORPUS);
    await runFootnote(['index'], { cwd });
    const { stdout, packages, modules } = await loadedBy(['ask', 'How old is the starter dough?'], cwd);
    expect(stdout).toContain('31 years old');
    expect(packages).toEqual(['better-sqlite3', 'bindings', 'commander', 'file-uri-to-path', 'stemmer']);
    expect(modules).toContain('flows/answer-from.js');
    const folders =
      'bench discord http langchain mcp postgres sources state summarizing threads answering/claims answering/reply';
    expect(modules.filter((path) => folders.split(' ').some((folder) => path.startsWith(`${folder}/`)))).toEqual([]);
    expect(modules).not.toContain('index/index-writer.js');
    // 208 on 1 December 2026. Whoever needs more of them for every question raises it, and says why in docs/PERFORMANCE.md.
    expect(modules.length).toBeLessThan(209);
  });
});

describe('footnote --help', () => {
  it('loads the command line alone', async () => {
    const { status, packages, modules } = await loadedBy(['--help'], makeFolder());
    expect(status).toBe(0);
    expect(packages).toEqual(['commander']);
    expect(modules.filter((path) => !/^(?:cli|core|corpus)\/|^[^/]+$/.test(path))).toEqual([]);
  });
});

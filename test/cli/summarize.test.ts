import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { makeFolder, parseLines } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const bodyOf = (cwd: string, id: string) =>
  readFileSync(join(cwd, 'corpus', id), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');

async function indexed(files: Record<string, string> = CORPUS): Promise<string> {
  const cwd = makeFolder(files);
  await runInProcess(['index'], { cwd });
  return cwd;
}

describe('footnote summarize', () => {
  it.each([
    [
      'article',
      ['article', 'ferry.md', '--length', 'long'],
      { kind: 'article', article_id: 'ferry.md', length: 'long' },
    ],
    [
      'topic',
      ['topic', 'the ferry to Skarholm'],
      { kind: 'topic', topic: 'the ferry to Skarholm', from: null, source: null },
    ],
    ['period', ['period', '2024-03'], { kind: 'period', from: '2024-03-01', to: '2024-03-31', topic: null }],
  ])('writes one line of JSON in the documented shape: %s', async (_, args, scope) => {
    const cwd = await indexed();
    const run = await runInProcess(['summarize', ...args, '--json'], { cwd });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const [summary, ...more] = parseLines(run.stdout);
    expect(more).toEqual([]);
    expect(Object.keys(summary)).toEqual([
      'status',
      'scope',
      'summary',
      'sentences',
      'citations',
      'articles',
      'composer',
      'reason',
      'ms',
    ]);
    expect(summary).toMatchObject({ status: 'answered', composer: 'extractive', reason: null, scope });
    expect(summary.summary).toBe(summary.sentences.map(({ text }: { text: string }) => text).join(' '));
    for (const { article_id, quote, start, end } of summary.citations)
      expect(quote).toBe(bodyOf(cwd, article_id).slice(start, end));
    for (const { citations } of summary.sentences) expect(citations.length).toBeGreaterThan(0);
    expect(summary.articles).toContain('ferry.md');
  });

  it('shows people the counts, the lines with their outlets, what is not listed, and the sources', async () => {
    const cwd = await indexed();
    const { stdout, status } = await runInProcess(['summarize', 'period', 'last-7-days'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 March 2024 to 7 March 2024: 2 articles, 2 outlets, 2 stories\n\n/);
    expect(stdout).toMatch(/A bakery in Lindvik has won.* \[1\] \(7 March 2024\) \(Food desk\)/);
    expect(stdout).toMatch(/1 article has no date and is in no period\./);
    expect(stdout).toMatch(/\nSources\n\[1\] Lindvik bakery wins prize for rye bread · Food desk · 7 March 2024\n/);
    expect(stdout).not.toContain('\u001b');
  });

  it('abstains with a reason and status 0', async () => {
    const cwd = await indexed();
    const run = await runInProcess(['summarize', 'topic', 'a chess championship'], { cwd });
    expect(run).toMatchObject({ status: 0, stdout: 'No article speaks of any of this.\n' });
    const json = await runInProcess(['summarize', 'topic', 'a chess championship', '--json'], { cwd });
    expect(parseLines(json.stdout)[0]).toMatchObject({
      status: 'abstained',
      summary: '',
      articles: [],
      reason: run.stdout.trim(),
    });
  });

  it('lists the articles that a title fits, and fails', async () => {
    const cwd = await indexed({
      'corpus/one.md': '---\ntitle: Storm at sea\n---\nA storm rose.',
      'corpus/two.md': '---\ntitle: Storm at sea\n---\nA storm fell.',
    });
    const run = await runInProcess(['summarize', 'article', 'storm at sea'], { cwd });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/2 articles fit "storm at sea".*\n {2}one\.md · Storm at sea\n {2}two\.md/);
  });

  it.each([
    ['an unknown title', ['article', 'zeppelin'], 1, /No article has the id or title "zeppelin"/],
    ['an unknown length', ['article', 'ferry.md', '--length', 'tiny'], 64, /short, medium, long/],
    ['a period that is none', ['period', 'soon'], 64, /expected today, yesterday, last-7-days/],
    ['a period that ends before it begins', ['period', '2024-03-09..2024-03-01'], 64, /ends before it begins/],
    ['days in the wrong order', ['topic', 'ferry', '--from', '2025', '--to', '2024'], 64, /is after/],
    ['no text', ['topic'], 64, /missing required argument/],
    ['nothing to summarize', [], 64, /article.*topic.*period/s],
  ])('fails with one sentence for %s', async (_, args, status, sentence) => {
    const cwd = await indexed();
    const run = await runInProcess(['summarize', ...args], { cwd });
    expect(run.stderr).toMatch(sentence);
    expect(run).toMatchObject({ status, stdout: '' });
  });

  it('says how to make an index where there is none', async () => {
    const run = await runInProcess(['summarize', 'topic', 'ferry'], { cwd: makeFolder(CORPUS) });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/footnote index/);
  });
});

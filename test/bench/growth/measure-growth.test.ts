import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factorsOf } from '../../../src/bench/growth/growth-report.js';
import { writeCorpora } from '../../../src/bench/growth/write-corpora.js';
import type { ContenderFigures } from '../../../src/bench/report.js';
import { makeFolder, parseLines } from '../../support/run-footnote.js';

const write = (folder: string, pause = async () => {}) =>
  writeCorpora(folder, { sizes: [5, 20, 60], seed: 1, questions: 2, pause, onPassages: () => {} });

describe('corpora of made articles', () => {
  it('hold the first articles of the next larger one, and questions about what the smallest holds', async () => {
    const folder = makeFolder();
    const { files, questions } = await write(folder);
    const ids = files.map((file) => parseLines(readFileSync(file, 'utf8')).map(({ id }) => id));
    expect(ids[0].length).toBeGreaterThan(0);
    expect(ids[1].slice(0, ids[0].length)).toEqual(ids[0]);
    expect(ids[2].slice(0, ids[1].length)).toEqual(ids[1]);
    expect(ids[2].length).toBeGreaterThan(ids[1].length);
    expect(questions.length).toBeLessThanOrEqual(2);
    for (const { articles } of questions) expect(ids[0]).toContain(articles![0]);
    for (const file of files) expect(readFileSync(file, 'utf8')).not.toContain('"question"');
  });

  it('end where they are interrupted', async () => {
    const folder = join(makeFolder(), 'corpora');
    mkdirSync(folder);
    await expect(write(folder, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
    expect(readdirSync(folder)).toHaveLength(3);
  });
});

describe('factors of growth', () => {
  const figures = (name: string, ms: number, index?: { bytes?: number }): ContenderFigures => ({
    name,
    medianMs: ms,
    p95Ms: 2 * ms,
    p99Ms: 3 * ms,
    cpuMs: ms / 2,
    ratio: 1,
    lowest: 1,
    highest: 1,
    ...(index && { index: { ms: 100 * ms, cpuMs: 100 * ms, ratio: 1, ...index } }),
  });

  it('compare everybody with themselves, and leave out who was asked in one size alone', () => {
    const from = { passages: 10, articles: 1, contenders: [figures('a', 2, { bytes: 5 }), figures('b', 1)] };
    const to = {
      passages: 100,
      articles: 9,
      contenders: [figures('a', 6, { bytes: 50 }), figures('b', 4), figures('c', 1)],
    };
    expect(factorsOf(from, to)).toEqual([
      { name: 'a', medianMs: 3, p95Ms: 3, cpuMs: 3, indexCpuMs: 3, bytes: 10 },
      { name: 'b', medianMs: 4, p95Ms: 4, cpuMs: 4, indexCpuMs: undefined, bytes: undefined },
    ]);
  });
});

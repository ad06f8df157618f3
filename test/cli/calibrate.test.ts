import { describe, expect, it } from 'vitest';
import { chanceOfHigher, pointAt, withoutTellingWord } from '../../src/flows/calibrate.js';
import { FERRY } from '../support/articles.js';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const at = ['--corpus', 'corpus', '--data', 'data'];

describe('footnote calibrate', () => {
  it('shows the curve of the shipped corpus with the threshold in force, and writes nothing', async () => {
    const data = makeFolder();
    const folders = ['--corpus', 'corpus', '--data', data];
    expect((await runInProcess(['index', ...folders], { cwd: '.' })).status).toBe(0);
    const first = await runInProcess(['calibrate', '--questions', '30', ...folders], { cwd: '.' });
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^ +from +kept +refused +risk$/m);
    expect(first.stdout.match(/in force/g)).toHaveLength(1);
    expect(first.stdout).toMatch(/^ +\.50 .* in force$/m);
    const { stdout } = await runInProcess(['calibrate', '--json', ...folders], { cwd: '.' });
    const { curve, threshold, auroc, questions } = JSON.parse(stdout);
    expect(questions).toBeGreaterThan(30);
    expect(auroc).toBeGreaterThan(0.9);
    const inForce = curve.find((point: { threshold: number }) => point.threshold === threshold);
    expect(inForce.kept).toBeGreaterThan(0.9);
    expect(inForce.refused).toBeGreaterThan(0.4);
    for (let i = 1; i < curve.length; i++) {
      expect(curve[i].kept).toBeLessThanOrEqual(curve[i - 1].kept);
      expect(curve[i].refused).toBeGreaterThanOrEqual(curve[i - 1].refused);
    }
  });

  it('ends with 2 where there is no index', async () => {
    const { status, stderr } = await runInProcess(['calibrate', ...at], { cwd: makeFolder() });
    expect(status).toBe(2);
    expect(stderr).toContain('footnote index');
  });

  it('ends with 1 where no sentence can be asked, and says so', async () => {
    const root = makeFolder({ 'corpus/a.txt': 'Too short.' });
    await runInProcess(['index', ...at], { cwd: root });
    const { status, stderr } = await runInProcess(['calibrate', ...at], { cwd: root });
    expect(status).toBe(1);
    expect(stderr).toContain('No article has a sentence');
  });

  it('ends with 64 for a number of questions that is none', async () => {
    const root = makeFolder({ 'corpus/ferry.md': FERRY });
    expect((await runInProcess(['calibrate', '--questions', 'many', ...at], { cwd: root })).status).toBe(64);
  });
});

describe('the curve', () => {
  it('has risk as the share of what is answered that should not be', () => {
    expect(pointAt(0.5, [0.9, 0.6, 0.2], [0.7, 0.1])).toEqual({
      threshold: 0.5,
      kept: 2 / 3,
      refused: 0.5,
      risk: 1 / 3,
    });
    expect(pointAt(0.95, [0.9], [0.1]).risk).toBe(0);
  });

  it('counts ties half', () => {
    expect(chanceOfHigher([0.9, 0.5], [0.5, 0.1])).toBe(0.875);
  });

  it('is asked with the last name or number left out', () => {
    expect(withoutTellingWord('The ferry at Lindvik carried 40 lorries.')).toBe(
      'The ferry at Lindvik carried  lorries.',
    );
    expect(withoutTellingWord('Divers found a crack in the ramp.')).toBe('Divers found a crack in the .');
  });
});

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openFolderApp } from '../../src/compose.js';
import { fingerprint } from '../support/index-folder.js';
import { makeFolder, type Run, runFootnote } from '../support/run-footnote.js';

/** How many moments of a re-index are tried; CRASH_MOMENTS=all tries every single one. */
const MOMENTS =
  process.env.CRASH_MOMENTS === 'all' ? Number.POSITIVE_INFINITY : Number(process.env.CRASH_MOMENTS ?? 50);
const support = (name: string) => fileURLToPath(new URL(`../support/crash/${name}`, import.meta.url));
const NON_ATOMIC = ['--import', support('non-atomic.mjs')];
const QUESTIONS = [
  'Which bridge was closed?',
  'harbour',
  'Who opened the school?',
  'mayor',
  'edition seven',
  'storm in the north',
];

const brief = (number: number, edition: string) =>
  `Report ${number}. The ${edition} edition says bridge ${number} was closed by the mayor on Friday. ` +
  `A storm in the north reached the harbour in the ${edition} week, and school ${number} was opened again.\n`;

function writeCorpus(folder: string, edition: 'first' | 'second'): void {
  rmSync(join(folder, 'corpus'), { recursive: true, force: true });
  const numbers = edition === 'first' ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] : [0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14];
  cpSync(
    makeFolder(
      Object.fromEntries(numbers.map((number) => [`${number}.txt`, brief(number, number < 4 ? edition : 'only')])),
    ),
    join(folder, 'corpus'),
    { recursive: true },
  );
}

const look = (dataDir: string) =>
  fingerprint(() => openFolderApp({ config: { corpusDir: 'unused', dataDir } }), QUESTIONS);

describe.runIf(process.platform === 'linux')('a re-index killed at any moment', () => {
  let preload: string;
  beforeAll(() => {
    const folder = makeFolderForAll();
    preload = join(folder, 'kill-at-call.so');
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', preload, support('kill-at-call.c'), '-ldl']);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const runIndex = (cwd: string, killAt: number, nodeArgs: string[] = []): Promise<Run> =>
    runFootnote(['index', '--json'], {
      cwd,
      nodeArgs,
      env: {
        LD_PRELOAD: preload,
        KILL_AT: String(killAt),
        KILL_DIR: join(cwd, 'data'),
        KILL_COUNT: join(cwd, 'count'),
      },
    });

  /** Kills re-indexes from `start` (a data folder, or none) at moments spread over all their calls. */
  async function killEverywhere(withFirstVersion: boolean, moments: number, nodeArgs: string[] = []) {
    const cwd = makeFolder();
    writeCorpus(cwd, 'first');
    if (withFirstVersion) await runFootnote(['index'], { cwd });
    const before = await look(join(cwd, 'data'));
    if (withFirstVersion) cpSync(join(cwd, 'data'), join(cwd, 'before'), { recursive: true });
    writeCorpus(cwd, 'second');
    expect((await runIndex(cwd, 0, nodeArgs)).status).toBe(0);
    const after = await look(join(cwd, 'data'));
    const calls = Number(readFileSync(join(cwd, 'count'), 'utf8'));
    const seen = { calls, killed: 0, before: 0, after: 0, mixed: [] as number[], notMended: [] as number[] };
    const count = Math.min(moments, calls);
    for (let i = 0; i < count; i++) {
      const killAt = 1 + Math.floor((i * calls) / count);
      rmSync(join(cwd, 'data'), { recursive: true, force: true });
      if (withFirstVersion) cpSync(join(cwd, 'before'), join(cwd, 'data'), { recursive: true });
      if ((await runIndex(cwd, killAt, nodeArgs)).signal === 'SIGKILL') seen.killed++;
      const now = await look(join(cwd, 'data')).catch((error) => `unreadable: ${error}`);
      if (now === before) seen.before++;
      else if (now === after) seen.after++;
      else seen.mixed.push(killAt);
      if (nodeArgs.length > 0) continue;
      const mended = await runFootnote(['index'], { cwd });
      if (mended.status !== 0 || (await look(join(cwd, 'data'))) !== after) seen.notMended.push(killAt);
    }
    return seen;
  }

  it('leaves the old version or the new one, whole, and the next run finishes the work', async () => {
    const seen = await killEverywhere(true, MOMENTS);
    console.log(`re-index: ${JSON.stringify(seen)}`);
    expect(seen).toMatchObject({ mixed: [], notMended: [], killed: Math.min(MOMENTS, seen.calls) });
    expect(seen.before).toBeGreaterThan(0);
    expect(seen.after).toBeGreaterThan(0);
  }, 600_000);

  it('leaves no index or a whole one when it was the first', async () => {
    const seen = await killEverywhere(false, Math.min(MOMENTS, 20));
    console.log(`first index: ${JSON.stringify(seen)}`);
    expect(seen).toMatchObject({ mixed: [], notMended: [] });
  }, 600_000);

  it('shows mixtures where publishing is made non-atomic on purpose', async () => {
    const seen = await killEverywhere(true, Math.max(MOMENTS, 50), NON_ATOMIC);
    console.log(`non-atomic: ${JSON.stringify(seen)}`);
    expect(seen.mixed.length).toBeGreaterThan(0);
  }, 600_000);
});

function makeFolderForAll(): string {
  const folder = join(
    fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url)),
    `footnote-crash-${process.pid}`,
  );
  if (!existsSync(folder)) execFileSync('mkdir', ['-p', folder]);
  writeFileSync(join(folder, '.keep'), '');
  return folder;
}

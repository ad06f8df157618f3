import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openFolderApp, runReindex } from '../../src/compose.js';
import { fingerprint } from '../support/index-folder.js';
import { makeFolder, runFootnote } from '../support/run-footnote.js';

/**
 * At how many moments a re-index is killed as well; CRASH_MOMENTS=all kills it at every one. What a kill leaves is looked at
 * for each moment in any case, in copies, and mended by the next run for each third; with CRASH_MOMENTS=all for each.
 */
const KILLS = process.env.CRASH_MOMENTS === 'all' ? Number.POSITIVE_INFINITY : Number(process.env.CRASH_MOMENTS ?? 1);
const MENDED_EVERY = KILLS === Number.POSITIVE_INFINITY ? 1 : 3;
const support = (name: string) => fileURLToPath(new URL(`../support/crash/${name}`, import.meta.url));
const NON_ATOMIC = ['--import', support('non-atomic.mjs')];
/** Every article's text is compared as well. The first question finds all of them; with CRASH_MOMENTS=all five more look. */
const QUESTIONS = [
  'Which bridge was closed?',
  ...(KILLS === Number.POSITIVE_INFINITY
    ? ['edition seven', 'harbour', 'Who opened the school?', 'mayor', 'storm in the north']
    : []),
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

/** Every file of a folder, by name and content. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, entry);
    hash.update(`\0${entry}\0`);
    if (statSync(path).isFile()) hash.update(createHash('sha256').update(readFileSync(path)).digest());
  }
  return hash.digest('hex');
}

/** The same of each folder of the same content: most calls, such as fsync, leave the bytes as they were. */
function once<T>(judge: (folder: string) => Promise<T>): (folder: string) => Promise<T> {
  const judged = new Map<string, Promise<T>>();
  return (folder) => {
    const digest = digestOf(folder);
    const known = judged.get(digest) ?? judge(folder);
    judged.set(digest, known);
    return known;
  };
}

const look = (dataDir: string) =>
  fingerprint(() => openFolderApp({ config: { corpusDir: 'unused', dataDir } }), QUESTIONS);

describe.runIf(process.platform === 'linux')('a re-index killed at any moment', () => {
  let preload: string;
  beforeAll(() => {
    const folder = makeFolderForAll();
    preload = join(folder, 'kill-at-call.so');
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', preload, support('kill-at-call.c'), '-ldl', '-lpthread']);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const runIndex = (cwd: string, env: { KILL_AT: string } | { KILL_COPIES: string }, nodeArgs: string[] = []) =>
    runFootnote(['index', '--json'], {
      cwd,
      nodeArgs,
      env: { LD_PRELOAD: preload, KILL_DIR: join(cwd, 'data'), ...env },
    });

  /** A re-index from a first version, or from none, with a copy of the data folder of each moment that it might be killed at. */
  async function watchReindex(withFirstVersion: boolean, nodeArgs: string[] = []) {
    const cwd = makeFolder({ 'copies/.keep': '' });
    const [corpusDir, dataDir] = [join(cwd, 'corpus'), join(cwd, 'data')];
    writeCorpus(cwd, 'first');
    if (withFirstVersion) await runReindex({ corpusDir, dataDir }, {});
    const before = await look(dataDir);
    if (withFirstVersion) cpSync(dataDir, join(cwd, 'before'), { recursive: true });
    writeCorpus(cwd, 'second');
    expect((await runIndex(cwd, { KILL_COPIES: join(cwd, 'copies') }, nodeArgs)).status).toBe(0);
    const after = await look(dataDir);
    expect(after).not.toBe(before);
    /** Which version questions see. */
    const seeIn = async (folder: string): Promise<'before' | 'after' | 'mixed'> => {
      const now = await look(folder).catch((error) => `unreadable: ${error}`);
      return now === before ? 'before' : now === after ? 'after' : 'mixed';
    };
    return {
      moments: readdirSync(join(cwd, 'copies')).length - 1,
      copyOf: (moment: number) => join(cwd, 'copies', `${moment}`),
      seeIn,
      /** Whether the next run makes the second version of what was left. */
      isMended: async (folder: string) => {
        const hasEnded = await runReindex({ corpusDir, dataDir: folder }, {}).then(
          () => true,
          () => false,
        );
        return hasEnded && (await seeIn(folder)) === 'after';
      },
      /** The data folder as a kill has left it. */
      kill: async (moment: number): Promise<string> => {
        rmSync(dataDir, { recursive: true, force: true });
        if (withFirstVersion) cpSync(join(cwd, 'before'), dataDir, { recursive: true });
        expect((await runIndex(cwd, { KILL_AT: `${moment}` })).signal).toBe('SIGKILL');
        return dataDir;
      },
    };
  }

  it.each([
    ['the old version or the new one, whole', true],
    ['no index or a whole one when it was the first', false],
  ])(
    'leaves %s, and the next run finishes the work',
    async (_, withFirstVersion) => {
      const { moments, copyOf, seeIn, isMended, kill } = await watchReindex(withFirstVersion);
      const judgeVersion = once(seeIn);
      const judgeMended = once(isMended);
      const seen = { before: 0, after: 0, mixed: [] as number[], notMended: [] as number[], killed: [] as number[] };
      const kills = Math.min(KILLS, moments);
      for (let moment = 1; moment <= moments; moment++) {
        const version = await judgeVersion(copyOf(moment));
        if (version === 'mixed') seen.mixed.push(moment);
        else seen[version]++;
        if (moment % MENDED_EVERY === 0 && !(await judgeMended(copyOf(moment)))) seen.notMended.push(moment);
        // Evenly apart; a single one in the middle.
        if (((moment + Math.floor(moments / 2 / kills)) * kills) % moments >= kills) continue;
        seen.killed.push(moment);
        const left = await kill(moment);
        // A copy is what a kill leaves.
        expect(await seeIn(left)).toBe(version);
        if (!(await isMended(left))) seen.notMended.push(moment);
      }
      console.info(`${withFirstVersion ? 're-index' : 'first index'}: ${JSON.stringify(seen)}`);
      expect(seen).toMatchObject({ mixed: [], notMended: [] });
      expect(seen.killed).toHaveLength(kills);
      expect(seen.before).toBeGreaterThan(0);
      expect(seen.after).toBeGreaterThan(0);
    },
    600_000,
  );

  it('would show mixtures where publishing is made non-atomic on purpose', async () => {
    const { moments, copyOf, seeIn } = await watchReindex(true, NON_ATOMIC);
    // From the middle, where it publishes, so that one is soon found.
    let moment = Math.floor(moments / 2);
    while (moment < moments && (await seeIn(copyOf(moment))) !== 'mixed') moment++;
    expect(moment).toBeLessThan(moments);
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

/** The file of the state, beyond what every store promises. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../src/state/open-state.js';
import { SqliteStore, statePath } from '../../src/state/sqlite-store.js';
import { State } from '../../src/state/state.js';
import { describeState } from './state-contract.js';

const makeFolder = () => mkdtempSync(join(tmpdir(), 'footnote-state-'));
const openIn = (folder: string) => new State(SqliteStore.open(folder));

describeState('the state in a file', async () => ({
  make: async () => {
    const folder = makeFolder();
    return {
      open: async () => openIn(folder),
      spoilSettings: async (content) => {
        const db = new Database(statePath(folder));
        db.prepare('UPDATE settings SET content = ?').run(content);
        db.close();
      },
      stop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  stop: async () => {},
}));

describe('the file', () => {
  let folder: string;
  let state: State;

  beforeEach(() => {
    folder = makeFolder();
    state = openIn(folder);
  });
  afterEach(async () => {
    await state.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of a newer program is left alone', async () => {
    await state.close();
    const db = new Database(statePath(folder));
    const known = db.pragma('user_version', { simple: true });
    db.pragma('user_version = 99');
    db.close();
    expect(() => openIn(folder)).toThrow(/schema 99 .*newer version/);
    const again = new Database(statePath(folder));
    expect(again.pragma('user_version', { simple: true })).toBe(99);
    again.pragma(`user_version = ${known}`);
    again.close();
    state = openIn(folder);
  });

  it('that is damaged is named, and not replaced', async () => {
    await state.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(statePath(folder) + ending, { force: true });
    writeFileSync(statePath(folder), 'this is no database at all, '.repeat(100));
    expect(() => openIn(folder)).toThrow(/state\.db.*can't be opened/);
    expect(existsSync(statePath(folder))).toBe(true);
    rmSync(statePath(folder));
    state = openIn(folder);
  });
});

describe('a file that was altered', () => {
  const open = async (folder: string, told: string[]) =>
    openState({ dataDir: folder }, { onDamage: (sentence) => told.push(sentence) });
  const answer = (id: string) =>
    ({
      id,
      channel: 'c',
      user: 'u',
      askedAtMs: 1,
      question: 'q',
      status: 'answered',
      isPrivate: false,
      content: { cost: '40' },
    }) as const;

  it('loses the rows that make no sense, keeps the others, and says where the damaged file is', async () => {
    const folder = makeFolder();
    const told: string[] = [];
    const before = await open(folder, told);
    for (const id of ['a', 'b']) await before.recordAnswer(answer(id));
    await before.close();
    expect(told).toEqual([]);
    const db = new Database(statePath(folder));
    db.exec(`UPDATE answers SET content = replace(content, '40', '90') WHERE id = 'a'`);
    db.close();
    // A process that doesn't mend shows nothing of it either.
    const reader = openIn(folder);
    expect((await reader.answer('a'))?.content).toBeUndefined();
    await reader.close();
    const state = await open(folder, told);
    expect([await state.answer('a'), (await state.answer('b'))?.content]).toEqual([undefined, { cost: '40' }]);
    expect(told).toEqual([
      expect.stringMatching(
        /was damaged \(rows that make no sense in answers: 1\): 1 rows go on, some of answers couldn't be read; the damaged file is .*state\.db\.damaged-/,
      ),
    ]);
    await state.close();
    await (await open(folder, told)).close();
    expect(told).toHaveLength(1);
    rmSync(folder, { recursive: true, force: true });
  });
});

/** The file of the state, beyond what every store promises. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

/** The file of the state, beyond what every store promises. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteState } from '../../src/state/sqlite-state.js';
import { statePath } from '../../src/state/state-database.js';
import { describeState } from './state-contract.js';

const makeFolder = () => mkdtempSync(join(tmpdir(), 'footnote-state-'));

describeState('the state in a file', async () => ({
  make: async () => {
    const folder = makeFolder();
    return {
      open: async () => SqliteState.open(folder),
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
  let state: SqliteState;

  beforeEach(() => {
    folder = makeFolder();
    state = SqliteState.open(folder);
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
    expect(() => SqliteState.open(folder)).toThrow(/schema 99 .*newer version/);
    const again = new Database(statePath(folder));
    expect(again.pragma('user_version', { simple: true })).toBe(99);
    again.pragma(`user_version = ${known}`);
    again.close();
    state = SqliteState.open(folder);
  });

  it('that is damaged is named, and not replaced', async () => {
    await state.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(statePath(folder) + ending, { force: true });
    writeFileSync(statePath(folder), 'this is no database at all, '.repeat(100));
    expect(() => SqliteState.open(folder)).toThrow(/state\.db.*can't be opened/);
    expect(existsSync(statePath(folder))).toBe(true);
    rmSync(statePath(folder));
    state = SqliteState.open(folder);
  });

  it('come to a file of before, which keeps what it had, with a copy beside it', async () => {
    await state.changeSettings('g1', { threads: true });
    await state.close();
    const db = new Database(statePath(folder));
    const newest = Number(db.pragma('user_version', { simple: true }));
    db.exec('DROP TABLE allowances');
    db.pragma(`user_version = ${newest - 1}`);
    db.close();
    state = SqliteState.open(folder);
    expect(await state.takeAllowance('ann', { burst: 1, refillMs: 1 }, 0)).toBe(0);
    expect((await state.settings('g1')).threads).toBe(true);
    const copy = new Database(`${statePath(folder)}.schema-${newest - 1}`, { readonly: true });
    expect(copy.prepare('SELECT guild FROM settings').all()).toEqual([{ guild: 'g1' }]);
    copy.close();
  });
});

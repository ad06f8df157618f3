import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { State } from '../../src/state/state.js';
import { statePath } from '../../src/state/state-database.js';

let folder: string;
let state: State;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-digests-'));
  state = State.open(folder);
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true, force: true });
});

const digest = (change = {}) => ({
  ...{ id: 'd1', guild: 'g1', channel: 'c1', hour: 8, zone: 'Europe/Kyiv', saysEmpty: false, dueAtMs: 1000 },
  ...change,
});

describe('digests', () => {
  it('are kept as they were made, by server, up to a number', async () => {
    const weekly = digest({ id: 'd2', weekday: 1, topic: 'grain', source: 'Desk', saysEmpty: true, dueAtMs: 500 });
    expect(await state.digests.add(digest(), 2)).toBe(true);
    expect(await state.digests.add(weekly, 2)).toBe(true);
    expect(await state.digests.add(digest({ id: 'd3' }), 2)).toBe(false);
    expect(await state.digests.add(digest({ id: 'd4', guild: 'g2' }), 2)).toBe(true);
    state.close();
    state = State.open(folder);
    const fresh = { told: [], failures: 0, isOff: false };
    expect(await state.digests.of('g1')).toEqual([
      { ...weekly, ...fresh },
      { ...digest(), ...fresh },
    ]);
    expect(await state.digests.remove('g2', 'd1')).toBe(false);
    expect(await state.digests.remove('g1', 'd1')).toBe(true);
    expect((await state.digests.of('g1')).map(({ id }) => id)).toEqual(['d2']);
  });

  it('are due when their time has come, and claimed by one alone', async () => {
    await state.digests.add(digest(), 9);
    expect(await state.digests.due(999)).toEqual([]);
    const [due] = await state.digests.due(1000);
    const other = State.open(folder);
    const [seenByOther] = await other.digests.due(1000);
    expect(await state.digests.claim(due, 2000)).toBe(true);
    expect(await other.digests.claim(seenByOther, 2000)).toBe(false);
    expect(await state.digests.claim(due, 2000)).toBe(false);
    other.close();
    expect(await state.digests.due(1999)).toEqual([]);
    expect(await state.digests.due(2000)).toHaveLength(1);
  });

  it('are switched off by failures in a row, and not by others', async () => {
    await state.digests.add(digest(), 9);
    expect(await state.digests.failed('d1', 3)).toBe(false);
    expect(await state.digests.failed('d1', 3)).toBe(false);
    await state.digests.succeeded('d1', ['a.md']);
    expect(await state.digests.of('g1')).toMatchObject([{ failures: 0, told: ['a.md'] }]);
    expect(await state.digests.failed('d1', 3)).toBe(false);
    expect(await state.digests.failed('d1', 3)).toBe(false);
    expect(await state.digests.failed('d1', 3)).toBe(true);
    expect(await state.digests.due(5000)).toEqual([]);
    expect(await state.digests.of('g1')).toMatchObject([{ isOff: true }]);
  });

  it('go with the server', async () => {
    await state.digests.add(digest(), 9);
    await state.digests.add(digest({ id: 'd2', guild: 'g2' }), 9);
    await state.forgetGuild('g1');
    expect(await state.digests.of('g1')).toEqual([]);
    expect(await state.digests.of('g2')).toHaveLength(1);
  });

  it('come to a file of before, which keeps what it had, with a copy beside it', async () => {
    await state.changeSettings('g1', { threads: true });
    state.close();
    const db = new Database(statePath(folder));
    const newest = Number(db.pragma('user_version', { simple: true }));
    db.exec('DROP TABLE digests');
    db.pragma(`user_version = ${newest - 1}`);
    db.close();
    state = State.open(folder);
    expect(await state.digests.add(digest(), 1)).toBe(true);
    expect((await state.settings('g1')).threads).toBe(true);
    const copy = new Database(`${statePath(folder)}.schema-${newest - 1}`, { readonly: true });
    expect(copy.prepare('SELECT guild FROM settings').all()).toEqual([{ guild: 'g1' }]);
    copy.close();
  });
});

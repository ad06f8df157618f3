import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, State, type StoredAnswer } from '../../src/state/state.js';
import { statePath } from '../../src/state/state-database.js';

let folder: string;
let state: State;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-state-'));
  state = State.open(folder);
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = (change: Partial<StoredAnswer> = {}): StoredAnswer => ({
  id: newId(),
  guild: 'g1',
  channel: 'c1',
  user: 'u1',
  askedAtMs: 1000,
  question: 'Who denied it?',
  status: 'answered',
  isPrivate: false,
  content: { sentences: ['one'] },
  ...change,
});

describe('settings', () => {
  it('are the server’s own, and keep what isn’t changed', async () => {
    await state.changeSettings('g1', { threads: true, askChannels: ['123'] });
    await state.changeSettings('g1', { language: 'de' });
    expect(await state.settings('g1')).toMatchObject({ threads: true, askChannels: ['123'], language: 'de' });
    expect(await state.settings('g2')).toMatchObject({ threads: false, askChannels: [], language: 'auto' });
  });

  it('fall back one by one where they can’t be read', async () => {
    await state.changeSettings('g1', { threads: true });
    const db = new Database(statePath(folder));
    db.prepare('UPDATE settings SET content = ?').run('{"threads":true,"askChannels":"all","sources":[1]}');
    expect(await state.settings('g1')).toMatchObject({ threads: true, askChannels: [], sources: [] });
    db.prepare('UPDATE settings SET content = ?').run('not JSON');
    expect(await state.settings('g1')).toMatchObject({ threads: false });
    db.close();
  });
});

describe('answers', () => {
  it('are found by id and by any of their messages, after a restart too', async () => {
    const one = answer();
    await state.recordAnswer(one);
    await state.recordMessages(one.id, [
      { message: 'm1', channel: 'c1' },
      { message: 'm2', channel: 'c1' },
    ]);
    state.close();
    state = State.open(folder);
    expect(await state.answer(one.id)).toEqual(one);
    expect((await state.answerOfMessage('m2'))?.id).toBe(one.id);
    expect(await state.messagesOf(one.id)).toEqual([
      { message: 'm1', channel: 'c1' },
      { message: 'm2', channel: 'c1' },
    ]);
  });

  it('make a conversation per channel and person, the newest of them, oldest first', async () => {
    for (const [askedAtMs, user, channel] of [
      [1, 'u1', 'c1'],
      [2, 'u1', 'c1'],
      [3, 'u2', 'c1'],
      [4, 'u1', 'c2'],
      [5, 'u1', 'c1'],
    ] as const)
      await state.recordAnswer(answer({ askedAtMs, user, channel }));
    const times = async (sinceMs: number, most: number) =>
      (await state.conversation('c1', 'u1', sinceMs, most)).map(({ askedAtMs }) => askedAtMs);
    expect(await times(0, 9)).toEqual([1, 2, 5]);
    expect(await times(0, 2)).toEqual([2, 5]);
    expect(await times(2, 9)).toEqual([2, 5]);
  });

  it('go with all that belongs to them: by person, by server, by age', async () => {
    const [own, others, old, elsewhere] = [
      answer(),
      answer({ user: 'u2' }),
      answer({ user: 'u2', askedAtMs: 1 }),
      answer({ user: 'u2', guild: 'g2' }),
    ];
    for (const one of [own, others, old, elsewhere]) await state.recordAnswer(one);
    await state.recordMessages(own.id, [{ message: 'm1', channel: 'c1' }]);
    await state.giveFeedback(others.id, { user: 'u1', vote: -1, reason: 'wrong' });
    await state.giveFeedback(own.id, { user: 'u2', vote: 1 });
    expect(await state.keptOf('u1')).toEqual({ questions: 1, votes: 1 });
    expect(await state.forgetUser('u1')).toEqual({ questions: 1, votes: 1 });
    expect(await state.keptOf('u1')).toEqual({ questions: 0, votes: 0 });
    expect(await state.answerOfMessage('m1')).toBeUndefined();
    expect(await state.purge(500)).toBe(1);
    expect(await state.answer(old.id)).toBeUndefined();
    await state.changeSettings('g1', { threads: true });
    await state.forgetGuild('g1');
    expect(await state.answer(others.id)).toBeUndefined();
    expect((await state.settings('g1')).threads).toBe(false);
    expect(await state.answer(elsewhere.id)).toEqual(elsewhere);
  });
});

describe('feedback', () => {
  it('is one vote per person, the last one', async () => {
    const one = answer();
    await state.recordAnswer(one);
    expect(await state.giveFeedback(one.id, { user: 'u2', vote: -1, reason: 'wrong', words: 'no' })).toBe(true);
    await state.giveFeedback(one.id, { user: 'u3', vote: -1, reason: 'outdated' });
    await state.giveFeedback(one.id, { user: 'u4', vote: 1 });
    const [open] = await state.openQuestions('g1');
    expect(open).toMatchObject({ dislikes: 2, likes: 1, words: ['no'] });
    expect(open.reasons.sort()).toEqual(['outdated', 'wrong']);
    await state.giveFeedback(one.id, { user: 'u2', vote: 1 });
    await state.giveFeedback(one.id, { user: 'u3', vote: 1 });
    expect(await state.openQuestions('g1')).toEqual([]);
  });

  it('to an answer that is no longer kept is refused', async () => {
    expect(await state.giveFeedback('gone', { user: 'u1', vote: 1 })).toBe(false);
  });

  it('shows a server its own questions alone, newest first', async () => {
    await state.recordAnswer(answer({ status: 'abstained', askedAtMs: 1, question: 'first' }));
    await state.recordAnswer(answer({ status: 'abstained', askedAtMs: 2, question: 'second' }));
    await state.recordAnswer(answer({ status: 'abstained', guild: 'g2', question: 'elsewhere' }));
    await state.recordAnswer(answer({ status: 'answered', question: 'fine' }));
    expect((await state.openQuestions('g1')).map(({ question }) => question)).toEqual(['second', 'first']);
  });
});

describe('the file', () => {
  it('of a newer program is left alone', () => {
    state.close();
    const db = new Database(statePath(folder));
    const known = db.pragma('user_version', { simple: true });
    db.pragma('user_version = 99');
    db.close();
    expect(() => State.open(folder)).toThrow(/schema 99 .*newer version/);
    const again = new Database(statePath(folder));
    expect(again.pragma('user_version', { simple: true })).toBe(99);
    again.pragma(`user_version = ${known}`);
    again.close();
    state = State.open(folder);
  });

  it('that is damaged is named, and not replaced', () => {
    state.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(statePath(folder) + ending, { force: true });
    writeFileSync(statePath(folder), 'this is no database at all, '.repeat(100));
    expect(() => State.open(folder)).toThrow(/state\.db.*can't be opened/);
    expect(existsSync(statePath(folder))).toBe(true);
    rmSync(statePath(folder));
    state = State.open(folder);
  });
});

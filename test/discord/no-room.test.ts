import { describe, expect, it } from 'vitest';
import type { SqlStore, Statement } from '../../src/state/sql.js';
import type { State } from '../../src/state/state.js';
import { startBot } from '../support/discord-bot.js';
import { buttonsOf } from '../support/read-components.js';

/** Lets nothing be written, as a full disk does, until the returned function is called. */
function fillDisk(state: State): () => void {
  const holder = state as unknown as { store: SqlStore };
  const real = holder.store;
  const refuse = (statements: Statement[]) => {
    if (statements.every(({ text }) => /^\s*SELECT/.test(text))) return;
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  };
  const full = () => ({
    query: async <Row extends object>(statement: Statement) => {
      refuse([statement]);
      return real.inHaste().query<Row>(statement);
    },
    all: async (statements: Statement[]) => {
      refuse(statements);
      return real.inHaste().all(statements);
    },
  });
  holder.store = Object.assign(Object.create(real), { inHaste: full, patiently: full });
  return () => {
    holder.store = real;
  };
}

describe('on a full disk', () => {
  it('a question is answered without the buttons that need a record, and the owners are told once', async () => {
    const { server, ann, channel, state, log } = await startBot();
    const makeRoom = fillDisk(state);
    const ask = async () =>
      server.slash(ann, { channel, name: 'ask', options: { question: 'What was found in the ramp?' } }).original();
    for (let i = 0; i < 2; i++) {
      const answer = await ask();
      expect(answer.content).toMatch(/A crack was found in the ramp/);
      expect(buttonsOf(answer)).toEqual([]);
    }
    const told = () => log().match(/"event":"state-unwritable"/g)?.length;
    await server.until(() => told() === 1);
    const summary = await server
      .slash(ann, {
        channel,
        name: 'summarize',
        subcommand: 'article',
        options: { title: 'Ferry to Skarholm stops for a week' },
      })
      .original();
    expect(buttonsOf(summary)).toEqual([]);
    makeRoom();
    expect(buttonsOf(await ask())).toContain('⋯');
    await server.until(() => log().includes('"event":"state-writable"'));
    expect(told()).toBe(1);
  });
});

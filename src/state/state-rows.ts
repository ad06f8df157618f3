/** The state as plain rows, wherever it is kept, so that it can be moved and compared. */
import { createHash } from 'node:crypto';
import { UserError } from '../core/errors.js';

export type Value = string | number | null;

export interface StateTable {
  name: string;
  /** The columns that name a row. */
  key: string[];
  columns: string[];
  /** Columns that are true or false. */
  flags?: string[];
  /** Whether rows are told apart by when they came, so that they have to come in the same order. */
  isInOrder?: boolean;
}

/** All but who may ask how often: that is forgotten within the hour. A referred table stands before those that refer to it. */
export const STATE_TABLES: StateTable[] = [
  { name: 'settings', key: ['guild'], columns: ['guild', 'content', 'changed_at'] },
  {
    name: 'answers',
    key: ['id'],
    columns: ['id', 'guild', 'channel', 'person', 'asked_at', 'question', 'status', 'is_private', 'content'],
    flags: ['is_private'],
    isInOrder: true,
  },
  { name: 'messages', key: ['message'], columns: ['message', 'channel', 'place', 'answer'] },
  {
    name: 'feedback',
    key: ['answer', 'person'],
    columns: ['answer', 'person', 'vote', 'reason', 'words', 'given_at'],
  },
  { name: 'removals', key: ['id'], columns: ['id', 'path', 'kept_at', 'removed_by', 'removed_at'] },
  {
    name: 'spending',
    key: ['day', 'guild', 'person'],
    columns: ['day', 'guild', 'person', 'answers', 'tokens', 'micro_usd', 'unpriced'],
  },
  {
    name: 'digests',
    key: ['id'],
    columns: 'id guild channel weekday hour zone topic source says_empty due_at told failures is_off'.split(' '),
    flags: ['says_empty', 'is_off'],
  },
];

export type Insert = (table: StateTable, rows: Value[][]) => void | Promise<void>;

export interface StateRows {
  /** All rows of a table, batch by batch, in an order that is the same for the same rows. */
  each(table: StateTable, use: (rows: Value[][]) => void | Promise<void>): Promise<void>;
  /** Empties all tables and fills them by `fill`, all of it or nothing. */
  replace(fill: (insert: Insert) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes `to` what `from` is, and compares them. Throws UserError `state-there` where `to` keeps what `from` doesn't know, unless
 * that `mayBeLost`.
 */
export async function copyState(
  from: StateRows,
  to: StateRows,
  { mayBeLost = false, onRows = () => {} }: { mayBeLost?: boolean; onRows?: (done: number) => void } = {},
): Promise<{ rows: number; checksum: string }> {
  const only = mayBeLost ? 0 : await countOnlyIn(to, from);
  if (only > 0)
    throw new UserError(
      'state-there',
      `Settings, answers and feedback are kept there already, ${only} rows of which aren't here; --yes replaces them by what is here.`,
    );
  let rows = 0;
  await to.replace(async (insert) => {
    for (const table of STATE_TABLES)
      await from.each(table, async (batch) => {
        await insert(table, batch);
        rows += batch.length;
        onRows(rows);
      });
  });
  const [before, after] = [await checksumOf(from), await checksumOf(to)];
  if (before !== after)
    throw new UserError(
      'copy-differs',
      'The copy of settings and feedback differs; stop the bot and run the same command again.',
    );
  return { rows, checksum: after };
}

async function countOnlyIn(a: StateRows, b: StateRows): Promise<number> {
  let only = 0;
  for (const table of STATE_TABLES) {
    const keyOf = (row: Value[]) => JSON.stringify(table.key.map((name) => row[table.columns.indexOf(name)]));
    const known = new Set<string>();
    await b.each(table, (rows) => {
      for (const row of rows) known.add(keyOf(row));
    });
    await a.each(table, (rows) => {
      for (const row of rows) if (!known.has(keyOf(row))) only++;
    });
  }
  return only;
}

async function checksumOf(state: StateRows): Promise<string> {
  const hash = createHash('sha256');
  for (const table of STATE_TABLES)
    await state.each(table, (rows) => {
      for (const row of rows) hash.update(`${table.name} ${JSON.stringify(row)}\n`);
    });
  return hash.digest('hex');
}
